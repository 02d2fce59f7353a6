"""`coach drill` and `coach review` as commands: what is asked, what is kept, what comes back."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from click.testing import CliRunner

from coach.cli import drill, review
from coach.review.cards import of_drill, packed
from coach.review.drills.estimation import compute
from coach.store.cards import CardRow, add, all_cards, reviews
from coach.store.store import Store


def run(command, *arguments, typed=""):
    return CliRunner().invoke(command.command, [str(argument) for argument in arguments], input=typed)


def kept(folder):
    store = Store.open(folder)
    rows, answers = store.read(all_cards, ()), store.read(reviews, ())
    store.close()
    return rows, answers


@pytest.fixture
def folder(tmp_path):
    """A store with two cards that are due since yesterday."""
    yesterday = datetime.now(UTC) - timedelta(days=2)
    rows = [
        CardRow(card.id, card.due.isoformat(), False, packed(card))
        for card in (of_drill(compute(seed), yesterday) for seed in (1, 4))
    ]
    store = Store.open(tmp_path)
    store.change(partial(add, rows=rows))
    store.close()
    return tmp_path


def test_drills_are_asked_marked_and_counted(tmp_path):
    result = run(drill, "numbers", "--seed", 1, "--count", 3, "--data-dir", tmp_path, typed="1\n2\n3\n")
    assert result.exit_code == 0
    assert "of 3 right" in result.output
    assert "coach drill numbers --seed 1" in result.output


def test_what_went_wrong_becomes_a_card(tmp_path):
    run(drill, "estimation", "--seed", 1, "--count", 2, "--data-dir", tmp_path, typed="0\n0\n")
    rows, _ = kept(tmp_path)
    assert len(rows) == 2
    assert all(row.due > datetime.now(UTC).isoformat() for row in rows)


def test_the_same_slip_makes_no_second_card(tmp_path):
    for _ in range(2):
        run(drill, "estimation", "--seed", 1, "--count", 1, "--data-dir", tmp_path, typed="0\n")
    assert len(kept(tmp_path)[0]) == 1


def test_q_and_the_end_of_the_input_end_it(tmp_path):
    assert "right" not in run(drill, "api", "--data-dir", tmp_path, typed="q\n").output
    assert run(drill, "api", "--data-dir", tmp_path).exit_code == 0


def test_the_kinds_are_listed():
    assert run(drill, "--list").output.count("\n") == 6


def test_without_cards_review_says_where_they_come_from(tmp_path):
    assert "No cards yet" in run(review, "--data-dir", tmp_path).output


def test_review_says_what_is_due(folder):
    assert "2 of 2 cards are due" in run(review, "--data-dir", folder).output


def test_a_card_is_shown_answered_and_put_off(folder):
    result = run(review, "--due", "--data-dir", folder, typed="\n3\n\n4\n")
    assert "2 recalled. Nothing else is due." in result.output
    rows, answers = kept(folder)
    assert sorted(answer.rating for answer in answers) == [3, 4]
    assert all(row.due > datetime.now(UTC).isoformat() for row in rows)


def test_an_answer_can_be_taken_back(folder):
    result = run(review, "--due", "--data-dir", folder, typed="\n1\n\nu\n\n4\nq\n")
    _, answers = kept(folder)
    assert [answer.rating for answer in answers] == [4]
    assert "1 recalled. 1 are still due." in result.output


def test_a_suspended_card_is_not_asked_again(folder):
    run(review, "--due", "--data-dir", folder, typed="\ns\nq\n")
    assert [row.suspended for row in kept(folder)[0]].count(True) == 1
    assert "1 of 2 cards are due" in run(review, "--data-dir", folder).output


def test_leaving_keeps_what_was_answered(folder):
    run(review, "--due", "--data-dir", folder, typed="\n3\nq\n")
    assert len(kept(folder)[1]) == 1


def test_cards_are_written_for_anki_and_no_file_is_overwritten(folder, tmp_path):
    file = tmp_path / "cards.txt"
    assert "2 cards written" in run(review, "--anki", file, "--data-dir", folder).output
    assert file.read_text().count("\ncoach-") == 2
    assert run(review, "--anki", file, "--data-dir", folder).exit_code == 2


def test_a_card_that_cannot_be_read_is_said_and_stops_nothing(folder):
    store = Store.open(folder)
    store.change(partial(add, rows=[CardRow("odd", "2020-01-01", False, "{}")]))
    store.close()
    result = run(review, "--data-dir", folder)
    assert "1 of the cards cannot be read" in result.output
    assert "2 of 2 cards are due" in result.output
