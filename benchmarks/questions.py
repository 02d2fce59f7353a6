"""`python -m benchmarks.questions [--write]`: learn what the interviewer weighs a candidate's question by.

Two regressions. One tells which fact a question asks for, if any (`coach/interview/weights.py`): learned from every way
to ask that the problems list, each asked of a problem that lacks it, and from questions that no fact answers. The other
tells questions about something else (`coach/interview/shapes.tsv`) by how they are put. Printed are figures on problems
and lines that the weights were not learned from. Needs scikit-learn (`pip install coach[train]`); takes some minutes.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from coach.interview.interviewer import EITHER, SURE, Interviewer
from coach.model.problem import Problem
from coach.packs import library
from coach.packs.files import problem_folders
from coach.resources import bundled_pack

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "tests" / "interview" / "questions"
WEIGHTS = ROOT / "coach" / "interview" / "weights.py"
SHAPES = ROOT / "coach" / "interview" / "shapes.tsv"
PARTS = 3
"""Each way to ask is asked of a problem that lacks one in so many of its ways, this one among them."""
EVERY = 3
"""Of the questions that stand for all problems, one in so many is asked of each."""
FOLDS = 5
COUNTS: Mapping[str, float] = {"fact": 1.0, "off-topic": 0.15, "open": 1.0}
"""How much a question counts for telling facts."""
LACKING = 0.06
"""How much a question counts for no fact when its own is taken away; one in three is."""
STILL = 3.0
"""Strength of the regularisation of what tells facts."""
SEEN = 4
"""Questions that a shape has to stand in."""
LEAST = 0.05
"""Weights of shapes nearer to nothing than this are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked of a problem, with all that is weighed."""

    problem: str
    kind: str
    """`fact`, `open` or `off-topic`."""
    question: str
    fact: int
    """The place of its fact among the problem's; -1: none."""
    features: Sequence[Mapping[str, float]]
    """Beside each fact."""
    none: Mapping[str, float]
    """For no fact."""
    signs: Mapping[str, float]
    """For something else."""


def examples(name: str) -> Iterator[Example]:
    """The questions to learn from that are asked of one problem."""
    problem = library.find_problem(name)
    concepts = library.load_rubrics().concepts
    whole = Interviewer(problem, concepts)
    at = problem_folders(bundled_pack()).index(name)
    for kind, question in lines(name):
        if kind in ("open", "off-topic"):
            yield _example(whole, problem, kind, question, -1)
    for kind in ("open", "off-topic"):
        for place, (_, question) in enumerate(lines(kind)):
            if (place + at) % EVERY == 0:
                yield _example(whole, problem, kind, question, -1)
    for part in range(PARTS):
        left, kept = _parted(problem, part)
        lacking = Interviewer(kept, concepts)
        for fact, way in left:
            yield _example(lacking, problem, "fact", way, fact)


def lines(name: str) -> Iterator[tuple[str, str]]:
    """The questions of a file, each with what it stands under."""
    under = ""
    for line in (QUESTIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            under = line[3:]
        elif line.strip() and not line.startswith("#"):
            yield under, line


def _parted(problem: Problem, part: int) -> tuple[list[tuple[int, str]], Problem]:
    """The ways to ask of one part, and the problem without them."""
    left = [
        (at, way)
        for at, fact in enumerate(problem.facts)
        for place, way in enumerate(fact.ask)
        if (at + place) % PARTS == part
    ]
    gone = set(left)
    facts = tuple(
        fact.model_copy(update={"ask": tuple(way for way in fact.ask if (at, way) not in gone)})
        for at, fact in enumerate(problem.facts)
    )
    return left, problem.model_copy(update={"facts": facts})


def _example(asked: Interviewer, problem: Problem, kind: str, question: str, fact: int) -> Example:
    weighed = asked.weighed(question)
    return Example(problem.id, kind, question, fact, weighed.beside, weighed.none, weighed.signs)


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers: example x (facts, none last) x features."""

    names: Sequence[str]
    nones: Sequence[str]
    values: np.ndarray
    there: np.ndarray
    answer: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, data: Sequence[Example]) -> "Table":
        """The table of `data`."""
        names = sorted({name for one in data for row in one.features for name in row})
        nones = sorted({name for one in data for name in one.none})
        place = {name: at for at, name in enumerate(names)}
        most = max(len(one.features) for one in data)
        values = np.zeros((len(data), most + 1, len(names) + len(nones)), dtype=np.float32)
        there = np.zeros((len(data), most + 1), bool)
        for at, one in enumerate(data):
            for fact, row in enumerate(one.features):
                there[at, fact] = True
                for name, value in row.items():
                    values[at, fact, place[name]] = value
            there[at, most] = True
            values[at, most, len(names) :] = [one.none[name] for name in nones]
        answer = np.array([one.fact if one.fact >= 0 else most for one in data])
        return cls(names, nones, values, there, answer, np.array([COUNTS[one.kind] for one in data]))

    def picked(self, which: np.ndarray) -> "Table":
        """The examples at `which`."""
        return Table(
            self.names, self.nones, self.values[which], self.there[which], self.answer[which], self.counts[which]
        )

    def with_lacking(self) -> "Table":
        """The table and, of one in three questions for a fact, one without it, which no fact answers."""
        none = self.there.shape[1] - 1
        which = np.flatnonzero(self.answer != none)[::3]
        there = self.there[which].copy()
        there[np.arange(len(which)), self.answer[which]] = False
        return Table(
            self.names,
            self.nones,
            np.concatenate([self.values, self.values[which]]),
            np.concatenate([self.there, there]),
            np.concatenate([self.answer, np.full(len(which), none)]),
            np.concatenate([self.counts, np.full(len(which), LACKING)]),
        )


def likelihoods(table: Table, weights: np.ndarray) -> np.ndarray:
    """How likely each fact is meant, and none."""
    evidence = np.where(table.there, table.values @ weights, -1e9)
    raised = np.exp(evidence - evidence.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def learned(table: Table) -> np.ndarray:
    """The weights that make the right answers likeliest, held small."""
    table = table.with_lacking()
    scale = table.values[table.there].std(0) + 1e-6
    rows = np.arange(len(table.answer))

    def loss(scaled: np.ndarray) -> tuple[float, np.ndarray]:
        likely = likelihoods(table, (scaled / scale).astype(np.float32))
        missed = -float((table.counts * np.log(likely[rows, table.answer] + 1e-12)).sum())
        likely[rows, table.answer] -= 1
        slope = np.tensordot(likely * table.counts[:, None], table.values, axes=([0, 1], [0, 1])) / scale
        return missed + STILL * float(scaled @ scaled) / 2, slope + STILL * scaled

    start = np.zeros(table.values.shape[2])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x / scale


def report(table: Table, likely: np.ndarray, kinds: np.ndarray) -> None:
    """Print what would be told, for questions whose problem was not learned from."""
    facts = likely[:, :-1]
    best = (-facts).argsort(1)[:, :2]
    sure = np.take_along_axis(facts, best, 1)
    one = sure[:, 0] >= SURE
    two = ~one & (sure.sum(1) >= EITHER)
    right = ((one | two) & (best[:, 0] == table.answer)) | (two & (best[:, 1] == table.answer))
    for kind in COUNTS:
        those = kinds == kind
        told = (one | two)[those].mean()
        print(f"{kind}: {those.sum()} questions, right {right[those].mean():.3f}, told a fact {told:.3f}")


def shapes(data: Sequence[Example]) -> dict[str, float]:
    """The weights of `shapes.tsv`; prints how they do on lines and problems that they were not learned from."""
    seen = Counter(name for signs in {one.question: one.signs for one in data}.values() for name in signs)
    vectors = DictVectorizer()
    values = vectors.fit_transform([{k: v for k, v in one.signs.items() if seen[k] >= SEEN} for one in data])
    aside = np.array([one.kind == "off-topic" for one in data])
    often = Counter(one.question for one in data)
    counts = np.array(
        [{"off-topic": 3.0 / often[one.question] ** 0.9, "open": 1.0, "fact": 0.5}[one.kind] for one in data]
    )
    group = {name: at % FOLDS for at, name in enumerate(sorted({_group(one) for one in data}))}
    fold = np.array([group[_group(one)] for one in data])
    odds = np.zeros(len(data))
    for at in range(FOLDS):
        model = LogisticRegression(max_iter=400).fit(values[fold != at], aside[fold != at], counts[fold != at])
        odds[fold == at] = model.decision_function(values[fold == at])
    kinds = np.array([one.kind for one in data])
    for limit in (-1.25, -0.5, 0.0):
        print(f"over {limit}:", ", ".join(f"{kind} {(odds > limit)[kinds == kind].mean():.3f}" for kind in COUNTS))
    model = LogisticRegression(max_iter=400).fit(values, aside, counts)
    found = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    return {name: weight for name, weight in found.items() if abs(weight) >= LEAST} | {"always": model.intercept_[0]}


def _group(one: Example) -> str:
    """What is left out together: all questions for a problem's facts; else the question, whatever it is asked of."""
    return one.problem if one.kind == "fact" else one.question


def write(table: Table, weights: np.ndarray, found: Mapping[str, float]) -> None:
    """Put the weights where the interviewer reads them."""
    text = WEIGHTS.read_text(encoding="utf-8")
    split = len(table.names)
    for title, names, values in (
        ("WEIGHTS", table.names, weights[:split]),
        ("NONE", table.nones, weights[split:]),
    ):
        rows = "".join(f'    "{name}": {float(value):.2f},\n' for name, value in zip(names, values, strict=True))
        text = re.sub(
            rf"({title}: Mapping\[str, float\] = \{{\n)[^}}]*", lambda match, rows=rows: match[1] + rows, text
        )
    WEIGHTS.write_text(text, encoding="utf-8")
    SHAPES.write_text("".join(f"{name}\t{value:.2f}\n" for name, value in sorted(found.items())), encoding="utf-8")


def main() -> None:
    """Learn, tell how well, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the weights where the interviewer reads them")
    wanted = parser.parse_args()
    data = [one for name in problem_folders(bundled_pack()) for one in examples(name)]
    table = Table.of(data)
    names = sorted({one.problem for one in data})
    fold = np.array([names.index(one.problem) % FOLDS for one in data])
    likely = np.zeros(table.there.shape)
    for at in range(FOLDS):
        likely[fold == at] = likelihoods(table.picked(fold == at), learned(table.picked(fold != at)))
    report(table, likely, np.array([one.kind for one in data]))
    found = shapes(data)
    if wanted.write:
        write(table, learned(table), found)


if __name__ == "__main__":
    main()
