"""How doubtful a statement is by its words alone: "so no need", "at once", "never loses" without a limit or a remedy.

Known wrong claims are found by what they are about (`coach.grading.misconceptions`); people are wrong in ways that no
list holds. What such sentences share is how they speak. `doubt` weighs the words and pairs of words of a sentence with
weights learned from rated answers (`benchmarks/doubt.py`); it knows nothing of the subject, so what it finds is put to
the candidate as a question, and never called an error.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import fsum

from coach.grading.reading import Reading, Statement
from coach.grading.subjects import SUBJECTS
from coach.language.sentences import Form, Sentence
from coach.language.tokens import NUMBERS, Kind
from coach.model.remark import Remark, Source, Span
from coach.model.words import Phase, Severity

_DOUBTED = -0.8
"""Log odds from which a statement is doubted: about one sound sentence in a hundred is (docs/grading.md)."""
_UNSURE, _SOUND = -1.75, -3.3
"""Log odds below which a known wrong claim is not called an error, and below which it is let go."""
_PHASES = tuple(phase for phase in Phase if phase is not Phase.REQUIREMENTS)
"""Where claims are made; requirements are wishes, and wishes are absolute."""
_MOST = 3
"""Statements doubted in a phase, at most."""
_WORDS = 5
"""A shorter statement claims too little."""
_CONCLUDING = frozenset({"so", "thus", "henc", "therefor", "fit", "need", "enough", "no", "never"})
_SAYS_NOTHING = frozenset[str]().union(*SUBJECTS.values()) | {
    *("a", "an", "the", "i", "we", "you", "my", "our", "your", "us", "me", "i'm", "we're", "i'll", "i'd"),
    *("user", "client", "server", "servic", "system"),
}
"""Articles, pronouns and the nouns of the classics."""
_SOURCES = (Source("playbook", "8"), Source("intro", "trade-offs-everywhere"))


def doubted(reading: Reading, remarked: Sequence[tuple[Phase, Remark]]) -> Iterator[tuple[Phase, Remark]]:
    """A question for each statement that speaks as wrong claims do, the most doubtful first; none that has a remark."""
    for phase in _PHASES:
        taken = [remark for where, remark in remarked if where is phase and remark.severity is not Severity.NOTE]
        sums = _sums(reading) if phase is Phase.ESTIMATION else ()
        found = [
            (odds, statement)
            for statement in reading.of(phase).body
            if _claims(statement)
            and (odds := doubt(statement.sentence)) > _DOUBTED
            and not (_only_computes(statement) and any(_meets(statement, one) for one in sums))
        ]
        found.sort(key=lambda one: (-one[0], one[1].sentence.start))
        for _, statement in found[:_MOST]:
            span = statement.span
            if not any(remark.start < span.end and span.start < remark.end for remark in taken):
                yield phase, _remark(statement)


def tempered(reading: Reading, told: Iterable[tuple[Phase, Remark]]) -> Iterator[tuple[Phase, Remark]]:
    """Remarks that were found by the wording of a sentence, as grave as the rest of the sentence bears out.

    Where it does not speak as wrong claims do, an error becomes a question; where it speaks as sound ones, it is let
    go, unless the problem itself knows the claim.
    """
    own = {one.id for one in reading.problem.misconceptions} if reading.problem else set()
    for phase, remark in told:
        odds = max(
            (
                doubt(statement.sentence)
                for statement in reading.of(phase).body
                if statement.span.start < remark.end and remark.start < statement.span.end
            ),
            default=0.0,
        )
        if odds >= _SOUND or remark.id in own:
            grave = remark.severity is Severity.ERROR and odds < _UNSURE
            yield phase, replace(remark, severity=Severity.WARNING) if grave else remark


def _sums(reading: Reading) -> tuple[Span, ...]:
    """Where something is computed."""
    lines = reading.rooms.worksheet.lines
    return tuple(Span(one.start, one.end) for line in lines for one in line.quantities if one.role == "computed")


def _only_computes(statement: Statement) -> bool:
    """Whether nothing is concluded: a sum is checked as a sum, whatever words stand around it."""
    return _CONCLUDING.isdisjoint(token.stem for token in statement.sentence.tokens)


def _meets(statement: Statement, span: Span) -> bool:
    return span.start < statement.sentence.end and statement.sentence.start < span.end


def _claims(statement: Statement) -> bool:
    sentence = statement.sentence
    words = sum(token.kind is Kind.WORD for token in sentence.tokens)
    return not (statement.void or sentence.question or sentence.form is Form.HEADING) and words >= _WORDS


def _remark(statement: Statement) -> Remark:
    return Remark(
        id="doubtful-claim",
        severity=Severity.WARNING,
        start=statement.sentence.start,
        end=statement.sentence.end,
        message="Claims that sound like this one often do not hold: no condition, limit or remedy stands beside it.",
        sources=_SOURCES,
        question="When is this not so, what do users see then, and what do you do about it?",
    )


def doubt(sentence: Sentence) -> float:
    """Log odds that the sentence holds something wrong, by its words; 0 is even, most sentences are well below."""
    weights, base = _weights()
    return fsum([base, *(weights.get(feature, 0.0) for feature in features(sentence))])  # whatever order a set has


def features(sentence: Sentence) -> frozenset[str]:
    """What is weighed: the stems of its words and each pair of neighbours; a number stands for its kind.

    Who speaks and what the problem is about tell nothing of whether it holds, so those words are left out.
    """
    words = [
        f"#{token.kind.value}" if token.kind in NUMBERS else "->" if token.kind is Kind.ARROW else token.stem
        for token in sentence.tokens
        if token.kind is not Kind.MARK and token.stem not in _SAYS_NOTHING
    ]
    return frozenset(words) | {f"{first} {second}" for first, second in pairwise(words)}


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    """The weights by feature, and the log odds of a sentence without any."""
    lines = files("coach.grading").joinpath("doubt.tsv").read_text(encoding="utf-8").splitlines()
    weights = {}
    for line in lines:
        if not line.startswith("#\t"):
            feature, weight = line.split("\t")
            weights[feature] = float(weight)
    return weights, weights.pop("")
