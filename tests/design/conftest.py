"""The catalogue that the design's tests share, and a way to read a text in one call."""

import pytest
import yaml

from coach.design.catalogue import build
from coach.design.language import read
from coach.resources import bundled_pack


@pytest.fixture(scope="session")
def catalogue():
    path = bundled_pack() / "rubrics" / "components.yaml"
    return build(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@pytest.fixture(scope="session")
def drawn(catalogue):
    """Reads a text and gives its diagram."""
    return lambda text: read(text, catalogue)
