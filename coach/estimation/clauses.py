"""Cutting a line: its label, its clauses, and the relations between their parts.

`writes: 100M/day / 86400 ~ 1.2k/s, peak x3 = 3.5k` is a label and four parts, linked by a start, "about", a comma and
"equals". A table row is cut at its bars, the first cell being the label when it holds no sum.
"""

from collections.abc import Sequence

from coach.estimation.notation import Token
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import (
    AVERAGE_WORDS,
    CLAUSE_WORDS,
    PEAK_WORDS,
    RESULT_PHRASES,
    RESULT_VERBS,
    ROUNDING_PHRASES,
    WORD_NUMBERS,
)

_RELATIONS = frozenset(("eq", "about", "follows", "cmp"))
_PHRASES = tuple(sorted(RESULT_PHRASES, key=len, reverse=True))
_ROUNDINGS = tuple(sorted(ROUNDING_PHRASES, key=len, reverse=True))
_PHRASE_STARTS = frozenset(phrase[0] for phrase in (*_PHRASES, *_ROUNDINGS)) | RESULT_VERBS | {"or"}
_BINDING = vocabulary("x times by of per at @")
_DOING = vocabulary("does do did handles handle takes take serves serve carries carry manages sustains pushes holds")
_AGAINST = vocabulary("vs versus against")
_RESULTS = vocabulary("eq about follows verb rounding then implied")
_FILLERS = vocabulary("about around roughly approximately nearly almost just only some us me at a an the up to over")


class Part:
    """A stretch of a line between two relations or breaks."""

    def __init__(self, link: str, tokens: list[Token] | None = None, *, column: int = 0) -> None:
        self.link = link
        """How it is tied to the part before: start, eq, about, follows, verb, rounding, cell, comma, soft, hard."""
        self.tokens: list[Token] = [] if tokens is None else tokens
        self.label = ""
        """Words that name it: before a colon, or before `=` with nothing to compute."""
        self.label_tokens: list[Token] = []
        self.column = column
        """Index of its cell in a table row; 0 outside a table."""

    @property
    def has_number(self) -> bool:
        """Whether any number stands in it."""
        return any(token.kind == "num" for token in self.tokens)


def cut(tokens: Sequence[Token], *, table: bool = False) -> list[Part]:
    """The parts of a line, in order; parts without any token are left out."""
    cutter = _Cutter(tokens, table)
    return cutter.run()


class _Cutter:
    def __init__(self, tokens: Sequence[Token], table: bool) -> None:
        self.tokens = tokens
        self.table = table
        self.parts: list[Part] = []
        self.part = Part("start")
        self.depth = 0
        self.column = 0
        self.numbered = False  # whether the part at hand holds a number

    def run(self) -> list[Part]:
        at, tokens = 0, self.tokens
        while at < len(tokens):
            at = self._step(at)
        self._close("")
        return self.parts

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        kind = token.kind
        if kind == "lp":
            self.depth += 1
        elif kind == "rp":
            self.depth = max(0, self.depth - 1)
        if kind == "op" and token.text == "/" and token.spaced and not self.depth and self._is_average_and_peak(at):
            self._close("comma")
            return at + 1
        if self.depth or kind in ("num", "op", "rp", "cur", "pct", "pow"):
            self.numbered = self.numbered or (kind == "num" and not self.depth) or (kind == "num" and self.depth > 0)
            self.part.tokens.append(token)
            return at + 1
        if kind in _RELATIONS:
            return self._relation(at)
        if kind == "cell":
            self._close("cell" if self.table else "soft")
            self.column += 1
            self.part.column = self.column
        elif kind == "semi":
            self._close("hard")
        elif kind == "stop":
            if self.part.tokens or self.parts:
                self._close("hard")
        elif kind == "comma":
            self._close("comma")
        elif kind == "colon":
            return self._colon(at)
        elif kind == "word":
            return self._word(at)
        else:
            self.part.tokens.append(token)
        return at + 1

    def _is_average_and_peak(self, at: int) -> bool:
        """Whether the slash only stands between two figures: `2.3k avg / 7k peak`."""
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if before is None or after is None or after.kind not in ("num", "about"):
            return False
        return self.numbered and before.text.lower() in AVERAGE_WORDS | PEAK_WORDS

    def _relation(self, at: int) -> int:
        token = self.tokens[at]
        kind = token.kind
        after = at + 1
        while after < len(self.tokens) and self.tokens[after].kind in _RELATIONS:
            following = self.tokens[after].kind
            if kind == "about" and following != "cmp":
                kind = following
            elif kind == "cmp":
                kind = following if following != "about" else "cmp"
            after += 1
        if token.kind == "about" and self.part.tokens and self._binds(self.part.tokens[-1]):
            return at + 1  # "48 GB * ~9c", "200 x ~3": only "about"
        if kind == "cmp":
            if not self.numbered:
                self._label()
            else:
                self._close("soft")
            return after
        if not self.part.tokens:
            if self.part.link in ("start", "comma", "soft", "hard", "cell") and kind != "about":
                # "→ 300 TB" at the start of a line or clause goes on from the value before it.
                self.part.link = "then" if self.part.link in ("start", "hard") else kind
            return after
        if not self.numbered and not self._computes(self.part.tokens):
            if kind == "follows":
                self._close("follows")
            else:
                self._label()
            return after
        if kind == "about" and self.part.tokens[-1].text.lower() == "to":
            kind = "hard"  # "drops from 20 ms to ~3 ms"
        if kind == "about" and self.part.tokens[-1].text.lower() in _DOING:
            kind = "verb"  # "a box with 64 GB does ~20k/s"
        self._close(kind)
        return after

    def _binds(self, token: Token) -> bool:
        """Whether an operand has to follow `token`."""
        return token.kind in ("op", "lp", "pow", "cur") or (token.kind == "word" and token.text.lower() in _BINDING)

    def _computes(self, tokens: list[Token]) -> bool:
        """Whether stretches without digits may still be a sum over names: `DAU * writes`."""
        return any(token.kind == "op" and token.text == "*" and token.spaced for token in tokens[1:])

    def _colon(self, at: int) -> int:
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        glued = not token.spaced and after is not None and not after.spaced
        if glued and before is not None and after is not None and {before.kind, after.kind} == {"num"}:
            self.part.tokens.append(token)
            return at + 1
        if glued and before is not None and after is not None and before.kind == after.kind == "word":
            self.part.tokens.append(token)
            return at + 1
        if self.numbered and self.part.link in ("eq", "about", "verb"):
            self._close("hard")  # "= 840 GB: 6 nodes": what follows is no second result
            return at + 1
        words = any(t.kind == "word" for t in self.part.tokens)
        computed = any(t.kind == "op" and t.text == "*" and t.spaced for t in self.part.tokens) and self.numbered
        if words and not computed:
            self._label()
        else:
            self._close("soft")
        return at + 1

    def _label(self) -> None:
        """The part so far names what comes."""
        words = [t for t in self.part.tokens if t.kind in ("word", "op", "num")]
        text = " ".join(t.text for t in words if t.kind == "word" or t.text == "/")
        part = self.part
        part.label = f"{part.label} {text}".strip()
        part.label_tokens = [*part.label_tokens, *part.tokens]
        part.tokens = []
        self.numbered = False

    def _word(self, at: int) -> int:
        token = self.tokens[at]
        low = token.text.lower()
        if low in WORD_NUMBERS and at and self.tokens[at - 1].text.lower() in ("by", "of", "times", "x"):
            self.numbered = True
            self.part.tokens.append(token)
            return at + 1
        if low in _AGAINST and self.numbered and self.part.link in _RESULTS:
            self._close("hard")  # "= 8.9k h vs 16.7k before": a result is compared, not divided
            return at + 1
        if low in CLAUSE_WORDS:
            length = self._phrase(at, _PHRASES)
            if length and self.numbered and self._number_soon(at + length):
                self._close("verb")
                return at + length
            if self.numbered or self.part.label_tokens:
                self._close("soft")
                return at + 1
            self.part.tokens.append(token)
            return at + 1
        if low in _PHRASE_STARTS:
            length = self._phrase(at, _ROUNDINGS)
            if length and (self.numbered or self._before_numbered()) and self._number_soon(at + length):
                self._close("rounding")
                return at + length
            length = self._phrase(at, _PHRASES) or (1 if low in RESULT_VERBS else 0)
            if length and self._number_soon(at + length):
                if self.numbered:
                    self._close("verb")
                    return at + length
                if self._before_numbered() and len(self.part.tokens) <= 2 and self.part.link in ("comma", "soft"):
                    self.part.link = "verb"
                    self.part.tokens = []
                    return at + length
                if self.part.tokens:
                    self._label()
                    return at + length
            if low == "or" and self.numbered and self._number_soon(at + 1):
                self._close("verb")
                return at + 1
        self.part.tokens.append(token)
        return at + 1

    def _phrase(self, at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        first = self.tokens[at].text.lower()
        for phrase in phrases:
            if (
                phrase[0] == first
                and len(phrase) <= len(self.tokens) - at
                and all(self.tokens[at + i].text.lower() == word for i, word in enumerate(phrase))
            ):
                return len(phrase)
        return 0

    def _number_soon(self, at: int) -> bool:
        """Whether a number follows, with nothing but fillers before it."""
        for token in self.tokens[at : at + 4]:
            if token.kind in ("num", "cur"):
                return True
            if token.kind == "lp":
                continue
            if token.kind != "about" and token.text.lower() not in _FILLERS and token.text.lower() not in WORD_NUMBERS:
                return False
        return False

    def _before_numbered(self) -> bool:
        return bool(self.parts) and self.parts[-1].has_number

    def _close(self, link: str) -> None:
        """End the part at hand; the next one is tied to it by `link`."""
        part = self.part
        if part.tokens or part.label_tokens:
            if part.link in ("comma", "soft") and not part.tokens and self.parts:
                pass
            self.parts.append(part)
        elif link in ("comma", "soft") and part.link in (
            "eq",
            "about",
            "follows",
            "hard",
            "verb",
            "cell",
            "start",
            "then",
        ):
            link = part.link
        elif part.link == "hard" and link == "hard":
            link = "hard"
        self.part = Part(link or "soft", column=self.column)
        self.numbered = False
