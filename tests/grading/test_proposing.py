"""The rules of the second tier, with a proposer that counts shared words: a real one, only a poor one."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import pytest

from coach.grading.explain import explain
from coach.grading.grader import grade
from coach.grading.proposing import REASON
from coach.language.sheets import parse
from coach.model.criterion import Criterion, Facet
from coach.model.problem import Rubric, Rubrics
from coach.model.scorecard import Judgement
from coach.model.sheet import Sheet
from coach.model.words import Phase
from coach.packs.library import find_problem

MODEL = "We put it on the far side of the hill at night."
SAID = "We put it on the low side of the moat at noon."
"""Shares nothing with the model sentence that the first tier weighs enough, and most of its words."""
BODY = "Orders arrive at 40/s, so one Postgres primary holds them.\nRedis keeps 2M sessions, 1 KB each = 2 GB.\n"


class SharedWords:
    """Cosine of word counts."""

    def likeness(self, sentences: tuple[str, ...], others: tuple[str, ...]) -> Sequence[Sequence[float]]:
        return [[round(_cosine(one, other), 2) for other in others] for one in sentences]


class AllAlike:
    """Finds everything like everything."""

    def likeness(self, sentences: tuple[str, ...], others: tuple[str, ...]) -> Sequence[Sequence[float]]:
        return [[1.0 for _ in others] for _ in sentences]


def _cosine(one: str, other: str) -> float:
    left, right = Counter(one.lower().split()), Counter(other.lower().split())
    shared = sum(left[word] * right[word] for word in left)
    return shared / sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))


def facet(name: str = "copied", model: str = MODEL, **more: object) -> Facet:
    return Facet.model_validate({"id": name, "any_of": (("backup",),), "model_sentences": (model,), **more})


def wanted(*facets: Facet, **more: object) -> Criterion:
    plain = {"id": "kept-apart", "statement": "Keeps a copy elsewhere.", "facets": facets or (facet(),)}
    return Criterion.model_validate({**plain, **more})


def sheet(line: str, body: str = BODY) -> Sheet:
    return parse(f"# High-level design\n{body}{line}\n", "one.md")


def only(rubrics: Rubrics, one: Criterion) -> Rubrics:
    return rubrics.model_copy(update={"rubrics": (Rubric(phase=Phase.DESIGN, criteria=(one,)),)})


def judged(rubrics: Rubrics, one: Criterion, line: str = SAID, body: str = BODY) -> Judgement:
    card = grade(sheet(line, body), None, only(rubrics, one), SharedWords())
    return next(j for score in card.phases for j in score.criteria if j.id == one.id)


def test_a_likeness_is_a_question_with_the_sentence_quoted(rubrics: Rubrics) -> None:
    found = judged(rubrics, wanted())
    assert (found.state, found.credit, found.reason) == ("unsure", 0.25, REASON)
    assert [one.quote for one in found.evidence] == [SAID]
    assert found.confidence < 0.6


def test_without_a_proposer_nothing_is_proposed(rubrics: Rubrics) -> None:
    card = grade(sheet(SAID), None, only(rubrics, wanted()))
    assert [j.state for score in card.phases for j in score.criteria] == ["unaddressed"]


@pytest.mark.parametrize(
    "line",
    [
        "We don't put it on the low side of the moat at noon.",
        "We never put it on the low side of the moat at noon.",
        "We put nothing on the low side of the moat at noon.",
        "Later we might put it on the low side of the moat at noon.",
        "To put it on the low side of the moat at noon is a mistake.",
        "Usually one can put it on the low side of the moat at noon, it depends on many things.",
        "Low side of the moat.",
    ],
)
def test_what_is_denied_put_off_rejected_general_or_short_is_not_proposed(rubrics: Rubrics, line: str) -> None:
    assert judged(rubrics, wanted(), line).state == "unaddressed"


def test_a_sentence_that_is_more_like_a_wrong_one_is_not_proposed(rubrics: Rubrics) -> None:
    assert judged(rubrics, wanted(facet(wrong=(SAID.replace("noon", "dusk"),)))).state != "unsure"


def test_a_sentence_stands_for_the_nearest_facet_only(rubrics: Rubrics) -> None:
    nearer = facet("moved", MODEL.replace("far", "low").replace("hill", "pond"), any_of=(("queue",),))
    assert judged(rubrics, wanted(facet(), nearer)).credit == 0.125
    assert judged(rubrics, wanted(facet(), nearer, rule="any")).credit == 0.25


def test_what_has_a_computed_check_is_left_to_the_check(rubrics: Rubrics) -> None:
    assert judged(rubrics, wanted(checks=("peak-rate",))).state == "unaddressed"


def test_a_phase_without_substance_gets_no_proposals(rubrics: Rubrics) -> None:
    hollow = "".join(
        f"In general {what} usually helps, but it depends on many factors.\n"
        for what in ("caching", "sharding", "replication", "monitoring", "balancing load", "a queue")
    )
    assert judged(rubrics, wanted(), body=hollow).state == "unaddressed"


def test_an_answer_to_another_problem_gets_no_proposals(rubrics: Rubrics) -> None:
    problem = find_problem("url-shortener")
    text = (
        "# Requirements\nRiders hail drivers nearby; a driver accepts a trip within 15 s.\n"
        "# High-level design\nDriver phone -> location service -> geo index -> matcher; 250k drivers ping every 4 s.\n"
        "The matcher offers the trip to the nearest driver, then the next. Fare and surge per cell.\n" + SAID + "\n"
    )
    card = grade(parse(text, "ride.md"), problem, rubrics, AllAlike())
    assert REASON not in {j.reason for score in card.phases for j in score.criteria}


def test_nothing_is_ever_met_by_likeness(rubrics: Rubrics, strong: Sheet) -> None:
    problem = find_problem("url-shortener")
    first, second = grade(strong, problem, rubrics), grade(strong, problem, rubrics, AllAlike())
    for before, after in zip(first.phases, second.phases, strict=True):
        for one, other in zip(before.criteria, after.criteria, strict=True):
            assert one == other or (one.state == "unaddressed" and other.state == "unsure" and other.credit <= 0.25)
        assert before.remarks == after.remarks


def test_the_explanation_names_what_was_proposed(rubrics: Rubrics) -> None:
    told = explain("kept-apart", sheet(SAID), None, only(rubrics, wanted()), SharedWords())
    assert f"proposed by the language model:\n    | {SAID}" in told
    assert "proposed" not in explain("kept-apart", sheet(SAID), None, only(rubrics, wanted()))
