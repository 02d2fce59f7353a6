"""Each computed check on a line that has it and on one that only talks about it or denies it."""

import pytest

from coach.grading.checks import registry
from coach.grading.read import read
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.words import TURNED_BACK, Phase
from coach.packs.library import find_problem

CASES = [
    (Phase.REQUIREMENTS, "latency-target", "redirect p99 < 50 ms", "It should be fast."),
    (Phase.REQUIREMENTS, "availability-target", "99.99% (52 min a year)", "It is highly available."),
    (Phase.REQUIREMENTS, "durability-stated", "An acked link is never lost.", "We do not care whether links are lost."),
    (Phase.REQUIREMENTS, "scope-cut", "Out of scope: accounts, search", "Nothing is out of scope, we build all of it."),
    (
        Phase.REQUIREMENTS,
        "questions-asked",
        "Public or internal? Exact counts? Edit? no.",
        "I would ask many questions.",
    ),
    (Phase.REQUIREMENTS, "staleness-tolerated", "followers see it within 5 s", "Data should be fresh."),
    (Phase.ESTIMATION, "average-rate-computed", "30M/day / 86400 = 347/s\nreads 17k/day / 10 = 20/s", "QPS: high"),
    (
        Phase.ESTIMATION,
        "average-rate-computed",
        "100M/day / 86400 = 1157 writes/s",
        "100M/day, egress 3 x 5 = 15 Mbit/s",
    ),
    (
        Phase.ESTIMATION,
        "average-rate-computed",
        "1G fetches a month\nSo the crawler runs at 386/s.",
        "It runs at 386/s.",
    ),
    (Phase.REQUIREMENTS, "scale-stated", "Q: how many links are created per day?", "Q: which colour has the logo?"),
    (Phase.ESTIMATION, "peak-rate", "347/s, peak x4 = 1.4k/s\npeak 70k/s", "I ignore peaks."),
    (Phase.ESTIMATION, "storage-follows", "30M * 250 B = 7.5 GB/day\n5 y x 2 TB = 10 TB", "Storage is cheap."),
    (Phase.ESTIMATION, "conclusion-drawn", "347/s * 250 B = 87 KB/s\n=> reads decide", "347/s * 250 B = 87 KB/s"),
    (Phase.ESTIMATION, "keyspace-computed", "62^7 = 3.5e12, 33e9 used -> 7 chars", "Codes are short."),
    (Phase.API, "status-codes", "POST /v1/links -> 201 | 400 | 409", "Errors have meaningful codes."),
    (Phase.API, "idempotency", "POST /v1/links Idempotency-Key -> 201", "We use no idempotency keys."),
    (Phase.API, "pagination", "GET /v1/links?cursor=&limit=20", "There is no paging."),
    (Phase.API, "table-with-key", "links(code PK, url, owner_id)", "There are tables."),
    (Phase.DESIGN, "write-path-drawn", "write: client -> LB -> api -> KV -> 201", "The system has several parts."),
    (Phase.DESIGN, "read-path-drawn", "read: client -> LB -> redis -> KV -> 302", "The system has several parts."),
    (Phase.DESIGN, "left-out-with-reason", "No CDN (80 Mbps), no queue (nothing slow).", "A CDN may be useful."),
    (
        Phase.DESIGN,
        "store-justified",
        "KV, not Postgres: 2.7 TB, key lookups only. Lose: joins.",
        "A database stores data.",
    ),
    (
        Phase.DESIGN,
        "failures-traced",
        "redis dies: reads fall to KV, 3.5k/s\nzone dies: the other two carry it",
        "It never fails.",
    ),
    (Phase.DESIGN, "source-of-truth", "KV is the truth; redis is disposable.", "There is no source of truth."),
    (Phase.DESIGN, "stateless-tier", "App servers keep no state.", "Servers run the code."),
    (
        Phase.DESIGN,
        "price-named",
        "Sync standby, price +2 ms per write. I lose joins.",
        "This costs us nothing at all.",
    ),
    (
        Phase.DEEP_DIVES,
        "mechanism-named",
        "## Ids?\nRandom 7 + put-if-absent.\nCounter walkable, hash collides.",
        "## Ids?\nIt depends.",
    ),
    (
        Phase.DEEP_DIVES,
        "mechanism-quantified",
        "## Ids?\nAt 0.9% full one in 107 retries.\n8 chars at 10%.",
        "## Ids?\nIt depends.",
    ),
]


def credit(phase: Phase, name: str, body: str, rubrics: Rubrics) -> float:
    reading = read(parse(f"# {phase.heading}\n{body}\n", "x.md"), None, rubrics)
    result = registry.run(name, reading, phase)
    assert result is not None
    assert bool(result.spans) or result.credit == 0
    return result.credit


@pytest.mark.parametrize(
    ("phase", "name", "right", "wrong"), CASES, ids=[f"{case[1]}-{at}" for at, case in enumerate(CASES)]
)
def test_a_check_finds_the_thing_and_not_the_talk(
    phase: Phase, name: str, right: str, wrong: str, rubrics: Rubrics
) -> None:
    assert credit(phase, name, right, rubrics) > 0.4
    assert credit(phase, name, wrong, rubrics) < 0.3


def test_every_check_that_the_rubrics_name_exists(rubrics: Rubrics) -> None:
    named = {
        name
        for rubric in rubrics.rubrics
        for criterion in rubric.criteria
        for name in (*criterion.checks, *(check for facet in criterion.facets for check in facet.checks))
    }
    assert named <= registry.CHECKS.keys()


def test_every_check_survives_an_empty_sheet(rubrics: Rubrics) -> None:
    reading = read(parse("", "x.md"), None, rubrics)
    assert all(check(reading, phase).credit == 0 for check in registry.CHECKS.values() for phase in Phase)


def test_a_question_that_was_turned_back_gathers_nothing(rubrics: Rubrics) -> None:
    asked = "Q: what is the weather like?\n> {}"
    assert credit(Phase.REQUIREMENTS, "questions-asked", asked.format("Sunny."), rubrics) > 0
    for answer in TURNED_BACK:
        assert credit(Phase.REQUIREMENTS, "questions-asked", asked.format(answer), rubrics) == 0


def test_two_calls_do_not_serve_six_operations_by_their_nouns(rubrics: Rubrics) -> None:
    sheet = parse("---\nproblem: ride-hailing\n---\n# API\nPOST /rides -> 200\nGET /drivers -> 200\n", "x.md")
    found = registry.run("endpoint-per-operation", read(sheet, find_problem("ride-hailing"), rubrics), Phase.API)
    assert found is not None
    assert found.credit <= 0.5
