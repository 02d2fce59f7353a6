"""What is said besides the drawing."""

import pytest

from coach.design.prose import mentions
from coach.design.wants import read_wants

DRAWN = "client -> LB -> app -> Redis -> Postgres\n\n"


@pytest.fixture
def said(drawn, catalogue):
    def read(text):
        diagram = drawn(DRAWN + text)
        return mentions(DRAWN + text, diagram, catalogue), diagram

    return read


@pytest.mark.parametrize(
    ("text", "box", "spare"),
    [
        ("Two LBs in different zones.", "LB", True),
        ("| Postgres | the standby takes over in a minute |", "Postgres", True),
        ("Primary dies: creates 503 for 30 s.", "Postgres", True),
        ("The app is stateless, 4 of them over two zones.", "app", True),
        ("Redis down: reads go to the row.", "Redis", True),
        ("One Postgres box with a nightly dump is enough.", "Postgres", False),
        ("Postgres because we need joins.", "Postgres", False),
        ("The standby is far away.", "LB", False),
    ],
)
def test_copies_and_failure_stories_count(said, text, box, spare):
    prose, diagram = said(text)
    assert prose.spare(diagram.box(box), stateless=False) is spare


def test_one_box_said_to_be_enough(said):
    prose, diagram = said("One Postgres box with a nightly dump is enough at this size.")
    assert "nightly dump" in prose.single(diagram.box("Postgres")).text
    assert prose.single(diagram.box("LB")) is None


def test_what_is_done_without_is_not_there(said):
    prose, _ = said("No CDN, no queue: nothing is slow.")
    assert not prose.names("cdn", "queue")
    assert prose.denies("queue") is not None


def test_statements_point_into_the_text(said):
    prose, _ = said("Kafka keeps 72 h.")
    one = next(statement for statement in prose.statements if "log" in statement.kinds)
    assert (DRAWN + "Kafka keeps 72 h.")[one.start : one.end].startswith("Kafka")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Redirect p99 40 ms, 99.99% available", "p99", 0.04),
        ("open p95 < 1.5 s", "p99", 1.5),
        ("Availability: 99.95% (22 min/month)", "availability", 0.9995),
        ("four nines for reads", "availability", 0.9999),
        ("avg photo 2.5 MB", "object_bytes", 2.5e6),
        ("10 KB average -> 50 GB per day -> 18.25 TB per year", "stored_bytes", 18.25e12),
        ("a TV ad brings spikes", "spikes", True),
        ("it should be fast", "p99", None),
    ],
)
def test_promises_are_read_from_the_text(text, field, value):
    found = getattr(read_wants(text), field)
    assert found == (pytest.approx(value) if isinstance(value, float) else value)


def test_endpoints_are_read_from_the_text():
    assert read_wants("POST /urls {url} 201\nGET /{code} -> 302").endpoints == ("POST /urls", "GET /{code}")
