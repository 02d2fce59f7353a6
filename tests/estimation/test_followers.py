"""Lines that only inherit an earlier error are marked as followers, and never blamed themselves."""

from coach.estimation.worksheet import read, reread
from coach.model.words import Severity

WRONG = """\
rows: 100M * 500 bytes = 50 MB
a year: 50 MB * 365 = 18.25 GB
18.25 GB x3 copies = 54.75 GB
"""


def remarks(text):
    return [(line.number, remark.id, remark.follows) for line in read(text).lines for remark in line.remarks]


def test_only_the_first_of_a_chain_is_an_error():
    assert remarks(WRONG) == [(1, "prefix-slip", False), (2, "follows", True), (3, "follows", True)]
    assert [remark.severity for remark in read(WRONG).remarks] == [Severity.ERROR, Severity.NOTE, Severity.NOTE]


def test_every_follower_names_the_line_to_mend():
    assert {remark.message for remark in read(WRONG).remarks[1:]} == {"Follows from line 1: mend it there."}


def test_an_error_is_inherited_by_name_and_by_a_factor():
    text = "writes = 100M/day / 86400 = 11.57k/s\nstorage = writes * 500 B = 5.8 MB/s\npeak x3 = 17.4 MB/s"
    assert [follows for _, _, follows in remarks(text)] == [False, True, True]


def test_an_error_of_its_own_stays_an_error_on_a_follower():
    text = "rows: 100M * 500 bytes = 50 MB\n50 MB * 365 = 18.25 TB"
    assert [one.severity for one in read(text).remarks] == [Severity.ERROR, Severity.ERROR]


def test_a_figure_that_is_also_stated_soundly_is_not_inherited():
    text = "photo = 50 MB\nrows: 100M * 500 bytes = 50 MB\n50 MB * 365 = 18.25 GB"
    assert [number for number, _, _ in remarks(text)] == [2]


def test_mending_the_first_line_clears_its_followers():
    before = read(WRONG)
    mended = WRONG.replace("= 50 MB\n", "= 50 GB\n")
    assert reread(before, mended).lines == read(mended).lines
    assert [remark for remark in read(mended).remarks if remark.id == "follows"] == []


def test_followers_point_to_the_line_where_the_error_moved():
    before = read(WRONG)
    moved = "DAU = 5M\n" + WRONG
    assert reread(before, moved).lines == read(moved).lines
    assert "line 2" in read(moved).remarks[1].message
