"""Checks on the interface: operations, methods, answers, retries, paging, tables, reasons."""

import re
from collections.abc import Collection, Mapping, Sequence

from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, affirms, counted, words
from coach.grading.reading import Reading, Statement
from coach.language.stems import stem
from coach.language.wording import wording
from coach.model.problem import RequiredOperation
from coach.model.words import Phase

_ENDPOINT = wording(
    r"\b(GET|POST|PUT|PATCH|DELETE)\b(?:\s*[|,]\s*(?:GET|POST|PUT|PATCH|DELETE))?\W{0,4}(?:body\s*)?(/?[\w{}<>:.$/-]*)"
)
_CALL = wording(r"\b[a-z]+(?:[A-Z]\w*|_\w+)?\([^)]*\)\s*(?:->|→|:)")
_STATUS = wording(r"\b(?:20[0-6]|30[1-478]|4\d\d|50[0-4])\b")
_ERROR = wording(r"\b(?:4\d\d|50[0-4])\b")
_REPEAT = words(
    r"""\bidempot\w+|\brid\b|\brepeat\w*|\bsame\ (?:rid|key|answer|id)|\brequest[- _]?id|\bretr(?:y|ies
        |ied)\b[^.]{0,40}\b(?:safe|twin|same|twice|duplicate|no\ )|\btwice\b|\bdedup\w*|client-generated|once\b
    |\bput-if-absent|\bif-none-match|\bsafe\ to\ re\w+"""
)
_PAGED = words(
    r"""\b(?:cursor|before|after|since|next|older_than|page_token|limit|n=\d+|next_before|paging|pagination)\b
        |[?&](?:before|cursor|after|since|limit|n)="""
)
_VERSION = words(r"/v\d+\b|\bversion\w*\b")
_TOKEN = words(
    r"""\b(?:token|bearer|session|oauth|jwt|api[- ]?key|owner\ only|author\ only|hmac|caller|auth\w*|signed|sso
        |x-delete-token|delete[-_]\w+)\b"""
)
_TABLE = words(
    r"""\bcreate\ table\b|\b\w+\([^)]*\b(?:id|key|pk|primary|owner|author|code|user|created_at)\b[^)]*\)
        |\bprimary\ key\b|\bpk\b|\btables?\b|\bindex\b|\bix\b|\bpartition\ key\b|\bschema\b"""
)
_ACCESS = words(
    r"\b(?:index\w*|ix|pk|primary\ key|by\ key|key|lookup|look\ up|desc|access\ pattern|query|unique|need)\b"
)
_CHOSEN = words(
    r"""\bbecause\b|\bsince\b|\bbc\b|\botherwise\b|\bso\ that\b|\bso\b|\bnot\b[^.;]{0,30}:|\bprice\b|\bcosts?\b
        |\bnever\b|\binstead\b|\belse\b|\brather\ than\b|\bwould\b|\bin\ place\ of\b|\bas\b|\bmeans\b"""
)


def endpoints(reading: Reading, phase: Phase) -> list[Statement]:
    """The lines that define an operation."""
    return [s for s in reading.of(phase).body if _ENDPOINT.search(s.text) or _CALL.search(s.text)]


def methods(statement: Statement) -> set[str]:
    """The HTTP methods a line uses."""
    return {match.group(1) for match in _ENDPOINT.finditer(statement.text)}


def _per_operation(reading: Reading, phase: Phase) -> CheckResult:
    lines = endpoints(reading, phase)
    if not lines:
        return NOTHING
    spans = tuple(s.span for s in lines[:MOST_SPANS])
    if reading.problem is None:
        return CheckResult(min(1.0, len(lines) / 3), spans, f"{len(lines)} operations")
    wanted = [op for op in reading.problem.operations if reading.sheet.level.reaches(op.level)]
    text = " \n".join(s.lower for s in lines)
    stems = {token.stem for s in lines for token in s.sentence.tokens}
    used = {m for s in lines for m in methods(s)}
    served = [
        op
        for op in wanted
        if any(noun.lower() in text or stem(noun.lower()) in stems for noun in op.nouns)
        or (op.verb in used and len(lines) >= len(wanted))
    ]
    if len(lines) < len(served):
        served = [op for op in served if _has_own(op, wanted, reading, stems)]
    return CheckResult(
        min(1.0, len(served) / max(1, len(wanted))) if served else 0.0,
        spans,
        f"{len(served)} of {len(wanted)} required operations",
    )


def _has_own(
    wanted: RequiredOperation, others: Sequence[RequiredOperation], reading: Reading, stems: Collection[str]
) -> bool:
    """Whether an operation has a call of its own, or one that it shares says what it does: "{status: cancelled}"."""
    coverage = reading.rooms.coverage
    if coverage is not None and any(match.required == wanted.id and match.operation for match in coverage.matches):
        return True
    told = {stem(word) for other in others if other is not wanted for word in other.does.lower().split()}
    return any(stem(word) in stems and stem(word) not in told for word in wanted.does.lower().split())


def _methods_fit(reading: Reading, phase: Phase) -> CheckResult:
    lines = [s for s in endpoints(reading, phase) if methods(s)]
    used = {m for s in lines for m in methods(s)}
    if len(used) < 2 or not used & {"POST", "PUT"}:
        return NOTHING
    credit = 1.0 if len(used) >= 3 else 0.8
    return CheckResult(credit, tuple(s.span for s in lines[:MOST_SPANS]), ", ".join(sorted(used)))


def _statuses(reading: Reading, phase: Phase) -> CheckResult:
    lines = [s for s in reading.of(phase).body if _STATUS.search(s.text)]
    codes = {code for s in lines for code in _STATUS.findall(s.text)}
    if not codes:
        return NOTHING
    return CheckResult(
        min(1.0, len(codes) / 3), tuple(s.span for s in lines[:MOST_SPANS]), f"{len(codes)} status codes"
    )


def _errors(reading: Reading, phase: Phase) -> CheckResult:
    lines = [s for s in reading.of(phase).body if _ERROR.search(s.text)]
    codes = {code for s in lines for code in _ERROR.findall(s.text)}
    if not codes:
        return NOTHING
    return CheckResult(
        min(1.0, len(codes) / 2), tuple(s.span for s in lines[:MOST_SPANS]), f"{len(codes)} error answers"
    )


def _idempotency(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in reading.of(phase).body if affirms(s, _REPEAT)],
        1.0,
        "a repeat is safe",
    )


def _pagination(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in reading.of(phase).body if affirms(s, _PAGED) and s.commitment.code], 1.0, "lists come in pages"
    )


def _versioning(reading: Reading, phase: Phase) -> CheckResult:
    return counted([s for s in endpoints(reading, phase) if _VERSION.search(s.lower)], 1.0, "a version in the path")


def _payloads(reading: Reading, phase: Phase) -> CheckResult:
    lines = [
        s
        for s in reading.of(phase).body
        if re.search(r"[{\[][^{}\[\]]*\w[^{}]*[}\]]|\bwith\s+\w+.*\w+\?|\bbody\b", s.text) and s.commitment.code
    ]
    return counted(lines, 2.0, "payloads written out", first=0.6)


def _identity(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in reading.of(phase).body if affirms(s, _TOKEN) and s.commitment.share == 1.0],
        1.0,
        "who may call it",
    )


def _table(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in (*reading.of(phase).body, *reading.of(Phase.DESIGN).body)
        if _TABLE.search(s.lower) and (s.commitment.code or s.commitment.concrete >= 1 or "|" in s.text)
    ]
    return counted(found, 1.0, "tables with their keys")


def _access(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if _ACCESS.search(s.lower) and (s.commitment.code or "|" in s.text) and s.commitment.share >= 0.8
    ]
    return counted(found, 1.5, "what is looked up by which key", first=0.7)


def _choice(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if (s.commitment.reasons or s.commitment.prices or _CHOSEN.search(s.lower))
        and s.commitment.hedges == 0
        and s.sentence.words >= 4
        and not s.sentence.question
    ]
    return counted(found, 1.5, "a choice with its reason", first=0.8)


CHECKS: Mapping[str, Check] = {
    "endpoint-per-operation": _per_operation,
    "methods-fit": _methods_fit,
    "status-codes": _statuses,
    "error-answers": _errors,
    "idempotency": _idempotency,
    "pagination": _pagination,
    "versioning": _versioning,
    "payloads-shown": _payloads,
    "identity-from-token": _identity,
    "table-with-key": _table,
    "access-patterns": _access,
    "choice-justified": _choice,
}
