"""So what: conclusions, and whether they agree with their number."""

import pytest

from coach.estimation.conclusions import find
from coach.estimation.reference import implausible
from coach.estimation.worksheet import read


def conclusions(text):
    return find(read(text), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rows: 1.5M × 300 B = 0.45 GB/day ≈ 164 GB/yr → one primary for years, no sharding", 164e9 / 31536000),
        ("sum ~ 32 GB -> one 64 GiB machine holds the entire recent network", 32e9),
        ("writes: 2.3/s\nSo it is small. No sharding, no queue, no CDN.", 2.3),
    ],
)
def test_a_conclusion_rests_on_the_number_before_it(text, value):
    found = conclusions(text)
    assert found[0].rests_on.value == pytest.approx(value, rel=0.01)
    assert text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("~4.5GB as hash map, so it fits in RAM of a 16GB box", True),
        ("so 3.2 TB fits in a 64 GB machine", False),
        ("lists: 50 PB, so it fits in memory", False),
        ("so 2.3 GB/s needs a CDN", None),
    ],
)
def test_a_conclusion_is_held_against_the_capacity(text, agrees):
    assert [one.agrees for one in conclusions(text)] == [agrees]


def test_a_list_of_generalities_draws_no_conclusion():
    assert conclusions("It depends on the number of users.\nCaches are useful.") == ()


def test_a_figure_outside_every_published_band_is_remarked_on():
    text = "A cross-continent round trip costs about 100 µs, so it is fine."
    (remark,) = implausible(text)
    assert text[remark.start : remark.end].startswith("100 µs")


@pytest.mark.parametrize(
    "text",
    [
        "A cross-continent round trip costs about 150 ms.",
        "an SSD read takes 100 µs",
        "round trip in the same region 0.5 ms",
    ],
)
def test_published_figures_pass(text):
    assert implausible(text) == ()
