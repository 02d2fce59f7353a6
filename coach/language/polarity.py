"""How a stretch of a sentence is meant: asserted, denied, put off, supposed, asked.

Cue words open a scope that runs to the next terminator of the clause, as NegEx does for clinical notes, with the cues
of design notes: "no", "we don't need", "instead of X", "later, if". An *outcome* that is ruled out ("never lost",
"must not wait", "no joins needed") is a statement like any other and denies nothing.
"""

from typing import Final

from coach.language.sentences import Sentence


class Polarity:
    """Flags of a token, as plain integers that are joined by `|`; 0: asserted."""

    ASSERTED: Final = 0
    DENIED: Final = 1
    DEFERRED: Final = 2
    SUPPOSED: Final = 4
    ASKED: Final = 8


_NOT_NEGATIONS = (
    ("not", "only"),
    ("not", "just"),
    ("no", "matter"),
    ("no", "doubt"),
    ("no", "longer"),
    ("no", "later"),
    ("not", "yet"),
    ("no", "more"),
    ("nothing", "but"),
    ("not", "merely"),
    ("no", "less"),
    ("no", "sooner"),
)
_AUXILIARIES = frozenset(
    [
        "do",
        "don't",
        "dont",
        "does",
        "doesn't",
        "doesnt",
        "did",
        "didn't",
        "won't",
        "wont",
        "will",
        "would",
        "wouldn't",
        "shall",
    ]
)
_DENYING_VERBS = frozenset(
    [
        "need",
        "needs",
        "use",
        "using",
        "have",
        "want",
        "add",
        "adding",
        "plan",
        "pick",
        "run",
        "build",
        "keep",
        "introduce",
        "consider",
        "considered",
        "estimate",
        "deduplicate",
        "dedupe",
        "replicate",
        "shard",
        "cache",
        "rate",
        "throttle",
        "limit",
        "version",
        "paginate",
        "bother",
        "worry",
        "see",
        "know",
        "handle",
        "require",
        "required",
        "needed",
        "necessary",
        "used",
        "planned",
    ]
)
_UNABLE_VERBS = frozenset({"use", "need", "shard", "cache"})
"""What "we can't have one X" is about is ruled out as a risk, not left out of the design."""
_BEFORE = frozenset({"no", "without", "skip", "skipping", "omit", "drop", "dropping", "neither", "nor", "zero"})
_INSTEAD = (("instead", "of"), ("rather", "than"), ("as", "opposed", "to"), ("in", "place", "of"))
_NOT = frozenset(
    [
        "not",
        "don't",
        "dont",
        "doesn't",
        "doesnt",
        "didn't",
        "won't",
        "wont",
        "isn't",
        "isnt",
        "aren't",
        "arent",
        "never",
        "nothing",
        "none",
        "cannot",
        "can't",
        "cant",
        "wouldn't",
        "shouldn't",
    ]
)
_AFTER = frozenset(
    [
        "needed",
        "need",
        "necessary",
        "required",
        "considered",
        "concern",
        "scope",
        "relevant",
        "matter",
        "matters",
        "issue",
        "used",
        "worth",
    ]
)
_BEING = frozenset({"is", "are", "was", "were", "be"})
_DEFER = frozenset(["later", "eventually", "someday", "afterwards", "postpone", "postponed", "tbd", "todo", "future"])
_DEFER_PHRASES = (("at", "the", "end"), ("if", "there", "is", "time"), ("for", "now"), ("down", "the", "road"))
_SUPPOSE = frozenset(["maybe", "perhaps", "possibly", "could", "might", "ever"])
_CUES = frozenset(
    {*_BEFORE, *_NOT, *_DEFER, *_SUPPOSE, "if", "unnecessary", "out"}
    | {phrase[0] for phrase in (*_INSTEAD, *_DEFER_PHRASES)}
)
"""Words at which a scope may begin; every other word is passed over."""
_SOFT_STOPS = frozenset({",", "(", ")"})


def polarity(sentence: Sentence) -> tuple[int, ...]:
    """The polarity of each token of `sentence`."""
    words = [token.word for token in sentence.tokens]
    if _CUES.isdisjoint(words):
        return (Polarity.ASKED if sentence.question else Polarity.ASSERTED,) * len(words)
    scopes = _Scopes(sentence)
    for at, word in enumerate(words):
        if word not in _CUES:
            continue
        if _denies_back(words, at):
            scopes.back(at, Polarity.DENIED)
        elif denied := _denied_from(words, at):
            scopes.ahead(denied, Polarity.DENIED)
        if (word in _DEFER and not _phrase(words, at, ("eventually", "consistent"))) or any(
            _phrase(words, at, phrase) for phrase in _DEFER_PHRASES
        ):
            scopes.clause(at, Polarity.DEFERRED)
        if word in _SUPPOSE:
            scopes.ahead(at + 1, Polarity.SUPPOSED)
        if word == "if" and _phrase(words, at + 1, ("it", "ever")):
            scopes.everything(Polarity.SUPPOSED)
    if sentence.question:
        scopes.everything(Polarity.ASKED)
    return scopes.flags()


class _Scopes:
    """What the cues of a sentence mark. Each mark stops where one of its kind has been: the two end together, so a
    line of nothing but cues takes time in step with its length.
    """

    def __init__(self, sentence: Sentence) -> None:
        self._tokens, self._clauses = sentence.tokens, sentence.clauses
        self._ahead = [Polarity.ASSERTED] * len(self._tokens)
        self._back = list(self._ahead)
        self._of_clause: dict[int, int] = {}
        self._of_all: int = Polarity.ASSERTED

    def ahead(self, start: int, flag: int) -> None:
        """Mark from `start` to the end of its clause, or to the first comma or bracket."""
        for at in range(start, len(self._tokens)):
            over = self._clauses[at] != self._clauses[start] or (at > start and self._tokens[at].word in _SOFT_STOPS)
            if over or self._ahead[at] & flag:
                return
            self._ahead[at] |= flag

    def back(self, end: int, flag: int) -> None:
        """Mark from the beginning of the clause of `end` to `end`."""
        for at in range(end, -1, -1):
            if self._clauses[at] != self._clauses[end] or self._back[at] & flag:
                return
            self._back[at] |= flag

    def clause(self, at: int, flag: int) -> None:
        """Mark the clause of `at`."""
        number = self._clauses[at]
        self._of_clause[number] = self._of_clause.get(number, Polarity.ASSERTED) | flag

    def everything(self, flag: int) -> None:
        """Mark the whole sentence."""
        self._of_all |= flag

    def flags(self) -> tuple[int, ...]:
        """All marks, joined for each token."""
        rows = zip(self._ahead, self._back, self._clauses, strict=True)
        by_clause = self._of_clause
        return tuple(ahead | back | by_clause.get(clause, 0) | self._of_all for ahead, back, clause in rows)


def _denied_from(words: list[str], at: int) -> int:
    """Where the scope of a negation at `at` begins; 0 when there is none."""
    if any(_phrase(words, at, phrase) for phrase in _NOT_NEGATIONS):
        return 0
    for phrase in _INSTEAD:
        if _phrase(words, at, phrase):
            return at + len(phrase)
    word = words[at]
    if word in _BEFORE:
        return at + 1
    if word == "nothing" and at + 1 < len(words) and words[at + 1] in {"is", "gets", "to"}:
        return at + 1
    if word == "never" and at + 1 < len(words) and words[at + 1] in {"any", "use", "need", "happens"}:
        return at + 1
    if word in _NOT or (word == "not" and at and words[at - 1] in _AUXILIARIES):
        ahead = words[at + 1 : at + 4]
        verbs = _UNABLE_VERBS if word in ("cannot", "can't", "cant") else _DENYING_VERBS
        for step, after in enumerate(ahead, start=1):
            if after in verbs:
                return at + step
    return 0


def _denies_back(words: list[str], at: int) -> bool:
    """Whether the cue at `at` denies what stands before it: "X is not needed", "X is out of scope"."""
    if _phrase(words, at, ("out", "of", "scope")) or words[at] == "unnecessary":
        return True
    if not at:
        return False
    ahead = words[at + 1 : at + 4]
    if words[at] in {"isn't", "aren't", "isnt", "arent"} or (words[at] == "not" and words[at - 1] in _BEING):
        return any(after in _AFTER for after in ahead)
    if words[at] in {"don't", "doesn't", "dont", "doesnt"} or (words[at] == "not" and words[at - 1] in _AUXILIARIES):
        return "matter" in ahead
    return _phrase(words, at, ("never", "happens"))


def _phrase(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return at < len(words) and words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase
