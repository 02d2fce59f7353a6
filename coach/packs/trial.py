"""`pack test` of one problem: golden sheets land in their bands, and the grader cannot be fooled on it.

The author writes golden sheets and the bands they must land in. The rest holds for every problem and is written here:
the reference answer is what the grader hopes for, nothing earns nothing, echo and word lists earn next to nothing, the
strong sheet beats the weak one in every phase, order and small typos hardly matter, the same sheet gives the same
bytes, and another problem's answers are none to this one.

Each test is a function of a `Case` that yields outcomes; to add one, write it and put it into `TESTS`.
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.grading.ceiling import ceiling
from coach.grading.grader import grade
from coach.grading.subjects import are_neighbours
from coach.language.sheets import parse
from coach.model.quick import dataclass
from coach.model.words import Phase
from coach.packs import variants
from coach.packs.outcomes import Outcome, SheetScore, State, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from coach.model.problem import Band, GoldenSheet, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.packs.loading import LoadedProblem

REFERENCE_FLOOR = 0.9
"""What the reference answer must earn in every phase."""
ECHO_LIMIT = 0.1
"""What the prompt pasted back may earn at most."""
DRIFT_LIMIT = 0.05
"""How far the overall score may move when paragraphs change places or a few letters slip."""
FOREIGN_LIMIT = 0.35
"""What a golden sheet of another problem may earn at most."""
TYPO_SHARE = 0.02
FOUND_CREDIT = 0.5
"""Credit from which a criterion counts as found."""
STEADY_KINDS = frozenset({"strong", "unusual", "decent"})
"""Kinds of golden sheets whose scores must not hang on order and spelling."""
SEED = 20_26


class Part(StrEnum):
    """A share of a problem's test that can run by itself."""

    GOLDEN = "golden"
    """Its own sheets as they are."""
    VARIANTS = "variants"
    """What is made from them."""
    FOREIGN = "foreign"
    """Other problems' sheets."""


@dataclass(frozen=True, slots=True)
class ForeignSheet:
    """A golden sheet of another problem."""

    problem: str
    file: str
    text: str


@dataclass(slots=True)
class Case:
    """One problem under test; a text is graded once however many tests look at it."""

    loaded: LoadedProblem
    rubrics: Rubrics
    others: Sequence[ForeignSheet] = ()
    _cards: dict[str, Scorecard] = field(default_factory=dict)

    def grade(self, text: str, name: str) -> Scorecard:
        """The scorecard of `text`, made anew."""
        return grade(parse(text, name), self.loaded.problem, self.rubrics)

    def card(self, text: str, name: str) -> Scorecard:
        """The scorecard of `text`."""
        if text not in self._cards:
            self._cards[text] = self.grade(text, name)
        return self._cards[text]

    @property
    def golden(self) -> Iterator[tuple[GoldenSheet, Scorecard]]:
        """The golden sheets with their scorecards, in the order of `golden.yaml`."""
        for sheet in self.loaded.golden.sheets if self.loaded.golden else ():
            yield sheet, self.card(self.loaded.sheets[sheet.file], sheet.file)

    def kind(self, kind: str) -> Scorecard | None:
        """The scorecard of the first golden sheet of `kind`; none when there is none."""
        sheets = self.loaded.golden.sheets if self.loaded.golden else ()
        first = next((sheet for sheet in sheets if sheet.kind == kind), None)
        return self.card(self.loaded.sheets[first.file], first.file) if first else None

    def outcome(self, name: str, expects: str, got: float | str, held: bool) -> Outcome:
        """The outcome of a test that holds for every problem."""
        shown = got if isinstance(got, str) else f"{got:.2f}"
        return Outcome(self.loaded.slug, name, expects, shown, State.HELD if held else State.FAILED)


def try_problem(
    loaded: LoadedProblem,
    rubrics: Rubrics,
    *,
    others: Sequence[ForeignSheet] = (),
    parts: Collection[Part] = tuple(Part),
) -> Trial:
    """Test one problem.

    Args:
        loaded: the problem with its files.
        rubrics: the criteria that hold for every problem.
        others: golden sheets of other problems.
        parts: what to run.
    """
    case = Case(loaded, rubrics, others)
    outcomes = tuple(outcome for part, test in TESTS if part in parts for outcome in test(case))
    return Trial(outcomes, tuple(_scores(case)) if Part.GOLDEN in parts else ())


def golden_sheets(case: Case) -> Iterator[Outcome]:
    """Each golden sheet lands in its bands, finds what it must find and misses what it must miss."""
    for sheet, card in case.golden:
        earned = {judgement.id: judgement.credit for phase in card.phases for judgement in phase.criteria}
        remarks = {remark.id for phase in card.phases for remark in phase.remarks}
        found = {name for name, credit in earned.items() if credit >= FOUND_CREDIT} | remarks
        expected = [_in_band("overall", sheet.overall, card.overall.score)]
        expected += [_in_band(phase.value, band, card.phase(phase).score) for phase, band in sheet.phases.items()]
        expected += [(f"finds {name}", _seen(name, earned, remarks), name in found) for name in sheet.finds]
        expected += [(f"misses {name}", _seen(name, earned, remarks), name not in found) for name in sheet.misses]
        for expects, got, held in expected:
            state = State.HELD if held else State.KNOWN_GAP if sheet.known_gap else State.FAILED
            yield Outcome(case.loaded.slug, sheet.file, expects, got, state, sheet.known_gap, banded=True)


def reference_answer(case: Case) -> Iterator[Outcome]:
    """The answer that an author hopes for is one that the grader hopes for."""
    if case.loaded.reference:
        card = case.card(case.loaded.reference, "reference.md")
        for score in card.phases:
            held = score.score >= REFERENCE_FLOOR
            yield case.outcome("reference.md", f"{score.phase.value} at least {REFERENCE_FLOOR:.2f}", score.score, held)


def strong_beats_weak(case: Case) -> Iterator[Outcome]:
    """The strong sheet earns more than the weak one in every phase."""
    strong, weak = case.kind("strong"), case.kind("weak")
    if strong is not None and weak is not None:
        for phase in Phase:
            high, low = strong.phase(phase).score, weak.phase(phase).score
            yield case.outcome(f"strong beats weak, {phase.value}", f"above {low:.2f}", high, high > low)


def nothing_for_nothing(case: Case) -> Iterator[Outcome]:
    """Nothing earns nothing, and the prompt next to nothing."""
    problem = case.loaded.problem
    level = problem.levels[-1]
    empty = case.card(variants.empty_sheet(problem, level), "empty").overall.score
    yield case.outcome("empty sheet", "0", empty, empty == 0)
    echo = case.card(variants.prompt_pasted(problem, level), "prompt").overall.score
    yield case.outcome("prompt pasted back", f"at most {ECHO_LIMIT}", echo, echo <= ECHO_LIMIT)


def words_without_sentences(case: Case) -> Iterator[Outcome]:
    """All words of the model sentences as a list earn no more than the weak sheet, judged for the same level."""
    weak = case.kind("weak")
    if weak is not None:
        limit = weak.overall.score
        text = variants.words_listed(case.loaded.problem, case.rubrics, weak.level)
        words = case.card(text, "words").overall.score
        yield case.outcome("model words as a list", f"at most the weak sheet's {limit:.2f}", words, words <= limit)


def steady(case: Case) -> Iterator[Outcome]:
    """The score hardly moves with the order of paragraphs and with typos."""
    for sheet, card in case.golden:
        if sheet.kind in STEADY_KINDS:
            text, base = case.loaded.sheets[sheet.file], card.overall.score
            changed = {
                "paragraphs shuffled": variants.shuffled(text, SEED),
                "2% typos": variants.with_typos(text, TYPO_SHARE, SEED),
            }
            for how, variant in changed.items():
                got = case.card(variant, sheet.file).overall.score
                held = round(abs(got - base), 4) <= DRIFT_LIMIT
                yield case.outcome(f"{sheet.file}, {how}", f"{base:.2f} ± {DRIFT_LIMIT}", got, held)


def same_bytes(case: Case) -> Iterator[Outcome]:
    """A sheet that is graded again gives the same bytes."""
    for sheet, card in case.golden:
        if sheet.kind in STEADY_KINDS:
            again = case.grade(case.loaded.sheets[sheet.file], sheet.file)
            held = again.model_dump_json() == card.model_dump_json()
            yield case.outcome(f"{sheet.file}, graded twice", "the same bytes", "the same" if held else "others", held)


def foreign_sheets(case: Case) -> Iterator[Outcome]:
    """An answer to another problem is none to this one; most are told by their words, without a grade."""
    for sheet in case.others:
        name = f"{sheet.problem}'s {sheet.file}"
        most = ceiling(parse(sheet.text, sheet.file), case.loaded.problem, case.rubrics)
        if most <= FOREIGN_LIMIT:
            yield case.outcome(name, f"at most {FOREIGN_LIMIT}", f"at most {most:.2f}", True)
            continue
        got = case.card(sheet.text, sheet.file).overall.score
        found = case.outcome(name, f"at most {FOREIGN_LIMIT}", got, got <= FOREIGN_LIMIT)
        if found.state is State.FAILED and are_neighbours(case.loaded.slug, sheet.problem):
            found = replace(found, state=State.KNOWN_GAP, why="a neighbour, hardly told from this problem by its words")
        yield found


TESTS: tuple[tuple[Part, Callable[[Case], Iterator[Outcome]]], ...] = (
    (Part.GOLDEN, golden_sheets),
    (Part.GOLDEN, reference_answer),
    (Part.GOLDEN, strong_beats_weak),
    (Part.VARIANTS, nothing_for_nothing),
    (Part.VARIANTS, words_without_sentences),
    (Part.VARIANTS, steady),
    (Part.VARIANTS, same_bytes),
    (Part.FOREIGN, foreign_sheets),
)
"""Every test, with the part it belongs to."""


def _scores(case: Case) -> Iterator[SheetScore]:
    rows: list[tuple[str, str, Scorecard]] = [(sheet.file, sheet.kind, card) for sheet, card in case.golden]
    if case.loaded.reference:
        rows.insert(0, ("reference.md", "reference", case.card(case.loaded.reference, "reference.md")))
    for file, kind, card in rows:
        phases = {score.phase: score.score for score in card.phases}
        yield SheetScore(case.loaded.slug, file, kind, card.overall.score, phases)


def _in_band(name: str, band: Band, score: float) -> tuple[str, str, bool]:
    held = round(band.low, 4) <= round(score, 4) <= round(band.high, 4)
    return f"{name} {band.low:.2f} to {band.high:.2f}", f"{score:.2f}", held


def _seen(name: str, earned: dict[str, float], remarks: set[str]) -> str:
    if name in remarks:
        return "remarked"
    return f"credit {earned[name]:.2f}" if name in earned else "not seen"
