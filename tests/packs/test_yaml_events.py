"""Plain data with positions, by the rules of YAML 1.2, and one located error for everything that is refused."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.packs.errors import InvalidPackError
from coach.packs.text import decode
from coach.packs.yaml_events import MAX_DEPTH, Place, read_yaml

LOADERS = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


def data(text):
    return read_yaml(text, "x.yaml").data


def refused(text, loader=None):
    """The one finding that `text` is refused with."""
    with pytest.raises(InvalidPackError) as caught:
        read_yaml(text, "x.yaml", loader=loader)
    (finding,) = caught.value.findings
    return finding


def test_data_and_positions_of_a_small_file():
    located = read_yaml("title: A\nfacts:\n  - id: x\n    ask: [a, b]\n", "x.yaml")
    assert located.data == {"title": "A", "facts": [{"id": "x", "ask": ["a", "b"]}]}
    assert located.places.values["facts", 0, "id"] == Place(3, 9, 3, 10)
    assert located.places.keys["facts", 0, "ask"] == Place(4, 5, 4, 8)


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "off", "12:30", "45:00", "0777", "2026-01-01", "1_000", "1,000", ".inf", ".nan", "0x1F"],
)
def test_case_6_yaml_1_1_surprises_stay_text(written):
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("45", 45),
        ("-3", -3),
        ("0.99", 0.99),
        ("1e5", 1e5),
        ("2.5e-3", 0.0025),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_scalars_of_the_core_schema(written, value):
    read = data(f"a: {written}")["a"]
    assert read == value
    assert type(read) is type(value)


def test_quotes_make_text():
    assert data("a: '45'\nb: \"true\"\n") == {"a": "45", "b": "true"}


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000, "1" * 41])
def test_case_4_a_number_beyond_counting_is_an_error(number):
    assert refused(f"a: {number}").code == "number"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: !!python/object/apply:os.system [id]\n", "tag", 2),
        ("a: !x 1\n", "tag", 1),
        ("a: &x [1]\nb: *x\n", "alias", 1),
        ("a: 1\nb: *x\n", "alias", 2),
        ("a: &a [*a]\n", "alias", 1),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("? [a]\n: 1\n", "key-type", 1),
        ("a: 1\n---\nb: 2\n", "two-documents", 2),
        ("", "empty-file", 1),
        ("# only a comment\n", "empty-file", 1),
        ("a:\n\tb: 1\n", "yaml-syntax", 2),
        ('a: "x\nb: 2\n', "yaml-syntax", None),
        ("a: @x\n", "yaml-syntax", 1),
        ("a: 1\nb: x\x07z\n", "character", 2),
        ("a: \x00\n", "character", 1),
        ("a: \ud800\n", "character", 1),
        ("a: x\u2028y\n", "character", 1),
        ("a: x\x85y\n", "character", 1),
        ("a: 1\nb: \u202ex\n", "character", 2),
        ('a: "\\e]52;c;eA==\\a"\n', "character", 1),
        ("a: " + "[" * (MAX_DEPTH + 1), "too-deep", 1),
    ],
)
def test_cases_1_2_5_what_is_refused_is_refused_where_it_stands(text, code, line, loader):
    finding = refused(text, loader)
    assert finding.code == code
    if line is not None:
        assert finding.line == line


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    assert data(decode(b"\xef\xbb\xbfa: 1\r\nb: x\r\n", "x.yaml")) == {"a": 1, "b": "x"}


def test_bytes_that_are_not_utf_8_are_pointed_at():
    with pytest.raises(InvalidPackError) as caught:
        decode("a: 1\nb: süß\n".encode("latin-1"), "x.yaml")
    (finding,) = caught.value.findings
    assert (finding.code, finding.line, finding.column) == ("encoding", 2, 5)


def test_case_4_a_file_or_a_count_beyond_the_limits_is_refused():
    with pytest.raises(InvalidPackError, match="too-big"):
        decode(b"a: " + b"x" * 2_000_000, "x.yaml")
    assert refused("\n".join(f"- {n}" for n in range(60_000))).code == "too-big"


def test_an_error_in_the_syntax_says_what_mends_it():
    assert "tab" in refused("a:\n\tb: 1\n").fix
    assert "quotes" in refused("title: Design: a shortener\n").fix


@pytest.mark.parametrize("loader", LOADERS)
@settings(max_examples=300, deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from(list("ab:- \n\t[]{}&*!|>'\"#?,%@`\\0\u2028\x85\x00\ufeffé\U0001f600")), max_size=60
    )
)
def test_case_5_no_text_gets_past_as_anything_but_data_or_one_located_finding(text, loader):
    try:
        read_yaml(text, "x.yaml", loader=loader)
    except InvalidPackError as error:
        (finding,) = error.findings
        assert finding.line >= 1
        assert finding.column >= 1
        assert str(finding)


PLAIN = st.recursive(
    st.text(alphabet="abc é漢", min_size=1, max_size=8) | st.integers(-999, 999) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="abcd", min_size=1, max_size=4), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(value=PLAIN)
def test_both_parsers_read_back_what_was_dumped_with_the_same_positions(value):
    text = yaml.safe_dump(value, allow_unicode=True)
    first, second = (read_yaml(text, "x.yaml", loader=loader) for loader in LOADERS)
    assert first.data == value
    assert (first.data, first.places) == (second.data, second.places)
