"""Checks on what was gathered before designing: functions, questions, targets, scope."""

from collections.abc import Mapping
from dataclasses import replace

from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, counted, matching, words
from coach.grading.reading import Reading, Statement
from coach.language.expressions import expression
from coach.language.sentences import Form
from coach.language.stems import stem
from coach.language.tokens import Kind
from coach.language.wording import wording
from coach.model.words import TURNED_BACK, Phase

_USER_VERBS = frozenset(
    stem(word)
    for word in [
        "create", "shorten", "follow", "open", "read", "view", "write", "post", "delete", "remove", "edit", "update",
        "upload", "download", "share", "like", "comment", "search", "redirect", "resolve", "expire", "publish",
        "subscribe", "unfollow", "store", "paste", "fetch", "list", "browse", "send", "receive", "pay", "book",
        "cancel", "order", "buy", "join", "leave", "report", "disable", "kill", "drop", "scroll", "make", "click",
        "watch", "play", "sync", "invite", "track", "rate", "request", "accept", "register", "see", "limit", "tell",
        "notify", "hold", "reserve", "choose", "pick", "allow", "refuse", "block", "reload", "restore", "rename",
        "move", "stream", "schedule", "transfer", "refund", "vote", "verify", "match", "suggest", "find", "save",
        "visit", "crawl", "call", "chat", "talk", "charge", "deliver", "erase", "mute", "react", "reply", "unwatch",
        "unsubscribe", "decline", "claim", "release", "withdraw", "mark",
    ]
)  # fmt: skip
_LEADS = words(
    r"""^\W*(?:functional|functions?|features?|core|musts?|must\ (?:do|have)|do|does|we\ (?:do|build)
        |i\ (?:do|build|keep)|what\ (?:we|i)\ (?:build|keep|do)|in\ scope|scope|mvp|v1|in|use\ cases?|operations?
        |users?\ can|f\d|fr\d?)\b[^:]{0,40}:"""
)
"""How a list of functions in one line begins."""
_PARTS = expression(r"[,;/]|\bF\d\b|\band\b")
_LATENCY = words(
    r"""\b(?:p\d\d(?:\.\d+)?|latency|percentile|within|under|below|faster|fast|opens?|redirects?|feed|home|load
        |loads|response|reads?|in)\b|[<≤]"""
)
_LOSS = words(
    r"""\b(?:never|not|no|nothing|none|without|0|zero)\b[^.;|]{0,40}\b(?:loo?s[te]|loo?se[sd]?|loo?sing|loss|vanish
        |disappear|gone|forgotten)\b
    |\b(?:loo?s[te]|loo?se[sd]?|loo?sing|loss)\b[^.;|]{0,60}\b(?:never|not|no|nothing|forbidden|unacceptable|taboo)\b
    |\bsurviv\w+|\bdurab\w+
    |\b(?:on|in)\ (?:two|three|2|3)\ (?:disks|zones|places|machines|buildings|copies|nodes|rooms)\b
    |\bmust\ not\ vanish|\bstays\b|\bkept\ safe|\bfollowable\ at\ once"""
)
_STALE = words(
    r"""\b(?:late|later|lags?|behind|stale|staleness|fresh|freshness|eventual\w*|visible|consisten\w+|up\ to\ date
        |old\ data|approx\w*|exact|effective|delay\w*|sees?\ (?:it|the|his|their|its)|off|dead|gone|stops?
        |takedown|reach(?:es)?|everywhere)\b|±"""
)
_NINES = wording(r"\b99[.,]\d")
_WITHIN = words(r"\b(?:at\ once|immediately|within|up\ to)\b|[≤<]")
_ANSWERED_IN = words(r"\bp\d\d|\d\s?ms\b|\bmilliseconds?\b|\bpercentile\b|\blatency\b|\brespon[sd]\w*\b")
"""How long an answer takes, which says nothing about how old it may be."""
_CUT = words(
    r"""\b(?:out\ of\ scope|not\ in\ scope|out|not\ now|later|left\ out|excluded|not\ covered|no\ accounts
        |won'?t\ do|wont\ do|wont|skip(?:ped)?|stay\ outside|outside|v2|not\ covered
    |non-goals?|nongoals?|parked|future|excluded|cut|not\ (?:doing|do|building|built|included|wanted))\b
    |^\s*(?:(?:not|out|later)\b\s*[:,]|no:)
    |\bno\ [a-z]+(?:\ [a-z]+){0,3}\ (?:in|for|at|yet)\ (?:v1|now|first|the\ first|launch)\b
    |\bnothing\ (?:else|more)\b|\bwhat\ we\ do\ not\b|\bno\ [a-z]+,\s*(?:no\ )?[a-z]+
    |\bno\ [a-z]+(?:\ [a-z]+)?(?:,|\.|;|$)|\bnot\ bit"""
)
_CARELESS = words(r"\bdo(?:es)?(?:\ not|n't)\ (?:care|matter)\b|\bdurability\ is\ (?:the|an?)\b")
_ALL_IN = words(r"\bnothing\ is\ (?:out|left)\b|\bbuild\ all\b|\bnone\ of\ (?:it|them)\b")
_LIMIT = words(
    r"""\b(?:max|maximum|at\ most|up\ to|cap|capped|limit|largest|biggest|kept|keep|retention|expires?|ttl
        |lifetime|long|chars?|characters|years?|days?|months?)\b|≤|<="""
)
_ASKED = words(
    r"""\basked\b|\bclarif\w+|\bconfirm(?:ed)?\b|\bquestions?\b|\bassum\w+|\bagreed?\b|\bmy\ guess\b|\bqs\b|^\W*given\b
        |\binterviewer\b|\btold\b"""
)
_ASKS_SCALE = words(
    r"""\bhow\ (?:many|much|often|big|large|busy)\b.*\b(?:a|per|each|every)\ (?:day|month|second|hour|minute|user)\b
        |\bhow\ many\b.*\b(?:users?|people|customers|daily|requests|drivers|riders|members|viewers|listeners)\b
        |\b(?:dau|mau|qps|rps|tps|daily\ active|traffic|request\ rate|volume)\b"""
)
"""A question about how much of it there is."""
_CONSEQUENCE = words(
    r"""->|→|⇒|=>|\bso\b|\bhence\b|\btherefore\b|\bbecause\b|\bwould\ change\b|\bmeans\b
        |\bthat'?s?\ (?:is\ )?(?:why|a\ different)\b|\bcacheable\b|\bsince\b|\bas\b"""
)
_FOLLOWS = words(r"⇒|=>|\bso\b|\bhence\b|\btherefore\b|\bbecause\b|\bbc\b|\bwould\ change\b|\bcacheable\b")


def _functional(reading: Reading, phase: Phase) -> CheckResult:
    """Functions by their verbs: three different things users do are a list."""
    verbs: set[str] = set()
    found: list[Statement] = []
    listed = 0
    for statement in reading.of(phase).body:
        if statement.commitment.share < 0.5 or _is_no_function(statement):
            continue
        here = {token.stem for token in statement.sentence.tokens if token.stem in _USER_VERBS}
        items = _items(statement)
        if here - verbs or items:
            found.append(statement)
        verbs |= here
        listed += items
    if not found:
        return NOTHING
    credit = min(1.0, max(len(verbs), listed) / 4)
    return CheckResult(credit, tuple(s.span for s in found[:MOST_SPANS]), "things users do")


def _items(statement: Statement) -> int:
    """How many functions the statement lists: the parts of a line that says so, or one item below such a line."""
    if _LEADS.search(statement.lower):
        return len(_PARTS.split(statement.lower.split(":", 1)[1].rstrip(" .,;")))
    under = statement.sentence.under
    return int(statement.sentence.form is Form.ITEM and bool(_LEADS.search(under.rstrip(": ") + ":")))


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
        if ("?" in s.text and not _was_turned_back(reading, s))
        or (_ASKED.search(s.lower) and (s.commitment.figures or s.commitment.arrows or ":" in s.text))
        or (s.sentence.under and _ASKED.search(s.sentence.under) and s.sentence.form is Form.ITEM)
    ]
    result = counted(found, 3.0, "asked before designing", first=0.5)
    settled = sum(_settled(s) for s in found if not s.sentence.question)
    return replace(result, credit=max(result.credit, min(1.0, settled / 5))) if result.credit else result


def _was_turned_back(reading: Reading, question: Statement) -> bool:
    """Whether the interviewer's next line says that it was about something else."""
    behind = reading.sheet.text[question.sentence.end :].lstrip()
    return behind.startswith(">") and behind.removeprefix(">").split("\n", 1)[0].strip() in TURNED_BACK


def _settled(statement: Statement) -> int:
    """How many figures a line of answers settles."""
    return len(statement.sentence.figures) if statement.commitment.share >= 0.8 else 0


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
                continue
        if _FOLLOWS.search(statement.lower) and _is_pinned(statement):
            found.append(statement)
    return counted(found, 2.0, "an answer with its consequence", first=0.7)


def _is_pinned(statement: Statement) -> bool:
    """Whether it is short and speaks of this system: names things or figures, and hedges nothing."""
    said = statement.commitment
    return said.hedges == 0 and said.words <= 25 and bool(statement.concepts or said.figures) and said.share >= 0.8


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
        else:
            if _NINES.search(statement.lower):
                found.append(statement)
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
    asked = [s for s in reading.of(phase).body if "?" in s.text and _ASKS_SCALE.search(s.lower)]
    if found or not asked:
        return counted(found, 1.0, "scale in numbers")
    credit = min(1.0, 0.8 + 0.2 * (len(asked) - 1))
    return CheckResult(credit, tuple(s.span for s in asked[:MOST_SPANS]), "scale asked for")


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
