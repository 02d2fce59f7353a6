"""B: does it carry the load? Boxes that overflow, requests that line up, bytes that take the wrong way."""

import math
from collections.abc import Iterator

from coach.design.failures import SPIKE, spike
from coach.design.rules.scene import Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

KNEE = 0.7
"""Utilisation from which on waiting grows quickly."""

WAITING = 0.2
"""Share of requests that wait; the better measure where a box has many servers inside."""

NETWORK = 1.25e9
"""Bytes per second of a 10 Gbit/s interface."""

THREADS = 200.0
"""Requests that one replica of a service holds at a time."""


@RULES.rule("overloaded", "B1", ("playbook", "the-bottleneck-analysis-method"), ("middle", "7.2"))
def overloaded(scene: Scene) -> Iterator[Remark]:
    """More load than a box of known size can take."""
    for load in scene.run.boxes.values():
        if load.utilisation < 1 or load.kind.role in ("source", "external") or not scene.sized(load.box.name):
            continue
        box = load.box
        capacity = f"{box.replicas} × {_figure(load.capacity)}" if box.replicas > 1 else _figure(load.capacity)
        mends = _to_carry(load.utilisation * box.replicas)
        more = "" if load.at_best >= 1 else " A well tuned one might: write `cap=` on the box if yours does."
        yield scene.remark(
            "overloaded", Severity.WARNING, box,
            f"{_figure(load.rate)}/s reach {box.name}, which takes {capacity}/s: {load.utilisation:.0%}."
            f" It takes x{mends} at 70%.{more}",
            f"Your own estimate puts {_figure(load.rate)}/s on {box.name}; what does one such node do?",
        )  # fmt: skip


@RULES.rule("copies-not-told", "B1", ("middle", "8"), ("playbook", "the-bottleneck-analysis-method"))
def copies_not_told(scene: Scene) -> Iterator[Remark]:
    """Boxes drawn once whose load takes several of them."""
    few = [
        load
        for load in scene.run.boxes.values()
        if load.utilisation >= 1 and load.kind.role not in ("source", "external") and not scene.sized(load.box.name)
    ]
    if few:
        needs = ", ".join(f"{load.box.name} x{_to_carry(load.utilisation)}" for load in few[:5])
        yield scene.remark(
            "copies-not-told", Severity.NOTE, few[0].box,
            f"At {_figure(max(load.rate for load in few))}/s these take several copies, filled to 70%: {needs}.",
            f"How many copies of {few[0].box.name}, and what does one do?",
        )  # fmt: skip


def _to_carry(nodes: float) -> int:
    """Replicas that carry the load at the knee."""
    return math.ceil(min(nodes, 1e6) / KNEE - 1e-9)


@RULES.rule("little-room", "B2", ("playbook", "the-bottleneck-analysis-method"))
def little_room(scene: Scene) -> Iterator[Remark]:
    """A box on the way of waiting requests beyond the knee."""
    for load in scene.run.boxes.values():
        if not KNEE <= load.utilisation < 1 or load.station.waiting < WAITING or not scene.sized(load.box.name):
            continue
        if scene.said(load.box, r"any \d+ of \d+|headroom|sized for"):
            continue
        waited = any(load.box.name in operation.hard | operation.soft for operation in scene.run.operations)
        if not waited or load.kind.role == "external":
            continue
        yield scene.remark(
            "little-room", Severity.WARNING, load.box,
            f"{load.box.name} is {load.utilisation:.0%} full: {load.station.waiting:.0%} of requests wait, and"
            f" {1 / load.utilisation - 1:.0%} more load is all it takes to stop it.",
            f"How much room is left at {load.box.name} on a bad day?",
        )  # fmt: skip


@RULES.rule("falls-at-the-spike", "B3", ("playbook", "circuit-breakers-and-timeouts"))
def falls_at_the_spike(scene: Scene) -> Iterator[Remark]:
    """Ten times the load fills a box that requests wait for, and the requirements speak of spikes."""
    if not scene.wants.spikes or not scene.run.loaded:
        return
    if scene.anywhere(r"shed|rate.?limit|autoscal|429|503|throttl|back.?pressure|coalesc|queue absorbs|headroom"):
        return
    if any(box.kind in ("limiter", "waf") for box in scene.diagram.boxes):
        return
    waited = {name for operation in scene.run.operations for name in operation.hard}
    broken = [strain for strain in spike(scene.run) if strain.box in waited and strain.before < 1]
    if broken:
        order = ", ".join(f"{strain.box} at x{1 / strain.before:.1f}" for strain in broken[:3])
        yield scene.remark(
            "falls-at-the-spike", Severity.NOTE, broken[0].box,
            f"Your requirements speak of spikes; at ten times the load these stop, first to last: {order}.",
            f"{SPIKE:.0f} times the traffic at noon: what breaks first, and what do users see?",
        )  # fmt: skip


@RULES.rule("bottleneck-cannot-grow", "B4", ("middle", "8"), ("primer", "horizontal-scaling"))
def bottleneck_cannot_grow(scene: Scene) -> Iterator[Remark]:
    """The fullest box takes writes that more nodes do not share."""
    if not scene.run.bottleneck:
        return
    load = scene.load(scene.run.bottleneck)
    if load.box.kind not in ("sql", "coord", "lock") or load.utilisation < 0.5 or load.writes <= load.reads:
        return
    if scene.said(load.box, r"shard", r"partition", r"vitess|spanner|cockroach|tidb|yugabyte"):
        return
    yield scene.remark(
        "bottleneck-cannot-grow", Severity.WARNING, load.box,
        f"{load.box.name} fills first ({load.utilisation:.0%}, mostly writes), and followers do not take writes"
        f" off it.",
        f"When {load.box.name} is full, what is the next step, and how long does it take?",
    )  # fmt: skip


@RULES.rule("does-not-fit", "B5", ("playbook", "2"), ("primer", "challenge-2-too-much-data-to-move-around"))
def does_not_fit(scene: Scene) -> Iterator[Remark]:
    """More bytes than one node of the only store keeps."""
    stored = scene.wants.stored_bytes
    if stored is None:
        return
    if any(box.kind in ("object", "widecolumn", "kv", "warehouse") for box in scene.diagram.boxes):
        return
    for box in scene.of_kind("sql", "document"):
        holds = scene.load(box.name).kind.holds_bytes
        if _ONE_TABLE.search(box.name.lower()):
            continue  # one table of a store that is drawn elsewhere, or of none
        if holds is None or stored <= holds.typical * max(1, box.replicas):
            continue
        if scene.said(
            box,
            r"shard|partition\w* (?:by|over|across)|^by \w+$|\((?:by|per|hash\w*) \w+\)",
            r"object (?:store|storage)|\bs3\b|archiv|cheap storage",
        ):
            continue
        place = scene.anywhere(
            r"\b(?:bodies|content|texts?|blobs?|everything|whole history)\b.*\b(?:stay|table|mysql|postgres|primary)\b"
        )
        yield scene.remark(
            "does-not-fit", Severity.WARNING, place or box,
            f"{_bytes(stored)} are to be kept, and one {box.name} node holds about {_bytes(holds.typical)}.",
            "How much is in there after three years, and on how many disks?",
        )  # fmt: skip
        return


@RULES.rule("bytes-through-the-app", "B6", ("middle", "6.1"), ("junior", "4"))
def bytes_through_the_app(scene: Scene) -> Iterator[Remark]:
    """Large files pass the services instead of going to the store and coming from the edge."""
    told = scene.prose.first(_STREAMED, _AROUND_THE_APP)
    if told is not None:
        yield scene.remark(
            "bytes-through-the-app", Severity.WARNING, told,
            "All bytes of the files pass the services, which then do little else; a signed URL lets clients fetch from"
            " the store or the edge.",
            "Must every byte of a picture pass your servers?",
        )  # fmt: skip
        return
    size = scene.wants.object_bytes
    if size is None or size < 1e6:
        return
    if scene.anywhere(r"pre-?signed|signed ur|upload url|direct(?:ly)? to (?:s3|object|blob|storage|bucket)|ticket"):
        return
    clients = {edge.target for edge in scene.diagram.edges if scene.load(edge.source).box.kind == "client"}
    if any(scene.load(name).box.kind in ("object", "cdn") for name in clients):
        return
    for edge in scene.diagram.edges:
        source, target = scene.load(edge.source), scene.load(edge.target)
        if target.box.kind != "object" or source.kind.role != "pass" or source.box.kind in ("worker", "function"):
            continue
        rate = sum(o.rate for o in scene.writes if edge.source in o.visits)
        sums = f": {_figure(rate)}/s × {_bytes(size)} = {_bytes(rate * size)}/s" if rate else f" of {_bytes(size)} each"
        yield scene.remark(
            "bytes-through-the-app", Severity.WARNING, edge,
            f"Files{sums} pass {edge.source} on their way to {edge.target}.",
            "Must every byte pass your servers?",
        )  # fmt: skip
        return


_ONE_TABLE = wording(r"\b(?:outbox|table|routing|config)\b")
_STREAMED = wording(
    r"\b(?:app|api|server|service)s?\b(?: servers?)?.{0,40}\b(?:streams?|prox(?:y|ies)|serves?|downloads?|"
    r"reads? the (?:file|image|photo|video))\b.{0,50}\b(?:files?|images?|photos?|videos?|bytes|phone|client|"
    r"browser|s3)\b"
    r"|\b(?:files?|images?|photos?|videos?|media)\b.{0,20}\b(?:streamed|served|sent|go|pass|flow)\b.{0,12}"
    r"\b(?:through|via|by)\b (?:our |the )?(?:app|api|web|backend|servers?|services?)\b"
)
_AROUND_THE_APP = wording(r"\b(?:sign\w*|cdn|never|not|no|instead|directly|without|metadata|checks?)\b")


@RULES.rule("fan-out-explodes", "B7", ("primer", "how-would-you-handle-the-celebrity-problem"))
def fan_out_explodes(scene: Scene) -> Iterator[Remark]:
    """One request becomes so many writes that their target overflows."""
    for edge in scene.diagram.edges:
        target = scene.load(edge.target)
        if edge.fanout < 10 or target.utilisation < 1:
            continue
        yield scene.remark(
            "fan-out-explodes", Severity.WARNING, edge,
            f"Each call of {edge.source} becomes {_figure(edge.fanout)} at {edge.target}: {_figure(target.rate)}/s,"
            f" {target.utilisation:.0%} of what it takes.",
            "What happens when someone with 50 million followers posts?",
        )  # fmt: skip


@RULES.rule("threads-run-out", "B9", ("playbook", "circuit-breakers-and-timeouts"))
def threads_run_out(scene: Scene) -> Iterator[Remark]:
    """More requests in flight than a replica has threads, or more connections than the database takes (Little)."""
    for load in scene.run.boxes.values():
        if load.box.kind != "app" or load.box.replicas < 2 or not load.rate or load.utilisation >= 1:
            continue
        slowest = max((o.p99 for o in scene.run.operations if load.box.name in o.hard), default=0.0)
        held = load.rate / load.box.replicas * slowest
        if (
            math.isinf(slowest)
            or held <= THREADS
            or scene.anywhere(r"async|event loop|node\.js|non-blocking|coroutine")
        ):
            continue
        yield scene.remark(
            "threads-run-out", Severity.NOTE, load.box,
            f"{_figure(load.rate / load.box.replicas)}/s on each {load.box.name} times {slowest * 1000:.0f} ms are"
            f" {_figure(held)} requests in flight, and {THREADS:.0f} threads are usual.",
            "How many requests are in flight at once, and how many connections is that?",
        )  # fmt: skip


@RULES.rule("above-a-quota", "B10", ("playbook", "circuit-breakers-and-timeouts"))
def above_a_quota(scene: Scene) -> Iterator[Remark]:
    """More calls than somebody else's system allows."""
    for load in scene.run.boxes.values():
        if load.kind.role != "external" or load.utilisation < 1 or not scene.labelled:
            continue
        yield scene.remark(
            "above-a-quota", Severity.WARNING, load.box,
            f"{_figure(load.rate)}/s go to {load.box.name}, which usually allows {_figure(load.capacity)}/s.",
            f"They allow {_figure(load.capacity)} a second, you send {_figure(load.rate)}: what becomes of the rest?",
        )  # fmt: skip


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _bytes(value: float) -> str:
    for unit, size in (("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value:.0f} B"
