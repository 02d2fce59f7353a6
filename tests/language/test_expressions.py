"""Regular expressions kept between runs are those that were compiled."""

import json
import re

import pytest

from coach.language import expressions
from coach.language.expressions import expression
from tests.runs import last_word

SOURCES = (
    (r"(?P<number>\d+)\s?(?P<unit>kB|MB|[µm]s)", re.IGNORECASE),
    (r"^\W*(?:a|an|the)\b[^.;|]{0,40}(?<!\w)→?", 0),
    ("[à-ü☃]+ | # a comment", re.VERBOSE),
)
TEXTS = ("The 12 KB of ÀÜ☃", "an answer of 5ms", "", "the → 7 µS")


@pytest.fixture
def forgetful(monkeypatch):
    """As at the start of a program."""
    monkeypatch.setattr(expressions, "_known", {})
    monkeypatch.setattr(expressions, "_asked", {})


def found(source, flags):
    return [(m.span(), m.groupdict()) for text in TEXTS for m in expression(source, flags).finditer(text)]


@pytest.mark.usefixtures("forgetful")
def test_a_kept_expression_finds_what_a_compiled_one_finds(monkeypatch):
    compiled = [found(*one) for one in SOURCES]
    assert compiled == [
        [(m.span(), m.groupdict()) for text in TEXTS for m in re.finditer(source, text, flags)]
        for source, flags in SOURCES
    ]
    assert expressions.unknown()
    kept = json.loads(json.dumps(expressions.known()))
    assert not expressions.unknown()
    monkeypatch.setattr(expressions, "_known", {})
    monkeypatch.setattr(expressions, "_asked", {})
    expressions.learn(kept)
    with monkeypatch.context() as patched:
        patched.setattr(re, "compile", None)  # it is not compiled again
        assert [found(*one) for one in SOURCES] == compiled
    again = expression(*SOURCES[0])
    assert (again.pattern, again.flags, again.groups) == (SOURCES[0][0], re.IGNORECASE | re.UNICODE, 2)
    assert again is expression(*SOURCES[0])


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize(
    "kept", [None, 3, [], [0, 0, {}, "AAAA"], [0, 0, {"a": 5}, ""], [0, -1, {}, ""], ["", 0, {}, "!"]]
)
def test_what_python_refuses_is_compiled_anew(kept):
    expressions.learn({"0 a+": kept})
    assert expression("a+").findall("caab") == ["aa"]


def test_a_second_run_compiles_none_of_the_program_s_expressions(tmp_path):
    sheet = tmp_path / "sheet.md"
    sheet.write_text("# Requirements\n\n- Shorten a link; 100M links a day, p99 of 50 ms.\n")
    code = (
        "import re, sys; from re import _compiler; from coach.cli.main import run\n"
        "compiled = []; compile = _compiler.compile\n"
        "def noted(source, flags):\n"
        "    caller = sys._getframe(3).f_globals['__name__']\n"
        "    compiled.append(caller) if caller == 'coach.language.expressions' else None\n"
        "    return compile(source, flags)\n"
        "_compiler.compile = noted\n"
        "run(['grade', sys.argv[1]]); print(len(compiled), file=sys.stderr)"
    )
    counts = [int(last_word(code, sheet, tmp_path / "cache")) for _ in range(2)]
    assert counts[0] > 100
    assert counts[1] < 25
