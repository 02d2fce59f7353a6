"""How people type numbers, operators and relations."""

import math

import pytest

from coach.estimation.notation import LONGEST_LINE, is_code, tokens_of


def kinds(line):
    return [(token.kind, token.text) for token in tokens_of(line)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000,000", 1e6),
        ("1_000_000", 1e6),
        ("1'000'000", 1e6),
        ("10 000 000", 1e7),
        ("1,00,000", 1e5),
        ("1.000.000", 1e6),
        ("1,5 TB", 1.5),
        ("2.5e9", 2.5e9),
        (".5", 0.5),
        ("86,400", 86400),
    ],
)
def test_a_number_is_one_token_however_its_thousands_are_separated(text, value):
    first = tokens_of(text)[0]
    assert (first.kind, first.value) == ("num", value)


@pytest.mark.parametrize("word", ["S3", "base62", "http2", "p99", "L7"])
def test_digits_inside_a_word_are_no_number(word):
    assert kinds(f"the {word} thing")[1] == ("word", word)


def test_every_sign_of_multiplication_is_the_same_token():
    assert {kinds(f"3 {sign} 4")[1] for sign in "*×·✕"} == {("op", "*")}


def test_an_x_before_digits_multiplies_and_in_a_processor_name_does_not():
    assert kinds("peak x3")[1:] == [("op", "*"), ("num", "3")]
    assert kinds("x86 boxes")[0] == ("word", "x86")


def test_bullets_bold_and_code_marks_give_no_token():
    assert kinds("- **Storage**: `5 TB`") == [("word", "Storage"), ("colon", ":"), ("num", "5"), ("word", "TB")]


def test_latex_is_read_as_the_sum_it_shows():
    line = r"$\frac{100M}{86400} \approx 1157$"
    assert "".join(token.text for token in tokens_of(line)) == "((100M)/(86400))≈1157"


def test_a_token_stands_at_its_offsets():
    line = "  * 2.5×10^8 users ~ 3 GB/day"
    assert all(line[token.start : token.end] in (token.text, "×") for token in tokens_of(line))


def test_a_number_beyond_floating_point_is_infinite_and_no_error():
    assert math.isinf(tokens_of("1e9999")[0].value)


def test_a_long_line_is_read_up_to_the_cap():
    assert tokens_of("1 " * LONGEST_LINE)[-1].end <= LONGEST_LINE


@pytest.mark.parametrize("line", ["GET /v1/urls/7", "10.0.0.1 -> lb", "2024-05-01 notes", "see https://a.b/1"])
def test_endpoints_addresses_and_dates_are_code(line):
    assert is_code(line)
