"""What a question starts from: what was agreed, else what the candidate wrote, repeated before it is asked.

An interviewer who was told a number, or told one, does not ask for it again but for what follows from it. The question
itself stays as the rubric has it, on a line of its own, so that it is known again in the sheet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from coach.estimation import worksheet
from coach.estimation.formula import names_in
from coach.model.problem import ExpectedQuantity, Fact
from coach.model.scorecard import Judgement

MOST = 2
"""Facts repeated before one question, at most."""

LONGEST = 100
"""Characters of the candidate's words that are repeated, at most: longer ones are not cut, but left out."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "average-rate": ("writes", "reads"),
    "reads-and-writes": ("reads", "writes"),
    "storage-from-rate-and-size": ("storage",),
    "retention-counted": ("storage",),
    "bandwidth": ("bandwidth",),
    "memory-for-hot-data": ("cache",),
    "load-behind-the-cache": ("reads",),
}
"""The quantities that a criterion of the estimation asks for: their formulas' facts are what it starts from."""

SCALE = "scale-in-numbers"
"""The criterion that who asked how much there is has met, whatever words the answer came in."""

AVERAGE = "average-rate"
"""The criterion that asks for a rate per second."""

A_LOT = 1000.0
"""A count from which a fact tells how big something is; less is a ratio or a limit."""

WRITTEN: Mapping[str, tuple[str, ...]] = {
    "average-rate": ("scale-in-numbers", "inputs-stated"),
    "reads-and-writes": ("average-rate", "scale-in-numbers"),
    "peak-rate": ("average-rate", "reads-and-writes"),
    "storage-from-rate-and-size": ("average-rate",),
    "bandwidth": ("average-rate",),
    "held-against-one-machine": ("peak-rate", "average-rate", "storage-from-rate-and-size"),
    "load-behind-the-cache": ("reads-and-writes",),
    "conclusion-from-numbers": ("storage-from-rate-and-size", "peak-rate", "average-rate"),
}
"""The criteria whose evidence, where they are met, a criterion follows on; the first that has any."""


def agreed_on(criterion: str, facts: Sequence[Fact], quantities: Sequence[ExpectedQuantity]) -> tuple[str, ...]:
    """The answers among the told `facts` that the question for `criterion` starts from, in the formulas' order."""
    wanted = dict.fromkeys(_inputs_of(KINDS.get(criterion, ()), quantities))
    told = {fact.id: fact.answer for fact in facts if fact.value is not None}
    return tuple(told[name] for name in wanted if name in told)[:MOST]


def settles_scale(facts: Iterable[Fact], quantities: Sequence[ExpectedQuantity]) -> bool:
    """Whether one of the told `facts` is the count that a rate is computed from."""
    counts = set(_inputs_of(("writes", "reads"), quantities))
    return any(one.id in counts and one.unit in ("1", "1/s") and (one.value or 0) >= A_LOT for one in facts)


def settled_by_sums(estimation: str) -> frozenset[str]:
    """The criteria whose number stands in the candidate's own sums: whoever has a rate is not asked for one."""
    rates = any(one.unit == "1/s" and one.role == "computed" for line in worksheet.read(estimation).lines
                for one in line.quantities)  # fmt: skip
    return frozenset({AVERAGE}) if rates else frozenset()


def written_for(criterion: str, judged: Iterable[Judgement], least: float) -> str:
    """The candidate's own line that the question for `criterion` starts from; empty when there is none.

    Args:
        criterion: what is asked for.
        judged: the judgements on everything written.
        least: credit from which something counts as written.
    """
    quotes = {one.id: one.evidence[0].quote for one in judged if one.credit >= least and one.evidence}
    found = (" ".join(quotes[name].split()).rstrip(".") for name in WRITTEN.get(criterion, ()) if name in quotes)
    return next((quote for quote in found if quote and "?" not in quote and len(quote) <= LONGEST), "")


def named(question: str) -> str:
    """The first few words of a question, by which it is spoken of."""
    return re.split(r"[?:;,.](?=\s|$)", question, maxsplit=1)[0].strip()


def points_back(probe: str) -> bool:
    """Whether a question speaks of something the candidate has written: nobody asks it of an empty page."""
    return bool(_POINTS_BACK.search(probe))


_POINTS_BACK = re.compile(
    r"\b(?:these|those|you (?:said|wrote)|your (?:numbers|figures|sums|calls|tables|choices|services|picture))\b",
    re.IGNORECASE,
)


def _inputs_of(kinds: Sequence[str], quantities: Sequence[ExpectedQuantity]) -> Iterator[str]:
    """The ids of the facts behind the quantities of `kinds`, in that order, averages before peaks."""
    for kind in kinds:
        for one in sorted((one for one in quantities if one.kind == kind), key=lambda one: one.peak):
            yield from _inputs(one, quantities)


def _inputs(quantity: ExpectedQuantity, quantities: Collection[ExpectedQuantity]) -> Iterator[str]:
    """The ids of the facts that a quantity is computed from, also by way of others."""
    others = {one.id: one for one in quantities if one.id != quantity.id}
    for name in (name.replace("_", "-") for name in names_in(quantity.formula)):
        if name in others:
            yield from _inputs(others[name], [one for one in quantities if one.id != quantity.id])
        else:
            yield name
