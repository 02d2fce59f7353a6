"""The room loads without what only other rooms need."""

import subprocess
import sys


def test_the_room_loads_without_pydantic_yaml_and_textual():
    code = (
        "import sys, coach.estimation.worksheet, coach.estimation.expected, coach.estimation.conclusions;"
        "print([name for name in ('pydantic', 'yaml', 'textual', 'sqlite3') if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
