"""A: is the picture a system at all? Boxes nobody reaches, operations without a path, data that is kept nowhere."""

import re
from collections.abc import Iterator

from coach.design.rules.scene import STORES, Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_APART = frozenset({"monitoring", "auth", "coord", "scheduler", "dns", "waf"})
"""Kinds that are often drawn, or set, beside the paths."""

_EPHEMERAL = (
    r"ephemeral", r"\blossy", r"in memory by choice", r"may be lost", r"loss is (?:ok|fine|allowed)", r"presence",
    r"typing", r"heartbeat", r"online status", r"\bpositions?\b", r"location update", r"statistic",
)  # fmt: skip

_ANSWER = wording(
    r"^(?:|response|result|results|answer|reply|ack|ok|done|deliver|"
    r"[1-5]\d\d.*|return.*)$",
    re.IGNORECASE,
)


@RULES.rule("orphan-box", "A1", ("middle", "9"))
def orphan_box(scene: Scene) -> Iterator[Remark]:
    """A box without any arrow, while others have some."""
    if not scene.diagram.edges:
        return
    for box in scene.diagram.boxes:
        if box.name in scene.out or box.name in scene.into or box.kind in _APART:
            continue
        yield scene.remark(
            "orphan-box", Severity.NOTE, box,
            f"No arrow leads to {box.name} or away from it, so no request ever gets there.",
            f"How does anything get to the {box.name} box?",
        )  # fmt: skip


@RULES.rule("operation-without-path", "A2", ("playbook", "drawing-the-write-path-and-read-path-separately"))
def operation_without_path(scene: Scene) -> Iterator[Remark]:
    """An endpoint of the API whose direction (reading or writing) no drawn path has."""
    calls = [name for name in scene.diagram.operations if re.match(r"[A-Z]+ /", name)]
    if not scene.labelled or not scene.wants.endpoints:
        return
    drawn = {_nouns(name) for name in calls}
    for endpoint in scene.wants.endpoints:
        reads = endpoint.startswith(("GET", "HEAD"))
        if any(operation.path.reads == reads for operation in scene.run.operations):
            # most sheets draw one path a direction; single endpoints are only missed where single endpoints are drawn
            if len(calls) < 2 or not calls or _nouns(endpoint) in drawn or endpoint.startswith(("DELETE", "PATCH")):
                continue
            if {verb.split(" ")[0] for verb in calls} >= {endpoint.split(" ")[0]}:
                continue
        place = scene.diagram.boxes[0]
        yield scene.remark(
            "operation-without-path", Severity.WARNING, place,
            f"{endpoint} is in the API, and no path of the drawing is labelled with it.",
            f"Walk me through {endpoint} from the first box to the last.",
        )  # fmt: skip
        return


def _nouns(operation: str) -> str:
    words = re.findall(r"[a-z]{3,}", operation.split(" ", 1)[-1].lower())
    return f"{operation.split(' ', 1)[0]} {words[-1].rstrip('s') if words else ''}"


@RULES.rule("write-never-durable", "A3", ("junior", "7.1"), ("middle", "10-data-correctness"))
def write_never_durable(scene: Scene) -> Iterator[Remark]:
    """A writing operation that passes nothing durable, and no cache that stands in for it."""
    if scene.anywhere(*_EPHEMERAL):
        return
    for operation in scene.writes:
        boxes = [name for name in operation.path.boxes if scene.kind(name).role != "source"]
        if len(boxes) < 2 or any(scene.durable(name) or not scene.known(name) for name in boxes):
            continue
        if _elsewhere_durable(scene) or any(scene.kind(name).role in ("cache", "external") for name in boxes):
            continue
        yield scene.remark(
            "write-never-durable", Severity.WARNING, boxes[-1],
            f"“{operation.name}” ends at {boxes[-1]}; nothing on its way keeps data through a power cut.",
            "After you answer 201 and every machine loses power, where is the data?",
        )  # fmt: skip
        return


def _elsewhere_durable(scene: Scene) -> bool:
    """Whether the text names a durable store that the path leaves out, or an unlabelled drawing holds one."""
    kinds = scene.run.catalogue.kinds.values()
    stores = [kind.id for kind in kinds if kind.stateful and kind.durable and kind.role == "store"]
    return scene.prose.names(*stores) or any(scene.durable(box.name) for box in scene.diagram.boxes)


@RULES.rule("acknowledged-before-durable", "A4", ("playbook", "replication-and-failover"))
def acknowledged_before_durable(scene: Scene) -> Iterator[Remark]:
    """The text says that a write is answered once it is in a cache or a queue, and stored later."""
    early = scene.prose.first(_EARLY_ANSWER, _STORED_FIRST)
    if early is not None:
        volatile = not early.kinds & {"queue", "log"}
        loss = "what is not copied yet is gone with its memory" if volatile else "a read straight after finds nothing"
        yield scene.remark(
            "acknowledged-before-durable", Severity.WARNING, early,
            f"The answer goes out before the data is in its store: {loss}. Store first, or say what may be lost.",
            "When do you tell the user it worked, and what has been stored by then?",
        )  # fmt: skip


_EARLY_ANSWER = wording(
    r"\b(?:written|stored|saved|put|pushed|writes?|goes|go)\b.{0,40}\b(?:redis|memcached|cache|memory)\b.{0,50}"
    r"\b(?:ack\w*|201|nightly|then (?:a|the) (?:nightly |batch )?job|later copied)\b"
    r"|\b(?:returns?|answers?|responds?|ack\w*|201)\b.{0,50}\b(?:as soon as|once|when|after)\b.{0,40}"
    r"\b(?:in|on|to)\b.{0,12}\b(?:redis|memcached|cache|memory|kafka|queue)\b"
)
_STORED_FIRST = wording(
    r"\b(?:miss|before|after the (?:row|insert|commit|write)|outbox|durable|async|counters?|clicks?|views?|likes?|"
    r"stat\w*|"
    r"202|resiz\w+)\b|\b(?:postgres|mysql|database|db|store|row|disk|cassandra|dynamo\w*)\b.{0,12}\bfirst\b|\bfirst\b.{0,16}"
    r"\b(?:postgres|mysql|database|db|row|disk|cassandra|dynamo\w*)\b"
)


@RULES.rule("read-never-filled", "A5", ("middle", "5"))
def read_never_filled(scene: Scene) -> Iterator[Remark]:
    """A store that operations read and nothing ever writes, in a drawing that shows how things are written."""
    written = {name for operation in scene.run.operations for name, visit in operation.visits.items() if visit.writes}
    if not scene.labelled or not any(scene.durable(name) for name in written):
        return
    kinds = {scene.load(name).box.kind for name in written}
    for operation in scene.reads:
        for name in operation.path.boxes:
            box = scene.load(name).box
            if box.kind not in STORES - {"replica"} or name in written or box.kind in kinds:
                continue
            if scene.said(
                box, r"import|offline|\bload(?:ed)?\b|batch|seed|static|cdc|change|\btx\b|transaction|outbox"
            ):
                continue
            yield scene.remark(
                "read-never-filled", Severity.WARNING, box,
                f"“{operation.name}” reads {name}, and no operation or job ever writes to it.",
                f"Who puts the data into {name}?",
            )  # fmt: skip
            return


@RULES.rule("client-reaches-store", "A7", ("middle", "3"), ("junior", "5"))
def client_reaches_store(scene: Scene) -> Iterator[Remark]:
    """An arrow from a client straight to a database, cache or queue."""
    closed = STORES | {"cache", "queue", "log"}
    for edge in scene.diagram.edges:
        if scene.load(edge.source).box.kind != "client" or scene.load(edge.target).box.kind not in closed:
            continue
        if scene.said(scene.load(edge.target).box, r"firestore|firebase|security rules|signed|managed api|row.level"):
            continue
        severity = Severity.ERROR if scene.load(edge.target).box.kind in closed - {"search"} else Severity.WARNING
        yield scene.remark(
            "client-reaches-store", severity, edge,
            f"{edge.source} talks to {edge.target} directly: anybody's device holds its address and its rights.",
            "Who checks what this user may do?",
        )  # fmt: skip


@RULES.rule("calls-in-a-circle", "A8", ("middle", "9"))
def calls_in_a_circle(scene: Scene) -> Iterator[Remark]:
    """Synchronous arrows of one operation that lead back to where they came from, and are no answers."""
    pairs = {(edge.source, edge.target) for edge in scene.diagram.edges}
    for operation in scene.run.operations:
        for edge in operation.path.cyclic:
            if (edge.target, edge.source) in pairs or _ANSWER.match(edge.label.strip()):
                continue
            yield scene.remark(
                "calls-in-a-circle", Severity.WARNING, edge,
                f"In “{operation.name}” {edge.source} waits for {edge.target}, which waits for {edge.source}.",
                "Can these two wait for each other?",
            )  # fmt: skip
            return


@RULES.rule("no-load-balancer", "A9", ("junior", "5"), ("middle", "3"))
def no_load_balancer(scene: Scene) -> Iterator[Remark]:
    """Several copies behind a client and nothing that shares the requests among them."""
    doors = {"lb", "lb4", "dns", "gateway", "function", "cdn"}
    if scene.prose.names("lb", "lb4") or scene.anywhere(r"client-side|round.robin|service mesh|anycast|\bmesh\b"):
        return
    for edge in scene.diagram.edges:
        box = scene.load(edge.target).box
        if scene.load(edge.source).box.kind != "client" or box.kind not in ("app", "websocket") or box.replicas < 2:
            continue
        if any(other.kind in doors for other in scene.diagram.boxes):
            continue
        yield scene.remark(
            "no-load-balancer", Severity.WARNING, box,
            f"{box.replicas} copies of {box.name}, and nothing in front that shares the requests among them.",
            f"{box.replicas} copies: how does a request choose one, and who notices that one is dead?",
        )  # fmt: skip


@RULES.rule("unknown-box", "A10", ("middle", "9"))
def unknown_box(scene: Scene) -> Iterator[Remark]:
    """A name that tells no kind; it counts as a service."""
    for box in scene.diagram.boxes:
        if box.kind == "" and (box.name in scene.out or box.name in scene.into):
            yield scene.remark(
                "unknown-box", Severity.NOTE, box,
                f"“{box.name}” is taken for a plain service; `{box.name}: postgres` or another kind says otherwise.",
                f"What is {box.name}: a service, a store, or a job?",
            )  # fmt: skip
