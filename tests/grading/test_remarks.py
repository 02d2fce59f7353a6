"""Wrong claims, broken promises and gaps: found where they are made, silent where they are rejected."""

import pytest

from coach.grading import grade
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.words import Phase


def remarks(phase: str, body: str, rubrics: Rubrics, requirements: str = "") -> set[str]:
    text = f"# Requirements\n{requirements}\n\n# {phase}\n{body}\n"
    return {said.id for score in grade(parse(text, "x.md"), None, rubrics).phases for said in score.remarks}


@pytest.mark.parametrize(
    ("phase", "body", "wanted"),
    [
        ("Deep dives", "## Region down?\nWe have 5 regions so this is solved.", "failure-waved-away"),
        (
            "Deep dives",
            "## Unique?\nThe chance that two are the same is very small so no check is needed.",
            "collision-waved-away",
        ),
        (
            "Deep dives",
            "## Ids?\nThere are several schemes. Which is best depends on the requirements.",
            "question-left-open",
        ),
        ("Estimation", "There will be a lot of traffic, so we need big servers.", "no-figure"),
        ("Requirements", "It should be fast and scalable and secure and always available.", "absolute-for-a-target"),
        (
            "Design",
            "We use ONE for writes and ONE for reads. As W + R exceeds N this is strong consistency.",
            "one-plus-one-is-no-quorum",
        ),
    ],
)
def test_an_empty_promise_is_remarked(phase: str, body: str, wanted: str, rubrics: Rubrics) -> None:
    assert wanted in remarks(phase, body, rubrics)


@pytest.mark.parametrize(
    ("phase", "body", "unwanted"),
    [
        (
            "Deep dives",
            "## Primary dies?\nSync standby, so no acked row is lost, +2 ms per create.",
            "failure-waved-away",
        ),
        (
            "Deep dives",
            "## Unique?\nPut-if-absent with a retry: one in 386 repeats, practically never twice.",
            "collision-waved-away",
        ),
        ("Estimation", "5M/day = 58/s, peak 290", "no-figure"),
    ],
)
def test_what_is_backed_is_not_remarked(phase: str, body: str, unwanted: str, rubrics: Rubrics) -> None:
    assert unwanted not in remarks(phase, body, rubrics)


def test_a_promise_broken_later_is_remarked_with_its_promise(rubrics: Rubrics) -> None:
    found = remarks(
        "Design",
        "Views: one open in a hundred is counted and scaled by 100, without persistence.",
        rubrics,
        requirements="Customers are billed by views, so the count must be exact.",
    )
    assert "exact-count-sampled" in found


def test_a_rejected_claim_is_no_claim(rubrics: Rubrics) -> None:
    made = remarks("Design", "The replica is our backup.", rubrics)
    rejected = remarks("Design", "It would be a mistake to say that the replica is our backup.", rubrics)
    assert "replicas-instead-of-backup" in made
    assert "replicas-instead-of-backup" not in rejected


def test_remarks_quote_their_place(rubrics: Rubrics) -> None:
    text = "# Design\nKubernetes restarts whatever crashes, so failures need no further treatment.\n"
    for said in grade(parse(text, "x.md"), None, rubrics).phase(Phase.DESIGN).remarks:
        assert text[said.start : said.end] == said.quote
