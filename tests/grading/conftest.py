from pathlib import Path

import pytest

from coach.language.sheets import parse
from coach.model.problem import Problem, Rubrics
from coach.model.sheet import Sheet
from coach.packs.library import find_problem, load_rubrics, reference

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "sheets"


@pytest.fixture(scope="session")
def rubrics() -> Rubrics:
    return load_rubrics()


@pytest.fixture(scope="session")
def problem() -> Problem:
    return find_problem("url-shortener")


@pytest.fixture(scope="session")
def strong() -> Sheet:
    """The reference answer of the bundled problem."""
    return parse(reference("url-shortener"), "reference.md")


@pytest.fixture(scope="session")
def shared_sheets() -> list[Path]:
    found = sorted(path for path in SHARED.glob("*-?.md") if path.with_suffix(".yaml").exists())
    if not found:
        pytest.skip("the development sheets are not beside this checkout")
    return found
