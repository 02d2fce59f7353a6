"""A number with its power and magnitude: `10^9`, `2.5×10^8`, `100M`, `500B`, `60m`, `3x`."""

import math

from coach.estimation.drafting import Drafting
from coach.estimation.drafts import Draft
from coach.estimation.units import MAGNITUDES, SUFFIXES, is_time
from coach.estimation.values import Duration, NotComputableError, finite
from coach.estimation.words import COUNTED


class Figures(Drafting):
    """Reads what belongs to the number itself."""

    def power(self, number: float) -> tuple[float, bool]:
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

    def suffix(self, number: float, is_power: bool) -> bool:
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
        elif low in ("c", "ct", "cts", "cent", "cents") and (low != "c" or (glued and self.money)):
            for draft in self.drafts:
                draft.scale(0.01)
                draft.money = 1
            self.at += 1
        elif text in ("G", "T", "P") and (glued or self.kind(1) != "word" or self.text(1) in COUNTED):
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
