"""`python -m benchmarks.doubt [--hold SET] [--write]`: learn the weights of `coach.grading.doubt` from rated answers.

Learned from the rated sheets of `tests/grading/rated` (a sentence that holds a planted fault against those of phases
rated 3 or more), the sound sheets of `problems/`, and, with less weight, single claims written wrong and right
(`tests/grading/claims`). `--hold SET` leaves a set of sheets out and prints how well its faults are told from its sound
sentences; SET may be a folder of sheets of your own. Needs scikit-learn (`pip install coach[train]`); same data, same
weights.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from coach.grading.doubt import features
from coach.grading.read import read
from coach.language.sentences import Sentence, sentences
from coach.language.sheets import parse
from coach.packs.library import find_problem, load_rubrics

ROOT = Path(__file__).parents[1]
RATED = ROOT / "tests" / "grading" / "rated"
CLAIMS = ROOT / "tests" / "grading" / "claims"
WEIGHTS = ROOT / "coach" / "grading" / "doubt.tsv"
SOUND = ("reference", "strong", "unusual", "terse", "decent")
FAULT, PLAIN, REFERENCE, SOUND_SHEET, BANK, PARAPHRASE = 3.0, 1.0, 5.0, 2.0, 0.3, 0.1
"""How much an example counts: a fault in a rated sheet, another sentence of one, a sentence of a reference answer,
of another sheet known to be sound, a claim of a bank, a paraphrase."""
SEEN = 3
"""Examples that a feature has to stand in."""
LEAST = 0.03
"""Weights nearer to nothing than this are left out."""
STRENGTH = 0.1
"""Inverse strength of the regularisation."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence's features, whether it is wrong, and how much it counts."""

    features: frozenset[str]
    wrong: bool
    weight: float
    source: str


def of_sheets(folder: Path) -> Iterator[Example]:
    """The sentences of rated sheets: those that a fault's quote meets, and those of phases rated 3 or more."""
    for path in sorted(path for path in folder.glob("*.md") if path.with_suffix(".yaml").exists()):
        truth = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        if truth["kind"] == "hollow":
            continue
        text = path.read_text(encoding="utf-8")
        quotes = [(text.find(fault["quote"]), len(fault["quote"])) for fault in truth["faults"]]
        for phase, sentence in _sentences(path):
            wrong = any(sentence.start < at + length and at < sentence.end for at, length in quotes if at >= 0)
            if wrong or truth["ratings"][phase] >= 3:
                yield Example(features(sentence), wrong, FAULT if wrong else PLAIN, folder.name)


def of_problems() -> Iterator[Example]:
    """The sentences of the sound sheets that come with the problems."""
    paths = [*ROOT.glob("problems/*/reference.md"), *ROOT.glob("problems/*/golden/*.md")]
    for path in sorted(path for path in paths if path.stem in SOUND):
        for _, sentence in _sentences(path):
            weight = REFERENCE if path.stem == "reference" else SOUND_SHEET
            yield Example(features(sentence), False, weight, "problems")


def of_claims() -> Iterator[Example]:
    """Single claims, wrong and right."""
    for path in sorted(CLAIMS.glob("bank*_*.yaml")):
        for claim in yaml.safe_load(path.read_text(encoding="utf-8")):
            if claim["kind"] in ("semantic", "waved-away"):
                text = claim["text"].split(" || ")[-1]
                yield from _of_text(text, wrong="wrong" in path.stem, weight=BANK, source=path.stem)
    for path in sorted((CLAIMS / "paraphrases").glob("*.yaml")):
        for told in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            for kind in ("wrong", "right"):
                for text in told[kind]:
                    yield from _of_text(text, wrong=kind == "wrong", weight=PARAPHRASE, source=path.stem)


def _of_text(text: str, *, wrong: bool, weight: float, source: str) -> Iterator[Example]:
    for sentence in sentences(text):
        yield Example(features(sentence), wrong, weight, source)


def _sentences(path: Path) -> Iterator[tuple[str, Sentence]]:
    sheet = parse(path.read_text(encoding="utf-8"), path.name)
    if sheet.problem:
        reading = read(sheet, find_problem(sheet.problem), load_rubrics())
        for phase, there in reading.phases.items():
            for statement in there.body:
                if not statement.sentence.question:
                    yield phase.value, statement.sentence


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature and the log odds of a sentence that has none of them."""

    weights: dict[str, float]
    base: float

    def of(self, one: Example) -> float:
        """The log odds that the example is wrong."""
        return self.base + sum(self.weights.get(feature, 0.0) for feature in one.features)


def learn(examples: Sequence[Example]) -> Model:
    """Logistic regression on the features that stand in `SEEN` examples at least."""
    seen = Counter(feature for one in examples for feature in one.features)
    vectors = DictVectorizer()
    rows = [{feature: 1.0 for feature in sorted(one.features) if seen[feature] >= SEEN} for one in examples]
    fitted = LogisticRegression(C=STRENGTH, max_iter=3000).fit(
        vectors.fit_transform(rows), [one.wrong for one in examples], [one.weight for one in examples]
    )
    names = vectors.get_feature_names_out()
    weights = {str(name): round(float(w), 3) for name, w in zip(names, fitted.coef_[0], strict=True)}
    return Model({name: w for name, w in weights.items() if abs(w) >= LEAST}, round(float(fitted.intercept_[0]), 3))


def report(model: Model, held: Sequence[Example]) -> str:
    """How well the model tells the faults of sheets that it has not seen."""
    wrong = [model.of(one) for one in held if one.wrong]
    right = sorted((model.of(one) for one in held if not one.wrong), reverse=True)
    area = roc_auc_score([1] * len(wrong) + [0] * len(right), wrong + right)
    lines = [f"{len(wrong)} faulty sentences, {len(right)} sound ones; area under the curve {area:.3f}"]
    for share in (0.005, 0.01, 0.02, 0.03):
        cut = right[int(share * len(right))]
        found = sum(odds > cut for odds in wrong) / len(wrong)
        lines.append(f"one sound sentence in {1 / share:.0f} doubted: {found:.0%} of the faulty ones (above {cut:.2f})")
    return "\n".join(lines)


def gathered(folders: Iterable[Path]) -> list[Example]:
    """All examples, with the rated sheets of `folders`."""
    return [*(one for folder in folders for one in of_sheets(folder)), *of_problems(), *of_claims()]


def main() -> int:
    """Learn, report on what was held back, and write the weights when told to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hold", type=Path, action="append", default=[], help="a folder of rated sheets to leave out")
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    given = parser.parse_args()
    held = [path.resolve() for path in given.hold]
    model = learn(gathered(path for path in sorted(RATED.iterdir()) if path.is_dir() and path.resolve() not in held))
    for path in held:
        print(f"{path.name}: {report(model, list(of_sheets(path)))}")
    if given.write:
        lines = ["#\tlearned by benchmarks/doubt.py: feature, log odds; the first line is the base", f"\t{model.base}"]
        lines += [f"{name}\t{weight}" for name, weight in sorted(model.weights.items())]
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(model.weights):,} weights written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
