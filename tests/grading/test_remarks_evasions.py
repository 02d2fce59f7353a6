"""Evasions: found whatever the subject, silent where a figure, a mechanism or a reason stands beside them."""

import pytest

from coach.grading import grade
from coach.language.sheets import parse
from coach.model.problem import Rubrics


def remarks(phase: str, body: str, rubrics: Rubrics) -> set[str]:
    sheet = parse(f"# {phase}\n{body}\n", "x.md")
    return {said.id for score in grade(sheet, None, rubrics).phases for said in score.remarks}


@pytest.mark.parametrize(
    ("phase", "evades", "holds", "rule"),
    [
        (
            "Requirements",
            "How long we keep the files is to be clarified with legal.",
            "We keep the files 90 days, until then legal may object.",
            "decision-postponed",
        ),
        (
            "Design",
            "When two bookings clash an admin corrects it manually.",
            "When two bookings clash the loser gets 409 and a refund.",
            "left-to-people",
        ),
        (
            "Requirements",
            "Every feature on this list belongs in the first version.",
            "All uploads and downloads are in the first version, the rest is v2.",
            "everything-at-once",
        ),
        (
            "Requirements",
            "The service must offer high availability.",
            "High availability: 99.95% for reads.",
            "goal-without-a-number",
        ),
        (
            "Deep dives",
            "We buy stronger machines.",
            "We buy larger machines until 20k writes per second, then shard.",
            "brute-force-for-a-design",
        ),
        (
            "Design",
            "For storage either Postgres is used or Cassandra.",
            "Either would do or neither; I take Postgres because rows are few.",
            "either-left-open",
        ),
    ],
)
def test_an_evasion_is_remarked_unless_something_backs_it(phase, evades, holds, rule, rubrics):
    assert rule in remarks(phase, evades, rubrics)
    assert rule not in remarks(phase, holds, rubrics)
