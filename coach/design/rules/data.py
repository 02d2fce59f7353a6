"""E: what is kept where, who answers reads, what two writes leave behind."""

import re
from collections.abc import Iterator

from coach.design.prose import Statement
from coach.design.rules.scene import STORES, Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_FILES = (
    r"(?:photos?|images?|pictures?|videos?|media|blobs?|thumbnails?|avatars?|attachments?|binar(?:y|ies)|base64|files)"
)
_ROWS = (
    r"(?:tables?|rows?|columns?|documents?|database|db|mysql|postgres\w*|mongo\w*|sql|cassandra|dynamo\w*|redis|kafka|"
    r"varbinary|bytea|longblob|blob columns?)"
)
_BLOB_TOLD = wording(
    rf"\b{_FILES}\b(?:(?!\b(?:keys?|urls?|links?|paths?|ids?|names?|metadata|counts?|rows?)\b).){{0,60}}"
    rf"\b(?:saved?|stored?|kept|keep|put|stays?|lives?|inside|embedded|written|inserted|go|goes)\b.{{0,40}}\b{_ROWS}\b"
    rf"|\b(?:save|store|keep|put|write|insert)\b.{{0,30}}\b{_FILES}\b.{{0,30}}\b(?:in|into|inside|as)\b.{{0,20}}\b{_ROWS}\b"
    rf"|\b{_ROWS}\b.{{0,30}}\b(?:holds?|stores?|keeps?|contains?|carries|carry)\b.{{0,20}}\b{_FILES}\b"
)
_BLOB_DENIED = wording(
    r"\b(?:outside|object stor\w*|obj stor\w*|s3|gcs|bucket|blob stor\w*|not|never|no|don't|without|instead|only the|"
    r"would|metadata|keys?|cdn|ids?|urls?|expires?|lifecycle|queue)\b"
)


@RULES.rule("blobs-in-rows", "E1", ("middle", "6.1"), ("playbook", "9-data-model"))
def blobs_in_rows(scene: Scene) -> Iterator[Remark]:
    """Files in a table, a document, a cache or a queue."""
    told = _blob(scene)
    if told is not None:
        yield scene.remark(
            "blobs-in-rows", Severity.ERROR, told,
            "Files in rows swell backups, replication and memory, and no edge can serve them; they belong in object"
            " storage, and their key in the row.",
            "A 5 MB photo in a row: what does that do to backups, replication and memory?",
        )  # fmt: skip
        return
    size = scene.wants.object_bytes
    if size is None or size < 1e5 or any(box.kind in ("object", "cdn") for box in scene.diagram.boxes):
        return
    if scene.prose.names("object", "cdn"):
        return
    for operation in scene.writes:
        for edge in scene.diagram.edges:
            target = scene.load(edge.target).box
            carries = re.search(_FILES, f"{edge.label} {edge.operation}", re.IGNORECASE)
            if carries and edge.target in operation.visits and target.kind in STORES | {"cache", "queue", "log"}:
                severity = Severity.ERROR if size >= 1e6 else Severity.WARNING
                yield scene.remark(
                    "blobs-in-rows", severity, edge,
                    f"Files of {size / 1e6:.2g} MB go into {edge.target}; they belong in object storage.",
                    "What does a file in a row do to backups, replication and memory?",
                )  # fmt: skip
                return


def _blob(scene: Scene) -> Statement | None:
    """The statement that puts files into rows; "BLOB" as a column type counts whatever else is said."""
    for one in scene.prose.statements:
        if not one.says(_BLOB_TOLD) or "?" in one.text:
            continue
        if one.says(_BLOB_DENIED) and not re.search(r"\bas a blob\b|\bbase64\b", one.text):
            continue
        return one
    return None


@RULES.rule("all-reads-at-the-primary", "E2", ("middle", "7.4"), ("primer", "separating-read-and-write"))
def all_reads_at_the_primary(scene: Scene) -> Iterator[Remark]:
    """A primary that is half full of reads, with nothing to take them off it."""
    for box in scene.of_kind("sql"):
        load = scene.load(box.name)
        if load.utilisation < 0.5 or load.reads < 5 * max(load.writes, 1e-9) or "copies" in box.attributes:
            continue
        if scene.of_kind("cache", "replica", "local_cache") or scene.prose.names("cache", "replica"):
            continue
        yield scene.remark(
            "all-reads-at-the-primary", Severity.WARNING, box,
            f"{load.reads:,.0f} reads/s and {load.writes:,.0f} writes/s meet at {box.name} ({load.utilisation:.0%});"
            " a cache or replicas take the reads off it.",
            "Nine of ten queries are reads. Who answers them?",
        )  # fmt: skip


_OWN_WRITES = wording(
    r"\bauthor|\bown\b|read.your|read your|sees? (?:his|her|their|it|my)|self|primary before|at once|mixes? in|merg"
)


@RULES.rule("own-write-not-seen", "E3", ("intro", "the-role-of-consistency-models"))
def own_write_not_seen(scene: Scene) -> Iterator[Remark]:
    """Reads are answered by a copy that lags, and the text says nothing of the author's own fresh write."""
    if scene.prose.first(_OWN_WRITES) is not None:
        return
    for box in scene.of_kind("replica"):
        lagging = any(edge.asynchronous for edge in scene.into.get(box.name, ()))
        if lagging and scene.load(box.name).reads > 0 and scene.labelled:
            yield scene.remark(
                "own-write-not-seen", Severity.NOTE, box,
                f"{box.name} lags behind and answers reads: whoever has just written may not see it.",
                "I post and reload: do I see it?",
            )  # fmt: skip
            return


_WRITES_TO_REPLICA = wording(
    r"\b(?:writes?|written|likes|comments|inserts?|inserted|updates?|posts?)\b.{0,40}\b(?:to|into|on) (?:the |a |"
    r"any |our )?"
    r"(?:nearest |closest )?(?:(?:read )?(?:replicas?|slaves?|secondar(?:y|ies))|"
    r"(?:db|database|postgres|mysql|async|read) followers?)\b"
)


@RULES.rule("writes-to-a-replica", "E2", ("middle", "7.4"), ("playbook", "replication-and-failover"))
def writes_to_a_replica(scene: Scene) -> Iterator[Remark]:
    """A copy that only follows its primary is told to take writes."""
    told = scene.prose.first(
        _WRITES_TO_REPLICA, wording(r"\b(?:not|never|no|don't|replicat\w+|copied|synchronous\w*)\b")
    )
    if told is not None:
        yield scene.remark(
            "writes-to-a-replica", Severity.ERROR, told,
            "A read replica repeats what its primary writes and refuses writes of its own; they go to the"
            " primary, or to"
            " shards.",
            "Two replicas get different writes to one row. Which one is right?",
        )  # fmt: skip


@RULES.rule("shards-without-key", "E5", ("intro", "data-partitioning-and-sharding"), ("primer", "partitioning"))
def shards_without_key(scene: Scene) -> Iterator[Remark]:
    """A sharded store and no word on what it is sharded by."""
    if scene.anywhere(
        r"shard(?:s|ed|ing)? (?:key|by|on)|partition(?:s|ed|ing)? (?:key|by|on)|\bkey(?:ed)? by|hash\(|by (?:hash|"
        r"code|id|user|author)"
    ):
        return
    for box in scene.diagram.boxes:
        words = " ".join([box.name, *box.notes, *box.attributes])
        if box.kind in ("sql", "document") and re.search(r"shard", words, re.IGNORECASE):
            if re.search(r"shard\w* by|key", words, re.IGNORECASE):
                continue
            yield scene.remark(
                "shards-without-key", Severity.WARNING, box,
                f"{box.name} is sharded, and nothing says by which key.",
                "Which shard answers a read, and which query has to ask all of them?",
            )  # fmt: skip


@RULES.rule("two-writes-no-transaction", "E6", ("middle", "10-data-correctness"))
def two_writes_no_transaction(scene: Scene) -> Iterator[Remark]:
    """One operation writes the same fact to a store and to a queue or an index, from one service."""
    if scene.anywhere(
        r"outbox|\bcdc\b|change (?:log|stream|data)|saga|two.phase|one (?:tx|transaction)|sweep\w*|orphan|"
        r"reconcil|dual write"
    ):
        return
    if any(box.kind == "cdc" for box in scene.diagram.boxes) or not scene.labelled:
        return
    for operation in scene.writes:
        for caller in operation.path.boxes:
            if scene.kind(caller).role not in ("pass", "gate"):
                continue
            arcs = operation.path.arcs[caller]
            stores = [arc.target for arc in arcs if scene.load(arc.target).box.kind in STORES - {"search", "replica"}]
            copies = [arc.target for arc in arcs if scene.load(arc.target).box.kind in ("queue", "log", "search")]
            if stores and copies:
                yield scene.remark(
                    "two-writes-no-transaction", Severity.NOTE, caller,
                    f"{caller} writes to {stores[0]} and to {copies[0]}; when it dies between the two, they disagree.",
                    "The first write succeeds, the process dies. What is the state now?",
                )  # fmt: skip
                return
