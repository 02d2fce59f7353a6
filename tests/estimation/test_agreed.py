"""Figures that contradict what was agreed are remarked; anything less sure is let pass."""

import pytest

from coach.estimation import worksheet
from coach.estimation.agreed import AgreedFigure, against
from coach.packs import library

AGREED = (
    AgreedFigure("new-links-per-day", "A hundred million a day.", 1e8, "1"),
    AgreedFigure("reads-per-write", "Ten reads for every write.", 10, "1"),
    AgreedFigure("retention", "Five years.", 157_680_000, "s"),
    AgreedFigure("bytes-per-link", "200 bytes.", 200, "B"),
    AgreedFigure("peak-factor", "Twice the average.", 2, "1"),
    AgreedFigure("copies", "Three copies.", 3, "1"),
)


def remarks(text, agreed=AGREED):
    problem = library.find_problem("url-shortener")
    facts = {fact.id: fact.value for fact in problem.facts if fact.value is not None}
    return against(text, worksheet.read(text), agreed, problem.quantities, facts)


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("10M links a day", "10M links a day", "10,000,000 instead of 100,000,000"),
        ("100 reads per write", "100 reads per write", "100 instead of 10"),
        ("100M links/day / 86400 = 1157 writes/s\n1157 * 100 = 115.7k reads/s", "100", "100 instead of 10"),
        ("retention 2 years", "2 years", "2 years instead of 5 years"),
        ("500 bytes per link", "500 bytes per link", "500 B instead of 200 B"),
        ("peak factor 5", "5", "5 instead of 2"),
        ("2 copies -> 73 TB", "2 copies", "2 instead of 3"),
    ],
)
def test_another_figure_than_agreed_is_remarked_on_its_place(text, quote, said):
    (remark,) = remarks(text)
    assert text[remark.start : remark.end] == quote
    assert said in remark.message
    assert remark.id == "against-agreed"


@pytest.mark.parametrize(
    "text",
    [
        "100M links/day / 86400 = 1157 writes/s\n1157 * 10 = 11.6k reads/s, peak x2 = 23k/s",
        "200 B per link * 182 billion = 36.5 TB, 3 copies = 110 TB",
        "about 210 bytes per link",
        "links are kept for five years",
        "a cache copy costs 2 GB",
        "",
    ],
)
def test_what_agrees_rounds_or_means_something_else_is_let_pass(text):
    assert remarks(text) == ()


def test_what_was_not_agreed_is_the_candidates_own_call():
    assert remarks("10M links a day", agreed=()) == ()
