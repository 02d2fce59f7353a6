"""What is shipped works: a wheel built from the sdist, installed into a clean environment, run from an empty folder."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OFFLINE = ("No matching distribution", "Could not fetch", "ConnectionError", "Max retries exceeded")

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


def run(*command, cwd, **options):
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, **options
    )


def done_or_skipped(done):
    """Go on when it worked; skip where no package registry can be reached; fail otherwise."""
    if done.returncode and any(words in done.stdout + done.stderr for words in OFFLINE):
        pytest.skip("no package registry can be reached from here")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The `coach` of a clean environment, and an empty folder to run it in."""
    folder = tmp_path_factory.mktemp("a path with spaces")
    done_or_skipped(run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder))
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "clean", with_pip=True)
    done_or_skipped(
        run(folder / "clean/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder)
    )
    (folder / "empty").mkdir()
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["COACH_DATA_DIR"] = str(folder / "data")

    def coach(*arguments):
        return run(folder / "clean/bin/coach", *arguments, cwd=folder / "empty", env=environment)

    return coach


def test_it_names_its_version(installed):
    from coach import __version__

    assert installed("--version").stdout == f"coach {__version__}\n"


def test_the_problems_travel_in_the_wheel(installed):
    assert "url-shortener" in installed("pack", "list").stdout


def test_a_sheet_is_graded_as_in_the_checkout(installed):
    sheet = ROOT / "examples/url-shortener-good.md"
    there = installed("grade", sheet, "--json")
    here = run(sys.executable, "-m", "coach", "grade", sheet, "--json", cwd=ROOT)
    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_the_html_report_finds_its_template(installed):
    assert installed("grade", ROOT / "examples/url-shortener-good.md", "--html").stdout.startswith("<!doctype html>")
