"""One number with everything that belongs to it: power, magnitude, percent, ratio, range, unit and what is counted.

An atom has several readings where people use one spelling for two things: `500B` is 500 bytes or 500 billion, `60m`
60 minutes or 60 million, `50 mb` megabytes or megabits. The likelier one is first.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.estimation.drafts import Draft
from coach.estimation.figures import Figures
from coach.estimation.notation import Token
from coach.estimation.unit_phrases import UnitPhrases
from coach.estimation.values import Duration, NotComputableError, Value
from coach.estimation.words import COPIES, WORD_NUMBERS

_CONVERSION = 0.2
"""|log| up to which so many seconds a day are the seconds of a day."""


class Atom(NamedTuple):
    """What `read_atom` found."""

    readings: tuple[Value, ...]
    units: tuple[str, ...]
    after: int
    """Index of the first token behind it."""
    times: bool
    """Whether it is written as a factor: `3x`, `two copies`."""


def read_atom(tokens: Sequence[Token], at: int, is_name: Callable[[int], bool], *, money: bool = False) -> Atom | None:
    """The atom that begins at `tokens[at]`; none when no number is there.

    `is_name(i)` tells whether a known name begins at token i; `money` whether the line speaks of money.

    Raises:
        NotComputableError: when the number is beyond floating point.
    """
    reader = _Reader(tokens, at, is_name, money=money)
    return reader.run()


class _Reader(Figures, UnitPhrases):
    def run(self) -> Atom | None:
        is_money = False
        self.first = self.at
        while self.kind() == "cur" or (is_money and self.kind() == "about"):
            is_money = True
            self.at += 1
        token = self.token()
        if token is None or not (token.kind == "num" or token.text.lower() in WORD_NUMBERS):
            return None
        worded = token.kind != "num"
        number = WORD_NUMBERS[token.text.lower()] if worded else token.value
        if not math.isfinite(number):
            raise NotComputableError("a number beyond counting")
        self.at += 1
        is_power = False
        if self.kind() in ("pow", "op"):
            number, is_power = self.power(number)
        self.drafts = [Draft(number, number, number, money=1 if is_money else 0)]
        if worded:
            times = self.text() in COPIES
            self.at += times
            if self.text() in ("every", "per"):
                return self._done(times=times)
        else:
            times = self.suffix(number, is_power)
        if times:
            return self._done(times=True)
        if number == 9 and self.is_glued("word", 0) and self.text() in ("s", "'s") and self._counts_nines():
            self.at += 1
            self.nouns.append("nines")
            return self._done(times=False)
        if self.at < self.size:
            self._behind_number(token)
            self.units()
        return self._done(times=False)

    def _done(self, *, times: bool) -> Atom:
        self._film()
        nouns = tuple(self.nouns[:3])
        operations = self.operations
        factor = times or (self.drafts[0].share and self.drafts[0].unit == ":")
        readings = tuple(
            draft.value(nouns, literal=not times, operations=operations, factor=factor) for draft in self.drafts
        )
        tail = " ".join(self.nouns[:4])
        units = tuple(f"{draft.unit} {tail}".strip() for draft in self.drafts)
        return Atom(readings, units, self.at, times)

    def _counts_nines(self) -> bool:
        """Whether the 9 is that of "three 9s"."""
        before = self.tokens[self.first - 1] if self.first else None
        return before is not None and before.text.lower() in WORD_NUMBERS

    def _film(self) -> None:
        """`100 h a day`: time that passes, or so many hours of film that are made a day."""
        first = self.drafts[0]
        if first.duration is None or len(self.drafts) > 1 or len(first.periods) != 1 or first.time or first.data:
            return
        amount = first.duration.amount
        if amount > 0 and abs(math.log(amount * first.duration.unit / first.periods[0])) < _CONVERSION:
            # "86,400 seconds per day" is how long a day is.
            first.number, first.time, first.periods = amount * first.duration.unit, 1, []
            return
        per = 1 / first.periods[0]
        self.drafts.append(Draft(amount * per, amount, amount, time=-1, periods=list(first.periods), unit=first.unit))

    def _behind_number(self, token: Token) -> None:
        """Percent, ratio, range, and the plus of `100+`."""
        if self.kind() == "pct":
            self.at += 1
            for draft in self.drafts:
                draft.number, draft.flat, draft.share, draft.unit = draft.number / 100, draft.flat / 100, True, "%"
        colon, behind = self.token(), self.token(1)
        if (
            colon is not None
            and colon.kind == "colon"
            and not colon.spaced
            and behind is not None
            and behind.kind == "num"
            and not behind.spaced
            and behind.value
        ):
            self.at += 2
            ratio = self.drafts[0].number / behind.value
            self.drafts = [Draft(ratio, ratio, ratio, share=True, unit=":")]
        self._range(token)
        plus = self.token()
        if plus is not None and plus.text == "+" and not plus.spaced and self.kind(1) not in ("num", "cur", "lp"):
            following = self.token(1)
            if following is None or following.kind != "word" or following.spaced:
                self.at += 1

    def _range(self, token: Token) -> None:
        dash, upper = self.token(), self.token(1)
        if dash is None or upper is None:
            return
        before = self.tokens[self.first - 1] if self.first else None
        summed = before is not None and before.kind == "op" and before.text in "+-"  # 3+3-5
        tight = not summed and dash.kind == "op" and dash.text == "-" and not dash.spaced and not upper.spaced
        worded = dash.kind == "word" and dash.text.lower() == "to" and upper.kind == "num"
        if not (tight or worded) or upper.kind not in ("num", "cur"):
            return
        reader = _Reader(self.tokens, self.at + 1, self.is_name, money=self.money)
        ahead = reader.run()
        if ahead is None or ahead.times:
            if ahead is not None and tight:
                high = ahead.readings[0].shown
                low = self.drafts[0].shown
                if 1 < high / low < 100 if low > 0 else False:
                    self.drafts[0].high = high
                    self.at = ahead.after
            return
        top, low_end = ahead.readings[0], self.drafts[0]
        if not 0 < token.value < top.shown:
            return
        scale = 1.0
        if low_end.shown == token.value:  # 2-3k: the suffix is shared
            for step in (1e3, 1e6, 1e9, 1e12):
                if upper.value and top.shown >= upper.value * step * 0.99:
                    scale = step
        lower = low_end.shown * scale
        if not lower <= top.shown:
            return
        share = lower / top.shown
        self.drafts = [
            Draft(
                reading.number * share,
                reading.flat * share,
                lower,
                reading.time,
                reading.data,
                reading.money,
                reading.number,
                list(reading.periods),
                None if not reading.durations else Duration(lower, reading.durations[0].unit, 1),
                reading.bits,
                reading.prefix,
                reading.share,
                unit,
            )
            for reading, unit in zip(ahead.readings, ahead.units, strict=True)
        ]
        self.nouns.extend(ahead.readings[0].nouns)
        self.at = ahead.after
