"""Where the program's own files lie (the bundled pack, its problems, rubrics and examples), and the user's.

In a checkout (and so in an editable install) the folders beside `pyproject.toml` are used, so that an edit shows at
once; an installed wheel carries copies under `coach/_data`.
"""

import os
from pathlib import Path


def bundled_pack() -> Path:
    """The folder of the bundled pack: it holds `pack.yaml`, `problems/`, `rubrics/` and `examples/`."""
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "pack.yaml").is_file():
        return checkout
    return Path(__file__).resolve().parent / "_data"


def data_dir(option: str | Path | None = None) -> Path:
    """The folder of the candidate's data: interviews and packs; it need not exist.

    `option` wins over `COACH_DATA_DIR`, which wins over the platform's usual folder.
    """
    chosen = option or os.environ.get("COACH_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("coach")
