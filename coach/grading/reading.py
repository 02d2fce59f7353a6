"""What the program understands of a sheet: computed once, used by every check and judgement.

A `Statement` is one sentence of the candidate's with everything a grader asks of it; a `PhaseReading` holds those of a
phase, and a `Reading` the whole sheet together with what the estimation, API and design rooms made of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from coach.language.commitment import Commitment, commitment
from coach.language.lexicon import Lexicon, Mention
from coach.language.phrases import Heard
from coach.language.polarity import Polarity, polarity
from coach.language.sentences import Form, Sentence, sentences
from coach.language.tokens import Kind
from coach.language.turns import Turn, bundled_turns
from coach.model.quick import dataclass
from coach.model.remark import Span
from coach.model.words import Phase

if TYPE_CHECKING:
    from coach.grading.rooms import Rooms
    from coach.model.problem import Problem, Rubrics
    from coach.model.sheet import Sheet

VOID_RUN = 5
"""So many terms in a row with nothing that relates them are a list of keywords."""


UNWANTED = frozenset(
    [
        "hot-spot",
        "spof",
        "collision",
        "data-loss",
        "loss",
        "stale",
        "replication-lag",
        "bottleneck",
        "stampede",
        "downtime",
        "duplicate",
        "failure",
        "contention",
    ]
)
"""Concepts that a design is meant to keep out."""


@dataclass(frozen=True)
class Statement:
    """One sentence of an answer, read."""

    phase: Phase
    part: int
    """The deep-dive question it stands under, from 1; 0 elsewhere."""
    sentence: Sentence
    mentions: tuple[Mention, ...]
    polarity: tuple[int, ...]
    """For each token, flags of `coach.language.polarity.Polarity`."""
    commitment: Commitment
    lexicon: Lexicon
    said: tuple[Turn, ...] = field(default=(), compare=False, repr=False)
    """Its turns of phrase in order."""
    units: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict, compare=False, repr=False)
    """Its units once they were asked for; see `coach.grading.compiled.units_at`."""
    void: bool = False
    """A run of terms without relations, a repetition, or text pasted from the prompt: nothing is credited."""

    @cached_property
    def span(self) -> Span:
        """Its offsets in the sheet."""
        return Span(self.sentence.start, self.sentence.end)

    @property
    def text(self) -> str:
        """Its words as written."""
        return self.sentence.text

    @cached_property
    def lower(self) -> str:
        """Its words in lower case."""
        return self.sentence.text.lower()

    @cached_property
    def heard(self) -> Heard:
        """Its words, ready to be searched for phrases."""
        return Heard(self.sentence, self.mentions, self.lexicon)

    @cached_property
    def turns(self) -> Mapping[str, tuple[Turn, ...]]:
        """Its turns of phrase by the list they are of."""
        found: dict[str, list[Turn]] = {}
        for turn in self.said:
            found.setdefault(turn.name, []).append(turn)
        return {name: tuple(turns) for name, turns in found.items()}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its tokens."""
        return frozenset(self.sentence.stems)

    @cached_property
    def concepts(self) -> Mapping[str, tuple[Mention, ...]]:
        """Asserted concepts and what they are kinds of, each with its mentions."""
        return self._by_concept(denied=False)

    @cached_property
    def denied(self) -> Mapping[str, tuple[Mention, ...]]:
        """Concepts that the sentence denies, rejects or puts off."""
        return self._by_concept(denied=True)

    def has(self, *concepts: str) -> bool:
        """Whether any of `concepts` is asserted."""
        return any(concept in self.concepts for concept in concepts)

    def denies(self, mention: Mention) -> bool:
        """Whether the sentence denies, rejects or puts off what it mentions."""
        flags = self.polarity[mention.first] & self.polarity[mention.last]
        return bool(flags & (Polarity.DENIED | Polarity.DEFERRED)) and not self._avoids(mention)

    def _avoids(self, mention: Mention) -> bool:
        """Whether the denial is of something unwanted and follows from what was said before: "so no hot spot"."""
        if mention.concept not in UNWANTED or mention.first < 2:
            return False
        before = [token.word for token in self.sentence.tokens[max(0, mention.first - 3) : mention.first]]
        return "no" in before and bool({"so", "thus", "hence", "therefore", "->", "→", "=>", "⇒"} & set(before))

    def _by_concept(self, *, denied: bool) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if self.denies(mention) is denied:
                for concept in self.lexicon.broader(mention.concept):
                    found.setdefault(concept, []).append(mention)
        return {concept: tuple(mentions) for concept, mentions in found.items()}


@dataclass(frozen=True)
class PhaseReading:
    """The statements of one phase."""

    phase: Phase
    statements: tuple[Statement, ...]
    questions: int = 0
    """How many deep-dive questions stand in it."""

    @cached_property
    def body(self) -> tuple[Statement, ...]:
        """Its statements without headings and without what is void."""
        return tuple(s for s in self.statements if s.sentence.form is not Form.HEADING and not s.void)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return sum(statement.sentence.words for statement in self.body)

    @cached_property
    def substance(self) -> float:
        """0..1: how far the phase speaks of this system instead of systems in general.

        From the mean weight of what pins a sentence down and from the hedges in a hundred words.
        """
        body = [s for s in self.body if s.sentence.words + len(s.sentence.figures) > 1]
        if not body:
            return 0.0
        concrete = sum(s.commitment.concrete for s in body) / len(body)
        words = max(1, sum(s.sentence.words for s in body))
        hedged = 100.0 * sum(s.commitment.hedges for s in body) / words
        terse = words / len(body) <= 11
        level = concrete / 0.5 + (0.6 if terse else 0.25) - max(0.0, hedged - 1.0) / 4.0
        return min(1.0, max(0.0, level))

    def part(self, number: int) -> tuple[Statement, ...]:
        """The statements under deep-dive question `number`, from 1."""
        return tuple(s for s in self.body if s.part == number)


@dataclass(frozen=True)
class Reading:
    """A sheet, read."""

    sheet: "Sheet"
    problem: "Problem | None"
    rubrics: "Rubrics"
    lexicon: Lexicon
    phases: Mapping[Phase, PhaseReading]
    rooms: "Rooms"
    """What the estimation, API and design readers made of it."""
    relevance: float = 1.0
    """0..1: how much of the problem's own vocabulary the sheet speaks; 1 when the problem is unknown."""
    faulted: tuple[Span, ...] = ()
    """Where something is wrong or waved away, as far as it is known."""
    cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def of(self, phase: Phase) -> PhaseReading:
        """The reading of `phase`; empty when the sheet has none."""
        return self.phases[phase]

    def is_faulted(self, statement: Statement) -> bool:
        """Whether something in the statement is wrong or waved away."""
        return any(
            fault.start < statement.sentence.end and statement.sentence.start < fault.end for fault in self.faulted
        )

    def __iter__(self) -> Iterator[Statement]:
        """All statements of all phases in the order of the phases."""
        for phase in Phase:
            yield from self.phases[phase].body


def statements(
    text: str, lexicon: Lexicon, phase: Phase, parts: Iterable[tuple[int, int]] = ()
) -> tuple[Statement, ...]:
    """The statements of `text`, whose offsets are those of the sheet; `parts` are the spans of deep-dive questions."""
    bounds = tuple(parts)
    seen: set[str] = set()
    made = []
    for sentence in sentences(text):
        part = next((n for n, (start, end) in enumerate(bounds, start=1) if start <= sentence.start < end), 0)
        mentions = lexicon.mentions(sentence)
        said = bundled_turns().find(sentence.text.lower())
        key = " ".join(token.word for token in sentence.tokens)
        repeated = len(key) > 25 and key in seen
        seen.add(key)
        made.append(
            Statement(
                phase,
                part,
                sentence,
                mentions,
                polarity(sentence),
                commitment(sentence, said),
                lexicon,
                said,
                void=repeated or is_void(sentence, mentions),
            )
        )
    return tuple(made)


_LEAST_TERMS = 4
"""Fewer terms than this are no list."""
_RELATING = frozenset(
    [
        "is",
        "are",
        "was",
        "be",
        "has",
        "have",
        "do",
        "does",
        "if",
        "when",
        "then",
        "so",
        "because",
        "since",
        "to",
        "for",
        "from",
        "in",
        "on",
        "at",
        "by",
        "with",
        "into",
        "through",
        "per",
        "via",
        "as",
        "than",
        "until",
        "after",
        "before",
        "not",
        "no",
        "and",
        "but",
        "or",
        "that",
        "which",
        "we",
        "i",
        "it",
        "they",
        "the",
        "a",
        "an",
        "must",
        "should",
        "will",
        "can",
        "may",
        "only",
        "each",
        "every",
        "without",
    ]
)


_LINKING = frozenset({"by", "from", "into", "through", "via", "per"})
"""Relating words that relate inside a term, too: "shards by author"."""


def is_void(sentence: Sentence, mentions: tuple[Mention, ...]) -> bool:
    """Whether the sentence is a run of terms that nothing relates: no verb, preposition, arrow, sum or path.

    Digits do not help such a list (`429`, `p99` are terms too), and separators do not either.
    """
    words = [token for token in sentence.tokens if token.kind is Kind.WORD]
    if len(words) < VOID_RUN:
        return False
    marks = {token.word for token in sentence.tokens if token.kind is Kind.MARK or token.kind is Kind.ARROW}
    if marks & {"=", "~", "≈", "{", "→", "->", "/", ":", "<", ">", "*", "×", "|", "(", "?", "⇒", "=>"}:
        return False
    if len({(mention.first, mention.last) for mention in mentions}) < _LEAST_TERMS:
        return False
    covered: set[int] = set()
    for mention in mentions:
        covered.update(range(mention.first, mention.last + 1))
    termed = sum(1 for at, token in enumerate(sentence.tokens) if token.kind is Kind.WORD and at in covered)
    relating = sum(
        token.word in _LINKING or (token.word in _RELATING and at not in covered)
        for at, token in enumerate(sentence.tokens)
    )
    repeats = 1 - len({token.stem for token in words}) / len(words)
    return relating <= len(words) / 12 and (termed / len(words) >= 0.6 or (repeats >= 0.25 and termed >= 3))
