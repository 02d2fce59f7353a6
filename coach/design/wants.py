"""What the earlier phases promise: targets and sizes that a design is held against, as far as the text gives them."""

import re

from coach.language.expressions import expression
from coach.language.wording import wording
from coach.model.quick import dataclass

_UNITS = {"b": 1.0, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15, "kib": 1024.0, "mib": 1024.0**2,
          "gib": 1024.0**3, "tib": 1024.0**4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wants:
    """Targets and sizes; none where the text does not tell."""

    p99: float | None = None
    """Seconds within which nearly all requests are to be answered."""
    availability: float | None = None
    """Share of the time, 0..1."""
    object_bytes: float | None = None
    """Size of one photo, video or file."""
    stored_bytes: float | None = None
    """All that is kept, at the end of the horizon."""
    endpoints: tuple[str, ...] = ()
    """Operations of the API phase: "POST /urls"."""
    spikes: bool = False
    """The requirements speak of sudden crowds."""


def read_wants(text: str, endpoints: tuple[str, ...] = ()) -> Wants:
    """What a sheet's text promises, by simple signs; a caller that knows better fills `Wants` itself."""
    low = text[:200_000].lower()
    return Wants(
        p99=_latency(low),
        availability=_availability(low),
        object_bytes=_object_bytes(low),
        stored_bytes=_stored_bytes(low),
        endpoints=endpoints or tuple(dict.fromkeys(_ENDPOINT.findall(text[:200_000])))[:40],
        spikes=_SPIKES.search(low) is not None,
    )


_LATENCY = wording(r"\bp9(?:9|5)\b[^\n.;|]{0,40}?(\d{1,5}(?:\.\d+)?)\s*(ms|s)\b")
_SHARE = wording(r"\b(99(?:\.\d{1,4})?)\s?%")
_NINES = wording(r"\b(three|four|five|3|4|5)[ -]nines\b|\b([345])x?9s\b")
_AROUND = expression(r"avail|uptime|up\b|slo|nines|min(?:utes)?[ /]|downtime|create|redirect|open|read|write")
_SIZE = wording(r"(\d{1,6}(?:[.,]\d+)?)\s*(pb|tb|gb|mb|kb|tib|gib|mib|kib)\b(?!\s*/|ps|it)")
_OBJECT = expression(r"photo|image|video|picture|media|file|upload|avatar|attachment")
_KEPT = expression(r"year|/ ?y|\by\b|total|stor|retention|days|alive|keep|history|disk|raw|x ?3|copies|rows")
_ENDPOINT = expression(r"\b((?:GET|POST|PUT|PATCH|DELETE) /[\w/{}:.-]*)")
_SPIKES = wording(r"\bspik\w+|viral|flash sale|black friday|tv ad|celebrit\w+|burst\w*|stampede|new year")


def _latency(low: str) -> float | None:
    found = _LATENCY.search(low)
    if found is None:
        return None
    return float(found[1]) * (1e-3 if found[2] == "ms" else 1.0)


def _availability(low: str) -> float | None:
    shares = [
        float(found[1]) / 100
        for found in _SHARE.finditer(low)
        if _AROUND.search(low, max(0, found.start() - 60), found.end() + 40)
    ]
    shares += [1 - 10.0 ** -{"three": 3, "four": 4, "five": 5}.get(a, int(b or a) if (b or a).isdigit() else 3)
               for a, b in _NINES.findall(low)]  # fmt: skip
    return max((share for share in shares if share < 1), default=None)


def _object_bytes(low: str) -> float | None:
    sizes = [
        float(found[1].replace(",", ".")) * _UNITS[found[2]]
        for found in _SIZE.finditer(low)
        if found[2] in ("kb", "mb", "mib", "kib") and _OBJECT.search(low, max(0, found.start() - 30), found.end() + 15)
    ]
    return max(sizes, default=None)


def _stored_bytes(low: str) -> float | None:
    sizes = [
        float(found[1].replace(",", "" if re.fullmatch(r"\d{1,3},\d{3}", found[1]) else ".")) * _UNITS[found[2]]
        for found in _SIZE.finditer(low)
        if found[2] in ("tb", "pb", "tib", "gb")
        and _KEPT.search(low, max(0, low.rfind("\n", 0, found.start())), found.end() + 25)
    ]
    return max(sizes, default=None)
