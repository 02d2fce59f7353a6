"""Contradictions in time and number: kept longer than promised, fresher than built, counted twice with two results."""

from collections.abc import Callable, Iterator

from coach.grading.assertions import Assertions, share, told
from coach.grading.figures import amounts, seconds_of
from coach.grading.reading import Statement
from coach.language.polarity import Polarity
from coach.language.tokens import Kind
from coach.model.remark import Remark
from coach.model.words import Phase, Severity

_PROMISED = frozenset({Phase.REQUIREMENTS, Phase.API})
_BUILT = frozenset({Phase.DESIGN, Phase.DEEP_DIVES})
_HOUR, _DAY = 3600.0, 86400.0


def _retention(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Erased after a week, and searched two years later."""
    promises = [(s, d) for s in sheet.by_turn.get("erased-after", ()) if s.phase in _PROMISED if (d := _span(s)) > _DAY]
    promises += [
        (s, d)
        for s in sheet.by_turn.get("kept-for", ())
        if s.phase is Phase.REQUIREMENTS and len(seconds_of(s)) == 1
        if (d := _span(s)) > _DAY
    ]
    for other in sheet.by_turn.get("kept-for", ()):
        if other.phase is Phase.REQUIREMENTS or "kept-for-unless" in other.turns:
            continue
        for one, promised in promises:
            if one is not other and _span(other) > 1.5 * promised and _lasting(one, other):
                yield told(
                    "kept-longer-than-promised",
                    "It is to be gone by then, and this keeps it longer.",
                    one, other,
                )  # fmt: skip
                return


def _lasting(one: Statement, other: Statement) -> bool:
    return share(one, other) or "everywhere" in one.lower or len(one.sentence.tokens) < 9


def _freshness(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Visible within minutes, and built at night."""
    promises = [
        (s, d) for s in sheet.by_turn.get("seen-within", ()) if s.phase in _PROMISED if 0 < (d := _span(s)) <= 6 * _HOUR
    ]
    for other in sheet.by_turn.get("rebuilt-each", ()):
        if other.phase not in _BUILT or "cadence" not in other.turns or "cadence-unless" in other.turns:
            continue
        for one, promised in promises:
            if _cadence(other) > 2 * promised and (share(one, other) or " index " in other.lower):
                yield told(
                    "fresher-than-built",
                    "It is promised sooner than it is built: until the next build nobody sees it.",
                    one, other,
                )  # fmt: skip
                return


def _takedown(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Gone within a minute, and cached for a week."""
    promises = [
        (s, d) for s in sheet.by_turn.get("gone-within", ()) if s.phase in _PROMISED if 0 < (d := _span(s)) <= _DAY
    ]
    for other in sheet.by_turn.get("cached-for", ()):
        if other.phase not in _BUILT or "cached-for-unless" in other.turns or "cdn" not in other.lower:
            continue
        for one, promised in promises:
            if _span(other) > 2 * promised and share(one, other):
                yield told(
                    "gone-but-cached",
                    "It is to be gone sooner than the cache lets go of it; purge by key, or shorten the time.",
                    one, other,
                )  # fmt: skip
                return


def _holds(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Held for ten minutes, and given away after two."""
    timed = [s for s in sheet.by_turn.get("hold", ()) if "released-after" in s.turns and 0 < _span(s) < _DAY]
    for at, other in enumerate(timed):
        if "released-unless" in other.turns or other.phase is Phase.ESTIMATION or len(seconds_of(other)) > 1:
            continue
        for one in timed[:at]:
            if "released-unless" in one.turns or one.phase is other.phase or len(seconds_of(one)) > 1:
                continue
            if _named(one, "hold") & _named(other, "hold") and not 0.67 < _span(one) / _span(other) < 1.5:
                yield told(
                    "held-for-two-times",
                    "The same thing lasts for two different times here and there.",
                    one, other,
                )  # fmt: skip
                return


def _named(statement: Statement, name: str) -> set[str]:
    """The beginnings of the words of a list that a statement holds."""
    return {statement.lower[turn.start : turn.start + 4] for turn in statement.turns.get(name, ())}


def _nines(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Four nines promised on one machine."""
    promised = next(
        (
            s
            for s in sheet.statements
            if s.phase is Phase.REQUIREMENTS
            and any(t.kind is Kind.PERCENT and t.word.startswith(("99.9", "four nines")) for t in s.sentence.figures)
        ),
        None,
    )
    for other in sheet.by_turn.get("alone", ()):
        stores = other.has("database", "sql", "nosql", "store")
        if promised is not None and stores and other.phase in _BUILT and "alone-unless" not in other.turns:
            message = "One machine that has to be repaired first does not reach that availability."
            yield told("nines-on-one-machine", message, promised, other)
            return


def _people(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Ten million daily users in one place, a hundred million in the other."""
    yield from _two_amounts(sheet, _daily, "two-user-counts", "The same users are counted twice, with two results.")


def _ratios(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Reads to writes 100:1 and 10:1."""
    yield from _two_amounts(sheet, _ratio, "two-read-ratios", "Reads to writes are told twice, with two results.")


def _two_amounts(
    sheet: Assertions, amount: Callable[[Statement], float], rule: str, message: str
) -> Iterator[tuple[Phase, Remark]]:
    first: Statement | None = None
    for statement in sheet.statements:
        value = amount(statement)
        if not value or statement.phase not in (Phase.REQUIREMENTS, Phase.ESTIMATION):
            continue
        if first is None:
            first = statement
        elif not 0.5 < value / amount(first) < 2:
            yield told(rule, message, first, statement)
            return


def _daily(statement: Statement) -> float:
    """Daily users that the statement sets, or 0."""
    text = statement.lower
    if not any(word in text for word in ("dau", "daily users", "daily active")) or _changes(text):
        return 0.0
    found = amounts(text, ("dau", "daily users", "daily active"))
    return found[0] if len(found) == 1 else 0.0


def _ratio(statement: Statement) -> float:
    """Reads for each write that the statement sets, or 0."""
    text = statement.lower
    if "read" not in text or "writ" not in text or _changes(text):
        return 0.0
    found = [
        float(token.word.split(":")[0])
        for token in statement.sentence.tokens
        if token.kind is Kind.FACTOR and token.word.replace(" ", "").endswith(":1")
    ]
    return found[0] if len(found) == 1 else 0.0


def _changes(text: str) -> bool:
    """Whether it speaks of another time or case."""
    return any(word in text for word in ("if ", "later", "year ", "grow", "10x", "peak", "today", "launch", "would"))


def _redirects(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """302 in the contract, 301 in the answer."""
    first: tuple[Statement, bool] | None = None
    for statement in sheet.statements:
        kept = {
            token.word in ("301", "308")
            for at, token in enumerate(statement.sentence.tokens)
            if token.word in ("301", "308", "302", "307")
            and not statement.polarity[at] & (Polarity.DENIED | Polarity.DEFERRED | Polarity.SUPPOSED)
        }
        text = f" {statement.lower} "
        if len(kept) != 1 or any(word in text for word in _WEIGHED):
            continue
        if first is None:
            first = statement, True in kept
        elif (True in kept) is not first[1] and statement.phase is not first[0].phase:
            yield told(
                "two-redirects",
                "The redirect is permanent in one place and temporary in the other; browsers keep only the first kind.",
                first[0], statement,
            )  # fmt: skip
            return


_WEIGHED = (
    " not ", "n't", " would ", " instead ", " over ", " vs", " never ", " than ", " if ", " could ", " no ",
    " because ", " since ", " unlike ", " as a ",
)  # fmt: skip


def _span(statement: Statement) -> float:
    """The longest duration that the statement names, in seconds, or 0."""
    return max(seconds_of(statement), default=0.0)


def _cadence(statement: Statement) -> float:
    words = statement.lower
    if any(word in words for word in ("week", "sunday", "monday", "saturday")):
        return 7 * _DAY
    return 30 * _DAY if "month" in words else _HOUR if "hour" in words else _DAY


def _quorum(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """ONE and ONE of three copies need not meet, whatever is said of W + R."""
    for at, statement in enumerate(sheet.statements):
        beside = sheet.statements[max(0, at - 1) : at + 1]
        if (
            statement.phase in _SAID
            and "sum-of-quorums" in statement.turns
            and any("one-and-one" in one.turns for one in beside)
        ):
            span = statement.span
            remark = Remark("one-plus-one-is-no-quorum", Severity.ERROR, span.start, span.end, _NO_QUORUM)
            yield statement.phase, remark


_SAID = frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
_NO_QUORUM = (
    "One copy written and one copy read need not be the same: W + R must be larger than the number of copies, "
    "so quorum on both sides."
)

MEASURED: tuple[Callable[[Assertions], Iterator[tuple[Phase, Remark]]], ...] = (
    _retention,
    _freshness,
    _takedown,
    _holds,
    _nines,
    _people,
    _ratios,
    _redirects,
    _quorum,
)
"""Attributes that are compared by number."""
