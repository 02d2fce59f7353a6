"""What the rooms make of sums, and where they look for them."""

from coach.grading.rooms import read_rooms
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.words import Phase


def told(**phases):
    titles = {"requirements": "Requirements", "estimation": "Estimation", "design": "High-level design"}
    text = "\n".join(f"# {titles[name]}\n{body}\n" for name, body in phases.items())
    rooms = read_rooms(parse(text, "sheet.md"), None, Rubrics(rubrics=()), {})
    return [(phase, remark.id, text[remark.start : remark.end]) for phase, remark in rooms.remarks]


def test_a_wrong_sum_in_a_sentence_of_the_design_is_told_there():
    (found,) = told(design="A million viewers on 5 Mbit/s, that's 5 Gbit/s altogether, so one CDN edge carries it.")
    assert found[:2] == (Phase.DESIGN, "total-of-many")


def test_a_right_sum_in_a_sentence_of_the_design_is_let_pass():
    assert told(design="A million viewers on 5 Mbit/s, that's 5 Tbit/s altogether: only a CDN carries it.") == []


def test_a_total_is_held_against_the_retention_in_the_requirements():
    found = told(requirements="Pastes are kept for a year.", estimation="storage total: 10 GB x 30 days = 300 GB")
    assert found == [(Phase.ESTIMATION, "retention-left-out", "10 GB x 30 days = 300 GB")]


def test_machines_in_the_design_are_not_judged_by_an_average_that_stands_in_the_estimation():
    assert told(design="694k/s over 14 nodes; 299k/s must be carried by 6 nodes, the servers need no more.") == []
