"""Names of boxes as people write them between arrows: with counts, brackets, annotations, several at once.

A stretch between two arrows is either one or more names ("LB (two)", "posts + author_posts", "object storage for the
images") or a step ("inserts both rows", "wait till acked", "201"), which is no box.
"""

import re

from coach.design.catalogue import Catalogue
from coach.design.vocabulary import (
    ANNOTATES,
    ANSWERS,
    DATA,
    DETERMINERS,
    DONE,
    DOUBTFUL,
    FOLLOWERS,
    LEADING,
    MACHINES,
    PREPOSITIONS,
    PROCESSES,
    STOPS,
    TAIL_WORDS,
    UNITS,
    VERBS,
    VERBS_S,
)
from coach.language.expressions import expression
from coach.model.quick import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """One name found in a stretch of text, with what is written beside it."""

    name: str
    start: int
    end: int
    replicas: int = 0
    """How many copies the name says; 0 when it says nothing."""
    fanout: float = 1.0
    share: float = 1.0
    notes: tuple[str, ...] = ()
    asynchronous: bool = False
    standby: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    sure: bool = False
    """The name tells a kind of the catalogue."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two arrows."""

    names: tuple[Named, ...] = ()
    answer: bool = False
    """No box but what comes back to the caller ("201"): what follows is not waited for."""
    acts: bool = False
    """A step whose objects the names are ("hydrate from post cache"): whoever acted before calls them."""


def stretch_of(text: str, catalogue: Catalogue) -> Stretch:
    """What one stretch of a line between two arrows holds; offsets count from its first character."""
    simple = _SIMPLE.fullmatch(text)
    if simple is not None:  # one plain word, as in most drawings
        word = simple[1]
        low = word.casefold()
        if low not in _NO_NAMES or catalogue.is_alias(low):
            named = Named(word, simple.start(1), simple.end(1), sure=catalogue.kind_of(word) != "")
            return Stretch((named,))
    if _ANSWER.match(text):
        return Stretch(answer=True)
    bare, notes = _without_brackets(text)
    if _SENTENCE.search(bare) and not catalogue.is_alias(bare):
        return Stretch()
    acted = _ACTED.match(bare)
    if acted and not catalogue.is_alias(bare):
        return _objects(bare, acted.end(), catalogue)
    parts = _parts(bare, catalogue)
    if parts and _SUM.search(bare[parts[0][0] : parts[0][1]]):
        return Stretch()
    each = [_named(bare, start, end, catalogue) for start, end in parts]
    found = [named for named in each if named is not None]
    if not found or (len(found) < len(parts) and not found[0].sure):
        return Stretch()
    if len(found) == 1 or not notes:
        return Stretch(tuple(_beside(named, notes) for named in found))
    return Stretch(  # brackets belong to the name they follow
        tuple(
            _beside(named, [note for note in notes if named.end <= note[0] < _next_start(found, index, len(text))])
            for index, named in enumerate(found)
        )
    )


def _objects(bare: str, begin: int, catalogue: Catalogue) -> Stretch:
    """The boxes that a step works on: a known kind and what is named beside it; anything else is what it does there."""
    found = [
        named
        for start, end in _parts(bare[begin:], catalogue)
        if (named := _named(bare, start + begin, end + begin, catalogue)) is not None
    ]
    if not any(named.sure for named in found):
        return Stretch()
    return Stretch(tuple(found), acts=True)


def plain_name(text: str, offset: int, catalogue: Catalogue) -> Named:
    """The name in a box's own text (Mermaid, D2), where anything that stands there is a name."""
    bare, notes = _without_brackets(text)
    cut = _NOTE_MARK.search(bare)
    end = cut.start() if cut and cut.start() > 0 else len(bare)
    start, end = _trim(bare, 0, end)
    if start >= end:
        start, end = _trim(text, 0, len(text))
        return Named(" ".join(text[start:end].split()), start + offset, end + offset)
    if cut and bare[cut.end() :].strip():
        notes = [*notes, (cut.end(), bare[cut.end() :].strip())]
    start, end, replicas, fanout, share, attributes = _counts(bare, start, end)
    name = " ".join(bare[start:end].split())
    named = Named(name, start, end, replicas, fanout, share, attributes=attributes, sure=bool(catalogue.kind_of(name)))
    n = _beside(named, notes)
    return Named(n.name, start + offset, end + offset, n.replicas, fanout, share, n.notes, n.asynchronous, n.standby,
                 n.attributes, n.sure)  # fmt: skip


def key_of(name: str) -> str:
    """What makes two writings the same box: letter case, hyphens, articles and common short forms do not matter."""
    key = _KEY_GAPS.sub(" ", name.casefold()).strip()
    return _SAME.get(key, key)


_SAME = {
    "load balancer": "lb", "loadbalancer": "lb", "load balancers": "lb", "lbs": "lb",
    "database": "db", "databases": "db", "app servers": "app", "app server": "app", "apps": "app", "api server": "api",
    "api servers": "api", "application": "app", "application server": "app", "application servers": "app",
    "web servers": "web server", "object store": "object storage", "obj store": "object storage",
    "obj storage": "object storage", "message queue": "queue", "gw": "gateway", "api gw": "api gateway",
    "clients": "client", "users": "user", "browsers": "browser", "workers": "worker", "caches": "cache",
    "pg": "postgres", "postgresql": "postgres", "readreplica": "read replica", "read replicas": "read replica",
    "replicas": "replica",
}  # fmt: skip
"""Short forms and plurals that a reader takes for the same box."""

_KEY_GAPS = expression(r"[\s_\-]+")
_NOTE_MARK = expression(r"[:,;]\s|\s[–—-]\s|\n")
_BRACKET = expression(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_SEPARATOR = expression(r"\s*[,;]\s*|\s+(?:\+|&|/|and|plus|or)\s+")
_WORDS = expression(r"\S+")

_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_COUNT = expression(r"x\s?(\d{1,6})|[×✕]\s?(\d{1,6})|(\d{1,6})\s?[x×]", re.IGNORECASE)
_FANOUT = expression(r"\*(\d{1,9}(?:\.\d+)?)([kKmM]?)")
_SHARE = expression(r"(\d{1,3}(?:\.\d+)?)%")
_ATTRIBUTE = expression(r"([A-Za-z][\w-]{0,19})=(\S{1,40})")
_SPARE = expression(
    r"\b(?:stand-?bys?|hot spare|ha|ha pair|pair|active[-/ ]?(?:passive|active|standby)|fail-?over|multi-?az|"
    r"replicated|mirrored|quorum|rf ?= ?\d|rf ?\d|replication factor|managed|sync\w* replica|"
    r"another (?:az|zone|region))\b",
    re.IGNORECASE,
)
_OTHER_COPY = frozenset({"replica", "replicas", "read replica", "read replicas", "standby", "secondary", "slave"})
_COPIES = expression(
    r"\b(\d{1,4}|two|three|four|five|six|eight|ten|twelve)\s+(?:\w+\s+)?"
    r"(servers?|nodes?|instances?|copies|replicas?|pods?|machines?|boxes|procs?|processes|regions?|zones?|azs?|"
    r"brokers?|standbys?|shards?|workers?|continents?|secondaries)\b",
    re.IGNORECASE,
)


_SIMPLE = expression(r"\s*([A-Za-z][\w-]{0,30})\s*")
_NO_NAMES = STOPS | ANSWERS | VERBS_S | PROCESSES
_ANSWER = expression(r"\s*\(?(?:HTTP )?[1-5]\d\d\b")
_SENTENCE = expression(
    r"\b(?:i|we|you|it|he|they|is|are|was|were|be|so|then|because|would|should|does|did|didn't|don't|nobody|nothing|"
    r"everyone|everything|whatever|what|how|why|says?|takes?|gets?|goes)\b(?!\s*/)",
    re.IGNORECASE,
)
"""A stretch with a pronoun or an auxiliary verb is a sentence, not a name."""
_OWNER = expression(r"\w['’]s?$")
_SUM = expression(r"[<>≤≥≈~]\s?\d|=\s|\s=")
"""So is one that compares or computes."""
_ACTED = expression(
    r"\s*(?:then\s+)?(?:\w+(?:s|es)?\s+)?(?:hydrates?|inserts?|writes?|reads?|fetch(?:es)?|loads?|gets?|puts?|saves?|stores?|"
    r"looks? ?up|lookup|push(?:es)?|pulls?|appends?|caches?|sends?|publish(?:es)?|queries|query|selects?|updates?|"
    r"uploads?|merges?|fills?|copies|copy|streams?)\s+(?:[\w']+\s+){0,4}?(?:from|into|in|to|on|via)\s+(?:the\s+|a\s+)?",
    re.IGNORECASE,
)


_WRAPPERS = (
    ("[(", ")]"), ("[[", "]]"), ("((", "))"), ("[", "]"), ("(", ")"), ("{", "}"), ('"', '"'), ("'", "'"),
)  # fmt: skip


def _without_brackets(text: str) -> tuple[str, list[tuple[int, str]]]:
    """`text` with what is in brackets blanked out, and that with its place. A name wholly in brackets stays."""
    start, end = _trim(text, 0, len(text))
    inner = text[start:end]
    for opening, closing in _WRAPPERS:
        wide = len(opening)
        if len(inner) > 2 * wide and inner.startswith(opening) and inner.find(closing, wide) == len(inner) - wide:
            text = text[:start] + " " * wide + inner[wide:-wide] + " " * wide + text[end:]
            break
    notes: list[tuple[int, str]] = []

    def blank(found: re.Match[str]) -> str:
        words = (found[1] or found[2] or "").strip()
        if words:
            notes.append((found.start(), words))
        return " " * len(found[0])

    bare = _BRACKET.sub(blank, text)
    return bare.replace('"', " ").replace("`", " "), notes


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ".,;:!?*_`"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?`"):
        end -= 1
    return start, end


def _parts(bare: str, catalogue: Catalogue) -> list[tuple[int, int]]:
    """Where the single names in `bare` stand; what follows a comma and is no name is left out."""
    cuts = [0]
    for separator in _SEPARATOR.finditer(bare):
        cuts += [separator.start(), separator.end()]
    cuts.append(len(bare))
    parts = [_trim(bare, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    parts = [(start, end) for start, end in parts if start < end]
    if len(parts) < 2:
        return parts
    first, *rest = parts
    kept = [first]
    sure = catalogue.kind_of(bare[first[0] : first[1]]) != ""
    for start, end in rest:
        words = bare[start:end].casefold().split()
        known = catalogue.kind_of(bare[start:end]) != ""
        joined = bare[kept[-1][1] : start].strip() not in (",", ";")
        plain = words[0] not in ANNOTATES and words[0][0].isalpha()
        if len(words) <= 4 and plain and (known or joined or (len(words) <= 2 and not sure)):
            kept.append((start, end))
        else:
            break
    return kept


def _named(bare: str, start: int, end: int, catalogue: Catalogue) -> Named | None:
    start, end, replicas, fanout, share, attributes = _counts(bare, start, end)
    start, end = _trim(bare, start, end)
    every = ((m.group().casefold().strip(".,;:!?"), m.start(), m.end()) for m in _WORDS.finditer(bare[:end], start))
    words = [one for one in every if one[0]]
    if not words or len(words) > 14:
        return None
    notes: tuple[str, ...] = ()
    whole = bare[start:end]
    if not catalogue.is_alias(whole):
        if words[0][0] in VERBS_S or any(word in VERBS_S for word, *_ in words[1:3]):
            return None
        lead = 0
        while lead < len(words) - 1 and words[lead][0] in LEADING:
            lead += 1
        if lead and (words[lead - 1][0] in DETERMINERS or catalogue.kind_of(bare[words[lead][1] : end])):
            words = words[lead:]
        if len(words) > 1 and words[0][0][0].isdigit() and words[1][0] in UNITS:
            return None
        if len(words) > 1 and (words[0][0] in _NUMBER_WORDS or words[0][0].isdigit()):
            replicas = replicas or _NUMBER_WORDS.get(words[0][0]) or int(words[0][0][:6])
            words = words[1:]
        owned = next((index for index, (word, *_) in enumerate(words[:-1]) if _OWNER.search(word)), -1)
        words = words[owned + 1 :]
        if len(words) > 2 and words[0][0] in DATA and words[1][0] in ("to", "into", "in", "from"):
            words = words[2:]
        for index, (word, at, _) in enumerate(words):
            if index and (word in PREPOSITIONS or bare[at - 2 : at - 1] == ":"):
                notes = (bare[at:end].strip(),)
                words = words[:index]
                break
        while len(words) > 1 and words[-1][0] in TAIL_WORDS and catalogue.kind_of(_span_text(bare, words[:-1])):
            words = words[:-1]
    start, end = words[0][1], words[-1][2]
    start, end = _trim(bare, start, end)
    name = " ".join(bare[start:end].split())
    if len(name) < len(whole) and name.casefold() in DOUBTFUL:
        return None
    known = catalogue.kind_of(name) != ""
    if not _is_name(name, [word for word, *_ in words], known, catalogue):
        return None
    return Named(name, start, end, replicas, fanout, share, notes, attributes=attributes, sure=known)


def _span_text(bare: str, words: list[tuple[str, int, int]]) -> str:
    return bare[words[0][1] : words[-1][2]]


def _is_name(name: str, words: list[str], known: bool, catalogue: Catalogue) -> bool:
    if not any(letter.isalpha() for letter in name) or len(words) > 5 or len(name) > 60:
        return False
    if catalogue.is_alias(name):
        return True
    if any(word in STOPS for word in words) or words[0] in PREPOSITIONS:
        return False
    if not known and (words[0] in ANSWERS or (words[0] in VERBS and len(words) > 1)):
        return False
    if known and words[0] in VERBS and len(words) > 2:
        return False
    if not known and (words[0] in PROCESSES or (len(words) > 1 and words[-1] in DONE)):
        return False
    if not known and (len(words) > 3 or any(char in name for char in "=?!<>{}|\\…~^") or words[0][0].isdigit()):
        return False
    return not re.match(r"(?:GET|POST|PUT|DELETE|PATCH|HEAD|SELECT|INSERT|UPDATE)\b", name)


def _counts(text: str, start: int, end: int) -> tuple[int, int, int, float, float, tuple[tuple[str, str], ...]]:
    """Trailing `x12`, `*200`, `10%` and `key=value` words read off the end of a name."""
    replicas, fanout, share = 0, 1.0, 1.0
    attributes: list[tuple[str, str]] = []
    while True:
        words = list(_WORDS.finditer(text[start:end]))
        if len(words) < 2:
            break
        last = words[-1].group().rstrip(".,;")
        if count := _COUNT.fullmatch(last):
            replicas = int(count[1] or count[2] or count[3])
        elif many := _FANOUT.fullmatch(last):
            fanout *= float(many[1]) * {"": 1.0, "k": 1e3, "m": 1e6}[many[2].lower()]
        elif part := _SHARE.fullmatch(last):
            share *= min(1.0, float(part[1]) / 100)
        elif pair := _ATTRIBUTE.fullmatch(last):
            attributes.append((pair[1].lower(), pair[2]))
        else:
            break
        end = start + words[-1].start()
        start, end = _trim(text, start, end)
    tail = re.search(r"[\s]?[x×✕](\d{1,4})$", text[start:end])
    if tail and tail.start() > 0 and text[start + tail.start()] in " ×✕":
        replicas, end = int(tail[1]), start + tail.start()
    return start, end, replicas, fanout, share, tuple(attributes)


def _beside(named: Named, notes: list[tuple[int, str]]) -> Named:
    if len(notes) == 1 and notes[0][1].casefold() in _OTHER_COPY:
        # "db (primary) -> db (replica)": two boxes of one name
        name = f"{named.name} {notes[0][1]}"
        return Named(name, named.start, named.end, named.replicas, named.fanout, named.share, sure=True)
    replicas, asynchronous, standby, attributes = named.replicas, False, False, named.attributes
    words = tuple(words for _, words in notes) + named.notes
    for note in words:
        low = note.casefold()
        if count := _COUNT.fullmatch(low):
            replicas = replicas or int(count[1] or count[2] or count[3])
        elif low in _NUMBER_WORDS or (low.isdigit() and int(low) < 10000):
            replicas = replicas or _NUMBER_WORDS.get(low) or int(low)
        for told in _COPIES.finditer(low):
            number = _NUMBER_WORDS.get(told[1]) or int(told[1])
            noun = told[2].rstrip("s")
            if noun in MACHINES:
                replicas = replicas or number
            else:  # a copy that only follows carries no writes: it is a spare that also reads
                standby = True
                if noun in FOLLOWERS and "copies" not in dict(attributes):
                    attributes += (("copies", str(number)),)
        standby = standby or _SPARE.search(note) is not None
        asynchronous = asynchronous or re.search(r"\basync", low) is not None
    return Named(named.name, named.start, named.end, replicas, named.fanout, named.share, words, asynchronous, standby,
                 attributes, named.sure)  # fmt: skip


def _next_start(found: list[Named], index: int, end: int) -> int:
    return found[index + 1].start if index + 1 < len(found) else end + 1
