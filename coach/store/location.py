"""How the folder of the candidate's data and the file in it are made: for their owner alone."""

import os
from pathlib import Path

DATABASE = "coach.db"


def make_private(folder: Path) -> Path:
    """Make `folder` (0700, with every parent that is missing) and the database file in it (0600); return the file.

    What exists already keeps its mode, but for the file. The umask does not matter.

    Raises:
        OSError: one of them cannot be made.
    """
    missing = [folder, *folder.parents]
    for one in reversed([path for path in missing if not path.exists()]):
        one.mkdir(mode=0o700, exist_ok=True)
        one.chmod(0o700)
    path = folder / DATABASE
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if path.stat().st_mode & 0o777 != 0o600:
        path.chmod(0o600)
    return path
