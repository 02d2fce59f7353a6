"""Which required operation has which endpoint, and what is left over on either side.

Matching goes by what a call does (its method and the verb in its name), by the nouns of its path with their
synonyms, and by the words beside it; the literal text of a path decides nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.api import meaning
from coach.api.lexicon import NOUN_TOO, VERBS, each, words
from coach.api.model import Contract, Effect, Operation
from coach.api.needs import Need, needs_in
from coach.api.rule import API, PRIMER_API
from coach.model.quick import dataclass
from coach.model.remark import Remark, Span
from coach.model.words import Severity

if TYPE_CHECKING:
    from coach.model.problem import RequiredOperation

ENOUGH = 0.5
"""Likeness from which an endpoint counts as the one that is required."""
SYNONYM = 0.8
"""Likeness of two words that are synonyms."""
ENOUGH_TO_SHARE = 0.7
"""Likeness from which one endpoint may answer for a second required operation."""

_GATHERED = frozenset(
    each("stats stat clicks analytics count feed timeline home search list history followers following")
)
"""Things that are gathered from many rows; a path that is only a key gives back one."""

_EFFECTS: dict[str, tuple[Effect, ...]] = {
    "GET": ("reads",),
    "STREAM": ("reads",),
    "POST": ("creates", "changes"),
    "PUT": ("changes", "creates"),
    "PATCH": ("changes", "creates"),
    "DELETE": ("removes",),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A required operation and the endpoint that offers it."""

    required: str
    """Id of the required operation."""
    does: str
    operation: Operation | None
    """None when no endpoint offers it."""
    likeness: float
    """0..1."""

    @property
    def span(self) -> Span | None:
        """Where the endpoint stands in the text."""
        return Span(self.operation.start, self.operation.head_end) if self.operation else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Both sides laid against each other."""

    matches: tuple[Match, ...]
    """One for each required operation, in their order."""
    spare: tuple[Operation, ...]
    """Endpoints that nothing required and nothing the candidate wrote asks for."""
    unmet: tuple[Need, ...]
    """Functional requirements of the candidate's own without an endpoint; spans into the requirements text."""

    @property
    def missing(self) -> tuple[Match, ...]:
        """The required operations without an endpoint."""
        return tuple(match for match in self.matches if match.operation is None)

    @property
    def share(self) -> float:
        """Share of the required operations that have an endpoint, 0..1; 1 when none is required."""
        return 1.0 if not self.matches else 1 - len(self.missing) / len(self.matches)


def cover(contract: Contract, operations: "Sequence[RequiredOperation]", requirements: str = "") -> Coverage:
    """Lay the endpoints of `contract` against what the problem and the candidate's own requirements ask for."""
    offered = [operation for operation in contract.operations if not operation.external]
    chosen = _assign(offered, operations)
    matches = tuple(
        Match(required.id, required.does, *chosen.get(index, (None, 0.0))) for index, required in enumerate(operations)
    )
    used = {id(match.operation) for match in matches if match.operation}
    needs = needs_in(requirements)
    served, unmet = set(), []
    for need in needs:
        serving = [operation for operation in offered if _serves(operation, need)]
        served |= {id(operation) for operation in serving}
        if not serving:
            unmet.append(need)
    asked = meaning.content_words(requirements)
    # When nothing that is required is offered, the candidate solved another problem, whatever they wrote above.
    elsewhere = bool(matches) and not used
    spare = tuple(
        operation
        for operation in offered
        if elsewhere
        or (id(operation) not in used | served and not _spoken_of(operation, asked) and not _helps(operation))
    )
    return Coverage(matches, spare, tuple(unmet))


def leftovers(coverage: Coverage, contract: Contract) -> tuple[Remark, ...]:
    """What is left over on either side, as remarks: endpoints nobody asked for, required operations nobody offers.

    A missing operation has no words to point at; its remark stands at the first endpoint. When no endpoint at all
    serves the problem, each of them is one for another problem, and that is a warning.
    """
    remarks = []
    elsewhere = bool(coverage.matches) and len(coverage.missing) == len(coverage.matches)
    for operation in coverage.spare:
        says = (
            "This serves none of the operations that the problem asks for: it belongs to another one."
            if elsewhere
            else "Nothing in the requirements asks for this call. Drop it, or write down who needs it."
        )
        severity = Severity.WARNING if elsewhere else Severity.NOTE
        remarks.append(
            Remark("endpoint-without-requirement", severity, operation.start, operation.head_end, says, (PRIMER_API,))
        )
    first = next((operation for operation in contract.operations), None)
    if first and coverage.missing and not elsewhere:
        wanted = "; ".join(match.does for match in coverage.missing)
        says = f"No endpoint lets a client do this: {wanted}. One endpoint for each thing a user can do."
        remarks.append(
            Remark("operation-without-endpoint", Severity.WARNING, first.start, first.head_end, says, (PRIMER_API, API))
        )
    for need in coverage.unmet:
        says = "You asked for this in the requirements, and no endpoint offers it."
        remarks.append(
            Remark("requirement-without-endpoint", Severity.NOTE, need.start, need.end, says, (PRIMER_API, API))
        )
    return tuple(remarks)


def likeness(operation: Operation, required: "RequiredOperation") -> float:
    """How surely `operation` is what `required` asks for, 0..1."""
    does = _does(operation, required.verb)
    if does == 0.0:
        return 0.0
    nouns = frozenset(word for noun in required.nouns for word in words(noun))
    return round(does * _about(operation, nouns), 3)


def _assign(
    offered: Sequence[Operation], required: "Sequence[RequiredOperation]"
) -> dict[int, tuple[Operation, float]]:
    """The best endpoint for each required operation; the surest pairs first, an endpoint twice only "
    "when very sure."""
    pairs = [
        (likeness(operation, need), index, operation) for operation in offered for index, need in enumerate(required)
    ]
    pairs.sort(key=lambda pair: -pair[0])
    chosen: dict[int, tuple[Operation, float]] = {}
    used: set[int] = set()
    for fresh in (True, False):
        for score, index, operation in pairs:
            if index in chosen or score < (ENOUGH if fresh else ENOUGH_TO_SHARE) or (fresh and id(operation) in used):
                continue
            if not fresh and not _names(operation, required[index], required):
                continue
            chosen[index] = (operation, score)
            used.add(id(operation))
    return chosen


def _names(operation: Operation, need: "RequiredOperation", required: "Sequence[RequiredOperation]") -> bool:
    """Whether a call that serves another operation says that it serves this one, too: by a field, a value, a query.

    What all required operations of the same things share tells none of them apart.
    """
    told = {word for part in meaning.literals(operation) for word in part} | set(meaning.holes(operation))
    given = (*operation.request, *operation.query_params, *(one for each in operation.responses for one in each.fields))
    told |= {word for field in given for word in words(f"{field.name} {field.kind}")}
    others = {word for one in required if one.id != need.id for word in meaning.content_words(one.does)}
    own = meaning.content_words(need.does) - others
    return any(meaning.best(word, told) >= SYNONYM for word in own)


def _does(operation: Operation, verb: str) -> float:
    """How well what a call does fits the verb that is asked for."""
    if verb == "STREAM":
        return 1.0 if operation.method == "STREAM" else 0.75 if operation.effect == "reads" else 0.0
    wanted = _EFFECTS[verb]
    if operation.effect not in wanted:
        undo = (
            verb == "DELETE"
            and operation.effect in {"creates", "changes"}
            and operation.method in {"POST", "PUT", "PATCH"}
        )
        return (
            0.55
            if undo
            and any(
                meaning.same(word, "delete") >= 0.8 or word.startswith("un")
                for part in meaning.literals(operation)
                for word in part
            )
            else 0.0
        )
    exact = operation.method == verb or (operation.method == "STREAM" and verb == "GET")
    return 1.0 if exact else 0.9 if operation.effect == wanted[0] else 0.85


def _about(operation: Operation, nouns: frozenset[str]) -> float:
    """How well the words of the path fit `nouns`: the last literal segment says what is meant.

    A segment that is only the call's verb (`/create`, `/publish`) says nothing of the thing and is passed over.
    """
    written = meaning.literals(operation)
    parts = [part for part in written if meaning.best(part[0], nouns) >= SYNONYM or not _is_deed(part, operation)]
    hole = max((meaning.best(word, nouns) for word in meaning.holes(operation)), default=0.0)
    jumps = any(300 <= status < 400 for status in operation.statuses) and meaning.best("redirect", nouns) >= SYNONYM
    if not parts:
        given = {word for field in (*operation.request, *operation.query_params) for word in words(field.name)}
        fields = max((meaning.best(word, nouns) for word in given), default=0.0)
        return max(
            0.9 * hole,
            0.95 if jumps else 0.0,
            0.75 * fields,
            0.6 if operation.path_params and not nouns & _GATHERED else 0.0,
        )
    last = max(meaning.best(word, nouns) for word in parts[-1])
    earlier = max((meaning.best(word, nouns) for part in parts[:-1] for word in part), default=0.0)
    if len(parts[-1]) == 1 and len(parts[-1][0]) == 1:
        return max(0.6 if last else 0.0, 0.8 * hole, 0.8 if jumps else 0.0, 0.35)
    if last >= ENOUGH:
        return max(last, earlier)
    by_key = 0.75 * hole if operation.path.endswith("}") else 0.4 * hole
    return max(0.45 * earlier, by_key, 0.8 * earlier if not operation.path else 0.0)


def _is_deed(part: tuple[str, ...], operation: Operation) -> bool:
    """Whether a segment is one verb that says what the call does anyway."""
    return len(part) == 1 and part[0] not in NOUN_TOO and part[0] in VERBS and VERBS[part[0]][1] == operation.effect


def _serves(operation: Operation, need: Need) -> bool:
    """Whether an endpoint answers one of the candidate's own requirements."""
    own = {word for part in meaning.literals(operation) for word in part} | set(meaning.holes(operation))
    own |= {word for field in (*operation.request, *operation.query_params) for word in words(field.name)}
    if meaning.best(need.verb, own) >= 0.8:
        return True
    fits = (
        need.effect is None
        or operation.effect == need.effect
        or {operation.effect, need.effect} == {"creates", "changes"}
    )
    if not fits:
        return False
    if not need.nouns:
        return True
    if all(len(word) == 1 for part in meaning.literals(operation) for word in part) and need.effect == "reads":
        return True
    return any(meaning.best(noun, own) >= ENOUGH for noun in need.nouns)


def _spoken_of(operation: Operation, asked: frozenset[str]) -> bool:
    """Whether the requirements speak of what the endpoint is about."""
    if not asked:
        return False
    parts = meaning.literals(operation)
    return not parts or any(meaning.best(word, asked) >= 0.8 or len(word) == 1 for word in parts[-1])


def _helps(operation: Operation) -> bool:
    """Whether the endpoint only helps another one: uploads, sign-in, health."""
    own = {word for part in meaning.literals(operation) for word in part}
    return bool(
        own
        & {
            "upload",
            "uploads",
            "media",
            "presign",
            "login",
            "auth",
            "token",
            "session",
            "health",
            "healthz",
            "signup",
            "done",
            "complete",
            "publish",
        }
    )
