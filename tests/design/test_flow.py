"""Load, latency and availability: by hand, by the worked example, by simulation."""

import math
import random

import pytest
import simpy

from coach.design import language
from coach.design.flow import HOP_SECONDS, run
from coach.design.queueing import Branch, erlang_c, quantile, station
from tests.design.designs import SHORTENER


@pytest.fixture
def ran(drawn, catalogue):
    return lambda text, loads=None: run(drawn(text), catalogue, loads)


def within(share):
    return lambda value: pytest.approx(value, rel=share)


# reads/s, writes/s, utilisation, as worked out before this program was written
WORKED = {
    "lb": (20000, 2000, 0.22), "app": (20000, 2000, 0.733), "cache": (20000, 0, 0.10), "db": (200, 2000, 0.207),
    "idgen": (0, 2000, 0.04), "replica": (0, 2000, 0.20), "clicks": (0, 20000, 0.067), "counter": (0, 20000, 0.667),
    "warehouse": (0, 20000, 0.05),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_shortener(ran, name):
    load = ran(SHORTENER).boxes[name]
    assert (load.reads, load.writes, load.utilisation) == pytest.approx(WORKED[name], rel=0.05)


def test_the_worked_shorteners_latency_availability_and_bottleneck(ran):
    result = ran(SHORTENER)
    get, post = result.of("GET /{code}"), result.of("POST /urls")
    assert (get.mean * 1e3, get.p50 * 1e3, get.p99 * 1e3) == pytest.approx((6.11, 4.98, 20.64), rel=0.05)
    assert (post.mean * 1e3, post.p50 * 1e3, post.p99 * 1e3) == pytest.approx((8.47, 7.47, 23.39), rel=0.05)
    assert post.availability == pytest.approx(0.9985, abs=1e-5)
    assert get.availability == pytest.approx(0.9999995, abs=1e-7)
    assert result.bottleneck == "app"
    assert result.boxes["app"].breaks_at == pytest.approx(1.36, rel=0.05)
    assert result.boxes["app"].station.wait * 1e3 == pytest.approx(0.415, rel=0.05)


def test_a_cache_beside_the_path_and_one_on_it_give_the_store_the_same_load(ran):
    on = ran("load GET=1000\nclient -> app -> cache -> db: GET /x\ncache: redis hit=90%")
    beside = ran("load GET=1000\nclient -> app -> cache: GET /x\napp -> db: GET /x\ncache: redis hit=90%")
    assert on.boxes["db"].reads == pytest.approx(100)
    assert beside.boxes["db"].reads == pytest.approx(100)
    assert beside.of("GET /x").visits["db"].waited == pytest.approx(0.1)


def test_writes_pass_a_cache(ran):
    assert ran("load POST=50\nclient -> app -> cache -> db: POST /x").boxes["db"].writes == 50


def test_fan_out_multiplies_and_a_share_divides(ran):
    result = ran("load POST=500\nclient -> app -> timeline *200: POST /posts\napp -> audit 10%: POST /posts")
    assert result.boxes["timeline"].writes == pytest.approx(100_000)
    assert result.boxes["audit"].writes == pytest.approx(50)


def test_a_balancer_shares_and_a_service_repeats(ran):
    result = ran(
        "load GET=900\nclient -> lb: GET /x\nlb -> app1: GET /x\nlb -> app2: GET /x\n"
        "lb -> app3: GET /x\napp1 -> a, b: GET /x"
    )
    assert result.boxes["app2"].reads == pytest.approx(300)
    assert result.boxes["a"].reads == result.boxes["b"].reads == pytest.approx(300)


def test_behind_a_queue_nobody_waits_and_load_counts_as_writes(ran):
    result = ran("load GET=100\nclient -> app -> kafka -> counter -> clickhouse: GET /x")
    assert result.boxes["clickhouse"].writes == 100
    assert result.of("GET /x").background == {"counter", "clickhouse"}


def test_without_labels_the_loads_name_the_operations(ran):
    result = ran("client -> lb -> app -> redis -> postgres", {"GET": 1000.0, "POST": 10.0})
    assert [(operation.name, operation.path.reads) for operation in result.operations] == [
        ("GET", True),
        ("POST", False),
    ]
    assert (result.boxes["postgres"].reads, result.boxes["postgres"].writes) == (pytest.approx(200), 10)


def test_replicas_repeat_writes_and_take_no_reads_from_the_chain(ran):
    result = ran("client -> app -> postgres -> replica", {"GET": 1000.0, "POST": 10.0})
    assert (result.boxes["replica"].reads, result.boxes["replica"].writes) == (0, 10)


def test_rates_by_direction_reach_operations_in_words(ran):
    result = ran("create: client -> lb -> api -> kv\nfollow: client -> lb -> api -> kv", {"READ": 300.0, "WRITE": 20.0})
    assert {operation.name: operation.rate for operation in result.operations} == {"create": 20.0, "follow": 300.0}


def test_what_is_set_on_a_box_overrides_the_catalogue(ran):
    load = ran("load GET=4000\nclient -> app: GET /x\napp: cap=8k lat=20ms").boxes["app"]
    assert load.utilisation == pytest.approx(0.5)
    assert load.station.service == pytest.approx(0.02)


def test_every_assumed_figure_is_listed_until_it_is_set(ran):
    assert {(item.box, item.attribute) for item in ran("load GET=1\nclient -> app -> redis: GET /x").assumed} == {
        ("app", "cap"), ("redis", "cap"), ("redis", "hit"),
    }  # fmt: skip
    assert ran("load GET=1\nclient -> app: GET /x\napp: cap=10").assumed == ()


def test_arrows_back_carry_no_load(ran):
    result = ran("load GET=100\nclient -> a -> b -> c -> a: GET /x")
    assert result.boxes["a"].reads == 100
    assert [(edge.source, edge.target) for edge in result.operations[0].path.cyclic] == [("c", "a")]


def test_an_overloaded_box_never_answers(ran):
    result = ran("load GET=100k\nclient -> app: GET /x")
    assert math.isinf(result.operations[0].p99)
    assert result.boxes["app"].utilisation == pytest.approx(40)


def test_a_standby_doubles_what_is_needed_at_once(ran):
    single = ran("load POST=1\nclient -> postgres: POST /x").operations[0].availability
    pair = ran("load POST=1\nclient -> postgres (+ standby): POST /x").operations[0].availability
    assert 1 - pair == pytest.approx((1 - single) ** 2)


def test_erlang_c_of_one_server_is_its_load():
    assert erlang_c(1, 0.6) == pytest.approx(0.6)
    assert erlang_c(3, 3.0) == 1.0
    assert erlang_c(2, 1.0) == pytest.approx(1 / 3)


def test_the_approximation_for_many_servers_meets_the_recursion():
    assert erlang_c(2_001, 1_960.0) == pytest.approx(erlang_c(2_000, 1_959.0), rel=0.05)


def test_quantiles_of_a_mixture():
    fast, slow = Branch(0.9, 0.0, 0.001, 1e-6), Branch(0.1, 0.0, 1.0, 0.01)
    assert quantile([fast, slow], 0.5) < 0.01
    assert quantile([fast, slow], 0.99) == pytest.approx(1.13, rel=0.05)
    assert math.isinf(quantile([Branch(1.0, 0.0, math.inf, math.inf)], 0.5))


def simulated(capacity, service, rate, hops, requests, seed):
    """Sojourn times of a tandem of equal stations, by discrete events."""
    chance = random.Random(seed)
    world = simpy.Environment()
    servers = max(1, round(capacity * service))
    stations = [simpy.Resource(world, capacity=servers) for _ in range(hops)]
    mean = servers / capacity
    found = []

    def request():
        begin = world.now
        for one in stations:
            yield world.timeout(HOP_SECONDS)
            with one.request() as turn:
                yield turn
                yield world.timeout(chance.expovariate(1 / mean))
        found.append(world.now - begin)

    def source():
        for _ in range(requests):
            yield world.timeout(chance.expovariate(rate))
            world.process(request())

    world.process(source())
    world.run()
    return sorted(found[requests // 10 :])


@pytest.mark.parametrize(("busy", "requests"), [(0.5, 8_000), (0.73, 12_000), (0.9, 40_000)])
def test_latency_is_within_a_tenth_of_a_simulation(busy, requests):
    capacity, service, hops = 500.0, 0.02, 2
    times = simulated(capacity, service, capacity * busy, hops, requests, seed=4)
    one = station(capacity * busy, capacity, service)
    branch = Branch(
        1.0, hops * HOP_SECONDS, hops * (one.wait + one.service), hops * (one.wait_variance + one.service**2)
    )
    assert branch.fixed + branch.mean == pytest.approx(sum(times) / len(times), rel=0.1)
    assert quantile([branch], 0.5) == pytest.approx(times[len(times) // 2], rel=0.1)
    assert quantile([branch], 0.99) == pytest.approx(times[int(len(times) * 0.99)], rel=0.1)


def test_the_estimates_reads_go_to_one_operation_only(catalogue):
    diagram = language.read("client -> app -> db: GET /{code}\nclient -> app -> stats: GET /{code}/stats", catalogue)
    rates = {operation.name: operation.rate for operation in run(diagram, catalogue, {"READ": 1000}).operations}
    assert rates == {"GET /{code}": 1000, "GET /{code}/stats": 0}
