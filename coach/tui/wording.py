"""How times, shares and scores are written on a screen: short, of steady width, the same on every screen."""

from collections.abc import Sequence

from coach.model.words import Severity

FULL, EMPTY = "▰", "▱"
BARS = "▁▂▃▄▅▆▇█"

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
"""The signs of remarks, which say their weight without colour."""


def clock(seconds: float) -> str:
    """Time left as `38:12`; over 99 minutes as `1:41:09`; less than nothing as `+1:10` (so much over)."""
    whole = int(-seconds) if seconds < 0 else round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, short = divmod(minutes, 60)
    text = f"{hours}:{short:02}:{rest:02}" if minutes > 99 else f"{minutes:02}:{rest:02}"
    return f"+{text}" if seconds < 0 and whole else text


def ago(seconds: float) -> str:
    """An age as `0.3 s`, `12 s`, `4 min`, `2 h` or `3 days`; never negative."""
    seconds = max(0.0, seconds)
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    if seconds < 36 * 3600:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 86400:.0f} days"


def when(seconds: float) -> str:
    """An age in a list, where seconds do not matter: `now`, `4 min`, `2 h`, `3 days`."""
    return "now" if seconds < 60 else ago(seconds)


def wait(seconds: float) -> str:
    """How long something is away: `today`, `tomorrow`, `in 11 days`, `in 3 months`, `in 2 years`."""
    days = round(seconds / 86_400)
    if days < 2:
        return "tomorrow" if days else "today"
    if days < 60:
        return f"in {days} days"
    return f"in {days / 30:.0f} months" if days < 720 else f"in {days / 365:.0f} years"


def sparkline(shares: Sequence[float]) -> str:
    """`shares` (0..1, clipped) as a line of bars: `▂▃▅▇`."""
    return "".join(BARS[min(7, max(0, int(share * 8)))] for share in shares)


def bar(share: float, width: int) -> str:
    """`share` (0..1, clipped) as `▰▰▰▱▱▱` of `width` cells."""
    full = round(min(1.0, max(0.0, share)) * width)
    return FULL * full + EMPTY * (width - full)


def points(score: float) -> str:
    """A score of 0..1 as whole points of 100."""
    return f"{round(score * 100)}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 line`, `2 lines`; `many` where an s is not enough."""
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def quantity(value: float, unit: str) -> str:
    """A quantity in the unit that suits: `1,157 /s`, `36.5 TB`, `280 MB/s`, `52.6 min`, `$1,200 a month`.

    Args:
        value: in SI.
        unit: `1/s`, `B`, `B/s`, `s`, `$`, `$/month` or `1`.
    """
    from coach.estimation.wording import duration, number, size

    match unit:
        case "B":
            return size(value)
        case "B/s":
            return f"{size(value)}/s"
        case "s":
            return duration(value)
        case "1/s":
            return f"{number(value)} /s"
        case "$":
            return f"${number(value)}"
        case "$/month":
            return f"${number(value)} a month"
    return number(value)


def remark(severity: Severity, message: str) -> str:
    """A remark on one line, its weight as a sign."""
    return f"{SIGNS[severity]} {message}"
