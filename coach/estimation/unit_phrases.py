"""The words behind a number: units, "per" and what is counted; `KB per user a day`, `requests/s`, `/10 min`."""

from dataclasses import replace

from coach.estimation.drafting import Drafting
from coach.estimation.notation import Token
from coach.estimation.units import EVERY, MAGNITUDES, SUFFIXES, is_time, unit_readings
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import ATOM_STOPS, DAILY_PEOPLE, WORD_NUMBERS

_KINDS_OF_HOURS = vocabulary("peak busy business working waking active rush consecutive calendar full whole off-peak")
_SECONDS = vocabulary("s sec secs second seconds")
_WORKERS = vocabulary("core cpu vcpu gpu machine node server instance engineer person")
"""What works by the hour: "core hours" are hours."""


class UnitPhrases(Drafting):
    """Reads units and nouns into the drafts."""

    def units(self) -> None:
        """All words behind the number that are units or counted; stops where a clause or the next operand begins."""
        sign, pending, direct = 1, False, True
        while (token := self.token()) is not None:
            kind, low = token.kind, token.text.lower()
            if kind == "word":
                if direct and not pending and self._skip_worker(low):
                    continue
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

    def _skip_worker(self, low: str) -> bool:
        """In "20k core hours" and "9k cpu-h" go on to the time, which is what is counted."""
        ahead = 2 if self.is_glued("op", 1) and self.text(1) == "-" else 1
        if low not in _WORKERS or self.kind(ahead) != "word" or not is_time(self.text(ahead)):
            return False
        self.at += ahead
        return True

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
        film = pending and sign < 0 and is_time(low) and low not in _SECONDS
        if film and self.text() == "of" and self.kind(1) == "word":
            self.nouns.append(f"per {low} of")  # 2 GB per hour of video
            return 1
        readings = unit_readings(token.text)
        used = sign < 0 or direct or (len(self.nouns) <= 1 and bool(readings) and not self._has_unit())
        if readings and readings[0].time == 1 and not (pending or direct):
            used = len(self.nouns) == 1 and self.nouns[0].lower() in _KINDS_OF_HOURS and sign > 0
            direct = used
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
