"""How a stretch of a sentence is meant where its *claim* matters: stated, denied, supposed, or put in another's mouth.

`coach.language.polarity` asks whether a thing is part of the design; an outcome that is ruled out ("never lost") is a
statement like any other there. Here it is asked what is claimed, so "never lost" denies that something is lost.
"""

from collections.abc import Iterable

from coach.language.sentences import Sentence
from coach.language.tokens import Token
from coach.language.wording import wording

_REACH = 5
"""Words before which a negation still holds."""
_REACH_AFTER = 5
_NEGATES = frozenset(
    [
        "no",
        "not",
        "never",
        "nothing",
        "nobody",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "cant",
        "hardly",
        "rarely",
        "seldom",
        "barely",
        "zero",
        "avoid",
        "avoids",
        "avoiding",
        "prevent",
        "prevents",
        "preventing",
        "exclude",
        "excludes",
        "excluding",
        "excluded",
        "stop",
        "stops",
        "against",
        "dont",
        "doesnt",
        "isnt",
        "arent",
        "wont",
        "didnt",
        "stops",
        "spare",
        "spares",
        "spared",
        "eliminate",
        "eliminates",
        "fewer",
    ]
)
_ABSENT = frozenset(["no", "not", "without", "never", "neither", "nor", "avoid", "drop", "skip"])
_ARTICLES = frozenset(["a", "an", "the", "any", "our", "my", "its"])
_NO_NEGATION = frozenset(
    [
        ("not", "only"),
        ("not", "just"),
        ("not", "merely"),
        ("no", "matter"),
        ("no", "doubt"),
        ("nothing", "but"),
        ("no", "wonder"),
        ("no", "later"),
        ("no", "sooner"),
        ("not", "least"),
        ("no", "less"),
    ]
)
_STOPS = frozenset(
    {",", ";", ":", "—", "–", ".", "!", "?", "(", ")", "but", "and", "so", "because", "if", "when", "as"}
)
_INSTEAD = frozenset(
    {
        ("instead", "of"),
        ("rather", "than"),
        ("far", "from"),
        ("free", "of"),
        ("too", "to"),
        ("rules", "out"),
        ("rule", "out"),
    }
)
_AFTER = frozenset({"impossible", "excluded", "unthinkable", "unlikely", "inconceivable"}) | frozenset(
    {"unnecessary", "superfluous", "needless", "obsolete", "pointless"}
)
_AFTER_PAIRS = frozenset(
    [
        ("ruled", "out"),
        ("never", "happen"),
        ("never", "happens"),
        ("cannot", "happen"),
        ("can't", "happen"),
        ("cannot", "occur"),
        ("can't", "occur"),
        ("not", "possible"),
        ("not", "needed"),
        ("not", "necessary"),
        ("not", "required"),
        ("not", "happen"),
        ("never", "occur"),
        ("is", "false"),
        ("is", "wrong"),
    ]
)
_REJECTS = wording(
    r"\b(?:(?<!something )(?:is|are|was|be|plain|simply|just|that's|its|it's) (?:a |plain |simply |just )?"
    r"(?:wrong|false|untrue|mistaken)\b"
    r"|a mistake|a lie\b|myth|the trap\b|fallacy|misconception|naive|illusion|no guarantee|tempting|in theory|on paper"
    r"|(?:does|do|is|are|was)(?:n't| not) (?:mean|imply|guarantee|prove|say|the same)|(?:doesnt|dont) mean"
    r"|says nothing|tells? (?:\w+ )?nothing|proves nothing"
    r"|(?:one|you|people|some|many|we) (?:might|could|may|often|sometimes|like to) (?:think|believe|say|assume|claim)"
    r"|(?:people|some|many|candidates) (?:think|believe|say|assume|claim)"
    r"|(?:never|don't) (?:use|trust|rely|assume|confuse)"
    r"|(?:would|could|might) (?:be|mean|break|lose|need|give|let|leave|make|show|have|swallow|still|not)"
    r"|problem is|the catch|i reject(?:ed)?\b|ruled out because|otherwise|or else|supposedly|allegedly|so-called)"
)
_LEFT_OUT = wording(r"\W*(?:left out|out of scope|rejected|not (?:used|chosen|taken|here)|alternatives?|why not)\b")
_LIMITS = wording(
    r"\b(?:but|however(?! (?:many|much|slow|large|big|fast|often))|(?<!nobody )(?<!nothing )(?<!no one )except|unless"
    r"|only (?:if|when|while|for|as long|inside|within|until|after|once)"
    r"|as long as|provided|though|although|yet\b|at the (?:price|cost|expense))\b"
)
_SUPPOSED = frozenset({"would", "could", "might", "may", "wouldn't", "couldn't", "i'd", "we'd"})


def denied(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what tokens `first` to `last` say is denied there: by a negation before it, or ruled out right after.

    A negation inside the stretch belongs to it: "never expires" is not denied by its own "never".
    """
    read, clauses = sentence.tokens, sentence.clauses
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = read[at].word
        if word in _STOPS or clauses[at] != clauses[first]:
            break
        ahead = read[at + 1].word if at + 1 < len(read) else ""
        if (word, ahead) in _INSTEAD:
            return True
        if (word in _NEGATES or word.endswith("n't")) and ahead != "-" and (word, ahead) not in _NO_NEGATION:
            return True
    for at in range(last + 1, min(len(read), last + 1 + _REACH_AFTER)):
        word = read[at].word
        if word in _STOPS or clauses[at] != clauses[last]:
            break
        if word in _AFTER or (at + 1 < len(read) and (word, read[at + 1].word) in _AFTER_PAIRS):
            return True
    return False


def left_out(sentence: Sentence, first: int) -> bool:
    """Whether what begins at token `first` is named as absent: "no cache", "without a queue", "302 instead of 301".

    What is said of it later does not count: "deadlocks are impossible" speaks of deadlocks.
    """
    read = sentence.tokens
    words = 0
    for at in range(first - 1, max(-1, first - _REACH), -1):
        word = read[at].word
        if word in _STOPS:
            return False
        if (word, read[at + 1].word) in _INSTEAD:
            return True
        if words < 2 and (word in _ABSENT or word.endswith("n't")) and read[at + 1].word != "-":
            return True
        words += word not in _ARTICLES
    return False


def supposed(sentence: Sentence, first: int, last: int | None = None) -> bool:
    """Whether what tokens `first` to `last` say is only imagined: "a 301 would spare us", "without it they would"."""
    read = sentence.tokens
    before = read[max(0, first - _REACH + 1) : first]
    after = read[(first if last is None else last) + 1 :][:_REACH]
    return _imagined(reversed(before)) or _imagined(after, frozenset({"would", "wouldn't"}))


def _imagined(words: Iterable[Token], cues: frozenset[str] = _SUPPOSED) -> bool:
    """Whether a cue stands among `words` before a stop does."""
    for token in words:
        if token.word in (";", ":", ".", ","):
            return False
        if token.word in cues:
            return True
    return False


def rejects(text: str) -> bool:
    """Whether the sentence speaks against a claim, or puts it into another's mouth; `text` in lower case."""
    plain = text.replace("’", "'")
    return _LEFT_OUT.match(plain) is not None or _REJECTS.search(plain) is not None


def limited(text: str, end: int) -> bool:
    """Whether what ends at `end` is taken back or limited in the rest of the sentence; `text` in lower case."""
    return _LIMITS.search(text, end) is not None
