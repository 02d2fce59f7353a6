"""The interviewer: answers from a problem's hidden facts, asks for what is missing, sells hints, picks deep dives.

Computed from the problem and from what the session holds; no state of its own, no language model. The same question
with the same facts told and the same seed gets the same answer.
"""

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from coach.interview import phrases
from coach.interview.asides import ALWAYS, Aside, aside
from coach.interview.guesses import guesses
from coach.interview.matching import Found, Matcher, Topic, vocabulary
from coach.interview.shape import log_odds
from coach.interview.standing import Asks
from coach.interview.state import Hint
from coach.interview.subject import Subject
from coach.language.lexicon import Lexicon
from coach.language.stems import stem
from coach.model.criterion import Concept
from coach.model.problem import DeepDive, Fact, Problem

HINT_PRICES = (0.05, 0.10, 0.20)
"""Share of the target's score that a nudge, a direction and an outline cost."""

SURE = 0.97
"""A fact that is meant this likely (0..1) is told alone."""

EITHER = 0.66
"""Two facts that are meant this likely together, neither of them surely, are both told: "can a link be deleted?" """

NOT_ALONE = 0.02
"""… the second only when it is meant at least this likely."""

ALOOF = 0.0
"""From these log odds on, a question is taken to be about something else, whatever fact is near it."""

RATHER_ALOOF = -1.25
"""From these log odds on, a question that no fact answers is taken to be about something else, not to be left open."""

TORN = 0.6
"""Two facts that are meant this likely together, and not told: the interviewer asks which of them."""

_CLAUSES = re.compile(r"[?;]+|,?\s+and\s+(?=(?:how|what|which|who|is|are|do|does|can|may|must|should|where|when)\b)")


_ASSUMES = re.compile(
    r"\b(?:i|i'd|i'll|i'm|we|we'd|we'll|let's|let us|let me|can i|may i|shall we|ok to|fine to)\b[\w' ]{0,20}"
    r"\b(?:assum\w+|suppose|reckon|estimate|guess|go(?:ing)? with|work with"
    r"|plan (?:for|on|with)|count (?:on|with))\b"
    r"|^(?:assum\w+|suppose|say)\b",
    re.IGNORECASE,
)
"""How an assumption is offered, rather than asked for."""

A = TypeVar("A", bound=Asks)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the interviewer answers."""

    text: str
    kind: Literal["fact", "again", "open", "unclear", "off_topic"]
    facts: tuple[str, ...] = ()
    """Ids of the facts told."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a question is weighed by, as named features."""

    beside: tuple[Mapping[str, float], ...]
    """Beside each fact, in the problem's order."""
    none: Mapping[str, float]
    """For no fact."""
    signs: Mapping[str, float]
    """For something else than the system."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The next hint that can be taken, with its price; shown before it is taken."""

    target: str
    rung: int
    text: str
    price: float


class Interviewer:
    """The interviewer of one problem; immutable after it is made. What answers questions is made with the first one:
    megabytes, and the time of some keys.
    """

    def __init__(self, problem: Problem, concepts: Iterable[Concept] = (), lexicon: Lexicon | None = None) -> None:
        """The interviewer of `problem`, who knows the field's `concepts`; `lexicon` is theirs, where there is one."""
        self._terms = tuple(concepts)
        self._lexicon = lexicon
        self._problem = problem
        self._facts = {fact.id: fact for fact in problem.facts}

    def get_ready(self) -> None:
        """Make what the first question will need; may run in a thread beside everything else."""
        self._matcher.rank("")
        self._subject.evidence("")

    @cached_property
    def _matcher(self) -> Matcher:
        lexicon = self._lexicon or (Lexicon(self._terms) if self._terms else None)
        return Matcher({fact.id: _topic(fact) for fact in self._problem.facts}, lexicon)

    @cached_property
    def _subject(self) -> Subject:
        aliases = (alias for term in self._terms for alias in (*term.aliases, *term.products))
        return Subject(_texts(self._problem), aliases)

    def answer(self, question: str, told: Collection[str] = (), seed: int = 0) -> Reply:
        """The answer to `question`.

        Two facts asked at once get both answers; a fact told before is repeated and said to be; a question about the
        system that no fact answers is the candidate's own call; anything else is turned back.

        Args:
            question: as typed.
            told: ids of the facts told before.
            seed: chooses among equal wordings.
        """
        asked = question.strip().lstrip("?").strip()
        if listed := self._matcher.listed(asked):
            return self._told([self._facts[listed]], asked, told, seed)
        mended = self._matcher.mended(asked)
        kind = aside(asked, mended)
        if kind in ALWAYS or self._subject.is_personal(asked, mended):
            return self._turned_back(kind, asked, seed)
        if not vocabulary([asked]) and not self._matcher.rank(asked):
            return Reply(phrases.pick(phrases.UNCLEAR, seed, asked), "unclear")
        likeliest = max((one.score for one in self._rank(asked)), default=0.0)
        aloof = log_odds(self._subject.signs(asked, mended, likeliest))
        if aloof >= ALOOF or (kind == "decision" and likeliest < SURE):
            return self._turned_back(kind, asked, seed)
        facts = self._asked_for(asked)
        if facts:
            return self._told(facts, asked, told, seed)
        if _ASSUMES.search(asked) and guesses(asked):
            return Reply(phrases.pick(phrases.ASSUMED, seed, asked), "open")
        if aloof >= RATHER_ALOOF:
            return self._turned_back(kind, asked, seed)
        if torn := self._torn_between(asked):
            names = " or the ".join(name.replace("-", " ") for name in torn)
            return Reply(phrases.pick(phrases.WHICH, seed, asked).format(names), "unclear")
        return Reply(phrases.pick(phrases.OPEN, seed, asked), "open")

    def next_hint(self, target: str, taken: Iterable[Hint], rungs: Sequence[str]) -> Offer | None:
        """The next of a ladder's `rungs`; none when it has no more.

        Args:
            target: a deep dive's id, or a phase.
            taken: the hints taken so far.
            rungs: a nudge, a direction, an outline.
        """
        rung = _next_rung(target, taken)
        if rung >= len(rungs):
            return None
        return Offer(target, rung, rungs[rung], HINT_PRICES[min(rung, len(HINT_PRICES) - 1)])

    def price(self, target: str, taken: Iterable[Hint]) -> float:
        """What the next hint for `target` costs, if there is one; 0 when all have been taken."""
        rung = _next_rung(target, taken)
        return HINT_PRICES[rung] if rung < len(HINT_PRICES) else 0.0

    def probe(self, still_open: Iterable[A], probed: Collection[str]) -> A | None:
        """What to ask about: the heaviest of one phase's open criteria that has a question and was not asked about."""
        left = [one for one in still_open if one.probe and one.id not in probed]
        return max(left, key=lambda one: one.weight, default=None)

    def dives(self, still_open: Mapping[str, float] | None = None, count: int = 3, seed: int = 0) -> list[DeepDive]:
        """The problem's deep dives to ask: those of which most is open first.

        Args:
            still_open: how much of each nothing written so far answers; none: nothing is known.
            count: how many at most.
            seed: decides between equals; 0 leaves them in the problem's order.
        """
        known = still_open or {}
        places = {dive.id: place for place, dive in enumerate(self._problem.deep_dives)}
        drawn = {name: zlib.crc32(f"{seed}:{name}".encode()) if seed else place for name, place in places.items()}
        return sorted(self._problem.deep_dives, key=lambda dive: (-round(known.get(dive.id, 0.0), 1), drawn[dive.id]))[
            :count
        ]

    def weighed(self, question: str) -> "Weighed":
        """All that an answer to `question` is weighed by; `benchmarks/questions.py` learns from it."""
        mended = self._matcher.mended(question)
        beside, none = self._matcher.weighed(question, self._aside(mended))
        likeliest = max((one.score for one in self._rank(question)), default=0.0)
        return Weighed(tuple(beside.values()), none, self._subject.signs(question, mended, likeliest))

    def _turned_back(self, kind: Aside | None, asked: str, seed: int) -> Reply:
        """The answer to what is no question about the system, or wants the candidate's own decision."""
        sentences = phrases.YOURS if kind == "decision" else phrases.OFF_TOPIC
        return Reply(phrases.pick(sentences, seed, asked), "off_topic")

    def _told(self, facts: Sequence[Fact], asked: str, told: Collection[str], seed: int) -> Reply:
        """The answer that tells `facts`."""
        again = all(fact.id in told for fact in facts)
        text = " ".join(fact.answer for fact in facts)
        if again:
            text = phrases.pick(phrases.AGAIN, seed, asked).format(text)
        return Reply(text, "again" if again else "fact", tuple(fact.id for fact in facts))

    def _asked_for(self, question: str) -> list[Fact]:
        """The facts that a question asks for: one for each of its clauses when all are sure, else one or two in all."""
        clauses = [clause for clause in _CLAUSES.split(question) if clause and vocabulary([clause])]
        each = [self._surely(clause) for clause in clauses] if len(clauses) > 1 else [None]
        found = dict.fromkeys(name for name in each if name) if all(each) else dict.fromkeys(self._best(question))
        return [self._facts[name] for name in found]

    def _torn_between(self, question: str) -> list[str]:
        """The names of two facts that may be meant, neither likely enough: to tell one would be a guess."""
        ranked = self._rank(question)[:2]
        return [one.topic for one in ranked] if sum(one.score for one in ranked) >= TORN and len(ranked) > 1 else []

    def _surely(self, clause: str) -> str | None:
        """The fact that a clause is sure to ask for; none when none is."""
        found = tuple(self._best(clause, either=False))
        return found[0] if found else None

    def _best(self, clause: str, *, either: bool = True) -> Iterator[str]:
        """The fact that is asked for; with `either` also two of which one is."""
        if listed := self._named(clause) or self._matcher.listed(clause):
            yield listed
            return
        ranked = self._rank(clause)
        if not ranked:
            return
        first, second = ranked[0].score, ranked[1].score if len(ranked) > 1 else 0.0
        if first >= SURE:
            yield ranked[0].topic
        elif either and first + second >= EITHER:
            yield from (one.topic for one in ranked[: 2 if second >= NOT_ALONE else 1])

    def _named(self, clause: str) -> str | None:
        """The fact whose name the clause is."""
        return next((name for name in self._facts if _words(name) == _words(clause)), None)

    def _rank(self, question: str) -> list[Found]:
        return self._matcher.rank(question, self._aside(self._matcher.mended(question)))

    def _aside(self, mended: str) -> float:
        """How much more of a question is strange than speaks of the system."""
        return self._subject.strangeness(mended) - self._subject.evidence(mended)


def _words(text: str) -> frozenset[str]:
    """The words of a fact's name, or of a question that may be one."""
    return frozenset(stem(word) for word in re.findall(r"[a-z]+", text.lower())) - _ARTICLES


_ARTICLES = frozenset({"the", "a", "an", "i", "mean", "meant"})


def _next_rung(target: str, taken: Iterable[Hint]) -> int:
    return 1 + max((hint.rung for hint in taken if hint.target == target), default=-1)


def _topic(fact: Fact) -> Topic:
    return Topic(fact.ask, fact.id.replace("-", " "), fact.answer, fact.matters, fact.value, fact.unit)


def _texts(problem: Problem) -> Iterator[str]:
    """Everything the problem says, for its vocabulary."""
    yield problem.prompt
    for fact in problem.facts:
        yield from (*fact.ask, fact.answer)
    for operation in problem.operations:
        yield from (operation.does, *operation.nouns)
    for dive in problem.deep_dives:
        yield dive.question
