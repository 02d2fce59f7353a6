"""The command line starts light, and what goes wrong is told in words with the right exit code."""

import subprocess
import sys

import pytest

from benchmarks.terminal import Terminal
from coach.cli.main import COMMANDS, run


def coach(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, **options
    )


def loaded_after(*arguments):
    code = (
        "import sys; sys.argv = ['coach', *sys.argv[1:]]\n"
        "from coach.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    return set(done.stderr.split())


def test_version_loads_neither_click_nor_textual_nor_pydantic():
    assert not loaded_after("--version") & {"click", "textual", "pydantic", "yaml", "jinja2"}


def test_the_home_screen_opens_without_the_command_line(tmp_path):
    loaded = tmp_path / "loaded"
    code = (
        "import atexit, pathlib, sys\n"
        f"atexit.register(lambda: pathlib.Path({str(loaded)!r}).write_text(' '.join(sys.modules)))\n"
        "from coach.__main__ import main\n"
        "main()"
    )
    with Terminal([sys.executable, "-c", code], env={"COACH_DATA_DIR": str(tmp_path / "data")}) as terminal:
        terminal.wait_for("Enter start")
        terminal.press("ctrl+q")
        terminal.wait_end()
    assert "coach.tui.app" in loaded.read_text().split()
    assert not {"click", "coach.cli.main"} & set(loaded.read_text().split())


def test_the_completion_script_is_printed_on_a_terminal_too():
    with Terminal([sys.executable, "-m", "coach"], env={"_COACH_COMPLETE": "zsh_source"}) as terminal:
        terminal.wait_for("compdef")
        terminal.wait_end()


def test_help_loads_click_and_no_more():
    loaded = loaded_after("--help")
    assert "click" in loaded
    assert not loaded & {"textual", "pydantic", "yaml", "jinja2", "rich", "rapidfuzz"}


def test_without_a_terminal_it_prints_help_to_stderr_and_ends_with_2():
    done = coach()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands:" in done.stderr


def test_a_misspelt_command_names_the_nearest(capsys):
    assert run(["graed", "x"]) == 2
    assert "Did you mean “grade”?" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_overview_has_help_of_its_own(name, capsys):
    assert run([name, "--help"]) == 0
    assert "Usage: coach" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(shell, capsys):
    assert run(["completion", shell]) == 0
    assert "_COACH_COMPLETE" in capsys.readouterr().out


def test_completion_offers_commands():
    import os

    done = coach(env=os.environ | {"_COACH_COMPLETE": "bash_complete", "COMP_WORDS": "coach gr", "COMP_CWORD": "1"})
    assert "grade" in done.stdout


def test_a_pack_folder_without_a_pack_is_refused_in_words(tmp_path):
    result = coach("--pack-dir", tmp_path, "pack", "list")
    assert result.returncode == 2
    assert f"There is no pack in “{tmp_path}”" in result.stderr
