"""An interview that is cut off at any moment resumes with conversation, hints, agreed facts and clock intact."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_random_kills_lose_nothing_that_was_acknowledged(tmp_path):
    command = [sys.executable, "-m", "tests.interview.interviewee", str(tmp_path), "50"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert "50 kills survived" in done.stdout
    assert "9 hints, 4 facts, True" in done.stdout
