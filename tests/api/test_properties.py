"""Whatever is typed: the reader and everything behind it answer, with offsets inside the text and capped sizes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.api import access, checks, coverage, layout, openapi, payload, reader, storage, table, tables

WORDS = """
GET|POST|DELETE|PUT,DELETE| /v1/urls|/{code}| {id, url?}
{"a": {"b": [1]}}|->|→| 201| 404 |```|urls(code pk, url)|index (a, b)
CREATE TABLE t (|PRIMARY KEY (a)|)|(|{|}|[|"|`|returns|with|Body:
rpc A(B) returns (C)|type Query {|mutation x(a: Int)|WS /live
same|?a=&b=1|# |Tables:|key: a -> value: b|301|every click
é|\u202e|\x00|\r|DELETE same|access patterns:|<url>|PUT <url>|- |  |, """
PIECES = st.sampled_from(
    ["\n", "\n", "\n\n", "| a | b |\n|---|---|\n| GET | /x |", *WORDS.replace("\n", "|").split("|")]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_exception_and_within_the_text(text: str) -> None:
    contract = reader.read(text)
    for operation in contract.operations:
        assert 0 <= operation.start < operation.head_end <= operation.end <= len(text)
        for field in (*operation.request, *operation.query_params, *operation.path_params, *operation.headers):
            assert 0 <= field.start < field.end <= len(text)
        for answer in operation.responses:
            assert 0 <= answer.start < answer.end <= len(text)
    for found in contract.tables:
        assert 0 <= found.start < found.end <= len(text)
        for column in found.columns:
            assert text[column.start : column.end]
    for remark in checks.check(contract, text, requirements=text, rows=1e9):
        assert text[remark.start : remark.end].strip()
    openapi.document(contract, "x")
    access.explain(contract, 5.0)
    coverage.cover(contract, (), text)
    storage.justification(text)


@given(TEXTS, st.integers(min_value=0, max_value=120))
@settings(max_examples=100, deadline=None)
def test_the_table_never_runs_over_its_width(text: str, width: int) -> None:
    for line in table.lines(reader.read(text), width):
        assert "\n" not in line
        assert len(line) <= max(width, table.NARROWEST)


@given(
    st.sampled_from(
        [
            "GET /a {",
            "/{",
            "a(",
            "| x ",
            "POST /a with b, ",
            "200 ",
            "-> ",
            "{",
            "- x\n",
            "GET /x\n",
            "create table x (",
            "1",
            "a, ",
        ]
    )
)
@settings(max_examples=13, deadline=None)
def test_sizes_are_capped(piece: str) -> None:
    contract = reader.read(piece * 20_000)
    assert len(contract.operations) <= reader.MAX_OPERATIONS + 20
    assert len(contract.tables) <= tables.MAX_TABLES
    assert all(len(operation.request) <= payload.MAX_FIELDS * 40 for operation in contract.operations)
    assert all(operation.end <= layout.MAX_LENGTH + 5 for operation in contract.operations)


@given(st.integers(min_value=0, max_value=5_000))
@settings(max_examples=20, deadline=None)
def test_leading_blank_moves_the_offsets_and_nothing_else(blank: int) -> None:
    text = "POST /v1/urls {url} -> 201 {code}\nurls(code pk, url)"
    moved = reader.read(" " * blank + "\n" + text)
    here = reader.read(text)
    assert [o.start - blank - 1 for o in moved.operations] == [o.start for o in here.operations]
    assert [t.columns[0].start - blank - 1 for t in moved.tables] == [t.columns[0].start for t in here.tables]
