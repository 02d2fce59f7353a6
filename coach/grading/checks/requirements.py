"""Checks on what was gathered before designing: functions, questions, targets, scope."""

from collections.abc import Mapping

from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, counted, matching, words
from coach.grading.reading import Reading, Statement
from coach.language.sentences import Form
from coach.language.stems import stem
from coach.language.tokens import Kind
from coach.model.words import Phase

_USER_VERBS = frozenset(
    stem(word)
    for word in [
        "create",
        "shorten",
        "follow",
        "open",
        "read",
        "view",
        "write",
        "post",
        "delete",
        "remove",
        "edit",
        "update",
        "upload",
        "download",
        "share",
        "like",
        "comment",
        "search",
        "redirect",
        "resolve",
        "expire",
        "publish",
        "subscribe",
        "unfollow",
        "store",
        "paste",
        "fetch",
        "list",
        "browse",
        "send",
        "receive",
        "pay",
        "book",
        "cancel",
        "order",
        "buy",
        "join",
        "leave",
        "report",
        "disable",
        "kill",
        "drop",
        "scroll",
        "make",
        "click",
        "watch",
        "play",
        "sync",
        "invite",
        "track",
        "rate",
        "request",
        "accept",
        "register",
        "see",
    ]
)
_LATENCY = words(
    r"""\b(?:p\d\d(?:\.\d+)?|latency|percentile|within|under|below|faster|fast|opens?|redirects?|feed|home|load
        |loads|response|reads?|in)\b|[<≤]"""
)
_LOSS = words(
    r"""\b(?:never|not|no|nothing|none|without|0|zero)\b[^.;|]{0,40}\b(?:los[te]|lose|losing|loss|vanish
        |disappear|gone|forgotten)\b
    |\b(?:los[te]|lose|losing|loss)\b[^.;|]{0,40}\b(?:never|not|no|nothing)\b|\bsurviv\w+|\bdurab\w+
    |\bmust\ not\ vanish|\bstays\b|\bkept\ safe|\bfollowable\ at\ once"""
)
_STALE = words(
    r"""\b(?:late|later|lags?|behind|stale|staleness|fresh|freshness|eventual\w*|visible|consisten\w+|up\ to\ date
        |old\ data|approx\w*|exact|effective|delay\w*|sees?\ (?:it|the|his|their|its)|off|dead|gone|stops?
        |takedown|reach(?:es)?|everywhere)\b|±"""
)
_WITHIN = words(r"\b(?:at\ once|immediately|within|up\ to)\b|[≤<]")
_ANSWERED_IN = words(r"\bp\d\d|\d\s?ms\b|\bmilliseconds?\b|\bpercentile\b|\blatency\b|\brespon[sd]\w*\b")
"""How long an answer takes, which says nothing about how old it may be."""
_CUT = words(
    r"""\b(?:out\ of\ scope|not\ in\ scope|out|not\ now|later|left\ out|excluded|not\ covered|no\ accounts
        |won'?t\ do|wont\ do|wont|skip(?:ped)?|stay\ outside|outside|v2|not\ covered
    |non-goals?|nongoals?|parked|future)\b|^\s*(?:(?:not|out|later)\b\s*[:,]|no:)|\bno\ [a-z]+,\s*(?:no\ )?[a-z]+
    |\bno\ [a-z]+(?:\ [a-z]+)?(?:,|\.|;|$)|\bnot\ bit"""
)
_CARELESS = words(r"\bdo(?:es)?(?:\ not|n't)\ (?:care|matter)\b|\bdurability\ is\ (?:the|an?)\b")
_ALL_IN = words(r"\bnothing\ is\ (?:out|left)\b|\bbuild\ all\b|\bnone\ of\ (?:it|them)\b")
_LIMIT = words(
    r"""\b(?:max|maximum|at\ most|up\ to|cap|capped|limit|largest|biggest|kept|keep|retention|expires?|ttl
        |lifetime|long|chars?|characters|years?|days?|months?)\b|≤|<="""
)
_ASKED = words(r"\basked\b|\bclarif\w+|\bconfirmed\b|\bquestions?\b|\bassum\w+|\bagreed\b|\bmy\ guess\b|\bqs\b")
_CONSEQUENCE = words(
    r"""->|→|⇒|=>|\bso\b|\bhence\b|\btherefore\b|\bbecause\b|\bwould\ change\b|\bmeans\b
        |\bthat'?s?\ (?:is\ )?(?:why|a\ different)\b|\bcacheable\b|\bsince\b|\bas\b"""
)


def _functional(reading: Reading, phase: Phase) -> CheckResult:
    """Functions by their verbs: three different things users do are a list."""
    verbs: set[str] = set()
    found: list[Statement] = []
    for statement in reading.of(phase).body:
        if statement.commitment.share < 0.5 or _is_no_function(statement):
            continue
        here = {token.stem for token in statement.sentence.tokens if token.stem in _USER_VERBS}
        if here - verbs:
            found.append(statement)
        verbs |= here
    if not found:
        return NOTHING
    return CheckResult(min(1.0, len(verbs) / 4), tuple(s.span for s in found[:MOST_SPANS]), "things users do")


def _is_no_function(statement: Statement) -> bool:
    """Whether it is a question or a target: verbs there are nothing that users get."""
    aimed = any(token.kind is Kind.PERCENT for token in statement.sentence.tokens) or _ANSWERED_IN.search(
        statement.lower
    )
    return statement.sentence.question or bool(aimed)


def _asked(reading: Reading, phase: Phase) -> CheckResult:
    body = reading.of(phase).body
    found = [
        s
        for s in body
        if "?" in s.text
        or (_ASKED.search(s.lower) and (s.commitment.figures or s.commitment.arrows or ":" in s.text))
        or (s.sentence.under and _ASKED.search(s.sentence.under) and s.sentence.form is Form.ITEM)
    ]
    return counted(found, 3.0, "asked before designing", first=0.5)


def _consequence(reading: Reading, phase: Phase) -> CheckResult:
    body = reading.of(phase).body
    found = []
    for at, statement in enumerate(body):
        if "?" in statement.text or _ASKED.search(statement.lower) or _ASKED.search(statement.sentence.under):
            tail = (
                statement.lower.split("?", 1)[-1]
                + " "
                + (body[at + 1].lower if at + 1 < len(body) and statement.sentence.question else "")
            )
            if _CONSEQUENCE.search(tail) and statement.commitment.share >= 0.8:
                found.append(statement)
    return counted(found, 2.0, "an answer with its consequence", first=0.7)


def _latency(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if (
            any(
                token.kind is Kind.DURATION and token.word.rstrip().endswith(("ms", "s", "sec", "second", "seconds"))
                for token in s.sentence.tokens
            )
            and _LATENCY.search(s.lower)
        )
        or (s.has("latency", "latency-percentile") and s.sentence.figures)
    ]
    return counted(found, 1.0, "a latency target with a number")


def _availability(reading: Reading, phase: Phase) -> CheckResult:
    found = []
    for statement in reading.of(phase).body:
        for token in statement.sentence.tokens:
            value = token.word.rstrip("% ")
            if (token.kind is Kind.PERCENT and (value.startswith("9") or "nines" in value)) or (
                token.word.startswith("99.") and token.is_figure
            ):
                found.append(statement)
                break
    return counted(found, 1.0, "availability as a number")


def _durability(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [
            s
            for s in reading.of(phase).body
            if _LOSS.search(s.lower) and s.commitment.hedges == 0 and not _CARELESS.search(s.lower)
        ],
        1.0,
        "what must not be lost",
    )


def _staleness(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if (_STALE.search(s.lower) or (_WITHIN.search(s.lower) and not _ANSWERED_IN.search(s.lower)))
        and s.commitment.hedges <= 1
        and (
            any(t.kind in (Kind.DURATION, Kind.PERCENT) for t in s.sentence.tokens)
            or s.has("stale", "eventual-consistency", "read-your-writes")
            or "at once" in s.lower
        )
    ]
    return counted(found, 1.5, "how late or stale data may be", first=0.8)


def _scale(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in (*reading.of(phase).body, *reading.of(Phase.ESTIMATION).body[:4])
        if any(t.kind is Kind.RATE for t in s.sentence.tokens)
        or (s.has("user-base", "users", "scale", "request-rate") and any(t.is_figure for t in s.sentence.tokens))
    ]
    return counted(found, 1.0, "scale in numbers")


def _scope(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if (
            _CUT.search(s.lower)
            or s.has("out-of-scope")
            or s.denied.get("out-of-scope")
            or (s.sentence.under and _CUT.search(s.sentence.under) and s.sentence.form is Form.ITEM)
        )
        and s.commitment.hedges <= 1
        and not _ALL_IN.search(s.lower)
    ]
    return counted(found, 1.0, "what is left out")


def _targets_differ(reading: Reading, phase: Phase) -> CheckResult:
    goals: dict[str, Statement] = {}
    for statement in reading.of(phase).body:
        for token in statement.sentence.tokens:
            if token.kind in (Kind.PERCENT, Kind.DURATION) or token.word.startswith("99."):
                goals.setdefault(token.word.replace(" ", ""), statement)
    if len(goals) < 3:
        return NOTHING
    return CheckResult(
        1.0, tuple(dict.fromkeys(s.span for s in goals.values()))[:MOST_SPANS], "different goals for different paths"
    )


def _limits(reading: Reading, phase: Phase) -> CheckResult:
    found = [s for s in matching(reading.of(phase).body, _LIMIT) if s.sentence.figures]
    return counted(found, 1.5, "limits in numbers", first=0.7)


CHECKS: Mapping[str, Check] = {
    "functional-listed": _functional,
    "questions-asked": _asked,
    "question-with-consequence": _consequence,
    "latency-target": _latency,
    "availability-target": _availability,
    "durability-stated": _durability,
    "staleness-tolerated": _staleness,
    "scale-stated": _scale,
    "scope-cut": _scope,
    "targets-differ": _targets_differ,
    "limits-stated": _limits,
}
