"""D: caches that hold the truth, that nobody invalidates, that everybody rebuilds at once."""

from collections.abc import Iterator

from coach.design.failures import cold_cache
from coach.design.flow import hit_ratio
from coach.design.rules.scene import Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_CACHE = r"(?:redis|memcached|memcache|valkey|elasticache|the cache|our cache|cache)"
_TRUTH_TOLD = wording(
    rf"\breads?\b.{{0,30}}\b(?:come|comes|are|served)\b.{{0,12}}\bonly (?:from|in)\b.{{0,12}}{_CACHE}\b"
    rf"|\b{_CACHE}\b.{{0,20}}\b(?:is|as|holds|for)\b.{{0,12}}\b(?:the truth|source of truth|everything|"
    rf"only (?:copy|store|database)|primary (?:store|database|db)|main database)\b"
    rf"|\b(?:no|without|skip|drop|don't need|do not need|not need|instead of)\b.{{0,12}}"
    rf"\b(?:disk |real |sql |separate |relational )?(?:database|db|disk)\b.{{0,60}}\b{_CACHE}\b"
    rf"|\b{_CACHE}\b.{{0,60}}\b(?:no|without|don't need|not need|hardly need\w*|barely need\w*)\b.{{0,16}}"
    rf"\b(?:database|db|disk)\b"
    rf"|\b{_CACHE}\b.{{0,80}}\b(?:database|db)\b.{{0,12}}\b(?:hardly|barely|no longer|not) needed\b"
    rf"|\bnot in {_CACHE}\b.{{0,20}}\b(?:does not|doesn't) exist\b"
    rf"|\b(?:keep|store|put)s? everything in {_CACHE}\b"
    rf"|\b{_CACHE}\b.{{0,12}}\b(?:keeps|stores|holds) (?:all|everything|every)\b"
)
_ONLY_THERE = wording(rf"\b(?:is|are|lives?|stored|kept|exists?)\b.{{0,20}}\bonly in {_CACHE}\b|\bin {_CACHE} only\b")
_TRUTH_DENIED = wording(
    rf"\b{_CACHE}\b.{{0,20}}\b(?:is|are)? ?(?:disposable|derived|rebuil\w+|can be wiped|with (?:aof|persistence))\b"
    r"|\bnot (?:the|our) (?:source of )?truth|\bno redis\b|\bwithout (?:redis|a cache)\b|\bappend-?only file\b|\baof\b"
    r"|\bsessions?\b|\bttl\b|\bcounters?\b|\bpresence\b|\bhot\b|\brate limit\w*"
)


@RULES.rule(
    "cache-as-truth", "D1", ("playbook", "replication-and-failover"), ("primer", "in-memory-vs-disk-based-caches")
)
def cache_as_truth(scene: Scene) -> Iterator[Remark]:
    """Data lives in a cache and nowhere else, by the drawing or by the text."""
    found = [one for one in scene.prose.all(_TRUTH_TOLD, _TRUTH_DENIED) if "cache" in one.kinds and "?" not in one.text]
    for told in found[:3]:
        yield scene.remark(
            "cache-as-truth", Severity.ERROR, told,
            "A cache forgets when it is full and when it restarts; what is only there is lost. The truth belongs in a"
            " durable store that a miss falls through to.",
            "Redis loses power. What have you lost for good?",
        )  # fmt: skip
    only = scene.prose.first(_ONLY_THERE, _TRUTH_DENIED)
    if only is not None and not found and scene.anywhere(r"rebuil[dt]|derived|truth|can be lost") is None:
        yield scene.remark(
            "cache-as-truth", Severity.WARNING, only,
            "What is only in the cache is lost with it; say from what it is rebuilt, or keep it in a durable store.",
            "Redis loses power. What have you lost for good?",
        )  # fmt: skip
    if found or only:
        return
    if any(scene.durable(box.name) or not scene.known(box.name) for box in scene.diagram.boxes):
        return
    if scene.anywhere(
        r"persist\w+|durable|\baof\b|snapshot|disk|database|postgres|mysql|cassandra|dynamo|\bttl\b|ephemeral"
    ):
        return
    for operation in scene.writes:
        for name in operation.path.boxes:
            if scene.load(name).box.kind == "cache" and operation.visits[name].waited > 0:
                yield scene.remark(
                    "cache-as-truth", Severity.ERROR, name,
                    f"What is written ends in {name}, which keeps it in memory only; no durable store is drawn.",
                    f"{name} loses power. What have you lost for good?",
                )  # fmt: skip
                return


_UPDATES = wording(
    r"\b(?:edits?|edited|updates?|updated|changes? (?:my|his|the|a)|deletes?|deleted|takedown|burn|revoke\w*|put|"
    r"patch|kill)\b"
)
_IMMUTABLE = (
    r"immutable", r"never changes?", r"cannot be edited", r"can't be edited", r"no edits?", r"edit\w*\? no",
    r"text never changes", r"write.once",
)  # fmt: skip
_INVALIDATES = (
    r"invalidat", r"\bttl\b", r"expir", r"write.through", r"\bcdc\b", r"change (?:log|stream|data)",
    r"version", r"purge",
    r"drop(?:s|ped)? the (?:redis )?key", r"key is dropped", r"evict on", r"\bdel(?:ete)?s? the key",
    r"refresh", r"for \d+ ?(?:s|min|h)\b",
    r"drops redis", r"rebuil[dt]", r"cached for", r"no-store", r"max-age",
)  # fmt: skip


@RULES.rule(
    "nobody-invalidates", "D2", ("intro", "caching-strategies"), ("playbook", "worked-example-url-shortener-api")
)
def nobody_invalidates(scene: Scene) -> Iterator[Remark]:
    """A cache in front of data that changes, and not a word on how a change gets into it."""
    if not _UPDATES.search(scene.text.casefold()) or scene.anywhere(*_IMMUTABLE):
        return
    if scene.anywhere(*_INVALIDATES):
        return
    for box in scene.of_kind("cache"):
        if "ttl" in box.attributes or _written(scene, box.name):
            continue
        yield scene.remark(
            "nobody-invalidates", Severity.WARNING, box,
            f"Data behind {box.name} changes, and nothing takes the old copy out: no lifetime, no deletion, no write"
            " through it.",
            "I change my name. When do others see it?",
        )  # fmt: skip
        return


def _written(scene: Scene, cache: str) -> bool:
    return any(cache in operation.path.boxes for operation in scene.writes) and scene.labelled


_WITHOUT_INVALIDATION = wording(r"\bno (?:need (?:for|of|to) )?invalidat\w+|\binvalidation is not needed")


@RULES.rule("nobody-invalidates", "D2", ("intro", "caching-strategies"))
def invalidation_left_out(scene: Scene) -> Iterator[Remark]:
    """The text does without invalidation, and elsewhere lets things be deleted or taken down."""
    told = scene.prose.first(_WITHOUT_INVALIDATION)
    taken_down = scene.anywhere(r"\bdeletes?\b|\bdeleted\b|\btakedown\b|\brevoke\w*|\bblocked\b")
    if told is not None and taken_down is not None and taken_down is not told:
        yield scene.remark(
            "nobody-invalidates", Severity.WARNING, told,
            "What is deleted lives on in the cache until its lifetime ends; a deletion has to take the copy out too.",
            "I delete it. When does the last reader stop seeing it?",
        )  # fmt: skip


@RULES.rule("cache-without-expiry", "D2", ("intro", "caching-strategies"))
def cache_without_expiry(scene: Scene) -> Iterator[Remark]:
    """The text says that cached data never expires."""
    told = scene.prose.first(wording(r"\b(?:no|without|never) (?:an? )?(?:expir\w+|ttl|lifetime|eviction)\b"))
    if (
        told is not None
        and told.kinds & {"cache", "cdn", "local_cache"}
        and not told.says(wording(r"volatile|immutable"))
    ):
        yield scene.remark(
            "cache-without-expiry", Severity.WARNING, told,
            "Without a lifetime the cache grows until it evicts what it likes, and shows old data for ever.",
            "What is in the cache after a year, and which of it is still true?",
        )  # fmt: skip


@RULES.rule("stampede", "D3", ("intro", "caching-strategies"))
def stampede(scene: Scene) -> Iterator[Remark]:
    """A cache that answers nearly everything and whose loss overflows the store, without a word on rebuilding."""
    if scene.anywhere(
        r"coalesc|single.?flight|stampede|jitter|stale.while|request collaps|\block\b|warm|shed|thundering"
    ):
        return
    for box in scene.of_kind("cache"):
        load = scene.load(box.name)
        if hit_ratio(load.box, load.kind) < 0.95 or not any(
            strain.breaks for strain in cold_cache(scene.run, box.name)
        ):
            continue
        yield scene.remark(
            "stampede", Severity.NOTE, box,
            f"{hit_ratio(load.box, load.kind):.0%} of {load.reads:,.0f} reads/s end in {box.name}; when a popular key"
            " expires, all who miss it rebuild it at once.",
            "The most popular key expires. Describe the next 100 milliseconds.",
        )  # fmt: skip


@RULES.rule("hit-ratio-too-good", "D5", ("middle", "7.3"))
def hit_ratio_too_good(scene: Scene) -> Iterator[Remark]:
    """A hit ratio above 99% beside a write for every third read."""
    for box in scene.of_kind("cache", "local_cache"):
        load = scene.load(box.name)
        told = "hit" in box.attributes and hit_ratio(box, load.kind)
        writes = sum(operation.rate for operation in scene.writes)
        if not told or told < 0.99 or not load.reads or writes <= 0.3 * load.reads:
            continue
        yield scene.remark(
            "hit-ratio-too-good", Severity.NOTE, box,
            f"{told:.1%} hits with {writes:,.0f} writes/s to {load.reads:,.0f} reads/s: every write makes some"
            f" copy old.",
            f"Where do the {told:.0%} come from?",
        )  # fmt: skip
