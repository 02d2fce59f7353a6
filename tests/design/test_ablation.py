"""Which boxes earn their place, by the numbers."""

import pytest

from coach.design.ablation import without_each
from coach.design.flow import run
from coach.design.prose import mentions
from tests.design.designs import SHORTENER

PASTEBIN = """
load GET={reads} POST={writes}
client -> cdn -> lb -> app -> cache -> db: GET /pastes/{{id}}
client -> lb -> app -> db: POST /pastes
app ~> queue -> worker -> db: POST /pastes
app: x2
db: postgres x8 shards=8
"""


@pytest.fixture
def verdicts(drawn, catalogue):
    def found(text):
        diagram = drawn(text)
        prose = mentions(text, diagram, catalogue)
        return {verdict.box: verdict for verdict in without_each(diagram, run(diagram, catalogue), prose)}

    return found


@pytest.mark.parametrize(("reads", "writes"), [(116, 12), (580, 12), (580, 60)])
def test_a_small_pastebin_needs_no_queue_no_edge_and_no_shards(verdicts, reads, writes):
    found = verdicts(PASTEBIN.format(reads=reads, writes=writes))
    unneeded = {name for name, verdict in found.items() if not verdict.needed}
    assert unneeded == {"cdn", "queue", "db"}
    assert all(any(char.isdigit() for char in found[name].reason) for name in unneeded)


def test_services_balancers_and_stores_of_record_are_never_optional(verdicts):
    found = verdicts("load GET=100 POST=10\nclient -> lb -> app -> postgres")
    assert found == {}


def test_a_cache_earns_its_place_by_what_the_store_would_get(verdicts):
    cache = verdicts(SHORTENER)["cache"]
    assert (cache.needed, cache.reason) == (True, "without cache: db 21% → 87%")


def test_a_cache_for_few_reads_beside_many_writes_does_not(verdicts):
    cache = verdicts(
        "load GET=20 POST=20\nclient -> app -> redis -> postgres: GET /x\nclient -> app -> postgres: POST /x"
    )["redis"]
    assert not cache.needed


def test_a_read_replica_without_need_is_told_with_both_loads(verdicts):
    found = verdicts(
        "load GET=200 POST=20\nclient -> app -> replica: GET /x\nclient -> app -> db: POST /x\ndb ~> replica: POST /x"
    )
    assert found["replica"].reason == "without replica, db 0% → 1%, and it still has room"


@pytest.mark.parametrize("behind", ["resize worker", "mailer", "fanout", "stripe"])
def test_a_queue_before_slow_or_foreign_work_is_needed(verdicts, behind):
    assert verdicts(f"load POST=5\nclient -> app -> postgres: POST /x\napp ~> queue -> {behind}: POST /x")[
        "queue"
    ].needed


def test_an_edge_before_images_is_needed(verdicts):
    assert verdicts("load GET=100\nclient -> cdn -> s3: GET /images")["cdn"].needed


def test_without_a_load_nothing_is_called_unneeded(verdicts):
    assert verdicts("client -> cdn -> lb -> app -> cache -> db\napp -> queue -> worker") == {}
