"""Rules about calls: methods that fit, names, versions, parameters, paging."""

import re
from collections import Counter
from collections.abc import Iterator

from coach.api.lexicon import VERBS, each, singular, words
from coach.api.meaning import literals
from coach.api.model import Operation, flat
from coach.api.rule import API, PRIMER_API, PRINCIPLES, Case, Finding, Rule, rfc
from coach.language.wording import wording
from coach.model.words import Severity

_CRUD = frozenset(
    each("""
    create get add insert update delete remove fetch list make set save read retrieve edit modify post put
    """)
)
_METHOD_FOR = {"reads": "GET", "creates": "POST", "changes": "PUT", "removes": "DELETE"}
_CONVENIENCE = wording(
    r"\bGETs?\b(?=.*\b(?:easier|easy|easiest|simpler|simple|simplest|compatible|convenient|(?:to|can be) test\w*"
    r"|(?:in|from) (?:the|a|any) browser|address bar|needs? no body|everything)\b)",
    re.IGNORECASE,
)


def _get_writes(case: Case) -> Iterator[Finding]:
    wrong = [
        operation
        for operation in case.calls
        if operation.style == "rest" and operation.method in {"GET", "HEAD"} and operation.writes
    ]
    for operation in wrong:
        deed = {"creates": "creates something", "changes": "changes something", "removes": "deletes something"}[
            operation.effect
        ]
        with_method = _METHOD_FOR[operation.effect]
        yield Finding(
            operation.start,
            operation.head_end,
            f"This GET {deed}. GET must be safe: browsers, crawlers and caches fetch it ahead, repeat it or "
            f"never send it. Use {with_method}.",
        )
    if wrong:
        for sentence in case.sentences:
            if _CONVENIENCE.search(sentence.text) and not re.search(
                r"\b(?:not|never|only reads|safe)\b", sentence.text, re.IGNORECASE
            ):
                yield Finding(
                    sentence.start,
                    sentence.end,
                    "Convenience does not make a GET fit for writing: it is fetched ahead, cached and "
                    "repeated. Writes take POST, PUT, PATCH or DELETE.",
                )


def _get_with_body(case: Case) -> Iterator[Finding]:
    return (
        case.head(operation)
        for operation in case.calls
        if operation.style == "rest" and operation.method == "GET" and operation.request
    )


def _delete_with_body(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if (
            operation.style == "rest"
            and operation.method == "DELETE"
            and operation.request
            and "{" in case.text[operation.head_end : operation.end]
        ):
            yield case.head(operation)


def _post_reads(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if operation.style == "rest" and operation.method == "POST" and operation.effect == "reads":
            yield case.head(operation)


def _post_changes(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if operation.style == "rest" and operation.method == "POST" and operation.effect == "changes":
            yield case.head(operation)


def _post_removes(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if operation.style == "rest" and operation.method == "POST" and operation.effect == "removes":
            yield Finding(
                operation.start,
                operation.head_end,
                severity=Severity.NOTE if operation.request or operation.responses else None,
            )


def _verb_in_path(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if operation.style != "rest":
            continue
        for segment in operation.segments:
            parts = words(segment)
            if segment.startswith("{") or not parts or parts[0] not in _CRUD:
                continue
            if len(parts) == 1 and parts[0] in {"post", "set", "list", "read", "put"}:
                continue
            yield Finding(
                operation.start,
                operation.head_end,
                f"“{segment}” puts the verb into the path, where the method says it already. "
                + (
                    f"Name the thing: {_METHOD_FOR[operation.effect]} /{_plural(parts[-1])}."
                    if len(parts) > 1
                    else f"Leave it out: {_METHOD_FOR[operation.effect]} on the thing's own address."
                ),
            )
            break


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") else noun + "s"


def _no_method(case: Case) -> Iterator[Finding]:
    return (case.head(operation) for operation in case.calls if operation.style == "rest" and not operation.method)


def _no_version(case: Case) -> Iterator[Finding]:
    calls = [operation for operation in case.calls if operation.style == "rest" and operation.segments]
    if len(calls) >= 2 and not any(operation.version for operation in calls) and not case.says(r"version|\bv\d\b|/v\d"):
        yield case.head(calls[0])


def _mixed_number(case: Case) -> Iterator[Finding]:
    """The same noun once in the singular and once in the plural as a collection."""
    first: dict[str, tuple[str, Operation]] = {}
    for operation in case.calls:
        for segment in operation.segments:
            if segment.startswith("{") or not segment.isalpha() or segment in {"me"}:
                continue
            stem = singular(segment.lower())
            known = first.setdefault(stem, (segment.lower(), operation))
            if known[0] != segment.lower() and stem not in {"like", "follow", "share"}:
                yield Finding(
                    operation.start,
                    operation.head_end,
                    f"“{segment}” here and “{known[0]}” in {known[1].name}: one resource, two names. Keep "
                    f"the plural throughout.",
                )
                return


def _mixed_case(case: Case) -> Iterator[Finding]:
    """Field names in camelCase beside field names in snake_case."""
    camel: list[Finding] = []
    snake: list[Finding] = []
    for operation in case.calls:
        for item in flat(
            (
                *operation.request,
                *operation.query_params,
                *(field for answer in operation.responses for field in answer.fields),
            )
        ):
            if "_" in item.name.strip("_") and " " not in item.name:
                snake.append(Finding(item.start, item.end))
            elif re.fullmatch(r"[a-z]+(?:[A-Z][a-z]*)+", item.name):
                camel.append(Finding(item.start, item.end))
    if camel and snake:
        yield min(camel, snake, key=len)[0]


def _duplicate_hole(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        names = Counter(field.name for field in operation.path_params)
        if any(count > 1 for count in names.values()):
            yield case.head(operation)


def _undefined_hole(case: Case) -> Iterator[Finding]:
    """A placeholder that nothing hands out: no field, column or word of the phase is called like it."""
    handed = {
        word
        for operation in case.calls
        for item in flat((*operation.request, *(f for a in operation.responses for f in a.fields)))
        for word in words(item.name)
    }
    handed |= {word for table in case.contract.tables for column in table.columns for word in words(column.name)}
    if not handed:
        return
    for operation in case.calls:
        spoken = case.said.lower()
        for hole in operation.path_params:
            parts = words(hole.name)
            if (
                not parts
                or handed & set(parts)
                or parts[-1] in {"id", "uid", "user", "username", "me"}
                or len(hole.name) < 2
            ):
                continue
            if len(re.findall(rf"\b{re.escape(hole.name.lower())}", spoken)) > sum(
                other.name == hole.name for o in case.calls for other in o.path_params
            ):
                continue
            if any(
                singular(part) == singular(word) for part in parts for group in literals(operation) for word in group
            ):
                continue
            yield Finding(hole.start, hole.end)
            return


def _intent_hidden(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        for segment in operation.segments:
            parts = words(segment)
            if (
                len(parts) >= 2
                and parts[0] in VERBS
                and set(parts)
                & {"database", "db", "record", "row", "table", "cache", "redis", "insert", "store", "queue"}
            ):
                yield case.head(operation)


RULES: tuple[Rule, ...] = (
    Rule(
        "get-writes",
        Severity.ERROR,
        "This GET changes something. GET must be safe; use POST, PUT, PATCH or DELETE.",
        (PRIMER_API, rfc("9.2.1")),
        _get_writes,
        "What happens when a browser or a crawler fetches this address ahead of the user?",
    ),
    Rule(
        "get-with-body",
        Severity.WARNING,
        "A body on GET has no agreed meaning and many proxies drop it. Put what it asks for into the path or "
        "the query.",
        (rfc("9.3.1"),),
        _get_with_body,
    ),
    Rule(
        "delete-with-body",
        Severity.NOTE,
        "A body on DELETE has no agreed meaning and some proxies drop it. Name the thing in the path and "
        "carry a secret in a header.",
        (rfc("9.3.5"),),
        _delete_with_body,
    ),
    Rule(
        "post-for-read",
        Severity.WARNING,
        "This only reads, yet it is a POST: it cannot be cached or safely repeated. Use GET, unless the "
        "query is too long for a URL.",
        (PRIMER_API, rfc("9.3.3")),
        _post_reads,
    ),
    Rule(
        "post-for-change",
        Severity.WARNING,
        "Changing something that exists is a PUT (whole) or a PATCH (part) on its own address; a repeated "
        "POST may do it twice.",
        (PRIMER_API, rfc("9.3.4")),
        _post_changes,
    ),
    Rule(
        "post-for-delete",
        Severity.WARNING,
        "Removing is what DELETE is for: on the thing's own address, safe to repeat.",
        (PRIMER_API, rfc("9.3.5")),
        _post_removes,
    ),
    Rule(
        "verb-in-path",
        Severity.WARNING,
        "The path names a verb; the method says it already.",
        (PRIMER_API, PRINCIPLES),
        _verb_in_path,
    ),
    Rule(
        "implementation-in-name",
        Severity.NOTE,
        "The name tells how it is stored. Name the call by what the client wants, so that the inside can change.",
        (PRINCIPLES,),
        _intent_hidden,
    ),
    Rule(
        "no-method",
        Severity.WARNING,
        "A path without a method leaves open whether it reads or writes. Put GET, POST, PUT or DELETE before it.",
        (PRIMER_API,),
        _no_method,
    ),
    Rule(
        "no-version",
        Severity.NOTE,
        "No version in any path. A /v1 now lets you change the contract later without breaking the clients "
        "that are out.",
        (PRINCIPLES,),
        _no_version,
    ),
    Rule(
        "mixed-singular-plural",
        Severity.NOTE,
        "One resource, two names. Keep the plural throughout.",
        (PRIMER_API,),
        _mixed_number,
    ),
    Rule(
        "mixed-naming",
        Severity.NOTE,
        "Field names mix camelCase and snake_case. Pick one: clients guess names from the others.",
        (PRIMER_API,),
        _mixed_case,
    ),
    Rule(
        "duplicate-path-parameter",
        Severity.WARNING,
        "Two placeholders of this path have the same name, so one of them cannot be filled. Name each by what it is.",
        (PRIMER_API,),
        _duplicate_hole,
    ),
    Rule(
        "undefined-path-parameter",
        Severity.NOTE,
        "Nothing in the contract hands out this value: no answer, table or sentence speaks of it. Say where "
        "a client gets it.",
        (API,),
        _undefined_hole,
    ),
)
