"""Rules about answers: status codes, errors that the requirements imply, redirects, slow work, retries."""

import re
from collections.abc import Iterator

from coach.api.lexicon import each, singular, words
from coach.api.meaning import literals
from coach.api.model import Operation, flat
from coach.api.rule import API, GATEWAY, PRIMER_API, PRINCIPLES, RETRIES, WRITE_PATH, Case, Finding, Rule, rfc
from coach.language.wording import wording
from coach.model.words import Severity

_ERROR_WORDS = (
    r"\b4\d\d\b|\b5\d\d\b|\b[45]xx\b|\berrors?\b|\bfails?\b|\breject|\binvalid\b|not found|\bconflict|\btaken\b"
    r"|\bforbidden\b|\brefus"
)
_EVERY_200 = wording(
    r"\b(?:always|every|all|any|each)\b[^.\n]{0,60}\b200\b|\b200\b[^.\n]{0,40}\b(?:always|whatever"
    r"|even (?:on|for|if|when)|in any case|regardless)\b",
    re.IGNORECASE,
)
_SOME_200 = wording(
    r"\bnot (?:always|every)|\bnever\b|\bmax\b|\blimit\b|\bunless\b|\bexcept\b|\bon success\b|\bsuccessful"
    r"|\b[345]\d\d\b|\b20[1-6]\b|\b200 (?:ms|k|items|chars|posts|bytes|rps)",
    re.IGNORECASE,
)
_ERROR_200 = wording(
    r"\b200\b[^.|\n]{0,30}\{[^}\n]{0,60}(?:\"?error\"?\s*[:}]|\"?success\"?\s*:\s*false)", re.IGNORECASE
)
_SLOW = frozenset(
    each("""
    transcode encode convert render export import crawl resize thumbnail backup migrate reindex report archive zip
    merge train batch bulk
    """)
)


def _writes(case: Case) -> list[Operation]:
    return [
        operation
        for operation in case.calls
        if operation.style == "rest" and operation.writes and operation.method != "STREAM"
    ]


def _creates(case: Case) -> list[Operation]:
    """POSTs that make a thing of their own: not actions such as `/like` or `/publish` on another one."""
    found = []
    for operation in _writes(case):
        if operation.method == "POST" and operation.effect == "creates" and not operation.path.endswith("}"):
            before_last = operation.segments[-2] if len(operation.segments) > 1 else ""
            parts = literals(operation)
            if not before_last.startswith("{") or (parts and parts[-1][-1].endswith("s")):
                found.append(operation)
    return found


def _create_200(case: Case) -> Iterator[Finding]:
    for operation in _creates(case):
        good = [status for status in operation.statuses if status < 400]
        if good == [200] and not {"login", "search", "auth", "token", "session"} & {
            word for group in literals(operation) for word in group
        }:
            yield case.head(operation)


def _create_silent(case: Case) -> Iterator[Finding]:
    if not any(operation.responses for operation in case.calls):
        return
    for operation in _creates(case):
        if not operation.responses and not _ANSWERED.match(case.after(operation)):
            yield case.head(operation)


_ANSWERED = wording(r"[\s`]*(?:->|=>|→|returns?\b|gives?\b|answers?\b)\s*\w")
"""What it gives back in words: `-> conversations whose last_seq is higher`."""


def _no_errors(case: Case) -> Iterator[Finding]:
    calls = [operation for operation in case.calls if operation.style == "rest"]
    if len(calls) >= 2 and not case.says(_ERROR_WORDS):
        target = next(iter(_creates(case)), calls[0])
        yield case.head(target)


def _no_404(case: Case) -> Iterator[Finding]:
    if not case.says(r"\b4\d\d\b") or case.says(r"\b40[34]\b|\b410\b|not found|unknown|never existed|missing"):
        return
    for operation in case.calls:
        if (
            operation.style == "rest"
            and operation.method == "GET"
            and operation.path.endswith("}")
            and operation.responses
        ):
            yield case.head(operation)
            return


def _no_409(case: Case) -> Iterator[Finding]:
    chosen = r"\balias|custom (?:name|code|url|link|word|slug|handle)|vanity|unique (?:user)?names?\b"
    if case.says(r"\b409\b|\bconflict|taken|exists|already|duplicate|\b422\b|collision|unique"):
        return
    for operation in _creates(case):
        names = {"_".join(words(item.name)) for item in operation.request}
        has = names & {
            "alias",
            "custom_alias",
            "slug",
            "custom_code",
            "vanity",
            "handle",
            "username",
            "custom_name",
            "custom_url",
        }
        if has or (case.asks(chosen) and names & {"name", "word", "code"}):
            yield case.head(operation)
            return


def _no_410(case: Case) -> Iterator[Finding]:
    if not case.asks(r"expir|burn|ttl\b|lifetime|self[- ]destruct|take ?down|disable") or case.says(
        r"\b410\b|\bgone\b|expired|burned|killed|deleted"
    ):
        return
    if not case.says(r"\b4\d\d\b"):
        return
    for operation in case.calls:
        if (
            operation.style == "rest"
            and operation.method == "GET"
            and operation.path.endswith("}")
            and operation.statuses
        ):
            yield case.head(operation)
            return


def _no_413(case: Case) -> Iterator[Finding]:
    if not case.asks(
        r"(?:max|up to|at most|≤|<=?|limit\w*|biggest|largest)[^.\n]{0,30}\d+ ?(?:k|m|g)i?b\b"
    ) or case.says(r"\b413\b|too (?:large|big|long)|max|size|\bbytes\b|\blimit|≤|over \d"):
        return
    for operation in _creates(case):
        if any(
            re.search(r"text|body|content|file|image|photo|data|paste", item.name, re.IGNORECASE)
            for item in operation.request
        ):
            yield case.head(operation)
            return


def _no_429(case: Case) -> Iterator[Finding]:
    limited = r"\b429\b|rate[- ]?limit|throttl|quota|captcha|too many|per (?:ip|user|key)|token bucket"
    if case.says(limited):
        return
    abused = case.asks(
        r"\babuse(?:rs?|d)?\b(?! ?-?(?:takedown|report|team|desk))|\bspam|\bbots\b|rate[- ]?limit|scraping|flood"
    )
    public = case.asks(
        r"anonymous|no (?:accounts?|login|sign)|without (?:an )?(?:account|login)|\b(?:anyone|anybody) can"
    )
    owned = any(operation.auth for operation in case.calls) or case.says(r"\btoken\b|\bauth|\bapi.key\b|log(?:ged)? in")
    if abused or (public and not owned):
        for operation in _creates(case)[:1]:
            severity = Severity.WARNING if abused else None
            yield Finding(operation.start, operation.head_end, severity=severity)


def _always_200(case: Case) -> Iterator[Finding]:
    """A sentence that promises 200 for everything, or shows an error behind a 200."""
    refused = any(status >= 400 for operation in case.calls for status in operation.statuses)
    for sentence in case.sentences:
        promised = _EVERY_200.search(sentence.text) and not _SOME_200.search(sentence.text) and not refused
        if promised or _ERROR_200.search(sentence.text):
            yield Finding(sentence.start, sentence.end)


def _no_content_with_body(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        for answer in operation.responses:
            if answer.status == 204 and "{" in case.text[answer.start : answer.end]:
                yield Finding(answer.start, answer.end)


def _slow_sync(case: Case) -> Iterator[Finding]:
    for operation in _writes(case):
        about = {singular(word) for group in literals(operation) for word in group}
        deferred = re.search(
            r"async|queue|job|later|background|poll|webhook|\b202\b", case.of(operation), re.IGNORECASE
        )
        if about & _SLOW and operation.responses and 303 not in operation.statuses and not deferred:
            yield case.head(operation)


def _retry_unsafe(case: Case) -> Iterator[Finding]:
    """The first create that a retry would do twice, unless the text deals with repeats anywhere."""
    if case.says(
        r"idempot|dedup|de-dup|repeat|retry|retries|twice|request[ _-]?id|\brid\b|\bnonce\b"
        r"|client[- _](?:generated|token|id|ref)|hash of|same (?:url|text|content)"
    ):
        return
    creating = [operation for operation in _creates(case) if not operation.idempotency]
    if creating:
        yield case.head(creating[0])


def _validator_missing(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        for answer in operation.responses:
            if (
                answer.status == 304
                and not operation.query_params
                and not case.says(r"etag|if-none-match|if-modified|last-modified")
            ):
                yield Finding(answer.start, answer.end)


def _bare(case: Case) -> Iterator[Finding]:
    """Endpoints of which nothing is said: no payload, no parameter worth the name, no status, nowhere."""
    calls = [operation for operation in case.calls if operation.style in {"rest", "function"}]
    if not calls or any(operation.responses or list(flat(operation.request)) for operation in calls):
        return
    if case.says(r"\b[1-5]\d\d\b|returns?\b|\bbody\b|answers?\b|response"):
        return
    for operation in calls[:6]:
        yield case.head(operation)


RULES: tuple[Rule, ...] = (
    Rule(
        "always-200",
        Severity.ERROR,
        "An error behind a 200 looks like success to caches, retries, monitoring and every client library. "
        "Let the status say it: 4xx for the caller, 5xx for you.",
        (PRIMER_API, rfc("15")),
        _always_200,
    ),
    Rule(
        "no-content-with-body",
        Severity.WARNING,
        "A 204 has no body. Answer 200 with the payload, or drop the payload.",
        (rfc("15.3.5"),),
        _no_content_with_body,
    ),
    Rule(
        "create-answers-200",
        Severity.NOTE,
        "Creating something answers 201, with its address; 200 leaves open whether it is new.",
        (rfc("15.3.2"),),
        _create_200,
    ),
    Rule(
        "create-without-answer",
        Severity.WARNING,
        "Nothing says what this create gives back. Show the status and the id or address of what was made.",
        (PRIMER_API,),
        _create_silent,
    ),
    Rule(
        "no-error-answers",
        Severity.WARNING,
        "No call says what goes wrong. Name at least the bad input (400), the unknown thing (404) and "
        "whatever your rules refuse.",
        (PRIMER_API, rfc("15.5")),
        _no_errors,
        "What does a client see when this fails?",
    ),
    Rule(
        "missing-404",
        Severity.NOTE,
        "A lookup by key has to say what it answers when there is nothing: 404.",
        (rfc("15.5.5"),),
        _no_404,
    ),
    Rule(
        "missing-409",
        Severity.WARNING,
        "A name that the user picks can be taken. Answer 409 then, and say so.",
        (rfc("15.5.10"),),
        _no_409,
        "Two people ask for the same name at once. What does each of them get?",
    ),
    Rule(
        "missing-410",
        Severity.NOTE,
        "Things expire here, but the read does not say what an expired one answers: 410, or 404 if you would "
        "rather not tell.",
        (rfc("15.5.11"),),
        _no_410,
    ),
    Rule(
        "missing-413",
        Severity.NOTE,
        "There is a size limit in the requirements; say what too large a body answers: 413.",
        (rfc("15.5.14"),),
        _no_413,
    ),
    Rule(
        "missing-429",
        Severity.NOTE,
        "Anybody may write here and nothing limits how often. Name the limit and answer 429 with Retry-After.",
        (GATEWAY, rfc("10.2.3")),
        _no_429,
        "What stops one script from filling this up?",
    ),
    Rule(
        "slow-work-in-request",
        Severity.WARNING,
        "This takes longer than a request should. Take the job, answer 202 with its address, and let the "
        "client ask for the result.",
        (WRITE_PATH, rfc("15.3.3")),
        _slow_sync,
    ),
    Rule(
        "retry-creates-twice",
        Severity.WARNING,
        "A client that times out will send this again, and then there are two. Take an Idempotency-Key or a "
        "request id made by the client, and answer the repeat as the first time.",
        (PRINCIPLES, RETRIES),
        _retry_unsafe,
        "The answer gets lost on the way and the phone retries. What happens?",
    ),
    Rule(
        "not-modified-without-validator",
        Severity.NOTE,
        "A 304 answers a question the client has to ask: send an ETag and take If-None-Match.",
        (rfc("15.4.5"),),
        _validator_missing,
    ),
    Rule(
        "bare-endpoint",
        Severity.WARNING,
        "Only a name: no payload, no answer, no error. Show what goes in and what comes out, with status codes.",
        (PRIMER_API, API),
        _bare,
        "What does a client send here, and what does it get back?",
    ),
)
