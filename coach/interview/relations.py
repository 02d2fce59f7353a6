"""What a question counts and what it counts it by: "messages per user" counts messages, by user."""

import re
from functools import lru_cache

from coach.interview import aspects
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens

_SKIP = r"(?:(?:an?|the|our|its|their|each|every|one|single|typical|average|stored|given|new|this|that|these) )*"
_ONE = r"(?:each|every|one|an?|a single)"
_BY = re.compile(
    rf"\b(?:per|for {_ONE}|with (?:each|every|one)|of (?:each|every|one)|in {_ONE}|(?:does|do|can|will) {_ONE}|"
    rf"comes with one|each|every|/) ?{_SKIP}([a-z]+)"
)
_COUNTED = re.compile(
    r"\b(?:how many|(?:number|count|amount|size|length|weight|volume|rate|share|copies) of|"
    r"how (?:big|large|long|heavy) (?:is|are|do|does|may|can)|how often (?:is|are|do|does|will)|bytes (?:per|of|for)|"
    r"how much (?:data|space|storage|room|memory|ram) "
    r"(?:do we (?:hold|keep|need|store|record|count) for|does|for|per|of))"
    rf" {_SKIP}([a-z]+)(?: ([a-z]+))?"
)
_LEADING = re.compile(r"^([a-z]+?)s? per\b")


def found(text: str) -> frozenset[str]:
    """Features `^by:noun` and `^of:noun` of `text`; nouns of one family are one."""
    lowered = " ".join(text.lower().replace("-", " ").split())
    by = {f"^by:{_name(match[1])}" for match in _BY.finditer(lowered)}
    of = {f"^of:{_name(noun)}" for match in _COUNTED.finditer(lowered) for noun in match.groups() if noun}
    if lead := _LEADING.search(lowered):
        of.add(f"^of:{_name(lead[1])}")
    return frozenset(one for one in by | of if len(one) > 5)


@lru_cache(maxsize=4096)
def _name(noun: str) -> str:
    """One name for every word of a family; else the stem."""
    families = sorted(name for name in aspects.found(noun) if not name.startswith(aspects.MARK))
    if families:
        return families[0]
    words = [token.stem for token in tokens(noun) if token.kind is Kind.WORD]
    return words[-1] if words else stem(noun)
