"""Known wrong claims, found in context: never in a question, never where the candidate rejects them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from coach.grading.asserting import Claim, Claims, Unread, claim_of, subject_of
from coach.grading.compiled import ModelIndex, units_at
from coach.grading.lexicons import Same, lexicon_of
from coach.grading.matching import quoted
from coach.grading.reading import Reading, Statement, statements
from coach.language.bundled import BundledClaim, BundledProperty, bundled_claims, bundled_properties
from coach.language.lexicon import Lexicon
from coach.language.phrases import NONE, pattern
from coach.language.phrases import Property as ReadProperty
from coach.language.sentences import Form
from coach.language.stance import rejects
from coach.language.wording import wording
from coach.model.criterion import Criterion, Misconception, Property
from coach.model.problem import Problem, Rubrics
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Phase, Severity

_CLOSE = 0.87
"""Weighted share of a wrong sentence that has to be there for wording alone to tell."""
_CLOSE_OWN = 0.78
"""The same for the problem's own misconceptions, which speak of this problem's things."""
_TELLING = 3
_DRAWN = wording(r"^\s*load\s+\S+=|->.*:\s*(?:GET|POST|PUT|PATCH|DELETE)\s+/\S*\s*$")
"""A line of a drawing that only names an operation or its load."""
_REJECTING_HEAD = wording(r"left out|rejected|thrown out|not here|why not|don'?t|without", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    listed: tuple[Misconception, ...]
    claims: tuple[tuple[Claims, int], ...]
    """The problem's own claims and the general ones, each with the number of its first."""
    index: ModelIndex
    by_sentence: Mapping[int, int]
    """The misconception of each wrong sentence."""
    close: tuple[float, ...]
    """For each misconception the weighted share of a wrong sentence that tells by itself."""


def misconceptions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A remark for each wrong claim that the sheet makes, at the first place where it does."""
    known = _known(Same(reading.rubrics), Same(reading.problem))
    found: list[tuple[Phase, Remark]] = []
    made: set[str] = set()
    for phase in Phase:
        body = reading.of(phase).body
        for at, statement in enumerate(body):
            if _spared(statement):
                continue
            above = body[at - 1] if at and _belongs(body[at - 1], statement) else None
            for number, severity in _made(known, statement, above):
                one = known.listed[number]
                if one.id in made or phase not in _where(one):
                    continue
                if not _settled(known, number, reading):
                    made.add(one.id)
                    found.append((phase, _remark(one, statement, severity)))
    return found


def _settled(known: _Known, number: int, reading: Reading) -> bool:
    """Whether the sheet says elsewhere what makes the claim right."""
    claims, first = known.claims[number >= known.claims[1][1]]
    return claims.settled(number - first, reading)


def made_in(said: Sequence[Statement], criterion: Criterion, lexicon: Lexicon) -> Statement | None:
    """The statement that makes a known wrong claim which touches what `criterion` is about, or none."""
    claims, concepts = _bundled(Same(lexicon))
    theme = {c for s in statements(criterion.statement, lexicon, Phase.DESIGN) for c in s.concepts}
    theme -= _EVERYWHERE
    for at, statement in enumerate(said):
        if statement.void or _spared(statement):
            continue
        for made in claims.made(statement, said[at - 1] if at else None):
            if theme & (concepts[made.number] | statement.concepts.keys()):
                return statement
    return None


def _spared(statement: Statement) -> bool:
    """Whether nothing is claimed at all: a question, a list of what is rejected, a sentence that speaks against it."""
    sentence = statement.sentence
    return (
        sentence.question
        or rejects(statement.lower)
        or bool(sentence.under and _REJECTING_HEAD.search(sentence.under))
        or _DRAWN.search(statement.text) is not None
    )


def _made(known: _Known, statement: Statement, above: Statement | None) -> Iterator[tuple[int, Severity]]:
    """The misconceptions that the statement shows, each with how grave it is here."""
    numbers = set()
    for claims, first in known.claims:
        for made in claims.made(statement, above):
            number = first + made.number
            own = Severity(known.listed[number].severity)
            yield number, own if made.here else Severity.WARNING
            numbers.add(number)
    for sentence, (recall, _) in known.index.recalls(units_at(statement, asserted=True), _TELLING).items():
        number = known.by_sentence[sentence]
        if recall >= known.close[number] and number not in numbers:
            yield number, Severity.WARNING
            numbers.add(number)


_EVERYWHERE = frozenset({"number", "cost", "reason", "choice", "conclusion", "alternative"})


@lru_cache(maxsize=8)
def _bundled(key: Same) -> tuple[Claims, tuple[frozenset[str], ...]]:
    """The bundled claims, and the concepts that each of them names."""
    lexicon = key.value
    assert isinstance(lexicon, Lexicon)
    properties = _properties(bundled_properties(), lexicon)
    listed = bundled_claims()
    claims = tuple(_claim(one, lexicon, properties) for one in listed)
    unread = (_unread(one, lexicon, properties) for one in listed)
    return Claims(enumerate(unread), properties), tuple(claim.concepts for claim in claims)


def _unread(one: Misconception | BundledClaim, lexicon: Lexicon, properties: Mapping[str, ReadProperty]) -> Unread:
    """The same, read once its subject is met."""
    try:
        about = subject_of(one.about, lexicon, properties)
    except ValueError:
        return Unread((), partial(Claim, (), (), ()))
    return Unread(about, partial(_claim, one, lexicon, properties))


def _claim(one: Misconception | BundledClaim, lexicon: Lexicon, properties: Mapping[str, ReadProperty]) -> Claim:
    """The claim of a misconception; one that cannot be read with this thesaurus is never made."""
    try:
        return claim_of(one.about, one.claims, one.any_of, one.unless, lexicon, properties, one.settled)
    except ValueError:
        return Claim((), (), ())


def _properties(listed: Iterable[Property | BundledProperty], lexicon: Lexicon) -> dict[str, ReadProperty]:
    read: dict[str, ReadProperty] = {}
    for one in listed:
        says = pattern(" | ".join(one.says), lexicon)
        read[one.id] = ReadProperty(one.id, says, pattern(" | ".join(one.opposite), lexicon) if one.opposite else NONE)
    return read


def _where(one: Misconception) -> frozenset[Phase]:
    if one.phase is not None:
        return _WHERE[one.phase]
    return frozenset(Phase) if one.claims else _ANYWHERE


_WHERE = {
    Phase.REQUIREMENTS: frozenset({Phase.REQUIREMENTS}),
    Phase.ESTIMATION: frozenset({Phase.ESTIMATION}),
    Phase.API: frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES}),
    Phase.DESIGN: frozenset({Phase.DESIGN, Phase.DEEP_DIVES, Phase.API}),
    Phase.DEEP_DIVES: frozenset({Phase.DEEP_DIVES, Phase.DESIGN}),
}
"""In which phases a misconception of a phase is looked for."""
_ANYWHERE = frozenset({Phase.ESTIMATION, Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
"""Where combinations of terms without a phase are looked for: not where goals are set."""


def _belongs(above: Statement, statement: Statement) -> bool:
    """Whether two statements stand side by side in one paragraph or list."""
    return (
        above.part == statement.part
        and statement.sentence.start - above.sentence.end <= 3
        and above.sentence.form is not Form.HEADING
    )


def _remark(misconception: Misconception, statement: Statement, severity: Severity) -> Remark:
    last = len(statement.sentence.tokens) - 1
    span = quoted(statement, 0, last)
    return Remark(
        id=misconception.id,
        severity=severity,
        start=span.start,
        end=span.end,
        message=misconception.right,
        sources=tuple(misconception.source),
    )


@lru_cache(maxsize=32)
def _known(rubrics_key: Same, problem_key: Same) -> _Known:
    rubrics, problem = rubrics_key.value, problem_key.value
    assert isinstance(rubrics, Rubrics)
    own = problem.misconceptions if isinstance(problem, Problem) else ()
    listed = (*own, *rubrics.misconceptions)
    index = ModelIndex(lexicon_of(rubrics))
    by_sentence = {index.add(text): number for number, one in enumerate(listed) if not one.claims for text in one.wrong}
    index.close()
    return _Known(
        listed,
        ((_claims(own, rubrics), 0), (_general(rubrics_key), len(own))),
        index,
        by_sentence,
        tuple(_CLOSE_OWN if number < len(own) else _CLOSE for number in range(len(listed))),
    )


@lru_cache(maxsize=8)
def _general(rubrics_key: Same) -> Claims:
    rubrics = rubrics_key.value
    assert isinstance(rubrics, Rubrics)
    return _claims(rubrics.misconceptions, rubrics)


def _claims(listed: Sequence[Misconception], rubrics: Rubrics) -> Claims:
    lexicon = lexicon_of(rubrics)
    properties = _properties(rubrics.properties or bundled_properties(), lexicon)
    return Claims(((number, _unread(one, lexicon, properties)) for number, one in enumerate(listed)), properties)
