"""Where the program's own files lie: the bundled pack, its problems, rubrics and examples.

In a checkout (and so in an editable install) the folders beside `pyproject.toml` are used, so that an edit shows at
once; an installed wheel carries copies under `coach/_data`.
"""

from pathlib import Path


def bundled_pack() -> Path:
    """The folder of the bundled pack: it holds `pack.yaml`, `problems/`, `rubrics/` and `examples/`."""
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "pack.yaml").is_file():
        return checkout
    return Path(__file__).resolve().parent / "_data"
