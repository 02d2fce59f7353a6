"""The sitting: what the screen asks of it at every key and every turn takes no longer after hours."""

import pytest

from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs import library
from coach.store.store import Store
from coach.tui.sitting import Sitting
from tests.interview.moments import at
from tests.timing import least


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path)
    yield store
    store.close()


def test_the_last_words_are_found_as_quickly_after_hours_of_typing(store):
    session = Session.start(Settings(problem="url-shortener", mode="coached", timed=False), at(0)).say(
        "Let us begin.", at(1)
    )
    text = ""
    for number in range(6000):
        text += "word "[number % 5]
        session = session.write(Phase.REQUIREMENTS, text, at(1 + number / 3))
    sitting = Sitting(session, library.find_problem("url-shortener"), library.load_rubrics(), store, lambda: at(2001))
    assert sitting.last_words.text == "Let us begin."
    assert least(lambda: sitting.last_words) < 0.003


def test_a_question_that_waits_stands_below_what_was_said_after_it(store):
    session = Session.start(Settings(problem="url-shortener"), at(0))
    session = session.probe("scale", "Let me ask.\nHow many a day?", at(1)).say("Half the time is over.", at(2))
    sitting = Sitting(session, library.find_problem("url-shortener"), library.load_rubrics(), store, lambda: at(3))
    assert sitting.last_words.text == "Half the time is over.\nHow many a day?"
