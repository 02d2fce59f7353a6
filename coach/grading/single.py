"""One answer against one criterion: the smallest public piece of the grader."""

from coach.grading.checks.base import CheckResult
from coach.grading.compiled import compile_phase
from coach.grading.judging import judge_compiled
from coach.grading.matching import Matcher
from coach.grading.reading import statements
from coach.language.bundled import bundled_lexicon
from coach.language.lexicon import Lexicon
from coach.model.criterion import Criterion
from coach.model.scorecard import Judgement
from coach.model.words import Phase


def judge(answer: str, criterion: Criterion, lexicon: Lexicon | None = None) -> Judgement:
    """The verdict on `criterion` for a short `answer`; a statement and model sentences are enough.

    Args:
        answer: what was said; evidence offsets count its characters.
        criterion: what is looked for. Computed checks need a whole sheet and are not run here.
        lexicon: the thesaurus; the bundled one when none is given.
    """
    thesaurus = lexicon or bundled_lexicon()
    compiled = compile_phase((criterion,), thesaurus)
    matcher = Matcher(statements(answer, thesaurus, Phase.DEEP_DIVES), compiled)
    return judge_compiled(compiled.criteria[0], matcher, _no_check, answer)


def _no_check(name: str) -> CheckResult | None:  # noqa: ARG001
    return None
