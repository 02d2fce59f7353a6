"""Shapes of wrong claims: groups of word beginnings that make a claim when all of them stand in one sentence.

A shape names a relation (the cause, the wrong consequence, the role words that tie them), not a sentence, so that own
wording is covered. A group is a pattern whose alternatives begin at a word: `durab|lasting`. `@cache` in a"
" group stands
for any wording of that concept, `$needless` for a role of `ROLES`, and a group that begins with `!` must be absent. The
first group is the anchor by which shapes are looked up; the last is what is claimed, and is no claim when it is denied,
replaced ("instead of"), or limited afterwards ("but", "unless").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from coach.grading.reading import Statement

ROLES: Mapping[str, str] = {
    "needless": r"no (?:\S+ ){0,4}?(?:is |are )?(?:needed|necessary|required|need\b)|no need|need(?:s|ed)? (?:\w+ )?"
    r"(?:no|not|nothing)\b|need not|unnecessary|superfluous|obsolete|pointless|(?:\w+n[’']?t|not|never|cannot)"
    r" (?:be |even |really |have to |to |strictly )*(?:need|necessary|require|bother|worry|care\b|matter)"
    r"|can (?:be )?(?:skip|drop|omit|spare|save|left out|leave out)|nothing (?:\w+ )?to (?:do|be done|worry)",
    "never": r"never|impossible|cannot|can[’']?t\b|can not|no longer|nothing|nobody|no one|none\b|excluded"
    r"|not (?:be )?possible"
    r"|(?:do|does|did|will|would)(?:n[’']?t| not) (?:happen|occur|arise)",
    "always": r"always|every time|at all times|in (?:any|every) case|guarantee|certain|for sure"
    r"|by (?:definition|nature|default|design|itself)"
    r"|automatic|under all circumstances|out of the box|on its own|never\b",
    "safe": r"safe|secure|fine\b|ok\b|okay|enough|sufficien|suffices|acceptable|good enough|harmless"
    r"|no (?:problem|issue|danger|risk)"
    r"|not an? (?:problem|issue|danger|risk)",
    "lossless": r"(?:no|not|never|nothing|none|without|zero|cannot|can[’']?t|nobody|\w+n[’']?t)\b[^.;]{0,40}\b"
    r"(?:los[est]|lost|loss|gone|vanish|disappear|missing)",
    "even": r"even(?:ly)?\b|balanc|spread|uniform|equal(?:ly)?\b|no hot|(?:avoid|prevent|without"
    r"|rules? out)\w* (?:\w+ )?hot",
    "instant": r"instant|immediate|at once|right away|straight away|in no time|the same (?:second|moment"
    r"|instant)|without (?:any )?"
    r"(?:delay|downtime|interruption|gap)|seamless|zero downtime",
}
"""Words that tie cause and consequence, by role."""

_REJECTS = re.compile(
    r"\b(?:(?:is|are|plain|simply) wrong\b|mistake\b|a lie\b|myth|trap\b|fallacy|naive|(?:does|do|is"
    r"|are)(?:n[’']?t| not) (?:mean|imply|guarantee|the same)"
    r"|no guarantee|not because|would (?:break|lose|be|not|mean|give|show|let|make|need)|must(?: not|n[’']?t)"
    r"|never (?:use|do|trust|rely)"
    r"|avoid(?:s|ed|ing)? (?:this|that|it)|problem is|reject|otherwise)"
)
_LIMITED = re.compile(
    r"\b(?:but|however(?! (?:many|much|slow|large|big|fast))|except|unless|only (?:if|when|while|for|as long)"
    r"|as long as|provided|though)\b"
)
_DENIED = re.compile(
    r"\b(?:not|never|no|hardly|cannot|neither|nor|\w+n['’]t|doesnt|dont|isnt|cant)\W+(?:\w+\W+){0,2}$"
    r"|\b(?:instead of|rather than|not)\b[^,.;:]{0,40}$"
)
_NEGATOR = re.compile(
    r"(?:no|not|never|nothing|none|nobody|without|zero|cannot|neither|unnecessary|un|im|n[’']?t|\w+n[’']?t)\b"
)
_WORD = re.compile(r"[a-z0-9]+")
_KEY = 4
"""Letters of a word by which anchors are looked up."""


@dataclass(frozen=True)
class _Group:
    spelled: str
    """The pattern of its words; empty when it has none."""
    concepts: frozenset[str]
    keys: frozenset[str]
    absent: bool

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The pattern, compiled when a sentence first asks for it: most sheets come near a few shapes only."""
        return re.compile(self.spelled) if self.spelled else None


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, ready to match."""

    groups: tuple[_Group, ...]
    absent: tuple[_Group, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """What a sentence has to hold of: beginnings of words, and `@concept`s."""
        return self.groups[0].keys


class ShapeIndex:
    """Shapes by their anchors; immutable after it is made."""

    def __init__(self, shapes: Iterable[tuple[int, Shape]]) -> None:
        by_anchor: dict[str, list[tuple[int, Shape]]] = defaultdict(list)
        for number, shape in shapes:
            for anchor in shape.anchors:
                by_anchor[anchor].append((number, shape))
        self._by_anchor: Mapping[str, tuple[tuple[int, Shape], ...]] = {
            anchor: tuple(entries) for anchor, entries in by_anchor.items()
        }

    def made(self, statement: Statement) -> frozenset[int]:
        """Numbers of the shapes that the statement makes."""
        text = statement.lower
        tried: set[int] = set()
        made: set[int] = set()
        if _REJECTS.search(text):
            return frozenset()
        for key in _keys(statement):
            for number, shape in self._by_anchor.get(key, ()):
                if id(shape) in tried or number in made:
                    continue
                tried.add(id(shape))
                if _made(shape, statement, text):
                    made.add(number)
        return frozenset(made)


def shape(groups: Iterable[str]) -> Shape:
    """A shape from its groups as text.

    Raises:
        ValueError: The first group begins with nothing that can be looked up.
    """
    read = [_group(text) for text in groups]
    wanted = tuple(group for group in read if not group.absent)
    if not wanted or not wanted[0].keys:
        raise ValueError("the first group of a shape needs words that begin with two letters or more")
    return Shape(wanted, tuple(group for group in read if group.absent))


def _keys(statement: Statement) -> set[str]:
    keys: set[str] = set()
    for word in _WORD.findall(statement.lower):
        keys.update((word[:2], word[:3], word[:_KEY]))
    for mention in statement.mentions:
        keys.update("@" + concept for concept in statement.lexicon.broader(mention.concept))
    return keys


def _made(shape: Shape, statement: Statement, text: str) -> bool:
    *others, last = shape.groups
    if not all(_stands(group, statement, text) for group in others):
        return False
    if any(_stands(group, statement, text) for group in shape.absent):
        return False
    return _claimed(last, statement, text)


def _stands(group: _Group, statement: Statement, text: str) -> bool:
    if group.concepts and any(
        concept in group.concepts
        for mention in statement.mentions
        for concept in statement.lexicon.broader(mention.concept)
    ):
        return True
    return group.pattern is not None and group.pattern.search(text) is not None


def _claimed(group: _Group, statement: Statement, text: str) -> bool:
    """Whether the last group stands there affirmed: neither denied before nor limited after."""
    if group.pattern is None:
        return _stands(group, statement, text)
    for match in group.pattern.finditer(text):
        if not _NEGATOR.match(match.group()) and _DENIED.search(text, 0, match.start()):
            continue
        if not _LIMITED.search(text, match.end()):
            return True
    return False


def _group(text: str) -> _Group:
    absent = text.startswith("!")
    parts = _split(text[1:] if absent else text)
    concepts = frozenset(part[1:] for part in parts if part.startswith("@"))
    spelled = [ROLES[part[1:]] if part.startswith("$") else part for part in parts if not part.startswith("@")]
    pattern = r"(?<![a-z0-9_])(?:" + "|".join(spelled) + ")" if spelled else ""
    keys = {"@" + concept for concept in concepts}
    for part in spelled:
        literal = re.match(r"[a-z0-9]+(?![a-z0-9?*{])", part) or re.match(r"[a-z0-9]+(?=[a-z0-9][?*{])", part)
        if literal and len(literal.group()) >= 2:
            keys.add(literal.group()[:_KEY])
        elif not absent:
            keys.add("")
    return _Group(pattern, concepts, frozenset(keys) if "" not in keys else frozenset(), absent)


def _split(text: str) -> list[str]:
    """The alternatives of a group, split at the bars outside brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]
