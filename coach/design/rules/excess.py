"""H, and its kin D4, D6 and E4: too much. A box that no number and no requirement needs has to be explained."""

from collections.abc import Iterator

from coach.design.ablation import without_each
from coach.design.rules.scene import Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_ASK = {
    "cache": "Your database has room. What does the cache buy?",
    "cdn": "Which responses are the same for two users?",
    "queue": "What would break with a plain call?",
    "log": "What would break with a plain call or a table?",
    "pubsub": "What would break with a plain call?",
    "sql": "What number made you shard?",
    "document": "What number made you shard?",
}


@RULES.rule("unneeded-box", "H1", ("middle", "4"), ("playbook", "the-standard-layers-and-when-to-skip-them"))
def unneeded_box(scene: Scene) -> Iterator[Remark]:
    """A box without which nothing gets worse, with the sum that shows it."""
    for verdict in without_each(scene.diagram, scene.run, scene.prose, scene.wants.p99, scene.wants.stored_bytes):
        if verdict.needed:
            continue
        box = scene.load(verdict.box).box
        sharded = box.kind in ("sql", "document")
        yield scene.remark(
            "unneeded-shards" if sharded else "unneeded-box",
            Severity.NOTE if box.kind == "cache" else Severity.WARNING, box,
            f"No number needs {'the shards of ' if sharded else ''}{box.name}: {verdict.reason}.",
            _ASK.get(box.kind, f"If I erase {box.name}, what gets worse?"),
        )  # fmt: skip


@RULES.rule("unneeded-shards", "E4", ("middle", "8"), ("intro", "data-partitioning-and-sharding"))
def unneeded_shards(scene: Scene) -> Iterator[Remark]:
    """The text shards a database whose writes one node takes easily."""
    told = scene.prose.first(_SHARDS_TOLD, wording(r"\b(?:no|not|never|later|would|if|until|silly|instead|unless)\b"))
    if told is None or not told.kinds & {"sql", "document"} or not scene.run.loaded:
        return
    for box in scene.of_kind(*sorted(told.kinds & {"sql", "document"})):
        load = scene.load(box.name)
        if load.kind.write is None or load.rate == 0 or box.replicas > 1:
            continue
        stored, holds = scene.wants.stored_bytes, load.kind.holds_bytes
        if load.writes >= 0.3 * load.kind.write.typical or (stored and holds and stored > 0.5 * holds.typical):
            continue
        yield scene.remark(
            "unneeded-shards", Severity.WARNING, told,
            f"{load.writes:,.0f} writes/s are shared out, and one node takes {load.kind.write.typical:,.0f}.",
            "What number made you shard?",
        )  # fmt: skip


_SHARDS_TOLD = wording(r"\b(?:divided|split|sharded|partitioned)\b.{0,20}\b\d+ shards\b|\b\d+ shards\b")


@RULES.rule("because-others-do", "H1", ("playbook", "the-justification-framework"))
def because_others_do(scene: Scene) -> Iterator[Remark]:
    """A technology is chosen because somebody else has it, or "so that it scales"."""
    told = scene.prose.first(_BORROWED)
    if told is not None:
        yield scene.remark(
            "because-others-do", Severity.WARNING, told,
            "That others use it is no reason: name the requirement or the number that needs it, or leave it out.",
            "If I erase it, what gets worse?",
        )  # fmt: skip


_BORROWED = wording(
    r"\b(?:because|since|as)\b.{0,30}\b(?:big|large|all|every|many|most)\b.{0,15}\b(?:compan\w+|tech|google|"
    r"netflix|one uses|uses it)\b"
    r"|\b(?:add|use)\b.{0,30}\b(?:kafka|kubernetes|microservices?|k8s|cassandra|"
    r"mongo\w*)\b.{0,40}\bso (?:that )?it scales\b"
)


@RULES.rule("village-of-services", "H2", ("primer", "microservices-laying-the-groundwork"))
def village_of_services(scene: Scene) -> Iterator[Remark]:
    """Many services for little load, or a number of them that nobody counts any more."""
    told = scene.prose.first(wording(r"\b(?:[2-9]\d|1\d\d) (?:micro)?services\b"))
    services = scene.of_kind("app", "function")
    if told is not None:
        yield scene.remark(
            "village-of-services", Severity.WARNING, told,
            "Each service is one more thing to deploy, watch and call over the network; name what each one is for.",
            "Who deploys these independently, and why?",
        )  # fmt: skip
    elif scene.run.loaded and len(services) > 8:
        most = max((operation.rate for operation in scene.run.operations), default=0.0)
        if most < 1000 and not scene.anywhere(r"\bteams?\b|ownership|\bslo"):
            yield scene.remark(
                "village-of-services", Severity.NOTE, services[0],
                f"{len(services)} services share {most:,.0f} requests/s.",
                "Who deploys these independently, and why?",
            )  # fmt: skip


@RULES.rule("two-tools-one-job", "H4", ("playbook", "the-technology-decision-map"))
def two_tools_one_job(scene: Scene) -> Iterator[Remark]:
    """Two products of one kind where one would do."""
    for kind, products in (("cache", ("redis", "memcached")), ("log", ("kafka", "kinesis", "pulsar")),
                           ("document", ("mongo", "couch"))):  # fmt: skip
        boxes = [box for box in scene.of_kind(kind) if any(name in box.name.casefold() for name in products)]
        used = {name for box in boxes for name in products if name in box.name.casefold()}
        if len(used) > 1:
            yield scene.remark(
                "two-tools-one-job", Severity.NOTE, boxes[1],
                f"{' and '.join(sorted(used))} do the same job here; each has to be run, watched and known.",
                "Why both?",
            )  # fmt: skip
