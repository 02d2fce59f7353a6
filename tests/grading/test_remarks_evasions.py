"""Evasions: found whatever the subject, silent where a figure, a mechanism or a reason stands beside them."""

from pathlib import Path

import pytest
import yaml

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
        (
            "Design",
            "Later we add microservices and Kafka and then it scales.",
            "Above 5k writes/s Kafka takes the fan-out off the request.",
            "products-for-a-design",
        ),
        (
            "API",
            "No login needed in the first version, the name in the query says who it is.",
            "Anonymous by design: the delete call needs the secret of the paste, else 403.",
            "security-put-off",
        ),
        (
            "Deep dives",
            "Metrics we add as soon as customers complain.",
            "Metrics from day one: error rate above 1% pages.",
            "nobody-watches",
        ),
        (
            "API",
            "If something goes wrong it returns an error.",
            "If the id is unknown it returns 404.",
            "errors-without-status",
        ),
        (
            "API",
            "The usual CRUD, no need to write the endpoints down.",
            "POST /jobs {kind} -> 201 {id}",
            "contract-not-written",
        ),
        (
            "Estimation",
            "Reads are also many, more than writes.",
            "Reads are 5x the writes: 5 x 200/s = 1,000/s.",
            "not-computed",
        ),
        (
            "Deep dives",
            "What happens on conflict is secondary, the main thing is speed.",
            "On conflict the second write gets 412 and merges on the client.",
            "brushed-aside",
        ),
    ],
)
def test_an_evasion_is_remarked_unless_something_backs_it(phase, evades, holds, rule, rubrics):
    assert rule in remarks(phase, evades, rubrics)
    assert rule not in remarks(phase, holds, rubrics)


DISMISSALS = yaml.safe_load((Path(__file__).parent / "dismissals.yaml").read_text(encoding="utf-8"))
HEADINGS = {"requirements": "Requirements", "estimation": "Estimation", "api": "API", "design": "Design"}


def waved_away(entry: dict[str, str], text: str, rubrics: Rubrics) -> bool:
    heading = HEADINGS.get(entry["phase"], f"Deep dives\n## {entry.get('under', '')}")
    return bool({"failure-waved-away", "security-put-off"} & remarks(heading, text, rubrics))


@pytest.mark.parametrize("entry", DISMISSALS, ids=lambda entry: entry["wrong"][:40])
def test_a_failure_is_waved_away_unless_the_damage_is_bounded_or_answered(entry, rubrics):
    assert waved_away(entry, entry["wrong"], rubrics)
    assert not waved_away(entry, entry["right"], rubrics)
