"""Rules about lists: paging, limits, filters."""

import re
from collections.abc import Iterator

from coach.api.lexicon import each, singular, words
from coach.api.meaning import literals
from coach.api.model import Operation, flat
from coach.api.rule import ACCESS, API, PRIMER_API, Case, Finding, Rule
from coach.language.expressions import expression
from coach.model.words import Severity

_CURSOR = expression(
    r"cursor|before|after|since|until|older|newer|page|offset|limit|^n$|size|count|per_page|first|last"
    r"|from|start|skip|token|max",
    re.IGNORECASE,
)
_OFFSET = expression(r"^(?:page|offset|skip|page_?(?:no|num|number))$", re.IGNORECASE)
_LOG_OFFSET = expression(
    r"\b(?:log|kafka|kinesis|partitions?|topics?|consumers?|commit(?:s|ted)?|streams?|bytes?)\b", re.IGNORECASE
)
_MOVING = frozenset(
    each("""
    feed timeline home wall slate post tweet photo message comment notification activity newsfeed video story event
    chat thread inbox news
    """)
)
_COUNTED = frozenset(
    each("""
    stat stats count counts views clicks analytics status health summary metrics info config balance total me
    profile raw content settings days
    """)
)
_COLLECTIVE = frozenset(
    each("""
    feed timeline home wall slate search history inbox newsfeed explore trending leaderboard
    """)
)


def is_list(operation: Operation) -> bool:
    """Whether a read gives back a list that grows: a plural or collective noun at the end of its path, or `[…]`."""
    if operation.effect != "reads" or operation.method == "STREAM":
        return False
    parts = literals(operation)
    last = parts[-1][-1] if parts else ""
    if last in _COUNTED or singular(last) in _COUNTED:
        return False
    if any(answer.many and (answer.status or 200) < 300 for answer in operation.responses):
        return True
    if not parts or operation.path.endswith("}"):
        return False
    return (
        last in _COLLECTIVE
        or (last != singular(last) and operation.path != "")
        or (not operation.path and last != singular(last))
    )


def _unpaged_list(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if not is_list(operation):
            continue
        names = [item.name for item in flat((*operation.query_params, *operation.request))]
        out = [item.name for answer in operation.responses for item in flat(answer.fields)]
        if any(_CURSOR.search(name) for name in names) or any(
            re.match(r"next|cursor|has_more", name, re.IGNORECASE) for name in out
        ):
            continue
        if any(
            item.fields == () and singular(words(item.name)[-1] if words(item.name) else "") in {"id", "slug", "email"}
            for item in operation.query_params
        ):
            continue
        if re.search(
            r"cursor|pag(?:e|ing|inat)|limit|newest \d+|(?:first|last|top|latest) \d+|\b\d+ (?:items|posts"
            r"|photos|tweets|entries)|same",
            case.of(operation),
            re.IGNORECASE,
        ):
            continue
        if case.says(
            r"\b(?:all|every) (?:list|read|get)s?\b[^.\n]{0,40}(?:pag|cursor)|lists (?:are )?(?:paged"
            r"|paginated)|pagination[: ]|paginated? (?:with|by|via)|cursor[- ](?:based )?pag"
        ):
            continue
        yield case.head(operation)


def _offset_paging(case: Case) -> Iterator[Finding]:
    moving = False
    for operation in case.calls:
        names = [item.name for item in (*operation.query_params, *operation.request)]
        if not any(_OFFSET.match(name) for name in names) or any(
            re.search(r"cursor|before|after", name) for name in names
        ):
            continue
        about = {singular(word) for group in literals(operation) for word in group}
        if is_list(operation) or about & _MOVING:
            moving = True
            yield case.head(operation)
    for sentence in case.sentences:
        if not re.search(r"\boffset\b|\bpage numbers?\b", sentence.text, re.IGNORECASE) or any(
            o.start <= sentence.start < o.end for o in case.calls
        ):
            continue
        if _LOG_OFFSET.search(sentence.text):
            continue  # a consumer's place in a log
        if re.search(
            r"\b(?:not?|never|instead|rather|than|avoid|repeat|shift|drift|slow|skip|would|vs|over|since|beats)\b",
            sentence.text,
            re.IGNORECASE,
        ):
            continue
        if moving or re.search(r"feed|timeline|LIMIT \d|newest|pag(?:e|ing|ination)", sentence.text, re.IGNORECASE):
            yield Finding(sentence.start, sentence.end)


def _open_limit(case: Case) -> Iterator[Finding]:
    if case.says(r"\bmax(?:imum)?\b|at most|up to|\bcap(?:ped)?\b|≤|<="):
        return
    for operation in case.calls:
        for item in operation.query_params:
            if re.fullmatch(r"limit|n|size|count|per_?page|page_?size|first", item.name, re.IGNORECASE) and not any(
                char.isdigit() for char in item.kind
            ):
                yield Finding(item.start, item.end)
                return


def _open_filter(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        for item in operation.query_params:
            if re.fullmatch(
                r"filters?|where|sort|sort_?by|order_?by|fields|include|sql|expr(?:ession)?", item.name, re.IGNORECASE
            ) and not item.kind.strip("."):
                yield Finding(item.start, item.end)


RULES: tuple[Rule, ...] = (
    Rule(
        "unpaged-list",
        Severity.WARNING,
        "This list grows without end and comes back whole. Give it a limit and a cursor.",
        (PRIMER_API, API),
        _unpaged_list,
        "What does this return for somebody with a hundred thousand of them?",
    ),
    Rule(
        "offset-paging",
        Severity.WARNING,
        "Pages by number slip while new items arrive: rows repeat or get lost, and deep offsets read all "
        "they skip. Page by the last item seen.",
        (API, ACCESS),
        _offset_paging,
        "A new item arrives between page one and page two. What does the reader see?",
    ),
    Rule(
        "limit-without-maximum",
        Severity.NOTE,
        "A page size without a maximum lets one client ask for everything. State the default and the cap.",
        (API,),
        _open_limit,
    ),
    Rule(
        "open-filter",
        Severity.NOTE,
        "A free filter or sort lets clients send queries that no index answers. List the fields that may be used.",
        (ACCESS,),
        _open_filter,
    ),
)
