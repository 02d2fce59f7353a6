"""Sentences of notes as people type them: list items, table rows, arrow lines, prose, each with its offsets.

A sentence knows what it stands under (`left out, and why` above a list says how its items are meant) and carries its
tokens, each with the clause it belongs to. Everything a grader quotes is a sentence or a part of one.
"""

import re
from enum import StrEnum

from coach.language.expressions import expression
from coach.language.tokens import NUMBERS, Kind, Token, tokens
from coach.model.quick import dataclass


class Form(StrEnum):
    """How a sentence stands on the page."""

    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, table row or line of code: `text[start:end]` of the text it was read from."""

    start: int
    end: int
    text: str
    form: Form
    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    """For each token, the number of its clause, from 0."""
    under: str = ""
    """The heading or lead-in line that it stands under, in lower case; empty when there is none."""
    stems: tuple[str, ...] = ()
    """The stem of each token."""
    question: bool = False
    """Whether it ends as a question."""
    lead: bool = False
    """Whether it leads in the lines below it: it ends with a colon, or is a short line above a list."""
    words: int = 0
    """How many words it has."""
    figures: tuple[Token, ...] = ()
    """Its numbers that measure something."""


_BULLET = expression(r"\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_HEADING = expression(r"\s{0,3}#{1,6}\s+")
_FENCE = expression(r"\s*(?:```|~~~)")
_RULE = expression(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_STOP = expression(r"(?<=[.!?])[\"')\]]*\s+(?=\S)|(?<=[。！？])")
_ABBREVIATED = expression(
    r"(?:\b(?:e\.g|i\.e|vs|etc|approx|ca|resp|incl|no|max|min|avg|cf)\.|\b[A-Z]\.)$", re.IGNORECASE
)
_LONGEST_ABBREVIATED = len(" approx.")
_BREAK_WORDS = frozenset(
    [
        "but",
        "however",
        "although",
        "though",
        "except",
        "because",
        "since",
        "bc",
        "therefore",
        "thus",
        "hence",
        "so",
        "yet",
        "whereas",
        "while",
        "otherwise",
    ]
)
_BREAK_MARKS = frozenset(";:—–")
_NOTED = expression(r"->|[→⇒=]|^\s*[\w -]{1,24}:")
"""An arrow, a sum or a label: a note on a line of its own, which no wrapped prose holds."""
_LEAD_WORDS = 8
_INDENTED = 30
"""The same for a line whose successor is indented deeper."""
_WRAPPED = 60
"""A prose line at least this long that ends without a stop goes on in the next one."""


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Sentence, ...]:
    """The sentences of `text[start:end]` in order; blank lines, rules and fences belong to none."""
    end = len(text) if end is None else end
    found: list[Sentence] = []
    heading, lead, fenced = "", "", False
    for begin, stop in _blocks(text, start, end):
        if begin == stop:
            lead = lead if fenced else ""
            continue
        line = text[begin:stop]
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if _RULE.match(line):
            continue
        form, offset = _form(line, fenced)
        begin += offset
        under = heading if form is Form.HEADING else " ".join(filter(None, (heading, lead)))
        made = [_sentence(text, a, b, form, under) for a, b in _parts(text, begin, stop, form)]
        found.extend(made)
        if form is Form.HEADING:
            heading, lead = text[begin:stop].strip().lower(), ""
        elif made and made[-1].lead and form is not Form.ROW:
            lead = made[-1].text.lower()
    return tuple(found)


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of lines; a prose line that was wrapped is one with the next."""
    blocks: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        stop = at + len(line.rstrip())
        if stop > at and blocks and _goes_on(_last_line(text, *blocks[-1]), line):
            blocks[-1] = (blocks[-1][0], stop)
        else:
            blocks.append((at, stop))
        at += len(line)
    return blocks


def _last_line(text: str, start: int, end: int) -> str:
    return text[max(start, text.rfind("\n", start, end) + 1) : end]


def _goes_on(last: str, line: str) -> bool:
    """Whether `line` continues the wrapped prose line `last`."""
    if len(last) < _INDENTED or last[-1] in ".:;!?|":
        return False
    deeper = len(line) - len(line.lstrip()) >= 2 and not last.startswith(line[: len(line) - len(line.lstrip())])
    if len(last) < _WRAPPED and not deeper:
        return False
    if "|" in last or _HEADING.match(line) or _BULLET.match(line) or _FENCE.match(line) or _NOTED.search(line):
        return False
    return line.lstrip()[0].islower() and (deeper or not _NOTED.search(last))


def _form(line: str, fenced: bool) -> tuple[Form, int]:
    """What the line is and where its words begin."""
    indent = len(line) - len(line.lstrip())
    if fenced:
        return Form.CODE, indent
    if match := _HEADING.match(line):
        return Form.HEADING, match.end()
    if match := _BULLET.match(line):
        return Form.ITEM, match.end()
    if line.lstrip().startswith("|") or (line.count("|") >= 2 and line.count(" | ") >= 2 and "->" not in line):
        return Form.ROW, indent
    return Form.PROSE, indent


def _parts(text: str, start: int, end: int, form: Form) -> list[tuple[int, int]]:
    """Offsets of the sentences of one line."""
    if form in (Form.ROW, Form.CODE, Form.HEADING):
        return [(start, end)]
    parts, at = [], start
    for match in _STOP.finditer(text, start, end):
        if _ABBREVIATED.search(text[max(at, match.start() - _LONGEST_ABBREVIATED) : match.start()]):
            continue
        parts.append((at, match.start() + len(match.group().rstrip())))
        at = match.end()
    parts.append((at, end))
    return [(a, b) for a, b in parts if text[a:b].strip()]


def _sentence(text: str, start: int, end: int, form: Form, under: str) -> Sentence:
    read = tokens(text, start, end)
    body = text[start:end]
    bare = body.rstrip(" *_`")
    kinds = [token.kind for token in read]
    words = kinds.count(Kind.WORD)
    figures = () if NUMBERS.isdisjoint(kinds) else tuple(token for token in read if token.kind in NUMBERS)
    lead = bare.endswith(":") or (
        form is Form.PROSE
        and 0 < words <= _LEAD_WORDS
        and bare[-1:] not in ".!?"
        and not figures
        and Kind.ARROW not in kinds
    )
    stems = tuple([token.stem for token in read])
    question = bare.endswith("?")
    return Sentence(start, end, body, form, read, _clauses(read), under, stems, question, lead, words, figures)


def _clauses(read: tuple[Token, ...]) -> tuple[int, ...]:
    """The clause of each token: a colon, semicolon, arrow or conjunction begins a new one."""
    numbers, clause = [], 0
    for at, token in enumerate(read):
        if (
            token.word in _BREAK_WORDS
            and at
            and not (token.word == "so" and at + 1 < len(read) and read[at + 1].word == "that")
        ):
            clause += 1
        numbers.append(clause)
        if token.kind is Kind.ARROW or token.word in _BREAK_MARKS or (token.word == "." and at + 1 < len(read)):
            clause += 1
    return tuple(numbers)
