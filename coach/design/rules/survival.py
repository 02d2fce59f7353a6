"""C: what survives? Single copies, promises that are not kept, dependencies that should not be hard."""

import math
from collections.abc import Iterator

from coach.design.diagram import Box
from coach.design.failures import cold_cache
from coach.design.flow import MOST_AVAILABILITY
from coach.design.rules.scene import Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_NEVER_SINGLE = frozenset(
    {
        "cdn",
        "dns",
        "object",
        "kv",
        "function",
        "waf",
        "notify",
        "payment",
        "widecolumn",
        "client",
        "scheduler",
        "pubsub",
    }
)
"""Kinds that are several machines by nature, or somebody else's."""

_DOORS = frozenset({"lb", "lb4", "gateway"})

_NICE_TO_HAVE = frozenset({"search", "ml", "notify", "monitoring", "presence", "pubsub", "warehouse"})


@RULES.rule("single-point-of-failure", "C1", ("playbook", "classify-every-component-by-failure-mode"),
            ("intro", "designing-for-failure"))  # fmt: skip
def single_point_of_failure(scene: Scene) -> Iterator[Remark]:
    """One copy of a box that operations cannot do without, and not a word about a second."""
    for box in scene.diagram.boxes:
        if box.kind in _NEVER_SINGLE | _DOORS or box.kind == "" or not _alone(scene, box):
            continue
        lost = scene.kills[box.name].lost
        told = scene.prose.single(box, scene.kind(box.name).stateful)
        store = scene.kind(box.name).stateful
        # a service is often drawn once and meant many times: only a clear word makes it more than a question
        decoupled = scene.kind(box.name).role == "queue"  # drawn as one box, nearly always a cluster or a service
        severity = Severity.WARNING if (store and not decoupled) or told is not None else Severity.NOTE
        copy = "" if not store else " and what it holds is gone with its disk"
        yield scene.remark(
            "single-point-of-failure", severity, told or box,
            f"There is one {box.name}. When it dies, {_named(lost)} {'fails' if len(lost) == 1 else 'fail'}{copy};"
            f" {'a standby that takes over' if store else 'a second copy'} mends that.",
            f"{box.name} dies. Which of your features are gone, and for how long?",
        )  # fmt: skip


def _alone(scene: Scene, box: Box) -> bool:
    aftermath = scene.kills.get(box.name)
    if aftermath is None or not aftermath.single:
        return False
    if scene.prose.single(box, scene.kind(box.name).stateful) is not None:
        return True
    if box.kind == "sql" and scene.prose.names("replica"):
        return False
    followers = [other for other in scene.diagram.boxes if other.kind == "replica"]
    if box.kind == "sql" and any(
        edge.source == box.name and scene.load(edge.target).box in followers for edge in scene.diagram.edges
    ):
        return False
    # two boxes of a kind side by side stand in for each other
    callers = {edge.source for edge in scene.into.get(box.name, ())}
    for caller in callers:
        if scene.kind(caller).role == "split" and len({edge.target for edge in scene.out[caller]}) > 1:
            return False
    stateless = not scene.kind(box.name).stateful
    plural = stateless and box.name.casefold().endswith(
        ("servers", "services", "nodes", "instances", "workers", "pods")
    )
    return not plural and not scene.prose.spare(box, stateless)


def _named(operations: tuple[str, ...]) -> str:
    quoted = [f"“{operation}”" for operation in operations]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]


@RULES.rule("single-door", "C6", ("playbook", "classify-every-component-by-failure-mode"))
def single_door(scene: Scene) -> Iterator[Remark]:
    """The only balancer or gateway, and not a word about a second."""
    for box in scene.diagram.boxes:
        if box.kind in _DOORS and _alone(scene, box):
            told = scene.prose.single(box, scene.kind(box.name).stateful)
            yield scene.remark(
                "single-door", Severity.NOTE if told is None else Severity.WARNING, told or box,
                f"All requests come through one {box.name}. A pair, or a managed one, keeps the door open.",
                "And the load balancer itself?",
            )  # fmt: skip


@RULES.rule("no-spare-capacity", "C2", ("playbook", "addressing-common-bottlenecks"))
def no_spare_capacity(scene: Scene) -> Iterator[Remark]:
    """Several copies, but without one of them the others are too few."""
    for aftermath in scene.kills.values():
        load = scene.load(aftermath.box)
        if load.box.replicas < 2 or load.utilisation >= 1 or not aftermath.one_less >= 0.95:
            continue
        if scene.said(load.box, _SPARE_TOLD):
            continue
        yield scene.remark(
            "no-spare-capacity", Severity.WARNING, load.box,
            f"{load.box.replicas} copies of {load.box.name} are {load.utilisation:.0%} full; without one,"
            f" the others are at {aftermath.one_less:.0%}.",
            "You lose one at peak: do the others hold?",
        )  # fmt: skip


_SPARE_TOLD = r"any \d+ of \d+|may die|headroom|n ?\+ ?1|losing (?:one|1)|sized for|each (?:can )?(?:carr|tak|do)\w+"


@RULES.rule("promise-not-kept", "C3", ("junior", "6"), ("playbook", "8"))
def promise_not_kept(scene: Scene) -> Iterator[Remark]:
    """The boxes in series are up less often than was promised."""
    promised = scene.wants.availability
    if promised is None:
        return
    for operation in scene.run.operations:
        single = [
            name
            for name in sorted(operation.hard)
            if scene.load(name).box.kind not in _NEVER_SINGLE
            and scene.known(name)
            and scene.kind(name).role != "queue"
            and _alone(scene, scene.load(name).box)
        ]
        stores = [name for name in single if scene.kind(name).stateful]
        up = math.prod(scene.kind(name).availability for name in single)
        if not stores or up >= min(promised, MOST_AVAILABILITY):
            continue
        worst = sorted(single, key=lambda name: scene.kind(name).availability)[:2]
        minutes = (1 - up) * 365 * 24 * 60
        allowed = (1 - promised) * 365 * 24 * 60
        parts = " and ".join(f"{name} ({scene.kind(name).availability:.2%})" for name in worst)
        yield scene.remark(
            "promise-not-kept", Severity.WARNING, worst[0],
            f"All that “{operation.name}” needs once is up {up:.2%}, about {minutes:,.0f} minutes down a year;"
            f" you promised {promised:.3%}, {allowed:,.0f} minutes. Single: {parts}.",
            f"You promised {promised:.3%}. Which box eats it?",
        )  # fmt: skip
        return


@RULES.rule("nice-to-have-in-the-way", "C4", ("playbook", "circuit-breakers-and-timeouts"))
def nice_to_have_in_the_way(scene: Scene) -> Iterator[Remark]:
    """A request waits for something it could do without."""
    for operation in scene.run.operations:
        for name, visit in operation.visits.items():
            box = scene.load(name).box
            if visit.waited <= 0.5 or box.kind not in _NICE_TO_HAVE:
                continue
            if any(
                word in operation.name.casefold() for word in (box.kind, name.casefold(), "search", "rank", "notif")
            ):
                continue
            if not scene.labelled or scene.said(
                box, r"fall.?back|timeout|breaker|degrad|optional|without it|async|later"
            ):
                continue
            yield scene.remark(
                "nice-to-have-in-the-way", Severity.WARNING, box,
                f"“{operation.name}” waits for {name}; when that is slow or down, so is the request.",
                f"{name} is down. Does {operation.name} still work?",
            )  # fmt: skip
            return


@RULES.rule(
    "cache-holds-up-the-house", "C5", ("middle", "7.3"), ("playbook", "classify-every-component-by-failure-mode")
)
def cache_holds_up_the_house(scene: Scene) -> Iterator[Remark]:
    """Without the cache, a store behind it overflows: the cache is a hard dependency in disguise."""
    if scene.anywhere(_PROTECTED):
        return
    for box in scene.diagram.boxes:
        if scene.kind(box.name).role != "cache" or box.kind in ("cdn", "local_cache"):
            continue
        reads = scene.load(box.name).reads
        for strain in cold_cache(scene.run, box.name):
            told = _told_capacity(scene, strain.box)
            if told is not None and reads > told:
                sums = f"{strain.box} is sized for {told:,.0f}/s and gets up to {reads:,.0f}/s"
            elif strain.breaks and scene.sized(strain.box):
                sums = f"{strain.box} goes from {strain.before:.0%} to {strain.after:.0%}"
            else:
                continue
            about = {box.name, strain.box}
            claims = [one for one in scene.prose.all(_CALLED_HARMLESS) if one.boxes & about]
            harmless = claims[0] if claims else None
            yield scene.remark(
                "cache-holds-up-the-house", Severity.WARNING, harmless or box,
                f"When {box.name} starts empty, {sums}: it cannot do without the cache.",
                f"{box.name} restarts empty at peak. Who meets the {reads:,.0f} reads a second?",
            )  # fmt: skip
            return


_PROTECTED = r"coalesc|\bshed\b|load.shed|single.?flight|capped|limit pulls|retry.after|warm(?:s|ed)? up|cap per"
_CALLED_HARMLESS = wording(
    r"\b(?:users? notice nothing|nobody notices|no extra protection|no problem|harmless|simply falls? (?:back|"
    r"through))\b"
)
_TOLD_CAPACITY = wording(
    r"\b(?:siz\w+|provision\w+|handles?|carr(?:y|ies)|takes?)\b.{0,40}?(\d[\d,.]*)\s?(k|m)?\s?(?:reads?|writes?|requests?|rps|qps)?"
    r"\s?(?:/s|per second|a second|rps|qps)"
)


def _told_capacity(scene: Scene, box: str) -> float | None:
    """Requests per second that the text sizes a box for."""
    for one in scene.prose.about(box):
        if found := _TOLD_CAPACITY.search(one.text):
            number = found[1].rstrip(".,").replace(",", "")
            scale = {"k": 1e3, "m": 1e6}.get(found[2] or "", 1.0)
            return float(number) * scale if number.count(".") <= 1 and number else None
    return None


@RULES.rule("connected-elsewhere", "C7", ("primer", "component-breakdown-stateless-services"))
def connected_elsewhere(scene: Scene) -> Iterator[Remark]:
    """Several nodes hold connections, and nothing tells who is where."""
    if any(box.kind in ("presence", "pubsub", "coord") for box in scene.diagram.boxes):
        return
    if scene.prose.names("presence", "pubsub") or scene.anywhere(r"regist\w+|sticky|user ?-> ?node|consistent hash"):
        return
    for box in scene.of_kind("websocket"):
        if box.replicas > 1:
            yield scene.remark(
                "connected-elsewhere", Severity.NOTE, box,
                f"{box.replicas} nodes of {box.name} hold connections, and nothing knows which user is on which.",
                "The recipient is connected to another node. How does the message get there?",
            )  # fmt: skip


@RULES.rule("charged-twice", "C10", ("playbook", "idempotency-and-retries"))
def charged_twice(scene: Scene) -> Iterator[Remark]:
    """A queue delivers at least once, and what is behind it charges money or tells people."""
    if scene.anywhere(r"idempot|dedup|exactly.once|no-op|same id|unique|repeatable|upsert|already in"):
        return
    for edge in scene.diagram.edges:
        target = scene.load(edge.target).box
        if target.kind not in ("payment", "notify"):
            continue
        behind = [other for other in scene.into.get(edge.source, ()) if scene.kind(other.source).role == "queue"]
        if not behind and scene.kind(edge.source).role != "queue":
            continue
        act = "charges" if target.kind == "payment" else "sends"
        yield scene.remark(
            "charged-twice", Severity.WARNING, edge,
            f"A queue hands a message out again when a worker dies; {edge.target} then {act} twice"
            " unless each message carries a key that is only used once.",
            "The worker dies after the call, before acknowledging. What happens next?",
        )  # fmt: skip
        return


@RULES.rule("failure-waved-away", "C1", ("intro", "designing-for-failure"))
def failure_waved_away(scene: Scene) -> Iterator[Remark]:
    """The text says that nothing can fail, or that a restart is all it takes."""
    told = scene.prose.first(_WAVED_AWAY)
    if told is not None:
        yield scene.remark(
            "failure-waved-away", Severity.WARNING, told,
            "Every box fails some day, and a restart brings no data back; name a failure, what users see, what you do.",
            "A disk with the newest data is gone. What do users see, and what do you do?",
        )  # fmt: skip


_WAVED_AWAY = wording(
    r"\b(?:cloud|kubernetes|k8s|aws|it)\b.{0,40}\b(?:does not|doesn't|never|can't|cannot) "
    r"(?:go down|goes down|fail|fails|die)\b|\b(?:cloud|aws|azure|gcp)\b never (?:goes down|fails)"
    r"|\b(?:no|without) (?:weak spots?|single points? of failure)\b"
    r"(?!.{0,60}\b(?:because|since|two|pair|x\d|standby|replica|each)\b)"
    r"|\bfailures?\b.{0,30}\b(?:need no|no further|not needed|don't matter|not an issue|no (?:issue|problem)|"
    r"not a problem)\b"
    r"|\brestarts whatever\b|\bwill restart\b.{0,30}\bno problem\b"
)
