"""What breaks, for whom, and how much."""

import pytest

from coach.design.failures import Dependency, Effect, cold_cache, kill, kill_all, slow, spike
from coach.design.flow import run
from tests.design.designs import SHORTENER


@pytest.fixture
def shortener(drawn, catalogue):
    diagram = drawn(SHORTENER)
    return diagram, run(diagram, catalogue)


def effects(aftermath):
    return {item.operation: item.effect for item in aftermath.operations}


@pytest.mark.parametrize(
    ("box", "wanted", "dependency", "single"),
    [
        ("app", {"GET /{code}": Effect.FAILS, "POST /urls": Effect.FAILS}, Dependency.HARD, False),
        ("cache", {"GET /{code}": Effect.SLOWER}, Dependency.SOFT, False),
        ("db", {"GET /{code}": Effect.PARTLY_FAILS, "POST /urls": Effect.FAILS}, Dependency.HARD, True),
        ("idgen", {"POST /urls": Effect.FAILS}, Dependency.HARD, True),
        ("replica", {"POST /urls": Effect.DELAYED}, Dependency.TRANSPARENT, False),
        ("counter", {"GET /{code}": Effect.DELAYED}, Dependency.TRANSPARENT, False),
    ],
)
def test_killing_a_box(shortener, box, wanted, dependency, single):
    aftermath = kill(*shortener, box)
    assert effects(aftermath) == wanted
    assert (aftermath.dependency, aftermath.single) == (dependency, single)


def test_a_dead_cache_sends_its_reads_to_the_store(shortener):
    (get,) = kill(*shortener, "cache").operations
    assert (get.box, get.before, get.after) == ("db", pytest.approx(0.207, rel=0.05), pytest.approx(0.867, rel=0.05))
    assert get.words == "slower, db 21% → 87%"


def test_a_cache_that_holds_the_store_up_is_a_hard_dependency(drawn, catalogue):
    diagram = drawn(SHORTENER.replace("GET=20k", "GET=60k").replace("x12", "x50"))
    aftermath = kill(diagram, run(diagram, catalogue), "cache")
    assert aftermath.dependency is Dependency.HARD
    assert effects(aftermath)["GET /{code}"] is Effect.OVERLOADED


def test_losing_one_of_several(shortener):
    assert kill(*shortener, "app").one_less == pytest.approx(0.80, rel=0.01)


def test_every_box_but_the_client_can_be_killed(shortener):
    assert [aftermath.box for aftermath in kill_all(*shortener)] == [box.name for box in shortener[0].boxes[1:]]


def test_an_unknown_box_cannot_be_killed(shortener):
    with pytest.raises(KeyError):
        kill(*shortener, "mainframe")


def test_a_cold_cache_a_spike_and_a_slow_database(shortener):
    _, result = shortener
    assert cold_cache(result, "cache")[0].after == pytest.approx(0.867, rel=0.01)
    assert [strain.box for strain in spike(result)][:2] == ["app", "counter"]
    held = dict(slow(result, "db", seconds=1.0))
    assert held["app"] == pytest.approx(2200 / 12, rel=0.01)


def test_killing_without_any_load_still_tells_what_fails(drawn, catalogue):
    diagram = drawn("client -> lb -> app -> postgres")
    assert kill(diagram, run(diagram, catalogue), "postgres").lost == ("reads", "writes")
