"""Two statements of a sheet that cannot both hold: attributes set twice, with values that exclude each other.

A `Clash` is an attribute with two values, each told by turns of phrase (`coach/language/turns.txt`), and what shows
that both hold after all. Those measured in time or numbers are in `coach.grading.measured`. The remark stands at the
later place and quotes the earlier one.
"""

from collections.abc import Iterator

from coach.grading.assertions import Assertions, share, told
from coach.grading.attributes import attributes
from coach.grading.measured import MEASURED
from coach.grading.quantities import quantities
from coach.grading.reading import Reading, Statement
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Phase


@dataclass(frozen=True, slots=True)
class Clash:
    """An attribute, two values of it, and what makes both right."""

    id: str
    one: str
    """The list of turns that sets it one way."""
    other: str
    """The list that sets it the other way."""
    message: str
    unless: str = ""
    """The list that makes it right where the other way is told."""
    first: frozenset[Phase] = frozenset(Phase)
    """Where the one way is told."""
    second: frozenset[Phase] = frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
    shared: bool = False
    """Whether both statements have to name the same thing."""
    also: str = ""
    """A list that must stand beside the one way."""


_REQUIRED = frozenset({Phase.REQUIREMENTS})
_PROMISED = frozenset({Phase.REQUIREMENTS, Phase.API})
_BUILT = frozenset({Phase.DESIGN, Phase.DEEP_DIVES})

CLASHES: tuple[Clash, ...] = (
    Clash(
        "exact-count-sampled", "exact-count", "sampled",
        "The requirements want an exact count; this one is sampled or can be lost.",
        "sampled-unless", _REQUIRED,
    ),
    Clash(
        "order-by-score", "unranked", "ranked",
        "The requirements rule ranking out; this orders by a score.",
        "ranked-unless", _REQUIRED,
    ),
    Clash(
        "private-made-public", "private", "made-public",
        "The requirements keep some of it private; this is open to everybody who has or guesses the address.",
        "made-public-unless", _REQUIRED,
    ),
    Clash(
        "once-only-from-a-cache", "read-once", "cached-answer",
        "The requirements allow it to be read once; a cached answer can be read again.",
        "cached-answer-unless", _REQUIRED,
    ),
    Clash(
        "durable-promise-in-memory", "never-lost", "in-memory-only",
        "The requirements say that nothing acknowledged is lost; here it can be.",
        "in-memory-only-unless", _REQUIRED,
    ),
    Clash(
        "own-write-not-seen", "own-write-at-once", "reads-from-copies",
        "The requirements let an author see the change at once; a lagging copy does not.",
        "reads-from-copies-unless", _REQUIRED,
    ),
    Clash(
        "stateless-with-state", "stateless", "stateful",
        "Servers are said to keep no state, and this ties a user to one of them; it is lost with that server.",
        "stateful-unless",
    ),
    Clash(
        "encrypted-and-read", "client-keys", "server-reads",
        "The server is said to have no keys; then it cannot read, index or search the content.",
        "server-reads-unless",
    ),
    Clash(
        "acknowledged-before-stored", "acked-durable", "acked-early",
        "The answer is promised once it is stored, and given before: a crash in between loses what was confirmed.",
        "acked-early-unless",
    ),
    Clash(
        "never-twice-repeated", "never-twice", "twice-fine",
        "It must not happen twice, and this repeats it with nothing that tells the second time from the first.",
        "twice-fine-unless",
    ),
    Clash(
        "global-limit-counted-apart", "limit-global", "no-exchange",
        "The limit holds over all of them together; counted apart, each lets the full amount through.",
        "no-exchange-unless",
    ),
    Clash(
        "redundant-but-alone", "none-alone", "alone",
        "Nothing is said to be a single point of failure; this one has no second.",
        "alone-unless", second=frozenset({Phase.DESIGN, Phase.DEEP_DIVES}),
    ),
    Clash(
        "immutable-but-edited", "immutable", "edited",
        "It is said never to change, and caches may rely on that; here it is changed.",
        "edited-unless", shared=True,
    ),
    Clash(
        "available-but-refusing", "available-first", "consistent-first",
        "Availability was put first for this; here it waits or refuses when one part is away.",
        "consistent-first-unless", _REQUIRED, _BUILT, shared=True,
    ),
    Clash(
        "ordered-but-spread", "ordered", "unordered",
        "Their order is promised; spread like this, nobody sees them in order.",
        "unordered-unless", _PROMISED, _BUILT, shared=True,
    ),
    Clash(
        "one-region-and-many", "one-region", "many-regions",
        "One region was enough; this is built in several, with what that costs.",
        "many-regions-unless", _REQUIRED, _BUILT,
    ),
    Clash(
        "random-and-sequential", "id-random", "id-sequential",
        "The ids are random in one place and counted in the other; one can be guessed, the other cannot.",
        "id-sequential-unless", frozenset({Phase.REQUIREMENTS, Phase.API, Phase.DESIGN}), _BUILT,
    ),
)  # fmt: skip
"""A contradiction is added here, with its turns in `turns.txt` and a pair in the tests."""


def contradictions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A warning for each pair that cannot both hold, at the later of the two places."""
    sheet = Assertions([s for s in reading if not s.sentence.question])
    found: list[tuple[Phase, Remark]] = []
    for clash in CLASHES:
        pair = next(_pairs(clash, sheet), None)
        if pair is not None:
            found.append(told(clash.id, clash.message, *pair))
    for rule in MEASURED:
        found += rule(sheet)
    found += attributes(reading, sheet)
    found += quantities(sheet)
    return found


def _pairs(clash: Clash, sheet: Assertions) -> Iterator[tuple[Statement, Statement]]:
    ones = [s for s in sheet.by_turn.get(clash.one, ()) if s.phase in clash.first]
    for other in sheet.by_turn.get(clash.other, ()):
        if other.phase not in clash.second or (clash.unless and clash.unless in other.turns):
            continue
        for one in ones:
            if one is not other and not (clash.shared and not share(one, other)):
                yield one, other
                break
