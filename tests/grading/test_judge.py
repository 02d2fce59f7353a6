from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from coach.grading import judge
from coach.model.criterion import Criterion

if TYPE_CHECKING:
    from coach.model.scorecard import Judgement

CACHE = Criterion(
    statement="Puts a cache on the read path and says what happens on a miss.",
    model_sentences=(
        "Reads check Redis first; on a miss we read the database and fill the cache.",
        "A cache sits in front of the database, and a cache miss costs an extra database read.",
    ),
)
PROBES = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "criteria_probes.yaml"


def met(answer: str) -> bool:
    return judge(answer, CACHE).state == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "Memcached in front of MySQL; a cache miss reads the db and sets the key with a 60 s TTL.",
        "memcachd b4 db, cache-aside: miss -> db read + set, +8ms",
    ],
)
def test_a_right_answer_is_met_in_any_wording(answer: str) -> None:
    verdict = judge(answer, CACHE)
    assert verdict.state == "met"
    assert all(answer[e.start : e.end] == e.quote for e in verdict.evidence)
    assert verdict.evidence


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "cache read path miss cache redis memcached cache hit cache miss read path cost",
        "cache, miss, redis, ttl 60 s, read path, 429, p99",
        "We do not need a cache on the read path here, so a miss never happens.",
        "We cache every read in Redis. Actually, nothing is cached.",
        "Add monitoring.",
    ],
)
def test_lists_denials_and_other_topics_are_not_met(answer: str) -> None:
    assert not met(answer)


def test_a_verdict_without_credit_quotes_only_what_speaks_against_it() -> None:
    verdict: Judgement = judge("Add monitoring.", CACHE)
    assert verdict.credit == 0
    assert verdict.state == "unaddressed"
    assert not verdict.evidence


def test_the_development_probes_are_judged_right() -> None:
    if not PROBES.exists():
        pytest.skip("the development probes are not beside this checkout")
    probes = yaml.safe_load(PROBES.read_text(encoding="utf-8"))
    criteria = {
        name: Criterion(statement=one["text"], model_sentences=tuple(one["model"]))
        for name, one in probes["criteria"].items()
    }
    verdicts = [(item, judge(item["answer"], criteria[item["criterion"]]).state == "met") for item in probes["items"]]
    right = sum(said == item["met"] for item, said in verdicts)
    assert right / len(verdicts) >= 0.9
    assert not any(said for item, said in verdicts if item["kind"] in ("stuffing", "negated"))
