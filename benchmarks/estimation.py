"""The estimation room: how fast a line is read, and a worksheet again after one key."""

import statistics
import time

from coach.estimation.worksheet import read, reread

RUNS = 40
LINES = """\
DAU = 50M
writes: 50M * 2 / 86400 = 1,157/s
reads 10:1 -> 11.6k/s, peak x3 ~ 35k/s
row ~ 500 B all in -> 50 GB/day
50 GB/day * 365 * 5 = 91 TB, x3 copies = 274 TB
| egress | 35k/s * 500 B | 17.5 MB/s = 140 Mbps |
cache: 20% of 100M * 500 B = 10 GB -> one 16 GB node
62^7 ~ 3.5e12, so 7 chars
99.99% -> 52 min a year
so one primary and two replicas are enough
300M users x 4 events per week = 1.2B events/week = 2k/s
4M meters / 900 s = 4,444/s
""".splitlines()


def measure() -> dict[str, float]:
    """Milliseconds of processor time: a line (median and slowest per cent), 60 lines at once, again after one key."""
    each = []
    for _ in range(RUNS):
        for line in LINES:
            start = time.process_time()
            read(line)
            each.append(time.process_time() - start)
    sheet = "\n".join(LINES * 5)
    whole = [_timed(lambda: read(sheet)) for _ in range(5)]
    known = read(sheet)
    keyed = [_timed(lambda: reread(known, sheet[:40] + "0" + sheet[40:])) for _ in range(RUNS)]
    each.sort()
    return {
        "line, median": 1e3 * statistics.median(each),
        "line, p99": 1e3 * each[int(len(each) * 0.99)],
        "60 lines": 1e3 * statistics.median(whole),
        "60 lines after one key": 1e3 * statistics.median(keyed),
    }


def _timed(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
