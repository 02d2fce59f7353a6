"""Promises of the requirements that a later phase breaks: pairs of what was asked for and what is done instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.grading.checks.base import words
from coach.grading.reading import Reading, Statement
from coach.language.tokens import Kind
from coach.model.remark import Remark
from coach.model.words import Phase, Severity


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise, what breaks it, and what shows that it is kept after all."""

    id: str
    promised: re.Pattern[str]
    broken: re.Pattern[str]
    unless: re.Pattern[str]
    message: str


PAIRS: tuple[Pair, ...] = (
    Pair(
        "exact-count-sampled",
        words(
            r"\b(?:exact(?:ly)?|billed|billing|every\ (?:click|view|open|play)\ is\ counted|counts?\ must\ be\ right)\b"
        ),
        words(
            r"""\b(?:sampl\w+|one\ (?:open|in|view|click)\b.{0,20}\b(?:hundred|ten|thousand)|scaled\ by|approximat\w+
                |only\ a\ statistic|without\ persistence|hyperloglog|roughly\ counted)\b"""
        ),
        words(r"\b(?:ledger|event\ log|audit|exact)\b"),
        "The requirements want an exact count; this one is sampled or can be lost.",
    ),
    Pair(
        "order-by-score",
        words(
            r"""\b(?:no\ ranking|not\ ranked|reverse\ chronological|chronological|ranked\?\ no|no,\ newest\ first
                |ranking\ of\ any\ kind)\b"""
        ),
        words(
            r"""\b(?:in\ order\ of\ (?:that|the|their)\ score|ranked\ by|ranking\ model|engagement\ (?:model|score)
                |relevance\ score|sorted\ by\ (?:score|relevance)|order\ of\ relevance|recommend\w*)\b"""
        ),
        words(r"\b(?:later|v2|would\ kill|not\ ranked|if\ ranking)\b"),
        "The requirements rule ranking out; this orders by a score.",
    ),
    Pair(
        "private-made-public",
        words(
            r"""\b(?:private|approved\ followers|only\ (?:those|the\ owner|followers|friends|people)|unlisted
                |confidential)\b"""
        ),
        words(
            r"""\b(?:public\ and\ cacheable|publicly\ (?:readable|cacheable|accessible)|public\ url|public\ bucket
                |for\ private\ (?:accounts|photos|files|items)\ as\ well|world[- ]readable|frontend\ hides|client\ hides
                |app\ hides)\b"""
        ),
        words(r"\b(?:signed|token|unguessable|random\ name|expires)\b"),
        "The requirements keep some of it private; this is open to everybody who has or guesses the address.",
    ),
    Pair(
        "once-only-from-a-cache",
        words(r"\b(?:burn\ after|exactly\ once|only\ once|one[- ]time|view\ once|never\ again)\b"),
        words(
            r"""\b(?:cache-control:\ (?:public|max-age)|max-age\s?=\s?\d{2,}|cached\ (?:at|by)\ the\ (?:edge|cdn)
                |served\ from\ the\ cdn)\b"""
        ),
        words(r"\b(?:no-store|except|not\ for|excluding)\b"),
        "The requirements allow it to be read once; a cached answer can be read again.",
    ),
    Pair(
        "durable-promise-in-memory",
        words(
            r"""\b(?:never\ lost|must\ not\ (?:be\ lost|vanish|get\ lost)|not\ lost|survives?|durab\w+|stays
                |never\ get\ lost)\b"""
        ),
        words(
            r"""\b(?:acknowledged|answer\w*|return\w*)\b.{0,60}\b(?:before|nightly|later)\b.{0,40}\b(?:copies|copied
                |written|stored|database|disk)\b|\bnightly\ job\ copies\b|\breplication\ factor\ 1\b|\bno\ replicas?\b
                |\bonly\ in\ (?:memory|ram|redis)\b"""
        ),
        words(r"\b(?:synchronous\w*|quorum|outbox)\b"),
        "The requirements say that nothing acknowledged is lost; here it can be.",
    ),
    Pair(
        "own-write-not-seen",
        words(
            r"""\b(?:own\ (?:post|photo|message|write)\w*|author|owner|creator|followable\ at\ once|immediately
                |at\ once)\b.{0,60}\b(?:see|sees|at\ once|immediately|visible|follow)\b"""
        ),
        words(
            r"""\b(?:reads?\ (?:always\ )?(?:come|go)\ (?:only\ )?(?:from|to)\ (?:a\ |the\ )?(?:replica|nearest\ replica
                |cache)|always\ up\ to\ date\ by\ definition)\b"""
        ),
        words(r"\b(?:primary|leader|merge|own|except|sticky)\b"),
        "The requirements let an author see the change at once; a lagging copy does not.",
    ),
)

_LEVELS = words(
    r"""\b(?:one\ for\ (?:writes?|reads?)\b.{0,30}\bone\ for\ (?:writes?|reads?)|w\s?=\s?1\b.{0,20}\br\s?=\s?1
        |(?:level|consistency)\ one\b)\b"""
)
_STRONG = words(r"\b(?:w\s?\+\s?r|r\s?\+\s?w|strong(?:ly)?\ consisten\w+|always\ sees?)\b")


def contradictions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A warning for each broken promise, at the later of the two places."""
    promises = reading.of(Phase.REQUIREMENTS).body
    found = []
    for pair in PAIRS:
        promised = next((s for s in promises if pair.promised.search(s.lower)), None)
        if promised is None:
            continue
        for statement in _later(reading):
            if pair.broken.search(statement.lower) and not pair.unless.search(statement.lower):
                found.append(
                    (statement.phase, _remark(pair.id, statement, f"{pair.message} See “{_short(promised.text)}”."))
                )
                break
    found += _quorum(reading)
    found += _link_too_small(reading)
    return found


def _later(reading: Reading) -> Iterator[Statement]:
    for phase in (Phase.API, Phase.DESIGN, Phase.DEEP_DIVES):
        yield from reading.of(phase).body


_NO_QUORUM = (
    "One copy written and one copy read need not be the same: W + R must be larger than the number of copies, "
    "so quorum on both sides."
)


def _quorum(reading: Reading) -> Iterator[tuple[Phase, Remark]]:
    """ONE and ONE of three copies need not meet, whatever is said of W + R."""
    body = list(_later(reading))
    for at, statement in enumerate(body):
        around = " ".join(s.lower for s in body[max(0, at - 1) : at + 1])
        if _STRONG.search(statement.lower) and _LEVELS.search(around):
            yield statement.phase, _remark("one-plus-one-is-no-quorum", statement, _NO_QUORUM, Severity.ERROR)


_CARRIES = words(r"\b(?:carr(?:y|ies)|fits?|enough|suffic\w+|handles?|room\ to\ spare|plenty|covers?)\b")
_SCALE = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


def _link_too_small(reading: Reading) -> Iterator[tuple[Phase, Remark]]:
    """Bytes per second held against a link in bits per second that is smaller than eight times as much."""
    for statement in reading:
        if not _CARRIES.search(statement.lower):
            continue
        data = [
            v
            for t in statement.sentence.figures
            if t.kind is Kind.BYTES and t.word.endswith("/s") and (v := _value(t.word))
        ]
        link = [v for t in statement.sentence.figures if t.kind is Kind.BITS and (v := _value(t.word))]
        if data and link and max(link) < 4 * max(data):
            text = (
                f"Bytes are held against bits here: {max(data) / 1e6:g} MB/s are {max(data) * 8 / 1e6:g} Mbit/s, "
                f"and the link has {max(link) / 1e6:g}."
            )
            yield statement.phase, _remark("link-too-small", statement, text, Severity.ERROR)


def _value(word: str) -> float | None:
    match = re.match(r"([\d.,]+)\s?([kmgt]?)", word.replace(",", ""))
    if match is None:
        return None
    try:
        return float(match.group(1)) * _SCALE.get(match.group(2), 1.0)
    except ValueError:
        return None


def _remark(rule: str, statement: Statement, message: str, severity: Severity = Severity.WARNING) -> Remark:
    return Remark(rule, severity, statement.sentence.start, statement.sentence.end, message)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"
