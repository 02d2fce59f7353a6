"""How much a sentence commits its author to: a decision, a figure, a name, a price - or nothing at all.

"The cache holds data that is used often" is true of every system, "redis: 5k ids, 24 h, loss = 3.5k/s on the store" of
one. Textbook generalities earn nothing however many terms they hold, so the grader asks for commitment before it looks
at terms. The features are linguistic, their words are lists of `turns.txt`; none of them knows a topic.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from coach.language.expressions import expression
from coach.language.sentences import Sentence
from coach.language.tokens import Kind
from coach.language.turns import Turn, bundled_turns
from coach.language.wording import wording
from coach.model.quick import dataclass

_ARROW = wording(r"⇒|=>")
_SURCHARGE = wording(r"\+\s?\d[\d.]*\s?(?:ms|s|\$|%)")
"""What it costs, in a figure: "+40 ms"."""
_CONTRAST = wording(
    r"""\b(?:not|no|never|instead\ of|rather\ than|vs\.?|versus|over|without|but|against|than)\b|≠|!=""",
    re.VERBOSE,
)
_CODE = expression(r"`[^`]+`|\b\w+_\w+\b|\b\w+\([^)]{0,200}\)|/\w+/|\{[^}]{0,200}\}|\b[A-Z]{2,}\s+/")
"""Fields, calls, paths. What stands in brackets is short: without a bound, each bracket that is never closed would be
followed to the end of the line."""


@dataclass(frozen=True)
class Commitment:
    """What a sentence stands for."""

    hedges: int
    """Turns of phrase that keep it general."""
    figures: int
    """Numbers that measure something."""
    arrows: int
    code: int
    """Names in code: fields, calls, paths."""
    decides: bool
    """Its author says what he does."""
    reasons: bool
    """It gives a reason or draws a consequence."""
    prices: bool
    """It names what is given up or accepted."""
    contrasts: bool
    """It sets one thing against another."""
    words: int

    @cached_property
    def concrete(self) -> float:
        """Weight of what pins it down; 0 for a generality."""
        return (
            1.0 * min(self.figures, 3)
            + 1.0 * min(self.arrows, 3)
            + 0.7 * min(self.code, 3)
            + 1.0 * self.decides
            + (0.5 if self.contrasts and self.words <= 12 else 0.0)
        )

    @cached_property
    def share(self) -> float:
        """0..1: how much of its terms may be credited. 1 says something about this system, 0 about all of them."""
        if self.concrete >= 1.0 and self.hedges <= 2 * self.concrete:
            return 1.0
        if self.words <= 9 and not self.hedges:
            return 1.0
        loose = self.hedges - 1.2 * self.concrete
        if loose <= 0:
            return 0.85
        return 0.45 if loose <= 1 else 0.15


def commitment(sentence: Sentence, turns: Sequence[Turn] | None = None) -> Commitment:
    """What `sentence` commits its author to; `turns` are those of its text, where they are known already."""
    text = sentence.text.lower()
    said = [turn.name for turn in (bundled_turns().find(text) if turns is None else turns)]
    return Commitment(
        hedges=said.count("hedge"),
        figures=sum([not token.word.isalpha() for token in sentence.figures]),
        arrows=sum([token.kind is Kind.ARROW for token in sentence.tokens]),
        code=len(_CODE.findall(sentence.text)),
        decides="decision" in said,
        reasons="reason" in said or bool(_ARROW.search(text)),
        prices="priced" in said or bool(_SURCHARGE.search(text)),
        contrasts=bool(_CONTRAST.search(text)),
        words=sentence.words,
    )
