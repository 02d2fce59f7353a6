"""Cards: what was missed comes back, on days that depend on nothing but the answers."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.model.scorecard import Evidence, Judgement, Overall, PhaseScore, Said, Scorecard
from coach.model.words import Level, Phase, Severity, Verdict
from coach.review.anki import anki
from coach.review.cards import NEW_A_DAY, Rating, cards, due, intervals, of_drill, packed, rating_of, review, unpacked
from coach.review.drills.estimation import compute

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def judgement(name: str, credit: float, confidence: float = 1.0) -> Judgement:
    quote = (Evidence(start=0, end=4, quote="text"),) if credit else ()
    return Judgement(
        id=name, statement=f"Names {name}", weight=1, credit=credit, confidence=confidence, state="met", reason="so",
        evidence=quote, probe=f"What about {name}?", advice=f"Say {name}.",
    )  # fmt: skip


def deck():
    criteria = (judgement("met", 1), judgement("missed", 0), judgement("doubtful", 1, 0.4))
    phase = PhaseScore(phase=Phase.API, score=0.5, criteria=criteria)
    overall = Overall(score=0.5, verdict=Verdict.LEAN_HIRE, why=())
    return cards(Scorecard(sheet="s", problem="p", level=Level.MIDDLE, overall=overall, phases=(phase,)), NOW)


def test_missed_and_doubtful_criteria_become_cards():
    assert [(card.criterion, card.prompt, card.context) for card in deck()] == [
        ("missed", "What about missed?", ""),
        ("doubtful", "What about doubtful?", "text"),
    ]


def test_a_card_keeps_its_name():
    assert deck() == deck()
    assert len({card.id for card in deck()}) == 2


def test_intervals_follow_fsrs_without_learning_steps_or_fuzz():
    card, now, days = deck()[0], NOW, []
    for rating in (Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY):
        card = review(card, rating, now)
        days.append((card.due - now).days)
        now = card.due
    assert days == [2, 11, 2, 4, 8, 24]


def test_each_key_shows_its_interval_and_a_better_recall_waits_longer():
    waits = list(intervals(deck()[0], NOW).values())
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(days=1)


def test_only_what_is_due_is_asked():
    first, second = deck()
    later = review(first, Rating.EASY, NOW)
    assert list(due([later, second], NOW)) == [second]
    assert list(due([later, second], later.due)) == [second, later]


def test_a_score_suggests_a_rating():
    assert [rating_of(score) for score in (0.39, 0.4, 0.6, 0.85)] == list(Rating)


def many(count):
    phase = PhaseScore(phase=Phase.API, score=0.5, criteria=tuple(judgement(f"c{at}", 0) for at in range(count)))
    overall = Overall(score=0.5, verdict=Verdict.LEAN_HIRE, why=())
    return cards(Scorecard(sheet="s", problem="p", level=Level.MIDDLE, overall=overall, phases=(phase,)), NOW)


def test_a_bad_interview_does_not_flood_one_day():
    assert [(card.due - NOW).days for card in many(2 * NEW_A_DAY + 1)] == [0] * NEW_A_DAY + [1] * NEW_A_DAY + [2]


def test_a_wrong_claim_becomes_a_card_with_the_sentence_that_made_it():
    remark = Said(
        id="cache-as-truth", severity=Severity.ERROR, start=0, end=4, quote="text", message="A cache forgets."
    )
    slip = Said(id="follows", severity=Severity.ERROR, start=0, end=4, quote="text", message="So", follows=True)
    note = Said(id="note", severity=Severity.NOTE, start=0, end=4, quote="text", message="Mind")
    phase = PhaseScore(phase=Phase.API, score=0.5, criteria=(), remarks=(remark, slip, note))
    overall = Overall(score=0.5, verdict=Verdict.LEAN_HIRE, why=())
    made = cards(Scorecard(sheet="s", problem="p", level=Level.MIDDLE, overall=overall, phases=(phase,)), NOW)
    assert [(card.criterion, card.context, card.answer) for card in made] == [
        ("cache-as-truth", "text", "A cache forgets.")
    ]


def test_a_card_is_kept_as_text_and_read_back():
    card = review(deck()[0], Rating.GOOD, NOW)
    assert unpacked(packed(card)) == card


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"due": "x"}', "null"])
def test_what_is_no_card_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"card|Expecting|Invalid|string"):
        unpacked(text)


def test_a_drill_that_went_wrong_comes_back_the_next_day():
    card = of_drill(compute(3), NOW)
    assert card.due == NOW + timedelta(days=1)
    assert card.answer == compute(3).answer
    assert review(card, Rating.GOOD, card.due).due > card.due


def test_anki_gets_stable_ids_and_no_stray_columns():
    text = anki(many(2))
    header = [line for line in text.splitlines() if line.startswith("#")]
    notes = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert "#guid column:1" in header
    assert all(len(cells) == 4 for cells in notes)
    assert anki(many(2)) == text


def test_anki_cells_hold_markup_and_tabs_as_text():
    from dataclasses import replace

    line = anki([replace(many(1)[0], prompt="a\tb <script>\nc")]).splitlines()[-1]
    assert line.split("\t")[1] == "a    b &lt;script&gt;<br>c"
