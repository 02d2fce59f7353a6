"""Regular expressions that are spared the texts they cannot match: they find what `re` finds, always."""

import importlib
import pkgutil
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coach
from coach.language import wording as module
from coach.language.required import DIGIT, EDGE, required
from coach.language.wording import possible, possible_in, wording

ROOMS = ("api", "design", "estimation", "grading", "language")
SHEETS = sorted((Path(__file__).parents[2] / "problems").glob("*/golden/*.md"))


def made() -> list[module.Wording]:
    """All expressions of the program that are made when it is loaded."""
    for room in ROOMS:
        for found in pkgutil.walk_packages([str(Path(coach.__file__).parent / room)], f"coach.{room}."):
            importlib.import_module(found.name)
    listed = [one for name, one in vars(module).items() if isinstance(one, module.Wording)]
    for name in tuple(importlib.sys.modules):
        if name.startswith("coach."):
            held = vars(importlib.import_module(name)).values()
            listed += [one for one in held if isinstance(one, module.Wording)]
    return list({id(one): one for one in listed}.values())


WORDINGS = made()


def lines() -> list[str]:
    return sorted({line for sheet in SHEETS for line in sheet.read_text(encoding="utf-8").splitlines() if line.strip()})


def ordered() -> None:
    """Have the expressions put in order, as after some sheets."""
    for number in range(module._LOOKED_AT + 1):
        possible(f"text {number}")
    assert possible("") == module._EVERYWHERE


def test_no_match_is_lost_on_any_line_of_the_golden_sheets():
    ordered()
    for line in lines()[::8]:
        for text in (line, line.lower()):
            bits = possible(text)
            for one in WORDINGS:
                assert bits & one.bit or one.pattern.search(text) is None, (one.source, text)


PIECES = st.sampled_from(
    sorted({word for line in lines()[::40] for word in re.split(r"(\W)", line)})
) | st.sampled_from(
    [" ", "’", "ſ", "K", "İ", "٣", "→", "\n", "\t", "_", "don't", "p99", "$5", "CAN NOT", "Straße", "é"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, len(WORDINGS) - 1), st.text(max_size=8))
def test_no_match_is_lost_on_words_in_any_order(text, number, tail):
    ordered()
    one = WORDINGS[number]
    whole = text + tail
    assert possible(whole) & one.bit or one.pattern.search(whole) is None


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        (r"\bqueues?\b", {"\0queue\0", "\0queues\0"}),
        (r"\bno (?:cache|queue)\b", {"cache\0", "queue\0"}),
        (r"invalidat\w+|\bttl\b", {"invalidat", "\0ttl\0"}),
        (r"\w+ \d+", {DIGIT}),
        (r"\w+ [a-z]+", None),
        (r"(?:kafka)?", None),
        (r"x{2,}y", None),
        (r"(?i)Kafka", {"kafka"}),
        (r"(?a)kafka", None),
    ],
)
def test_the_least_likely_pieces_are_required(source, pieces):
    found = required(source)
    if pieces is None:
        assert found is None
    else:
        assert found is not None
        assert {piece.strip(EDGE) for piece in found} == {piece.strip(EDGE) for piece in pieces}


def test_a_word_that_goes_on_behind_the_end_of_a_stretch_is_found():
    ordered()
    assert wording(r"\bcach\b").search("caches", 0, 4) is not None


def test_several_texts_make_possible_what_one_of_them_does():
    ordered()
    one, other = "a queue drains", "the cache expires"
    assert possible_in((one, other)) == possible(one) | possible(other)


def test_it_answers_as_re_does():
    one, plain = wording(r"\bqueue(\w*)\b", re.IGNORECASE), re.compile(r"\bqueue(\w*)\b", re.IGNORECASE)
    for text in ("Queues and a queue", "no such thing", ""):
        assert one.findall(text) == plain.findall(text)
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert (one.match(text) is None) == (plain.match(text) is None)
        assert (one.search(text, 2) is None) == (plain.search(text, 2) is None)


def test_an_answer_that_grows_for_hours_is_not_kept_at_each_of_its_lengths():
    ordered()
    tracemalloc.start()
    try:
        for number in range(1500):
            possible(f"{number % 100} {'a cache of links, ' * (number + 100)}"[:4000] + str(number))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000
