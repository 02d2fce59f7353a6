"""Known wrong claims, found in context: never in a question, never where the candidate rejects them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.grading.compiled import Item, ModelIndex, item, units_at
from coach.grading.lexicons import Same, lexicon_of
from coach.grading.matching import quoted
from coach.grading.reading import Reading, Statement, statements
from coach.grading.shapes import ShapeIndex, shape
from coach.language.bundled import bundled_claims
from coach.language.lexicon import Lexicon, find
from coach.language.polarity import Polarity
from coach.language.sentences import Form
from coach.model.criterion import Criterion, Misconception
from coach.model.problem import Problem, Rubrics
from coach.model.remark import Remark
from coach.model.words import Phase, Severity

_CLOSE = 0.87
"""Weighted share of a wrong sentence that has to be there for wording alone to tell."""
_CLOSE_OWN = 0.78
"""The same for the problem's own misconceptions, which speak of this problem's things."""
_TELLING = 3
_REJECTS = re.compile(
    r"\b(?:instead of|rather than|wrong|mistake|a lie|myth|would (?:break|lose|be)|must not|never (?:use|do)"
    r"|avoid|not because|otherwise|problem is|the trap"
    r"|doesn'?t mean|does not mean|no guarantee|naive)\b",
    re.IGNORECASE,
)
_REJECTING_HEAD = re.compile(r"left out|rejected|thrown out|not here|why not|don'?t|without", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Claim:
    misconception: Misconception | None
    """None where only the claim itself is looked for."""
    combinations: tuple[tuple[Item, ...], ...]
    unless: tuple[Item, ...]
    wrong: tuple[int, ...]
    close: float = _CLOSE
    """Weighted share of a wrong sentence that tells by itself."""


@dataclass(frozen=True, slots=True)
class _Claims:
    claims: tuple[_Claim, ...]
    index: ModelIndex
    by_key: Mapping[str, tuple[tuple[int, tuple[Item, ...]], ...]]
    """Combinations, each with its claim's number, by the concepts and first stems of their items: which of them a
    statement can make at all."""
    by_sentence: Mapping[int, int]
    """The claim of each wrong sentence."""
    shapes: ShapeIndex
    """The shapes of the claims, by the claim's number."""


def misconceptions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A remark for each wrong claim that the sheet makes, at the first place where it does."""
    known = _compiled(Same(reading.rubrics), Same(reading.problem))
    found: list[tuple[Phase, Remark]] = []
    made: set[str] = set()
    for phase in Phase:
        body = reading.of(phase).body
        for at, statement in enumerate(body):
            if statement.sentence.question:
                continue
            if statement.sentence.under and _REJECTING_HEAD.search(statement.sentence.under):
                continue
            for number in sorted(known.shapes.made(statement)):
                shaped = known.claims[number].misconception
                assert shaped is not None
                if shaped.id not in made and (shaped.phase is None or phase in _WHERE[shaped.phase]):
                    made.add(shaped.id)
                    found.append((phase, _remark(shaped, statement, Severity(shaped.severity))))
            if _REJECTS.search(statement.text):
                continue
            above = body[at - 1] if at and _belongs(body[at - 1], statement) else None
            recalls = known.index.recalls(units_at(statement, asserted=True))
            for number, combinations in sorted(_candidates(known, statement, recalls).items()):
                claim = known.claims[number]
                assert claim.misconception is not None
                where = _ANYWHERE if claim.misconception.phase is None else _WHERE[claim.misconception.phase]
                if claim.misconception.id in made or phase not in where:
                    continue
                severity = _made(claim, combinations, statement, above, recalls)
                if severity is None:
                    continue
                made.add(claim.misconception.id)
                found.append((phase, _remark(claim.misconception, statement, severity)))
    return found


def _candidates(
    known: _Claims, statement: Statement, recalls: Mapping[int, tuple[float, int]]
) -> Mapping[int, Sequence[tuple[Item, ...]]]:
    """The claims that share a word with the statement which they cannot do without, and the combinations that do."""
    found: dict[int, list[tuple[Item, ...]]] = {
        known.by_sentence[number]: [] for number, (recall, _) in recalls.items() if recall >= _CLOSE_OWN
    }
    for key in (*statement.concepts, *(f"~{stemmed}" for stemmed in statement.stems)):
        for number, combination in known.by_key.get(key, ()):
            found.setdefault(number, []).append(combination)
    return found


def _keys(combination: tuple[Item, ...]) -> set[str]:
    """What at least one of has to stand in the statement itself: a phrase's first stem, else any concept."""
    phrases = {f"~{one.phrase[0]}" for one in combination if one.phrase and not one.absent}
    return {min(phrases)} if phrases else {one.concept for one in combination if one.concept and not one.absent}


def made_in(said: Sequence[Statement], criterion: Criterion, lexicon: Lexicon) -> Statement | None:
    """The statement that makes a known wrong claim which touches what `criterion` is about, or none."""
    claims = _bundled(Same(lexicon))
    theme = {c for s in statements(criterion.statement, lexicon, Phase.DESIGN) for c in s.concepts}
    theme -= _EVERYWHERE
    for at, statement in enumerate(said):
        if statement.void or statement.sentence.question or _REJECTS.search(statement.text):
            continue
        above = said[at - 1] if at else None
        for claim in claims:
            touches = any(one.concept in theme for combination in claim.combinations for one in combination)
            if (touches or theme & statement.concepts.keys()) and _combined(claim, statement, above):
                return statement
    return None


def _combined(claim: _Claim, statement: Statement, above: Statement | None) -> bool:
    """Whether a combination of the claim stands in the statement, or in it and the one above."""
    if _lifted(claim, statement):
        return False
    return any(
        _all(one, statement, None) or (len(one) > 1 and above and _all(one, statement, above))
        for one in claim.combinations
    )


_EVERYWHERE = frozenset({"number", "cost", "reason", "choice", "conclusion", "alternative"})


@lru_cache(maxsize=8)
def _bundled(key: Same) -> tuple[_Claim, ...]:
    lexicon = key.value
    assert isinstance(lexicon, Lexicon)
    return tuple(
        _Claim(
            None,
            tuple(tuple(item(text, lexicon) for text in combination) for combination in one.any_of),
            tuple(item(text, lexicon) for text in one.unless),
            (),
        )
        for one in bundled_claims()
    )


def _made(
    claim: _Claim,
    combinations: Sequence[tuple[Item, ...]],
    statement: Statement,
    above: Statement | None,
    recalls: dict[int, tuple[float, int]],
) -> Severity | None:
    """How grave the claim is where the statement makes it, or none; `combinations` are those it can make at all."""
    own = Severity(claim.misconception.severity) if claim.misconception else Severity.WARNING
    if any(_all(one, statement, None) for one in combinations):
        return None if _lifted(claim, statement) else own
    if any(
        recalls.get(number, (0.0, 0))[0] >= claim.close and recalls[number][1] >= _TELLING for number in claim.wrong
    ):
        return None if _lifted(claim, statement) else Severity.WARNING
    if above is not None and any(len(one) > 1 and _all(one, statement, above) for one in combinations):
        return None if _lifted(claim, statement) or _lifted(claim, above) else Severity.WARNING
    return None


def _lifted(claim: _Claim, statement: Statement) -> bool:
    """Whether the statement holds what makes the claim right."""
    return any(_place(one, statement) for one in claim.unless)


def _all(items: Sequence[Item], statement: Statement, above: Statement | None) -> bool:
    """Whether every item stands in the statement, or, but for the last telling one, in the one above."""
    here = 0
    for one in items:
        if one.absent:
            if _place(one, statement):
                return False
            continue
        if _place(one, statement):
            here += 1
        elif above is None or not _place(one, above) or one.phrase:
            return False
    return here > 0


def _place(one: Item, statement: Statement) -> bool:
    if one.concept:
        return one.concept in statement.concepts
    place = find(one.phrase, statement.sentence) if one.phrase[0] in statement.stems else None
    if place is None:
        return False
    first = statement.polarity[place[0]]
    return not first & (Polarity.DENIED | Polarity.ASKED) or statement.sentence.tokens[place[0]].word in _NEGATIONS


_WHERE = {
    Phase.REQUIREMENTS: frozenset({Phase.REQUIREMENTS}),
    Phase.ESTIMATION: frozenset({Phase.ESTIMATION}),
    Phase.API: frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES}),
    Phase.DESIGN: frozenset({Phase.DESIGN, Phase.DEEP_DIVES, Phase.API}),
    Phase.DEEP_DIVES: frozenset({Phase.DEEP_DIVES, Phase.DESIGN}),
}
"""In which phases a misconception of a phase is looked for; one without a phase is looked for everywhere but there
where goals are set."""
_ANYWHERE = frozenset({Phase.ESTIMATION, Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "nothing",
        "nobody",
        "none",
        "without",
        "cannot",
        "can't",
        "cant",
        "don't",
        "dont",
        "doesn't",
        "isn't",
        "aren't",
        "won't",
    ]
)


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
def _compiled(rubrics_key: Same, problem_key: Same) -> _Claims:
    rubrics, problem = rubrics_key.value, problem_key.value
    assert isinstance(rubrics, Rubrics)
    listed: Iterable[Misconception] = rubrics.misconceptions
    if isinstance(problem, Problem):
        listed = (*problem.misconceptions, *listed)
    lexicon = lexicon_of(rubrics)
    index = ModelIndex(lexicon)
    claims = tuple(
        _Claim(
            one,
            tuple(tuple(item(text, lexicon) for text in combination) for combination in one.any_of),
            tuple(item(text, lexicon) for text in one.unless),
            () if one.says else tuple(index.add(text) for text in one.wrong),
            _CLOSE_OWN if isinstance(problem, Problem) and one in problem.misconceptions else _CLOSE,
        )
        for one in listed
    )
    index.close()
    by_key: dict[str, list[tuple[int, tuple[Item, ...]]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for combination in claim.combinations:
            for key in _keys(combination):
                by_key[key].append((number, combination))
    return _Claims(
        claims,
        index,
        {key: tuple(combinations) for key, combinations in by_key.items()},
        {sentence: number for number, claim in enumerate(claims) for sentence in claim.wrong},
        ShapeIndex(
            (number, shape(groups))
            for number, claim in enumerate(claims)
            if claim.misconception is not None
            for groups in claim.misconception.says
        ),
    )
