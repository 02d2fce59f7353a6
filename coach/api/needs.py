"""The functional requirements that a candidate wrote: what users can do, clause by clause."""

import re
from typing import NamedTuple

from coach.api.lexicon import each, singular
from coach.api.model import Effect
from coach.language.wording import wording

MAX_NEEDS = 60


class Need(NamedTuple):
    """One thing a user must be able to do, at `text[start:end]` of the requirements."""

    verb: str
    effect: Effect | None
    nouns: tuple[str, ...]
    start: int
    end: int


_OUT = wording(
    r"\b(?:out of scope|left out|leave out|leaving out|not (?:now|covered|in|needed|for)|no |without|later"
    r"|skip|exclud\w+|ignore|won't|don't|do not|never|"
    r"nice to have|out:|out\b\s*[:=]|v2|future|optional:)",
    re.IGNORECASE,
)
_OUT_TITLE = wording(
    r"^\W*(?:out\b|left out|not (?:now|covered|in)|non[- ]?goals?|skip|excluded|later|nice to have)", re.IGNORECASE
)
_QUALITY_TITLE = wording(
    r"^\W*(?:non[- ]?functional|quality|qualities|nfrs?|how well|targets?|scale|numbers?|constraints?"
    r"|asked|questions?|assum\w+|slo)",
    re.IGNORECASE,
)
_FUNCTION_TITLE = wording(
    r"^\W*(?:functional|users? can|must(?: do)?|features?|do\b|core|in scope|scope|use cases?|what it does|frs?\b)",
    re.IGNORECASE,
)
_QUALITY = wording(
    r"\d\s*(?:%|ms|k?/s|rps|qps|dau|mau|nines)|\bp\d\d|\blatency\b|\bavailab|\bdurab|\bconsisten"
    r"|\bscal(?:e|able)|\bmust not\b|\bper (?:day|second)\b|/(?:day|d|s|month)\b|\b(?:easy|pleasant|fast|quick)\b"
    r"|->|→|\?|=",
    re.IGNORECASE,
)
_ASIDE = wording(r"\b(?:I|[Ww]e|[Ww]hich|[Ll]ike [A-Z]\w+|but|at once|stays?|exist)\b")
_CLAUSE = wording(r"[^,;.\n]+")
_DEEDS: tuple[tuple[Effect, str], ...] = (
    ("creates", "create shorten upload publish send submit post follow like comment share join order pay book vote"),
    ("creates", "retweet reply paste save store"),
    ("changes", "update edit change rename"),
    ("removes", "delete remove unfollow unlike revoke cancel disable"),
    ("reads", "get read view list search open see browse download fetch redirect scroll track"),
)
_VERBS: dict[str, Effect] = {verb: effect for effect, verbs in _DEEDS for verb in each(verbs)}
_MEANS = frozenset(each("with by using via from through without until so at"))
_FILLER = frozenset(
    each("""
    a an the their his her its own my your some any one each other new short long user users people anyone
    everybody only with by in of for to from on and or it them that this optional custom via using home latest
    recent all
    """)
)


def needs_in(requirements: str) -> tuple[Need, ...]:
    """The functional requirements in `requirements`; what is out of scope, asked or measured is left out."""
    found: list[Need] = []
    mode = "unknown"
    offset = 0
    for line in requirements[:200_000].split("\n"):
        stripped = line.strip()
        if stripped:
            if _OUT_TITLE.match(stripped):
                mode = "out"
            elif _QUALITY_TITLE.match(stripped):
                mode = "quality"
            elif _FUNCTION_TITLE.match(stripped):
                mode = "function"
            elif stripped[0] not in "-*•+0123456789" and mode == "out":
                mode = "unknown"
            if mode not in {"out", "quality"}:
                found += _in_line(line[:2_000], offset)
        offset += len(line) + 1
        if len(found) >= MAX_NEEDS:
            break
    return tuple(found[:MAX_NEEDS])


def _in_line(line: str, offset: int) -> list[Need]:
    found = []
    for clause in _CLAUSE.finditer(line):
        if _OUT.search(clause[0]):
            break
        if _QUALITY.search(clause[0]) or _ASIDE.search(clause[0]):
            continue
        need = _need(clause[0], offset + clause.start())
        if need:
            found.append(need)
    return found


def _need(clause: str, offset: int) -> Need | None:
    """The deed and the things of one clause: "users can follow each other" -> follow."""
    tokens = list(re.finditer(r"[A-Za-z][A-Za-z-]*", clause))
    for place, token in enumerate(tokens[:7]):
        word = singular(token[0].lower()) if token[0].lower() not in _VERBS else token[0].lower()
        if word not in _VERBS or (place and tokens[place - 1][0].lower() in {"a", "an", "the", "of", "per", "each"}):
            continue
        # What stands behind "with", "by" or "from" is the means and not the thing.
        nouns: list[str] = []
        for later in tokens[place + 1 : place + 6]:
            spoken = later[0].lower()
            if spoken in _MEANS:
                break
            if spoken not in _FILLER and singular(spoken) not in _VERBS:
                nouns.append(singular(spoken))
        return Need(word, _VERBS[word], tuple(nouns[:2]), offset + tokens[0].start(), offset + tokens[-1].end())
    return None
