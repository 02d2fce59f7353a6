"""Eight hours of typing, in the minutes that the program needs for them: memory stays flat and no key gets slower."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHIN = 4.0
"""MiB around the middle of what is held once the memories of the readers are full, which takes an hour."""
FILLING = 4.0
"""MiB that they take between the first ten minutes and then."""


@pytest.mark.long
def test_after_the_first_minutes_memory_is_flat_and_no_key_is_slower():
    command = [sys.executable, "-m", "benchmarks.long_run"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    samples = json.loads(done.stdout)
    assert samples[-1]["minutes"] == 480
    held = [one["memory"] for one in samples]
    assert held[5] - held[0] <= FILLING, held
    assert max(held[5:]) - min(held[5:]) <= 2 * WITHIN, held
    first, last = samples[:12], samples[-12:]
    for measured in ("key", "slow"):
        before, after = (statistics.median(one[measured] for one in part) for part in (first, last))
        assert after <= 1.3 * before, (measured, before, after)
