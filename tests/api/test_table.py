"""The live table: what goes in, what comes out, in the width of the pane."""

from coach.api.reader import read
from coach.api.table import lines

TEXT = """POST /v1/urls {long_url, alias?} Idempotency-Key -> 201 {short_url} | 409 | 429
GET /v1/urls?cursor=&limit=20 -> {items: [{code, url}], next}
resolve(code) -> long_url
urls(code pk, long_url, owner), index (owner)
"""


def test_the_table_at_46_columns() -> None:
    assert lines(read(TEXT), 46) == (
        "POST   /v1/urls                    201 409 429",
        "       long_url alias? → short_url",
        "GET    /v1/urls?cursor&limit",
        "       → items{code url} next",
        "GET    resolve()",
        "       code → long_url",
        "",
        "TABLES",
        "urls: code* long_url owner",
        "  index (owner)",
    )


def test_long_paths_and_fields_end_in_an_ellipsis() -> None:
    long = "POST /v1/" + "x" * 90 + " {" + ", ".join(f"field_{n}" for n in range(20)) + "} -> 201"
    first, second = lines(read(long), 38)
    assert len(first) <= 38
    assert first.endswith("201")
    assert "…" in first
    assert second.endswith("…")


def test_wide_characters_count_double() -> None:
    (row,) = lines(read("GET /v1/" + "写" * 40), 40)
    assert len(row) < 30


def test_control_characters_become_visible() -> None:
    assert "\x1b" not in "".join(lines(read("GET /v1/\x1b[31mred -> 200"), 60))


def test_nothing_read_is_an_empty_table() -> None:
    assert lines(read("words only"), 60) == ()


def test_rates_of_the_estimation_stand_beside_their_operation() -> None:
    rows = lines(read("POST /v1/urls -> 201\nGET /{code} -> 302"), 40, {"GET /{code}": "12k/s"})
    assert rows == ("POST   /v1/urls                      201", "GET    /{code}                 12k/s 302")
