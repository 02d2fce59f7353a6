"""The load that a worksheet arrives at: reads and writes per second, as the rest of a design is built for."""

from coach.estimation.worksheet import Worksheet

READ, WRITE = "READ", "WRITE"


def peak_rates(worksheet: Worksheet) -> dict[str, float]:
    """Requests per second by `READ` and `WRITE`, at peak where that is told; a direction without a rate is left out.

    The first line of a direction tells its rate; a later one only raises it to its peak.
    """
    rates: dict[str, float] = {}
    for line in worksheet.lines:
        direction = next((one.kind for one in line.quantities if one.kind in _NAMES), "")
        key = _NAMES.get(direction, "")
        found = [
            one.value
            for one in line.quantities
            if one.unit == "1/s" and not one.factor and (key not in rates or (one.peak and one.kind == direction))
        ]
        if key and found:
            rates[key] = max(rates.get(key, 0.0), *found)
    return rates


_NAMES = {"reads": READ, "writes": WRITE}
