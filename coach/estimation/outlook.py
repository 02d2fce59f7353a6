"""What lies ahead in a sum: names, numbers, spans of time, functions."""

from collections.abc import Callable, Sequence

from coach.estimation.cursor import Cursor
from coach.estimation.notation import Token
from coach.estimation.trees import FUNCTIONS
from coach.estimation.units import is_time
from coach.estimation.values import Value
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import AVERAGE_WORDS, MACHINES, PEAK_WORDS, WORD_NUMBERS

Lookup = Callable[[tuple[str, ...]], Value | None]
"""Gives the value that a name of one to four words stands for."""


_ABOUT = vocabulary("a about the roughly around maybe perhaps say some approximately nearly almost ca")


class Outlook(Cursor):
    """A place in a sum, with what can be known of what follows."""

    def __init__(self, tokens: Sequence[Token], names: Lookup) -> None:
        super().__init__(tokens)
        self.names = names

    def is_call(self, low: str) -> bool:
        """Whether a function is called here: `log2(`."""
        if self.kind(1) != "lp":
            return False
        return low in FUNCTIONS or (
            low.startswith("log") and low[3:].strip("_").isdigit() and low[3:].strip("_") not in ("0", "1")
        )

    def name_here(self) -> tuple[Value, int] | None:
        """The longest known name here: its value, and how many tokens it takes."""
        tokens, words, best = self.tokens, [], None
        for ahead in range(self.at, min(self.at + 7, self.size)):
            token = tokens[ahead]
            if token.kind == "word":
                words.append(token.text.lower())
                if len(words) > 4:
                    break
                value = self.names(tuple(words))
                if value is not None:
                    best = (value, ahead - self.at + 1)
            elif token.text != "/" or token.spaced:
                break
        return best

    def number_ahead(self, ahead: int) -> bool:
        """Whether a number stands there, with at most "about" or "maybe" before it."""
        at = self.at + ahead
        while at < self.size and (self.tokens[at].kind == "about" or self.tokens[at].text.lower() in _ABOUT):
            at += 1
        if at >= self.size:
            return False
        token = self.tokens[at]
        return token.kind in ("num", "cur") or (token.kind == "word" and token.text.lower() in WORD_NUMBERS)

    def span_ahead(self) -> bool:
        """Whether "for", "over", "in" is followed by a number and a unit of time."""
        at = self.at + 1
        while at < self.size and self.tokens[at].kind == "about":
            at += 1
        return (
            at + 1 < self.size
            and (self.tokens[at].kind == "num" or self.tokens[at].text.lower() in WORD_NUMBERS)
            and self.tokens[at + 1].kind == "word"
            and is_time(self.tokens[at + 1].text)
        )

    def machines_ahead(self) -> bool:
        """Whether "over" or "across" is followed by a number of machines: a load is shared among them."""
        return self.number_ahead(1) and any(
            token.text.lower() in MACHINES for token in self.tokens[self.at + 2 : self.at + 6]
        )

    def named(self, ahead: int) -> bool:
        """Whether a known name begins there."""
        kept = self.at
        self.at += ahead
        found = self.name_here()
        self.at = kept
        return found is not None

    def is_name_at(self, at: int) -> bool:
        """Whether a known name begins at token `at`."""
        kept, self.at = self.at, at
        found = self.name_here()
        self.at = kept
        return found is not None

    def operand_next(self) -> bool:
        """Whether an operand follows the token here."""
        return self.kind(1) in ("num", "cur", "lp") or (self.kind(1) == "about" and self.kind(2) == "num")

    def leading_words(self) -> bool:
        """Whether the sum begins with "divided by 8", "at 250 bytes each": it goes on from the value before it."""
        low = self.tokens[self.at].text.lower()
        if low in ("divided", "multiplied"):
            return self.text(1) == "by" and self.number_ahead(2)
        if low == "times":
            return self.number_ahead(1)
        if low == "at" and self.number_ahead(1):
            return any(token.text.lower() == "each" for token in self.tokens[self.at : self.at + 6])
        return False

    def starts_operand(self) -> bool:
        """Whether the word here is a name or a function that a sum can start with."""
        token = self.tokens[self.at]
        low = token.text.lower()
        if self.is_call(low):
            return True
        if low in WORD_NUMBERS and self.kind(1) == "word" and self.text(1) in ("every", "per", "copies", "replicas"):
            return True
        before = self.tokens[self.at - 1] if self.at else None
        if before is not None and before.text == "-" and not token.spaced:
            return False  # the second half of "fan-out"
        found = self.name_here()
        if found is None:
            return False
        after = self.at + found[1]
        following = self.tokens[after] if after < self.size else None
        if low in PEAK_WORDS | AVERAGE_WORDS and following is not None and following.text == "*":
            return False  # "peak x4" applies to what stands before it
        return following is None or following.kind in ("op", "pow", "rp")
