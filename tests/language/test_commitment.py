import pytest

from coach.language.commitment import commitment
from coach.language.sentences import sentences


def share(text: str) -> float:
    return commitment(sentences(text)[0]).share


@pytest.mark.parametrize(
    "text",
    [
        "I keep bodies outside Postgres because 1.6 TB would bloat the backups.",
        "redis dead: 29k > KV's 10k, shed the rest",
        "KV, not Postgres: key lookups only",
        "write: LB -> api -> KV -> 201",
        "Mark the row, skip it on read.",
    ],
)
def test_a_decision_a_figure_or_a_terse_note_commits(text: str) -> None:
    assert share(text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "There are several well known approaches, and each approach comes with its own trade-offs.",
        "Which one is the best depends on the requirements, and in practice many companies use a combination of them.",
        "Versioning should be considered from the start, since different clients usually have different needs.",
    ],
)
def test_a_generality_commits_to_nothing(text: str) -> None:
    assert share(text) <= 0.5


def test_a_price_and_a_reason_are_seen() -> None:
    found = commitment(sentences("Sync standby so that an ack is on two disks, price +2 ms")[0])
    assert found.prices
    assert found.reasons
