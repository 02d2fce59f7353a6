"""Every test runs hermetic: its own data folder, no animation, no colour wishes of the developer's shell."""

import os
import random

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is first imported

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run, however busy the machine is; `python -m benchmarks.fuzz` looks for others.
settings.register_profile("suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def hermetic(tmp_path, tmp_path_factory, monkeypatch):
    """The developer's own interviews, packs and shell settings are never seen, and chance is repeatable."""
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "coach-data"))
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "coach-cache"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("COACH_PACK_PATH", "NO_COLOR", "FORCE_COLOR", "LINES"):
        monkeypatch.delenv(name, raising=False)
    random.seed(0)
