"""How many different codes a length and an alphabet make: "6 chars base62", "8 hex digits", "a 32-bit id"."""

import math
from typing import NamedTuple

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures, leads, sentence_at
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number
from coach.estimation.words import WORD_NUMBERS
from coach.model.words import Severity

_COUNT = r"(?P<{0}>\d{{1,3}}|three|four|five|six|seven|eight|nine|ten|twelve)"
_SIGNS = r"(?:characters?|chars?|digits?|letters?|symbols?|places?|positions?)\b"
_ALPHABET = (
    r"(?P<{0}>base[ -]?(?:\d\d)|hex(?:adecimal)?|alphanumeric|alphanum|a-z(?:,? ?A-Z)?(?:,? ?0-9)?|0-9|decimal|"
    r"lower-?case)"
)
_FORMS = (
    words_pattern(
        rf"\b{_COUNT.format('length')}[ -]?{_SIGNS}(?:\s+(?:of|in|from|with|an?|the|code|"
        rf"\())*\W{{0,3}}{_ALPHABET.format('alphabet')}"
    ),
    words_pattern(
        rf"\b{_COUNT.format('length')}[ -](?:{_SIGNS[3:-3]})?\s?{_ALPHABET.format('alphabet')}(?:[ -]{_SIGNS})?"
    ),
    words_pattern(
        rf"\b{_ALPHABET.format('alphabet')}\W{{0,3}}(?:(?:with|of|at|and|codes?|ids?|in|"
        rf",)\s+)*{_COUNT.format('length')}[ -]?{_SIGNS}"
    ),
    words_pattern(rf"\b{_COUNT.format('length')}[ -](?P<alphabet>digits?|bits?)\b"),
)
_SIZES = {"hex": 16.0, "hexadecimal": 16.0, "alphanumeric": 62.0, "alphanum": 62.0, "decimal": 10.0, "0-9": 10.0,
          "lowercase": 26.0, "lower-case": 26.0, "digit": 10.0, "digits": 10.0, "bit": 2.0, "bits": 2.0}  # fmt: skip
_CODES = vocabulary(
    "id ids code codes combination combinations combos combo values value possibility possibilities possible keys key "
    "names name links link slugs slug numbers number tokens token urls url pins pin addresses permutations strings "
    "different distinct unique short of them ones identifiers"
)
_SPOKEN = vocabulary(
    "chars char characters character digits digit letters letter symbols symbol bit bits base base62 base36 base64 "
    "base58 base32 hex alphanumeric places"
)
_NEEDED = words_pattern(
    r"\b(?:for|need|needs|needed|expect|enough|cover|hold|holds|store|have to|want|until|of which)\b"
)
_SUFFICES = words_pattern(r"\b(?:enough|good|plenty|sufficient|fine|suffices?)\b")
_MARK = words_pattern(r"[,:;()]")
_NAMED_AFTER = words_pattern(r"^\s*(?:[a-z]+\s+){0,2}(?:numbers?|codes?|ids?|keys?|names?|pins?|slugs?|tokens?)\b")
_BITS_OF = words_pattern(r"\b(?:ids?|keys?|values?|numbers?|integers?|ints?|hash|counters?|codes?|sequence)\b")


class Space(NamedTuple):
    """A number of possible codes as it is spelled."""

    size: float
    base: float
    length: int
    start: int
    end: int


def space_in(text: str) -> Space | None:
    """The first alphabet and length that `text` names; none without both."""
    best: Space | None = None
    for form in _FORMS:
        for match in form().finditer(text):
            space = _space(match["length"], match["alphabet"], match.start(), match.end(), text)
            if space is not None and (best is None or (space.start, -space.end) < (best.start, -best.end)):
                best = space
    return best


def keyspace_miscounted(sight: Sight) -> Finding | None:
    """ "6 chars base62 is only some 57 million ids"."""
    if sight.words.isdisjoint(_SPOKEN):
        return None
    line = sight.text
    space = space_in(line)
    if space is None:
        return None
    _, end = sentence_at(line, space.end)
    claim = next((one for one in figures(line) if space.end <= one.start < end), None)
    if claim is None or claim.unit != "1" or claim.factor or claim.kind != "count" or claim.high or claim.value < 100:
        return None
    words = line[space.end : claim.start].lower()
    behind = set(claim.text.lower().split()) | set(line[claim.end : claim.end + 20].lower().split()[:2])
    ratio = claim.value / space.size
    if _NEEDED().search(words):
        if not (_SUFFICES().search(words) and ratio > 1.2):
            return None
        message = f"{_sum(space)} = {number(space.size)}: too few for {number(claim.value)}."
        return Finding(
            space.start, claim.end, message, ratio, "How many characters make enough codes?", rule="codes-too-few"
        )
    if not leads(_without_codes(words)) or (behind.isdisjoint(_CODES) and not _CODES & set(words.split())):
        return None
    if abs(math.log(ratio)) < math.log(2.5):
        return None
    message = f"{_sum(space)} = {number(space.size)}, not {number(claim.value)}."
    return Finding(space.start, claim.end, message, ratio, "How many codes does that make?")


def _space(length: str, alphabet: str, start: int, end: int, text: str) -> Space | None:
    count = int(length) if length.isdigit() else int(WORD_NUMBERS.get(length.lower(), 0))
    low = alphabet.lower().replace(" ", "").replace(",", "")
    if low.startswith("base"):
        base = float(low.removeprefix("base").lstrip("-"))
    elif low.startswith("a-z"):
        base = 26.0 + (26.0 if low.count("a-z") == 2 else 0.0) + (10.0 if "0-9" in low else 0.0)
    else:
        base = _SIZES.get(low, 0.0)
    if low in ("bit", "bits") and not (count >= 8 and _BITS_OF().search(text[end : end + 24])):
        return None
    if not 1 < count <= 256 or base < 2 or count * math.log(base) > 250:
        return None
    return Space(base**count, base, count, start, end)


def _sum(space: Space) -> str:
    return f"{space.base:g}^{space.length}"


def _without_codes(words: str) -> str:
    """`words` without what may be counted or name the code: "ids", "there are", "booking numbers"."""
    words = _NAMED_AFTER().sub(" ", words, count=1)
    kept = [word for word in _MARK().sub(r" \g<0> ", words).split() if word not in _CODES and word not in _ASIDE]
    return " ".join("is" if word in ("has", "have", "be") else word for word in kept)


_ASIDE = vocabulary("string can made us you with characters chars long ( ) , each")


SPACES: tuple[Rule, ...] = (
    Rule(
        "keyspace-miscounted",
        Severity.ERROR,
        "a number of codes that length and alphabet do not make",
        keyspace_miscounted,
        ("6 chars base62 is only some 57 million ids", "a 32-bit id has 4 million values"),
        (
            "6 chars base62 is some 57 billion ids",
            "7 chars base62 for 91 billion links",
            "base62 with 7 chars, we need only 180 billion codes in ten years",
            "12 bits of sequence = 4096 ids per ms per machine",
        ),
    ),
)
