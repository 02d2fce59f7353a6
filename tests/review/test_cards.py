"""Cards: what was missed comes back, on days that depend on nothing but the answers."""

from datetime import UTC, datetime, timedelta

from coach.model.scorecard import Evidence, Judgement, Overall, PhaseScore, Scorecard
from coach.model.words import Level, Phase, Verdict
from coach.review.cards import Rating, cards, due, intervals, rating_of, review

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
