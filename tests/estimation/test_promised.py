"""Totals that leave out what is promised elsewhere in the sheet."""

import pytest

from coach.estimation.promised import against
from coach.estimation.worksheet import read


def ids(estimation, *said):
    return [remark.id for remark in against(read(estimation), [estimation, *said])]


def test_a_total_of_a_month_does_not_hold_what_is_kept_for_a_year():
    estimation = "10 GB per day\nstorage total: 10 GB x 30 days = 300 GB"
    (remark,) = against(read(estimation), ["expiration: 10 min, 1 day, 1 month, 1 year. By default 1 year", estimation])
    assert remark.id == "retention-left-out"
    assert "3.65 TB" in remark.message
    assert estimation[remark.start : remark.end] == "10 GB x 30 days = 300 GB"


@pytest.mark.parametrize(
    ("estimation", "said"),
    [
        ("storage total: 10 GB x 365 days = 3.65 TB", "Pastes are kept for a year."),
        ("storage a month: 10 GB x 30 days = 300 GB", "Pastes are kept for a year."),
        ("storage total: 10 GB x 30 days = 300 GB", "Logs are kept for a year."),
        ("storage total: 10 GB x 30 days = 300 GB", "Pastes are kept for a year. Guests' pastes are kept for a month."),
        ("storage total: 10 GB x 30 days = 300 GB", "Pastes are kept forever."),
        ("cache total: 10 GB x 30 days = 300 GB", "Pastes are kept for a year."),
    ],
)
def test_a_total_is_let_pass_when_it_may_mean_something_else(estimation, said):
    assert ids(estimation, said) == []


def test_disks_for_one_copy_do_not_hold_three():
    assert ids("raw 40 TB\ndisk in all: 40 TB", "We run Postgres with replication factor 3.") == ["copies-left-out"]
    assert ids("raw 40 TB\ndisk in all: 120 TB", "We run Postgres with replication factor 3.") == []
    assert ids("raw 40 TB\ndisk in all: 40 TB", "Kafka keeps 3 copies, Postgres has 2 replicas.") == []


def test_a_complete_bill_holds_the_smaller_sizes_too():
    bill = "12M × 2 MB original = 24 TB/day, this is the complete storage bill"
    assert ids(bill, "the worker makes 3 sizes of each photo") == ["sizes-left-out"]
    assert ids(bill, "photos are served as they are") == []
