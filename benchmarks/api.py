"""The API room: how fast a long phase is read, checked and drawn."""

import statistics
import time
from collections.abc import Callable

from coach.api import checks, coverage, openapi, reader, table

RUNS = 200
PHASE = """\
REST over HTTPS, bearer token on everything except the redirect.

### Shorten
POST /v1/links
Headers: Idempotency-Key
Body:
```json
{
  "long_url": "https://example.com/a/very/long/path",
  "alias": "optional, 5 to 20 characters",
  "expires_at": "2026-01-01T00:00:00Z"
}
```
Response 201:
```json
{
  "code": "aB3xY9z",
  "short_url": "https://sho.rt/aB3xY9z",
  "expires_at": "2026-01-01T00:00:00Z"
}
```
Errors: 400 malformed URL, 409 alias taken, 429 too many

### Follow
GET /{code}
- 302 with Location, Cache-Control: no-store
- 404 never existed
- 410 expired or taken down

### My links
GET /v1/links?cursor=&limit=20 -> {items: [{code, long_url, clicks}], next}
GET /v1/links/{code} -> 200 {code, long_url, created_at, expires_at} | 404
PATCH /v1/links/{code} {expires_at} -> 200 | 403 | 404
DELETE /v1/links/{code} -> 204 | 403

### Statistics
GET /v1/links/{code}/stats?from=&to= -> {days: [{day, clicks}], as_of}

302 and not 301: browsers keep a 301 and we would lose the clicks and could not take
anything down. The price is that every click reaches us, 12k/s on average.

Data model
links(code pk, long_url, owner_id, created_at, expires_at, state), index (owner_id, created_at desc)
users(id pk, email unique, created_at)
clicks_daily(code, day, n) primary key (code, day)

| need | table | key |
|---|---|---|
| follow a link | links | code |
| my links, newest first | links | owner_id, created_at desc |
| clicks of a link | clicks_daily | code, day |

Postgres for links because the only hot read is one row by key and creating needs
a unique constraint. Not Cassandra: nothing here is a time series except the clicks.
The price is one primary for writes; past 10k writes/s I would shard by code.
Codes are 7 random base62 characters, checked with insert-if-absent.

Limits: 60 creates a minute a user, 600 redirects a minute an address.
"""


def measure() -> dict[str, float]:
    """Median milliseconds for the 60-line phase above: reading, the live table, all rules, coverage, OpenAPI."""
    contract = reader.read(PHASE)
    remarks = checks.check(contract, PHASE)
    return {
        "lines": float(PHASE.count("\n")),
        "operations": float(len(contract.operations)),
        "rules": float(len(checks.RULES)),
        "remarks": float(len(remarks)),
        "read_ms": _milliseconds(lambda: reader.read(PHASE)),
        "table_ms": _milliseconds(lambda: table.lines(contract, 46)),
        "check_ms": _milliseconds(lambda: checks.check(contract, PHASE)),
        "cover_ms": _milliseconds(lambda: coverage.cover(contract, ())),
        "openapi_ms": _milliseconds(lambda: openapi.document(contract, "Links")),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    """The median time of one call."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken) * 1000, 3)
