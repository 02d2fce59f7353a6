"""Every number in a prose text with its meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.estimation.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("p99 under 200 ms", "duration", 0.2),
        ("10k rps", "rate", 10_000),
        ("99.9% available", "percent", 0.999),
        ("5 GB of RAM", "bytes", 5e9),
        ("a 1 Gbps link", "bandwidth", 125e6),
        ("$40/month", "money", 40),
        ("10:1 reads to writes", "ratio", 10),
        ("100 million users", "count", 1e8),
        ("500M tweets per day", "rate", 5e8 / 86400),
    ],
)
def test_a_number_has_a_kind_and_a_value_in_si(text, kind, value):
    (found,) = find_numbers(text)
    assert found.kind == kind
    assert found.value == pytest.approx(value)
    assert text[found.start : found.end] == found.text


def test_names_with_digits_are_no_numbers():
    assert find_numbers("S3, HTTP/2, p99, base62 and x86") == ()


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
