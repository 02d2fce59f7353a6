"""Rules about redirects: 301 beside counted clicks, jumps by script, a short link that does not redirect."""

import re
from collections.abc import Iterator

from coach.api.lexicon import words
from coach.api.rule import REDIRECT, Case, Finding, Rule, rfc
from coach.language.wording import wording
from coach.model.words import Severity

_CLICKS = wording(r"click|visit|count|stat|analytic|metric|track|hits?\b|billed", re.IGNORECASE)
_ALL_SEEN = wording(
    r"(?:every|each|all|any|exact)\b[^.\n]{0,50}\b(?:clicks?|visits?|hits?|requests?|redirects?|numbers?"
    r"|counts?|follows?)\b[^.\n]{0,70}"
    r"\b(?:through|pass\w*|come|comes|reach\w*|our servers?|us|complete|exact|counted|seen|logged|tracked|recorded)\b"
    r"|(?:count|track|see|log|record|measure)\w* (?:every|each|all) (?:single )?(?:click|visit|hit|request|redirect)"
    r"|(?:statistics|stats|analytics|counts?|numbers?) (?:stay|remain|are|is|will be) (?:complete|exact"
    r"|accurate|correct|right|precise)",
    re.IGNORECASE,
)
_UNSEEN = wording(
    r"\b(?:neither|never|no longer|not|miss|lose|loses|lost|lie|skip\w*|without us|instead|bypass|can't"
    r"|cannot|won't|don't|undercount|no|avoid|wrong|breaks?)\b|\?",
    re.IGNORECASE,
)
_PERMANENT = wording(r"\b(?:301|308)\b|permanent(?:ly)? (?:moved|redirect)", re.IGNORECASE)


def _permanent_counted(case: Case) -> Iterator[Finding]:
    """301 where the text claims that every click is still seen."""
    for sentence in case.sentences:
        if not _PERMANENT.search(sentence.text):
            continue
        claim = _ALL_SEEN.search(sentence.text)
        if claim and not _UNSEEN.search(sentence.text) and not re.search(r"\b30[27]\b", sentence.text):
            yield Finding(sentence.start, sentence.end)


def _permanent_unweighed(case: Case) -> Iterator[Finding]:
    """301 beside counting or deletion, and no word about what it costs."""
    if any(True for _ in _permanent_counted(case)):
        return
    counted = case.asks(r"\bclicks?\b|analytics|statistics|\bstats\b|track|count") or any(
        _CLICKS.search(operation.path) for operation in case.calls
    )
    removed = any(operation.effect == "removes" for operation in case.calls) or case.asks(
        r"\bdelete|disable|take ?down|expir|\bedit"
    )
    if (
        not (counted or removed)
        or case.says(r"\b30[27]\b")
        or case.says(
            r"(?:cache|cached|remember|keep|stor)\w*[^.\n]{0,60}(?:lose|miss|never|without|skip|cannot|not)"
            r"|(?:lose|miss|give up)[^.\n]{0,40}(?:click|count|analytic)"
        )
    ):
        return
    for operation in case.calls:
        for answer in operation.responses:
            if answer.status in {301, 308}:
                lost = (
                    "neither counted nor taken down"
                    if counted and removed
                    else "not counted"
                    if counted
                    else "not taken down"
                )
                yield Finding(
                    answer.start,
                    answer.end,
                    f"Browsers keep a {answer.status} and do not ask again: what they follow from memory is "
                    f"{lost}. Answer 302 or 307, or say why the lost clicks are worth the saved load.",
                )


def _redirect_unexplained(case: Case) -> Iterator[Finding]:
    """302 without a word on why not 301: the trade-off an interviewer waits for."""
    if case.says(r"\b30[18]\b"):
        return
    for operation in case.calls:
        for answer in operation.responses:
            if answer.status in {302, 307} and not case.says(
                r"cach|brows|count|track|analytic|kill|take ?down|no-store|remember|temporary|every click"
            ):
                yield Finding(answer.start, answer.end)
                return


def _redirect_by_script(case: Case) -> Iterator[Finding]:
    pattern = wording(
        r"(?:javascript|\bjs\b|\bscript|meta[- ]refresh|window\.location|location\.href|our page|front ?end)"
        r"[^.\n]{0,50}\b(?:jump|redirect|forward|navigat|go(?:es)? to)\w*",
        re.IGNORECASE,
    )
    if not (case.asks(r"short|redirect|link") or case.says(r"short|redirect")) or case.says(r"\b30[12378]\b"):
        return
    for sentence in case.sentences:
        match = pattern.search(sentence.text)
        if match and not re.search(
            r"\b30[12378]\b|\b(?:no|not|never|without|instead of)\b[^.\n]{0,20}(?:javascript|script|page)",
            sentence.text,
            re.IGNORECASE,
        ):
            yield Finding(sentence.start, sentence.end)


def _redirect_missing(case: Case) -> Iterator[Finding]:
    """A short-link API whose follow operation never says that it redirects."""
    shortens = case.asks(r"\bredirect|\bshorten|long (?:url|address|link)|\btarget\b")
    takes_url = any("url" in words(item.name) for operation in case.calls for item in operation.request)
    if (
        not (shortens or takes_url)
        or case.asks(r"\bpastes?\b|\bphotos?\b|\btweets?\b")
        or case.says(r"\b30[12378]\b|redirect|location")
    ):
        return
    if any(True for _ in _redirect_by_script(case)) or not case.says(r"short|\bcode\b|alias|\burl"):
        return
    for operation in case.calls:
        if (
            operation.method == "GET"
            and len(operation.path_params) == 1
            and not operation.writes
            and operation.path.endswith("}")
        ):
            yield case.head(operation)
            return


RULES: tuple[Rule, ...] = (
    Rule(
        "permanent-redirect-counted",
        Severity.ERROR,
        "The other way round: browsers keep a 301 and follow it without asking you again, so those clicks "
        "are never seen. Counting every click takes a 302 or 307, sent with no-store.",
        (REDIRECT, rfc("15.4.2")),
        _permanent_counted,
        "Who sees the second click of the same person?",
    ),
    Rule(
        "permanent-redirect",
        Severity.WARNING,
        "Browsers keep a 301 and do not ask again. Answer 302 or 307, or say why the lost clicks are worth "
        "the saved load.",
        (REDIRECT, rfc("15.4.2")),
        _permanent_unweighed,
        "What does a 301 cost you here?",
    ),
    Rule(
        "redirect-trade-off",
        Severity.NOTE,
        "302 rather than 301 is a trade: every click costs you a request, and every click can be counted. Say so.",
        (REDIRECT, rfc("15.4.3")),
        _redirect_unexplained,
        "Why this status and not a 301?",
    ),
    Rule(
        "redirect-by-script",
        Severity.ERROR,
        "A short link has to answer with a 3xx and a Location header. A page that jumps by script is slower "
        "and leaves every client without a browser standing.",
        (REDIRECT, rfc("15.4")),
        _redirect_by_script,
    ),
    Rule(
        "redirect-without-status",
        Severity.WARNING,
        "Nothing says that following a short link redirects. Name the status (302, or 301 with its price) "
        "and the Location header.",
        (REDIRECT, rfc("10.2.2")),
        _redirect_missing,
    ),
)
