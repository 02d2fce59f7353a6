"""Waiting times in closed form: Erlang's C for a station, gamma mixtures for a path.

A replica is an M/M/c station with as many servers as keep its capacity at its service time (Little's law). A path adds
the means and variances of its stations; a request that may stop early (a cache hit) is a mixture of such paths. Within
a few percent of simulation up to about 95% load; times are seconds.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from coach.model.quick import dataclass

_NORMAL = {0.5: 0.0, 0.95: 1.6449, 0.99: 2.3263}
"""Quantiles of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Station:
    """One replica under load."""

    utilisation: float
    """Load divided by capacity; 1 and above means that it cannot keep up."""
    waiting: float = 0.0
    """Share of requests that have to wait."""
    wait: float = 0.0
    """Mean time spent waiting."""
    wait_variance: float = 0.0
    service: float = 0.0
    """Mean service time."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Requests that take one way through the path."""

    weight: float
    """Their share of all."""
    fixed: float
    """Time that never varies: the network."""
    mean: float
    variance: float


def station(rate: float, capacity: float, service: float) -> Station:
    """One replica that gets `rate` requests per second and is full at `capacity`."""
    if rate <= 0 or math.isinf(capacity):
        return Station(0.0, service=service)
    if capacity <= 0:
        return Station(math.inf, 1.0, math.inf, math.inf, service)
    servers = max(1, round(capacity * service + 1e-9))
    exact = servers / capacity
    utilisation = rate / capacity
    if utilisation >= 1:
        return Station(utilisation, 1.0, math.inf, math.inf, exact)
    waiting = erlang_c(servers, round(rate * exact, 9))
    spare = capacity - rate
    return Station(utilisation, waiting, waiting / spare, waiting * (2 - waiting) / spare**2, exact)


@lru_cache(maxsize=4096)
def erlang_c(servers: int, offered: float) -> float:
    """Chance that a request waits, with `offered` = rate x service time; 1 when the servers cannot keep up.

    Beyond 2,000 servers the normal approximation of Halfin and Whitt is used instead of the recursion.
    """
    if offered >= servers:
        return 1.0
    if servers > 2_000:
        beta = (servers - offered) / math.sqrt(servers)
        density = math.exp(-beta * beta / 2) / math.sqrt(2 * math.pi)
        below = 0.5 * (1 + math.erf(beta / math.sqrt(2)))
        return 1 / (1 + beta * below / density) if density > 0 else 0.0
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = offered * blocked / (count + offered * blocked)
    return servers * blocked / (servers - offered * (1 - blocked))


def quantile(branches: Sequence[Branch], share: float) -> float:
    """The time within which `share` (0.5, 0.95 or 0.99) of the requests are done; infinite when they never are."""
    branches = [branch for branch in branches if branch.weight > 0]
    finite = [branch for branch in branches if not math.isinf(branch.mean)]
    if not finite or sum(branch.weight for branch in finite) < share:
        return math.inf if branches else 0.0
    if len(branches) == 1:
        return finite[0].fixed + _gamma_quantile(finite[0].mean, finite[0].variance, share)
    low, high = 0.0, 1e-3
    while _mixture(finite, high) < share:
        high *= 2
        if high > 1e5:
            return math.inf
    for _ in range(30):
        middle = (low + high) / 2
        if _mixture(finite, middle) < share:
            low = middle
        else:
            high = middle
    return high


def _mixture(branches: Sequence[Branch], time: float) -> float:
    return sum(branch.weight * _gamma_share(branch.mean, branch.variance, time - branch.fixed) for branch in branches)


def _gamma_quantile(mean: float, variance: float, share: float) -> float:
    """By Wilson and Hilferty: the cube root of a gamma variable is nearly normal."""
    if mean <= 0 or variance <= 0:
        return max(0.0, mean)
    shape = mean * mean / variance
    if shape < 0.3:  # far from normal: an exponential tail
        return -mean * math.log(1 - share)
    return mean * max(0.0, 1 - 1 / (9 * shape) + _NORMAL[share] / (3 * math.sqrt(shape))) ** 3


def _gamma_share(mean: float, variance: float, time: float) -> float:
    if time <= 0:
        return 0.0
    if mean <= 0 or variance <= 0:
        return 1.0 if time >= mean else 0.0
    shape = mean * mean / variance
    deviation = ((time / mean) ** (1 / 3) - 1 + 1 / (9 * shape)) * 3 * math.sqrt(shape)
    return 0.5 * (1 + math.erf(deviation / math.sqrt(2)))
