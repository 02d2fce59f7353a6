"""The same keys at the same times with the same seed give the same session, byte for byte, in every run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def held(seed: int, hashes: str) -> bytes:
    """All that came of the interview in a run of its own; `hashes` seeds the order of Python's sets."""
    return subprocess.run(
        [sys.executable, "-m", "tests.interview.repeated", str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hashes},
        capture_output=True,
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def first():
    return held(7, "1")


def test_the_same_keys_at_the_same_times_with_the_same_seed_give_the_same_session(first):
    assert held(7, "2") == first
    said = first.decode()
    for kind in ("asked", "hint_taken", "probed", "curveball", "finished"):
        assert kind in said, kind


def test_another_seed_words_it_otherwise(first):
    assert held(8, "1") != first
