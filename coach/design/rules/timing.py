"""F and G: what is waited for, what is not, and whether it is in time."""

import math
import re
from collections.abc import Iterator

from coach.design.flow import HOP_SECONDS
from coach.design.rules.scene import Rules, Scene
from coach.language.wording import wording
from coach.model.remark import Remark
from coach.model.words import Severity

RULES = Rules()

_SLOW_BOX = wording(r"transcod|encod|resiz|thumbnail|email|mailer|render|report|crawl", re.IGNORECASE)
_SLOW_WORK = (
    r"(?:thumbnails?|resiz\w+|\d sizes|sizes|transcod\w+|face detection|notifications?|e-?mails?|fan-?out|"
    r"all (?:the |his |her )?followers|(?:each|every) follower|lists of all followers)"
)
_WAITS_TOLD = wording(
    rf"\b(?:waits?|requests?|call|upload|app|api|server|service|post|posting)\b.{{0,120}}\b{_SLOW_WORK}.{{0,100}}"
    r"\b(?:then|and then|and|before|before it|before we)\b ?(?:\w+ ){0,3}?(?:returns?|answers?|responds?|20[0-2])\b"
    rf"|\b{_SLOW_WORK}.{{0,60}}\bwhile the (?:client|user|caller|phone|browser) waits\b"
)
_NOT_WAITED = wording(
    r"\b(?:does not wait|doesn't wait|not wait|queue|async\w*|worker\w*|later|background|job|event)\b"
)


@RULES.rule("waiting-for-slow-work", "F1", ("intro", "asynchronous-processing"), ("middle", "6.1"))
def waiting_for_slow_work(scene: Scene) -> Iterator[Remark]:
    """A request waits for work that takes seconds, or for as many writes as there are followers."""
    told = scene.prose.first(_WAITS_TOLD, _NOT_WAITED)
    if told is not None:
        yield scene.remark(
            "waiting-for-slow-work", Severity.WARNING, told,
            "The caller waits until slow work is done and holds a server meanwhile; store it, queue the rest, answer.",
            "The user looks at a spinner for 40 seconds. What could you answer after 100 ms?",
        )  # fmt: skip
        return
    for operation in scene.run.operations:
        for name, visit in operation.visits.items():
            load = scene.load(name)
            limit = max(1.0, scene.wants.p99 or 0.0)
            if visit.waited <= 0.5 or load.box.kind in ("client", "payment"):
                continue
            slow = _SLOW_BOX.search(name) and load.box.kind == "worker"
            if not slow and load.station.service <= limit:
                continue
            yield scene.remark(
                "waiting-for-slow-work", Severity.WARNING, name,
                f"“{operation.name}” waits for {name}, whose work takes seconds; behind a queue it can answer at once.",
                "The user looks at a spinner for 40 seconds. What could you answer after 100 ms?",
            )  # fmt: skip
            return


@RULES.rule("queue-nobody-drains", "F2", ("intro", "asynchronous-processing"))
def queue_nobody_drains(scene: Scene) -> Iterator[Remark]:
    """A queue without a reader."""
    for box in scene.of_kind("queue", "log"):
        if box.name in scene.out or box.name not in scene.into:
            continue
        if scene.prose.names("worker", "stream") or scene.anywhere(r"consum\w+|workers?\b|subscrib\w+|drain"):
            continue
        yield scene.remark(
            "queue-nobody-drains", Severity.WARNING, box,
            f"Messages go into {box.name} and nothing takes them out.",
            f"Who consumes {box.name}?",
        )  # fmt: skip


@RULES.rule("consumers-too-slow", "F3", ("intro", "asynchronous-processing"), ("primer", "buffer-with-message-queues"))
def consumers_too_slow(scene: Scene) -> Iterator[Remark]:
    """Workers behind a queue take less than comes in: the backlog grows."""
    for load in scene.run.boxes.values():
        behind = any(scene.kind(edge.source).role == "queue" for edge in scene.into.get(load.box.name, ()))
        if not behind or load.utilisation <= 1 or math.isinf(load.capacity) or not scene.sized(load.box.name):
            continue
        takes = load.capacity * load.box.replicas
        hour = (load.rate - takes) * 3600
        yield scene.remark(
            "consumers-too-slow", Severity.WARNING, load.box,
            f"{load.rate:,.0f}/s come in and {load.box.name} takes {takes:,.0f}/s: {hour:,.0f} messages wait after an"
            " hour.",
            "How old is the oldest message at 10 pm?",
        )  # fmt: skip


@RULES.rule("latency-target-missed", "G1", ("junior", "6"), ("playbook", "the-bottleneck-analysis-method"))
def latency_target_missed(scene: Scene) -> Iterator[Remark]:
    """An operation takes longer than promised; the model errs by a tenth, so only beyond that."""
    target = scene.wants.p99
    if target is None or not scene.run.loaded:
        return
    for operation in scene.reads:
        guessed = any(scene.load(name).utilisation >= 0.7 and not scene.sized(name) for name in operation.visits)
        if operation.p99 <= target * 1.1 or not operation.rate or guessed:
            continue
        parts = sorted(
            (
                (scene.load(name).station.service + scene.load(name).station.wait + HOP_SECONDS, name)
                for name, visit in operation.visits.items()
                if visit.waited > 0 and scene.kind(name).role != "source"
            ),
            reverse=True,
        )[:3]
        told = ", ".join(f"{name} {_time(seconds)}" for seconds, name in parts)
        takes = "never ends" if math.isinf(operation.p99) else f"takes {_time(operation.p99)} at p99"
        # a drawing that does not part its operations sends every read through every box, and a typical time is a guess
        most = scene.load(parts[0][1])
        spare = 0.0 if "lat" in most.box.attributes else most.station.service - most.kind.read_seconds.low
        # 4.6 mean times lie below p99 of an exponential one
        sure = scene.labelled and operation.p99 - 4.6 * max(0.0, spare) > target
        severity = Severity.WARNING if sure else Severity.NOTE
        yield scene.remark(
            "latency-target-missed", severity, parts[0][1],
            f"“{operation.name}” {takes}; you promised {_time(target)}. Most of it, on average: {told}.",
            f"Where do the {_time(target)} go?",
        )  # fmt: skip
        return


def _time(seconds: float) -> str:
    return "no end" if math.isinf(seconds) else f"{seconds:.2g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
