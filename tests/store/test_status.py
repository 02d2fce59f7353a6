"""Whatever SQLite or the system raises becomes words: what happened, what becomes of the text, what to do."""

import re
import sqlite3

import pytest

from coach.store.status import refusal

NAMES = [
    name
    for name in dir(sqlite3)
    if re.fullmatch(
        r"SQLITE_(FULL|READONLY|IOERR|CANTOPEN|PERM|BUSY|LOCKED|NOTADB|CORRUPT|AUTH|TOOBIG|NOMEM|PROTOCOL|SCHEMA|MISMATCH|MISUSE|NOLFS|INTERNAL|ERROR|ABORT)(_\w+)?",
        name,
    )
]
TEXT = re.compile(r"text stays in memory|kept in memory", re.IGNORECASE)
ADVICE = re.compile(r"tried again|save it somewhere else|free some space|--data-dir|Move the file|coach doctor")


@pytest.mark.parametrize("name", NAMES)
def test_an_error_of_sqlite_is_told_with_the_text_and_what_to_do(name):
    error = sqlite3.OperationalError("raw words of a library")
    error.sqlite_errorname = name
    told = refusal(error)
    assert told.problem.endswith(".")
    assert "raw words" not in told.problem
    assert TEXT.search(told.remedy)
    assert ADVICE.search(told.remedy)


@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied"), OSError(30, "Read-only file system"), ValueError("embedded null byte")],
)
def test_an_error_of_the_system_is_told_with_the_text_and_what_to_do(error):
    told = refusal(error)
    assert "The data folder cannot be used" in told.problem
    assert TEXT.search(told.remedy)
    assert ADVICE.search(told.remedy)
