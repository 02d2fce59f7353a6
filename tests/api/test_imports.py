"""The room loads without the heavy libraries."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["reader", "checks", "coverage", "access", "storage", "table", "openapi"])
def test_a_module_loads_without_pydantic_yaml_and_textual(module: str) -> None:
    code = (
        f"import sys, coach.api.{module}; "
        + "print(sorted({'pydantic', 'yaml', 'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
