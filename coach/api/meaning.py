"""What an operation is about: the words of its path, name and line, brought together over synonyms."""

import re
from functools import lru_cache

from coach.api.lexicon import each, singular, words
from coach.api.model import Operation

_GROUPS = (
    "url link short shorten shorturl tinyurl shortlink shortener",
    "code alias slug shortcode vanity",
    "redirect resolve visit expand follow_link open_link jump",
    "paste text snippet bin note gist document doc",
    "tweet post status micropost toot message",
    "photo image picture pic media upload drop shot asset blob",
    "video clip film stream",
    "file document attachment object",
    "feed timeline home wall slate newsfeed activity inbox",
    "follow following follower followee friend friendship subscription subscribe unfollow relationship connection",
    "like favorite favourite heart reaction upvote unlike",
    "comment reply thread",
    "stat stats analytic analytics click metric view report insight count day counter",
    "user profile account member person people me author owner",
    "search find lookup query q",
    "delete remove kill erase disable takedown burn revoke cancel",
    "edit update change modify rename",
    "message chat dm conversation room channel msg",
    "notification notify alert push",
    "order purchase checkout cart basket",
    "payment pay charge invoice transaction transfer billing",
    "ride trip journey",
    "driver courier rider",
    "location position geo place nearby",
    "product item catalog catalogue listing good",
    "booking reservation book reserve ticket seat",
    "review rating rate score",
    "playlist song track album music",
    "event calendar meeting appointment slot",
    "job task work export",
    "leaderboard rank ranking top score",
    "trend trending popular hot",
    "retweet repost share boost",
    "login signin session auth token signup register",
    "key value entry record kv",
    "group team list",
    "block mute ban report",
    "tag hashtag topic label category",
    "story moment",
    "suggest suggestion autocomplete typeahead completion prefix",
    "crawl page site url",
    "friend request approve invite",
    "raw body content",
    "poll vote ballot",
)
_GROUP_OF: dict[str, set[int]] = {}
for _number, _line in enumerate(_GROUPS):
    for _word in _line.split():
        _GROUP_OF.setdefault(singular(_word), set()).add(_number)

_EMPTY = frozenset(
    each("""
    api v the a an of by for and or to in on my own your id ids get all new rest http com www
    """)
)


@lru_cache(maxsize=16384)
def same(one: str, other: str) -> float:
    """How surely two words name the same thing: 1 the same word, 0.8 synonyms, 0.5 an initial, 0 neither."""
    one, other = singular(one.lower()), singular(other.lower())
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.5 if one[:1] == other[:1] and one.isalpha() and other.isalpha() else 0.0
    if len(one) > 4 and len(other) > 4 and (one.startswith(other) or other.startswith(one)):
        return 0.9
    return 0.8 if _GROUP_OF.get(one, set()) & _GROUP_OF.get(other, set()) else 0.0


def best(word: str, others: frozenset[str] | set[str] | tuple[str, ...]) -> float:
    """The best likeness of `word` to any of `others`."""
    return max((same(word, other) for other in others), default=0.0)


def literals(operation: Operation) -> tuple[tuple[str, ...], ...]:
    """The words of each literal path segment, or of the function's name, from left to right."""
    if not operation.path:
        return tuple((word,) for word in words(operation.name) if word not in _EMPTY)
    found = (
        tuple(word for word in words(part) if word not in _EMPTY)
        for part in operation.segments
        if not part.startswith("{")
    )
    return tuple(part for part in found if part)


def holes(operation: Operation) -> tuple[str, ...]:
    """The words of the placeholders: `/{short_code}` -> (short, code)."""
    return tuple(word for field in operation.path_params for word in words(field.name) if word not in _EMPTY)


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning, in the singular."""
    return frozenset(singular(word) for word in re.findall(r"[a-z]{2,}", text.lower()) if word not in _EMPTY)
