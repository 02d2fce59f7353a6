"""One number with everything that belongs to it: power, magnitude, percent, ratio, range, unit and what is counted.

An atom has several readings where people use one spelling for two things: `500B` is 500 bytes or 500 billion, `60m`
60 minutes or 60 million, `50 mb` megabytes or megabits. The likelier one is first.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from coach.estimation.cursor import Cursor
from coach.estimation.drafts import Draft
from coach.estimation.notation import Token
from coach.estimation.units import EVERY, MAGNITUDES, SUFFIXES, is_time, unit_readings
from coach.estimation.values import Duration, NotComputableError, Value, finite
from coach.estimation.words import ATOM_STOPS, COPIES, COUNTED, DAILY_PEOPLE, WORD_NUMBERS


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
    reader = _Reader(tokens, at, is_name, money)
    return reader.run()


class _Reader(Cursor):
    def __init__(self, tokens: Sequence[Token], at: int, is_name: Callable[[int], bool], money: bool) -> None:
        super().__init__(tokens, at)
        self.is_name = is_name
        self.money = money
        self.drafts: list[Draft] = []
        self.nouns: list[str] = []
        self.operations = 0

    def run(self) -> Atom | None:
        is_money = False
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
            number, is_power = self._power(number)
        self.drafts = [Draft(number, number, number, money=1 if is_money else 0)]
        if worded:
            times = self.text() in COPIES
            self.at += times
            if self.text() in ("every", "per"):
                return self._done(times=times)
        else:
            times = self._suffix(number, is_power)
        if times:
            return self._done(times=True)
        if self.at < self.size:
            self._behind_number(token)
            self._units()
        return self._done(times=False)

    def _done(self, *, times: bool) -> Atom:
        nouns = tuple(self.nouns[:3])
        operations = self.operations
        factor = times or (self.drafts[0].share and self.drafts[0].unit == ":")
        readings = tuple(
            draft.value(nouns, literal=not times, operations=operations, factor=factor) for draft in self.drafts
        )
        tail = " ".join(self.nouns[:4])
        units = tuple(f"{draft.unit} {tail}".strip() for draft in self.drafts)
        return Atom(readings, units, self.at, times)

    # Number, power, magnitude.

    def _power(self, number: float) -> tuple[float, bool]:
        """`10^9`, `62^7`, `2.5×10^8`: the number with its power, and whether there was one."""
        ten = self.token(1)
        if (
            self.kind() == "op"
            and self.text() == "*"
            and ten is not None
            and ten.value == 10
            and ten.text == "10"
            and self.kind(2) == "pow"
            and number < 1000
        ):
            exponent, length = self._exponent(3)
            if length:
                self.at += 3 + length
                return finite(number * 10.0**exponent if abs(exponent) < 300 else math.inf), True
        if self.kind() != "pow":
            return number, False
        exponent, length = self._exponent(1)
        if not length or self.kind(1 + length) == "pow":
            if length:
                raise NotComputableError("a tower of powers is beyond counting")
            return number, False
        self.at += 1 + length
        if number != 10:
            self.operations = 1
        try:
            return finite(number**exponent), True
        except (OverflowError, ZeroDivisionError):
            raise NotComputableError("a power beyond counting") from None

    def _exponent(self, ahead: int) -> tuple[float, int]:
        sign = 1.0
        first = ahead
        if self.kind(ahead) == "lp":
            ahead += 1
        if self.kind(ahead) == "op" and self.text(ahead) == "-":
            sign, ahead = -1.0, ahead + 1
        token = self.token(ahead)
        if token is None or token.kind != "num":
            return 0.0, 0
        if self.kind(first) == "lp":
            ahead += 1
            if self.kind(ahead) != "rp":
                return 0.0, 0
        return sign * token.value, ahead + 1 - first

    def _suffix(self, number: float, is_power: bool) -> bool:
        """Magnitude behind the number; true when an `x` makes it a factor."""
        word = self.token()
        if word is None or word.kind != "word":
            return False
        text, low = word.text, word.text.lower()
        glued = not word.spaced
        if low == "x" and (glued or self.kind(1) not in ("num", "cur", "lp", "word")):
            self.at += 1
            return True
        if low == "times" and glued is False and self.kind(1) not in ("num", "cur", "lp"):
            self.at += 1
            return True
        if is_power:
            return False
        if text == "B":
            self._billion_or_byte(number, glued)
        elif low == "m" and text == "m":
            self._million_or_minute(number, glued)
        elif low in ("c", "cent", "cents") and (low != "c" or (glued and self.money)):
            for draft in self.drafts:
                draft.money, draft.number, draft.flat = 1, draft.number / 100, draft.flat / 100
            self.at += 1
        elif text in ("G", "T", "P") and (glued or self.kind(1) != "word"):
            self.at += 1
            size = SUFFIXES[text]
            counted, sized = Draft(number, number, number), Draft(number * size, number * size, number)
            counted.scale(size)
            counted.money = self.drafts[0].money
            sized.data, sized.prefix, sized.unit = 1, size, text + "B"
            self.drafts = [counted] if self.text() in COUNTED else [counted, sized]
        elif text in SUFFIXES and len(text) == 1 and (glued or text in ("k", "K", "M")):
            self.at += 1
            self.drafts[0].scale(SUFFIXES[text])
        elif low in MAGNITUDES and not (low == "cr" and not glued):
            self.at += 1
            self.drafts[0].scale(MAGNITUDES[low])
        if (more := self.text()) in MAGNITUDES and more != "k" and len(more) > 2:
            self.at += 1
            for draft in self.drafts:
                draft.scale(MAGNITUDES[more])
        return False

    def _billion_or_byte(self, number: float, glued: bool) -> None:
        self.at += 1
        billion, byte = self.drafts[0], Draft(number, number, number, data=1, unit="B", money=self.drafts[0].money)
        billion.scale(1e9)
        following = self.text()
        if following in COUNTED:
            byte_first = False
        elif not glued or following in ("each", "per", "a", "+"):
            byte_first = not (glued and number < 8)
        elif self.kind() == "op" and self.text() == "/" and is_time(self.text(1)):
            byte_first = False
        else:
            byte_first = number >= 16 and number not in (20, 50, 30)
        self.drafts = [byte, billion] if byte_first else [billion, byte]

    def _million_or_minute(self, number: float, glued: bool) -> None:
        self.at += 1
        million, minute = self.drafts[0], Draft(number * 60, number, number, time=1, unit="min")
        million.scale(1e6)
        minute.duration = Duration(number, 60.0, 1)
        if self.text() in COUNTED or (self.kind() == "op" and self.text() == "/") or number > 90 or self.money:
            self.drafts = [million, minute] if number <= 90 else [million]
        else:
            self.drafts = [million, minute] if glued else [minute, million]

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
        tight = dash.kind == "op" and dash.text == "-" and not dash.spaced and not upper.spaced
        worded = dash.kind == "word" and dash.text.lower() == "to" and upper.kind == "num"
        if not (tight or worded) or upper.kind not in ("num", "cur"):
            return
        reader = _Reader(self.tokens, self.at + 1, self.is_name, self.money)
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

    # Units and what is counted.

    def _units(self) -> None:
        sign, pending, direct = 1, False, True
        while (token := self.token()) is not None:
            kind, low = token.kind, token.text.lower()
            if kind == "word":
                if low == "x" or (low in ATOM_STOPS and not pending):
                    return
                if low == "of" and self.kind(1) in ("num", "cur"):
                    return
                if low in ("per", "a", "an", "each", "every", "for", "in") and not pending:
                    step = self._article(low)
                    if step == "stop":
                        return
                    if step == "per":
                        sign, pending = -1, True
                    continue
                if low in ("peak", "avg", "average", "pk", "max") and self.kind(1) in (
                    "num",
                    "cur",
                    "eq",
                    "about",
                    "op",
                ):
                    return
                sign = self._word(token, low, sign, pending=pending, direct=direct)
                pending, direct = False, False
            elif kind == "op" and token.text == "/" and self.kind(1) == "word" and not pending:
                step = self._slash()
                if step == "stop":
                    return
                if step == "per":
                    sign, pending = -1, True
            elif kind == "op" and token.text == "-" and not token.spaced and self.is_glued("word", 1):
                self.at += 1
                pending = sign < 0
            elif kind == "cur" and not self.drafts[0].money and not self.is_glued("num", 1):
                for draft in self.drafts:
                    draft.money = 1
                self.at += 1
                direct = False
            else:
                return

    def _article(self, low: str) -> str:
        """A word that may mean "per": `stop` ends the atom, `per` was consumed, `` was skipped."""
        following = self.token(1)
        if following is None or following.kind != "word":
            if low in ("per", "every", "each") and following is not None and following.kind in ("num", "about", "cur"):
                return "stop"
            if low in ("for", "in"):
                return "stop"
            self.at += 1
            return ""
        word = following.text.lower()
        if low == "per" and word in MAGNITUDES and word != "k":
            for draft in self.drafts:
                draft.scale(1 / MAGNITUDES[word])
            self.at += 2
            return ""
        if low in ("for", "in"):
            return "stop"
        if low in ("per", "every") and word in WORD_NUMBERS and word != "second":
            return "stop"
        if low == "per" or is_time(word):
            self.at += 1
            return "per"
        self.at += 1
        return ""

    def _slash(self) -> str:
        """What `/word` is: `per` (slash consumed), `done` for `/M` (both consumed), `stop` for a division by a name."""
        slash, word = self.tokens[self.at], self.tokens[self.at + 1]
        low = word.text.lower()
        if slash.spaced and self.is_name(self.at + 1) and not is_time(low):
            return "stop"
        if low in MAGNITUDES or word.text in ("M", "B", "K"):
            by = MAGNITUDES.get(low) or SUFFIXES[word.text]
            for draft in self.drafts:
                draft.number, draft.flat = draft.number / by, draft.flat / by
                draft.unit += f"/{word.text}"
            self.at += 2
            return "done"
        self.at += 1
        return "per"

    def _word(self, token: Token, low: str, sign: int, *, pending: bool, direct: bool) -> int:
        """Take one word as a unit or as what is counted; gives back the sign for a hyphenated next unit."""
        self.at += 1
        if low in EVERY and not pending:
            if not self.drafts[0].share and self.text() not in DAILY_PEOPLE:
                for draft in self.drafts:
                    draft.number /= EVERY[low]
                    if draft.high is not None:
                        draft.high /= EVERY[low]
                    draft.time -= 1
                    draft.periods.append(EVERY[low])
                    draft.unit += f" {low}"
            return 1
        if pending and sign < 0 and is_time(low) and self.text() == "of" and self.kind(1) == "word":
            self.nouns.append(f"per {low} of")  # 2 GB per hour of video
            return 1
        readings = unit_readings(token.text)
        used = sign < 0 or direct or (len(self.nouns) <= 1 and bool(readings) and not self._has_unit())
        if readings and readings[0].time == 1 and not (pending or direct):
            used = False
        if not readings or not used or (readings[0].data and self.drafts[0].data and sign > 0):
            if low in ("usd", "dollars", "dollar", "bucks", "eur", "euros") and not self.drafts[0].money:
                for draft in self.drafts:
                    draft.money = sign
            elif sign < 0 and pending:
                self.nouns.append(f"per {low}")
            else:
                self.nouns.append(token.text)
            return sign if pending else 1
        if len(readings) > 1 and len(self.drafts) == 1:
            twin = replace(self.drafts[0], periods=list(self.drafts[0].periods))
            self.drafts.append(twin)
            for draft, reading in zip(self.drafts, readings, strict=True):
                draft.apply(reading, sign, direct=direct)
        else:
            for draft in self.drafts:
                draft.apply(readings[0], sign, direct=direct)
        for draft in self.drafts:
            draft.unit += (" per " if pending else "") + token.text
        return sign

    def _has_unit(self) -> bool:
        draft = self.drafts[0]
        return bool(draft.time or draft.data)
