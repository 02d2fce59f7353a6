import pytest

from coach.language.tokens import Kind, tokens


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(token.word, token.kind) for token in tokens(text) if token.kind is not Kind.WORD]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("347/s", Kind.RATE),
        ("12k rps", Kind.RATE),
        ("5,000 per sec", Kind.RATE),
        ("30M/day", Kind.RATE),
        ("20 ms", Kind.DURATION),
        ("3 years", Kind.DURATION),
        ("250 B", Kind.BYTES),
        ("8.2 TB", Kind.BYTES),
        ("200 gigs", Kind.BYTES),
        ("280 Mbps", Kind.BITS),
        ("99.99%", Kind.PERCENT),
        ("four nines", Kind.PERCENT),
        ("x4", Kind.FACTOR),
        ("10:1", Kind.FACTOR),
        ("62^7", Kind.POWER),
        ("$50", Kind.MONEY),
        ("404", Kind.STATUS),
        ("100 million", Kind.COUNT),
    ],
)
def test_a_number_is_typed_by_its_unit(text: str, kind: Kind) -> None:
    assert [found for _, found in kinds(text)] == [kind]


def test_a_unit_behind_the_noun_makes_a_rate() -> None:
    assert ("5k", Kind.RATE) in kinds("5k writes/s")
    assert ("200 million", Kind.RATE) in kinds("200 million new links a day")


def test_an_operator_is_no_factor_where_a_unit_follows() -> None:
    assert ("10 kb", Kind.BYTES) in kinds("20M × 10 KB")


def test_identifiers_come_apart_and_names_stay_whole() -> None:
    assert [token.word for token in tokens("user_id longUrl CloudFront") if token.kind is Kind.WORD] == [
        "user",
        "id",
        "long",
        "url",
        "cloudfront",
    ]


def test_offsets_point_into_the_text() -> None:
    text = "30M/day / 86400 ~ 347/s -> longUrl, p99 < 50 ms (four nines)"
    assert all(text[token.start : token.end].lower() == token.word for token in tokens(text))
