"""`pack test`: the golden sheets land in their bands, and the grader cannot be fooled on this problem.

The author writes golden sheets and the bands they must land in. The rest holds for every problem and is written here:
nothing earns nothing, echo and word lists earn next to nothing, the strong sheet beats the weak one in every phase,
order and small typos hardly matter, and the same sheet gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coach.grading.grader import grade
from coach.language.sheets import parse
from coach.model.words import Phase
from coach.packs import variants
from coach.packs.library import load_rubrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.model.problem import Band, GoldenSheet, Problem, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.packs.loading import LoadedProblem, Pack

ECHO_LIMIT = 0.1
"""What the prompt pasted back may earn at most."""
DRIFT_LIMIT = 0.05
"""How far the overall score may move when paragraphs change places or a few letters slip."""
FOREIGN_LIMIT = 0.35
"""What the golden sheet of another problem may earn at most."""
TYPO_SHARE = 0.02
FOUND_CREDIT = 0.5
"""Credit from which a criterion counts as found."""
SEED = 20_26


class State(StrEnum):
    """How a test of a pack came out."""

    HELD = "held"
    FAILED = "failed"
    KNOWN_GAP = "known gap"
    """Failed, and the author says why the grader cannot do it yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation and what came of it."""

    problem: str
    sheet: str
    """The golden sheet's file, or the name of a test that holds for every problem."""
    expects: str
    """What had to be true: `estimation 0.40 to 0.80`."""
    got: str
    state: State
    why: str = ""
    """The author's reason, for a known gap."""


@dataclass(frozen=True, slots=True)
class SheetScore:
    """What one golden sheet got, for the table."""

    problem: str
    sheet: str
    kind: str
    overall: float
    phases: dict[Phase, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """Every outcome of a pack's test."""

    outcomes: tuple[Outcome, ...]
    scores: tuple[SheetScore, ...]

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The outcomes that came out as `state`."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is state)

    @property
    def passed(self) -> bool:
        """Whether nothing failed; known gaps do not count."""
        return not self.of(State.FAILED)


def try_pack(pack: Pack, *, progress: Callable[[str], None] | None = None) -> Trial:
    """Test every problem of `pack`.

    Args:
        pack: as `coach.packs.library.load_pack` gives it.
        progress: is told the name of each problem before it is tested.
    """
    rubrics = pack.rubrics if pack.rubrics.rubrics else load_rubrics()
    outcomes: list[Outcome] = []
    scores: list[SheetScore] = []
    for loaded in pack.loaded:
        if progress:
            progress(loaded.problem.title)
        one = try_problem(loaded, rubrics, others=[other for other in pack.loaded if other is not loaded])
        outcomes += one.outcomes
        scores += one.scores
    return Trial(tuple(outcomes), tuple(scores))


def try_problem(loaded: LoadedProblem, rubrics: Rubrics, *, others: list[LoadedProblem]) -> Trial:
    """Test one problem: its golden sheets, then what must hold for every problem."""
    score = partial(_graded, problem=loaded.problem, rubrics=rubrics)
    golden = loaded.golden.sheets if loaded.golden else ()
    cards = {sheet.file: score(loaded.sheets[sheet.file], sheet.file) for sheet in golden}
    outcomes = [outcome for sheet in golden for outcome in _golden(loaded, sheet, cards[sheet.file])]
    by_kind = {sheet.kind: cards[sheet.file] for sheet in golden}
    outcomes += _nothing_for_nothing(loaded, rubrics, score, by_kind.get("weak"))
    if "strong" in by_kind and "weak" in by_kind:
        outcomes += _strong_beats_weak(loaded, by_kind["strong"], by_kind["weak"])
    for sheet in golden:
        if sheet.kind in {"strong", "decent"}:
            outcomes += _steady(loaded, sheet.file, cards[sheet.file], score)
    outcomes += _foreign(loaded, others, score)
    scores = [
        SheetScore(loaded.slug, sheet.file, sheet.kind, card.overall.score, {p.phase: p.score for p in card.phases})
        for sheet in golden
        for card in [cards[sheet.file]]
    ]
    return Trial(tuple(outcomes), tuple(scores))


def _graded(text: str, name: str, *, problem: Problem, rubrics: Rubrics) -> Scorecard:
    return grade(parse(text, name), problem, rubrics)


def _golden(loaded: LoadedProblem, sheet: GoldenSheet, card: Scorecard) -> Iterator[Outcome]:
    """The bands of one golden sheet, and what it must find and miss."""

    def outcome(expects: str, got: str, held: bool) -> Outcome:
        state = State.HELD if held else State.KNOWN_GAP if sheet.known_gap else State.FAILED
        return Outcome(loaded.slug, sheet.file, expects, got, state, sheet.known_gap)

    yield outcome(*_in_band("overall", sheet.overall, card.overall.score))
    for phase, band in sheet.phases.items():
        yield outcome(*_in_band(phase.value, band, card.phase(phase).score))
    earned = {judgement.id: judgement.credit for phase in card.phases for judgement in phase.criteria}
    remarks = {remark.id for phase in card.phases for remark in phase.remarks}
    for name in sheet.finds:
        found = name in remarks or earned.get(name, 0.0) >= FOUND_CREDIT
        yield outcome(f"finds {name}", _seen(name, earned, remarks), found)
    for name in sheet.misses:
        found = name in remarks or earned.get(name, 0.0) >= FOUND_CREDIT
        yield outcome(f"misses {name}", _seen(name, earned, remarks), not found)


def _in_band(name: str, band: Band, score: float) -> tuple[str, str, bool]:
    held = round(band.low, 4) <= round(score, 4) <= round(band.high, 4)
    return f"{name} {band.low:.2f} to {band.high:.2f}", f"{score:.2f}", held


def _seen(name: str, earned: dict[str, float], remarks: set[str]) -> str:
    if name in remarks:
        return "remarked"
    return f"credit {earned[name]:.2f}" if name in earned else "not seen"


def _nothing_for_nothing(
    loaded: LoadedProblem, rubrics: Rubrics, score: Callable[[str, str], Scorecard], weak: Scorecard | None
) -> Iterator[Outcome]:
    """Nothing earns nothing, the prompt next to nothing, and a list of words less than the weak sheet."""
    level = loaded.problem.levels[-1]
    empty = score(variants.empty_sheet(loaded.problem, level), "empty").overall.score
    yield _general(loaded, "empty sheet", "0", empty, empty == 0)
    echo = score(variants.prompt_pasted(loaded.problem, level), "prompt").overall.score
    yield _general(loaded, "prompt pasted back", f"at most {ECHO_LIMIT}", echo, echo <= ECHO_LIMIT)
    if weak is not None:
        words = score(variants.words_listed(loaded.problem, rubrics, weak.level), "words").overall.score
        limit = weak.overall.score
        yield _general(loaded, "model words as a list", f"at most the weak sheet's {limit:.2f}", words, words <= limit)


def _strong_beats_weak(loaded: LoadedProblem, strong: Scorecard, weak: Scorecard) -> Iterator[Outcome]:
    for phase in Phase:
        high, low = strong.phase(phase).score, weak.phase(phase).score
        yield _general(loaded, f"strong beats weak, {phase.value}", f"above {low:.2f}", high, high > low)


def _steady(
    loaded: LoadedProblem, file: str, card: Scorecard, score: Callable[[str, str], Scorecard]
) -> Iterator[Outcome]:
    """The score hardly moves with order and typos, and not at all when nothing changes."""
    text, base = loaded.sheets[file], card.overall.score
    expects = f"{base:.2f} ± {DRIFT_LIMIT}"
    moved = score(variants.shuffled(text, SEED), file).overall.score
    yield _general(loaded, f"{file}, paragraphs shuffled", expects, moved, abs(moved - base) <= DRIFT_LIMIT)
    slipped = score(variants.with_typos(text, TYPO_SHARE, SEED), file).overall.score
    yield _general(loaded, f"{file}, 2% typos", expects, slipped, abs(slipped - base) <= DRIFT_LIMIT)
    again = score(text, file).model_dump_json() == card.model_dump_json()
    state = State.HELD if again else State.FAILED
    yield Outcome(loaded.slug, f"{file}, graded twice", "the same bytes", "the same" if again else "others", state)


def _foreign(
    loaded: LoadedProblem, others: list[LoadedProblem], score: Callable[[str, str], Scorecard]
) -> Iterator[Outcome]:
    """Another problem's strong sheet is no answer to this one."""
    for other in others:
        for sheet in other.golden.sheets if other.golden else ():
            if sheet.kind == "strong":
                got = score(other.sheets[sheet.file], sheet.file).overall.score
                name = f"{other.slug}'s {sheet.file}"
                yield _general(loaded, name, f"at most {FOREIGN_LIMIT}", got, got <= FOREIGN_LIMIT)


def _general(loaded: LoadedProblem, name: str, expects: str, got: float, held: bool) -> Outcome:
    return Outcome(loaded.slug, name, expects, f"{got:.2f}", State.HELD if held else State.FAILED)
