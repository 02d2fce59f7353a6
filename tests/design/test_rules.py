"""Each rule with a design that shows its smell and one that does not."""

import pytest
import yaml

from coach.design import smells
from coach.design.flow import run
from coach.design.prose import mentions
from coach.design.wants import Wants
from coach.model.words import Severity
from coach.resources import bundled_pack

READ, WRITE = "load GET=100 POST=10\n", "load POST=10\n"
PATH = "client -> lb -> app x2 -> postgres (+ standby)"

# rule, a design that shows it, a design that does not, what was promised before
CASES = [
    ("orphan-box", "client -> app -> db\nsearch: elasticsearch x2", "client -> app -> search\nsearch: elasticsearch x2", Wants()),
    ("operation-without-path", "client -> app -> postgres: GET /urls\nclient -> app: GET /stats",
     "client -> app -> postgres: GET /urls\nclient -> app -> postgres: POST /urls", Wants(endpoints=("GET /urls", "POST /urls"))),
    ("write-never-durable", "client -> lb -> app: POST /x", "client -> lb -> app -> postgres: POST /x", Wants()),
    ("acknowledged-before-durable", PATH + "\nNew links are written to Redis and acknowledged, a nightly job copies them into MySQL.",
     PATH + "\nNew links are stored in Postgres first and then put into Redis.", Wants()),
    ("read-never-filled", "client -> app -> mongo: GET /x\nclient -> app -> postgres: POST /x",
     "client -> app -> mongo: GET /x\nclient -> app -> mongo: POST /x", Wants()),
    ("client-reaches-store", "browser -> postgres: GET /x", "browser -> s3: GET /x", Wants()),
    ("calls-in-a-circle", "flowchart LR\nc[client] --> a[order svc] --> b[stock svc] --> d[price svc]\nd -->|check stock| a",
     "client -> gateway -> limiter -> gateway: GET /x", Wants()),
    ("no-load-balancer", "client -> app x12 -> db", "client -> lb -> app x12 -> db", Wants()),
    ("unknown-box", "client -> lb -> matching", "client -> lb -> matching service", Wants()),
    ("overloaded", "load GET=30k\nclient -> app x2 -> cache: GET /x", "load GET=3k\nclient -> app x2 -> cache: GET /x", Wants()),
    ("copies-not-told", "load GET=30k\nclient -> app: GET /x", "load GET=30k\nclient -> app x20: GET /x", Wants()),
    ("little-room", "load GET=4k\nclient -> app x2: GET /x", "load GET=2k\nclient -> app x2: GET /x", Wants()),
    ("falls-at-the-spike", "load GET=2k\nclient -> app x2: GET /x", "load GET=2k\nclient -> limiter -> app x2: GET /x", Wants(spikes=True)),
    ("bottleneck-cannot-grow", "load POST=7k\nclient -> app x20 -> postgres: POST /x",
     "load POST=7k\nclient -> app x20 -> postgres (sharded by user): POST /x", Wants()),
    ("does-not-fit", PATH, PATH + "\nclient -> s3", Wants(stored_bytes=18e12)),
    ("bytes-through-the-app", PATH + "\nThe app reads the file from S3 and streams it to the phone.",
     PATH + "\nThe app signs a URL and the phone reads the file from S3.", Wants()),
    ("bytes-through-the-app", "client -> lb -> app -> s3: POST /photos", "client -> s3: POST /photos", Wants(object_bytes=5e6)),
    ("fan-out-explodes", "load POST=1k\nclient -> app -> redis *500: POST /x", "load POST=10\nclient -> app -> redis *500: POST /x", Wants()),
    ("threads-run-out", "load GET=4k\nclient -> app x2 -> search x9: GET /search\nsearch: lat=400ms",
     "load GET=40\nclient -> app x2 -> search x9: GET /search\nsearch: lat=400ms", Wants()),
    ("above-a-quota", "load POST=800\nclient -> app -> stripe: POST /pay", "load POST=8\nclient -> app -> stripe: POST /pay", Wants()),
    ("single-point-of-failure", READ + "client -> lb x2 -> app x2 -> postgres", READ + "client -> lb x2 -> app x2 -> postgres (+ standby)", Wants()),
    ("single-door", "client -> lb -> app x2 -> postgres", "client -> lb x2 -> app x2 -> postgres", Wants()),
    ("no-spare-capacity", "load GET=4.9k\nclient -> lb x2 -> app x2: GET /x", "load GET=4.9k\nclient -> lb x2 -> app x4: GET /x", Wants()),
    ("promise-not-kept", READ + "client -> lb x2 -> app x2 -> postgres: GET /x\npostgres: cap=1k",
     READ + "client -> lb x2 -> app x2 -> postgres (+ standby): GET /x", Wants(availability=0.9999)),
    ("nice-to-have-in-the-way", "client -> app -> ranking -> postgres: POST /orders", "client -> app -> postgres: POST /orders\napp ~> ranking: POST /orders", Wants()),
    ("cache-holds-up-the-house", "load GET=60k\nclient -> app x50 -> redis -> postgres: GET /x\nredis: hit=99%",
     "load GET=6k\nclient -> app x50 -> redis -> postgres: GET /x\nredis: hit=99%", Wants()),
    ("connected-elsewhere", "phone -> ws gateway x4 -> app", "phone -> ws gateway x4 -> presence", Wants()),
    ("charged-twice", "client -> app -> queue -> worker -> stripe: POST /pay",
     "client -> app -> queue -> worker -> stripe: POST /pay\nEach message has an idempotency key.", Wants()),
    ("failure-waved-away", PATH + "\nIt runs in the cloud and the cloud does not go down.", PATH + "\nThe cloud region goes down: we fail over.", Wants()),
    ("cache-as-truth", "user -> server -> redis", "user -> server -> redis -> postgres", Wants()),
    ("cache-as-truth", PATH + "\nReads come only from Redis, whatever is not in Redis does not exist.", PATH + "\nPostgres is the truth, Redis can be wiped.", Wants()),
    ("nobody-invalidates", "client -> app -> redis -> postgres\nUsers edit their profile.",
     "client -> app -> redis -> postgres\nUsers edit their profile, which deletes the key; entries expire.", Wants()),
    ("nobody-invalidates", PATH + "\nOwners delete links.\nRedis keeps them for a day, so I need no invalidation.", PATH + "\nOwners delete links, which drops the Redis key.", Wants()),
    ("cache-without-expiry", PATH + "\nEverything is cached in Redis with no expiry.", PATH + "\nEverything is cached in Redis for 10 minutes.", Wants()),
    ("stampede", "load GET=60k\nclient -> app x50 -> redis -> postgres: GET /x\nredis: hit=99%",
     "load GET=60k\nclient -> app x50 -> redis -> postgres: GET /x\nredis: hit=99%\nMisses of one key are coalesced.", Wants()),
    ("hit-ratio-too-good", "load GET=100 POST=90\nclient -> app -> redis -> db: GET /x\nclient -> app -> db: POST /x\nredis: hit=99.5%",
     "load GET=100 POST=1\nclient -> app -> redis -> db: GET /x\nclient -> app -> db: POST /x\nredis: hit=99.5%", Wants()),
    ("blobs-in-rows", PATH + "\nThe photo and the video are saved in the tweets table.", PATH + "\nPhotos are saved in S3, only the key is in the table.", Wants()),
    ("blobs-in-rows", PATH + "\nImages are kept base64 inside the MongoDB document.", PATH + "\nImages are kept outside Postgres.", Wants()),
    ("all-reads-at-the-primary", "load GET=20k POST=10\nclient -> app x20 -> postgres: GET /x",
     "load GET=20k POST=10\nclient -> app x20 -> redis -> postgres: GET /x", Wants()),
    ("own-write-not-seen", READ + "client -> app -> replica: GET /x\nclient -> app -> db: POST /x\ndb ~> replica: POST /x",
     READ + "client -> app -> replica: GET /x\nclient -> app -> db: POST /x\ndb ~> replica: POST /x\nThe author reads from the primary.", Wants()),
    ("writes-to-a-replica", PATH + "\nLikes are written to the nearest read replica.", PATH + "\nLikes are written to the primary and replicated to the replicas.", Wants()),
    ("shards-without-key", "client -> app -> postgres shards", "client -> app -> postgres shards\nSharded by user id.", Wants()),
    ("two-writes-no-transaction", "client -> app -> postgres: POST /x\napp -> elasticsearch: POST /x",
     "client -> app -> postgres: POST /x\napp -> elasticsearch: POST /x\nAn outbox row feeds the index.", Wants()),
    ("waiting-for-slow-work", "client -> app -> transcoder -> s3: POST /videos", "client -> app -> queue -> transcoder -> s3: POST /videos", Wants()),
    ("waiting-for-slow-work", PATH + "\nThe upload call waits for thumbnails, then returns 200.", PATH + "\nThe upload call puts the thumbnails on a queue and returns 202.", Wants()),
    ("queue-nobody-drains", "client -> app -> kafka", "client -> app -> kafka -> worker", Wants()),
    ("consumers-too-slow", "load POST=5k\nclient -> app x9 -> kafka -> worker x2: POST /x", "load POST=500\nclient -> app x9 -> kafka -> worker x2: POST /x", Wants()),
    ("latency-target-missed", READ + "client -> app x2 -> search: GET /search", READ + "client -> app x2 -> redis: GET /search", Wants(p99=0.05)),
    ("unneeded-box", "load POST=12\nclient -> app -> postgres: POST /x\napp ~> kafka -> worker -> postgres: POST /x",
     "load POST=12\nclient -> app -> postgres: POST /x\napp ~> kafka -> resize worker -> postgres: POST /x", Wants()),
    ("unneeded-shards", "load POST=12\nclient -> app -> postgres x16: POST /x", "load POST=90k\nclient -> app x90 -> postgres x16: POST /x", Wants()),
    ("unneeded-shards", "load POST=463\nclient -> app -> mysql: POST /x\nMySQL is divided into 16 shards by host.",
     "load POST=463\nclient -> app -> mysql: POST /x\nMySQL stays one node, no shards.", Wants()),
    ("because-others-do", PATH + "\nWe use Kafka because all big companies use it.", PATH + "\nWe use Kafka because resizing takes 4 s.", Wants()),
    ("village-of-services", PATH + "\n40 microservices on Kubernetes.", PATH + "\nTwo services on Kubernetes.", Wants()),
    ("two-tools-one-job", "app -> redis\napp -> memcached", "app -> redis\napp -> redis sessions", Wants()),
]  # fmt: skip


@pytest.fixture
def remarks(drawn, catalogue):
    def found(text, wants):
        diagram = drawn(text)
        prose = mentions(text, diagram, catalogue)
        return smells.check(diagram, run(diagram, catalogue), prose, text, wants=wants)

    return found


@pytest.mark.parametrize(
    ("rule", "shows", "does_not", "wants"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)]
)
def test_a_rule_finds_its_smell_and_nothing_else(remarks, rule, shows, does_not, wants):
    assert rule in {remark.id for remark in remarks(shows, wants)}
    assert rule not in {remark.id for remark in remarks(does_not, wants)}


def test_every_rule_has_a_case():
    assert {rule.id for rule in smells.RULES} == {case[0] for case in CASES}


@pytest.mark.parametrize(("rule", "shows", "does_not", "wants"), CASES[::4])
def test_remarks_point_at_words_and_ask_a_question(remarks, rule, shows, does_not, wants):
    for remark in remarks(shows, wants):
        assert shows[remark.start : remark.end].strip()
        assert remark.question.endswith("?")
        assert remark.message.endswith(".")


def test_the_core_of_the_list_is_covered():
    core = ["A1", "A2", "A3", "A5", "A7", "A8", "A9", "A10", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B9", "B10", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C10", "D1", "D2", "D3", "E1", "E2", "E3", "E4", "E6", "F1", "F2", "F3", "G1", "H1"]
    assert not set(core) - {rule.code for rule in smells.RULES}


def test_sources_are_sections_of_the_documents():
    listed = yaml.safe_load((bundled_pack() / "rubrics" / "sources.yaml").read_text(encoding="utf-8"))["documents"]
    known = {(document["doc"], section["id"]) for document in listed for section in document["sections"]}
    assert not [
        rule.id for rule in smells.RULES for source in rule.sources if (source.doc, source.section) not in known
    ]


def test_worst_first_and_three_at_a_time(remarks):
    text = "browser -> postgres: GET /x\nclient -> app x3 -> mystery: GET /y\nA video is saved in the posts table.\nlonely: redis x2"
    found = remarks(text, Wants())
    assert [remark.severity for remark in found] == sorted((r.severity for r in found), key=list(Severity).index)
    assert len(smells.live(found)) == 3


def test_what_was_answered_is_not_asked_again(drawn, catalogue):
    text = "client -> lb -> app x2 -> postgres"
    diagram = drawn(text)
    result, prose = run(diagram, catalogue), mentions(text, diagram, catalogue)
    asked = {remark.id for remark in smells.check(diagram, result, prose, text)}
    again = {remark.id for remark in smells.check(diagram, result, prose, text, answered=["single-door"])}
    assert asked - again == {"single-door"}


def test_a_plain_sound_design_gets_no_errors(remarks):
    text = "client -> lb (two) -> app x3 -> redis -> postgres (+ standby)\nRedis dies: slower. Entries live 10 minutes."
    assert [remark.id for remark in remarks(text, Wants()) if remark.severity is not Severity.NOTE] == []
