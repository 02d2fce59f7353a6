"""Wrong claims are told by what they say of what."""

import pytest

from coach.grading.asserting import Claims, Unread, claim_of
from coach.grading.reading import statements
from coach.language.bundled import bundled_claims, bundled_lexicon
from coach.language.phrases import Property, pattern
from coach.model.words import Phase
from tests.timing import least

LEXICON = bundled_lexicon()
PROPERTIES = {"lost": Property("lost", pattern("lose/drop", LEXICON), pattern("survive", LEXICON))}


def claims(**texts: list[str]) -> Claims:
    one = claim_of(
        texts.get("about", []),
        texts.get("claims", []),
        [combination.split("+") for combination in texts.get("any_of", [])],
        texts.get("unless", []),
        LEXICON,
        PROPERTIES,
        texts.get("settled", []),
    )
    return Claims([(0, Unread(one.about, lambda: one))], PROPERTIES)


SAFE_LWW = claims(about=["last write wins | lww"], claims=["not $lost"], unless=["copy/copies .. kept"])


def made(which: Claims, text: str) -> list[bool]:
    """For each sentence that makes the claim whether its whole subject stands in it."""
    read = statements(text, LEXICON, Phase.DESIGN)
    found = []
    for at, statement in enumerate(read):
        found += [one.here for one in which.made(statement, read[at - 1] if at else None)]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Conflicts go by last write wins, so no edit is lost.",
        "LWW never drops an edit.",
        "With LWW both edits survive.",
    ],
)
def test_a_claim_is_found_in_any_polarity(text):
    assert made(SAFE_LWW, text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "LWW drops one of two edits.",
        "With LWW an edit may get lost.",
        "LWW would not lose an edit.",
        "No edit is lost, we don't use last write wins.",
        "LWW never loses an edit, except when clocks differ.",
        "With LWW nothing is lost since copies of both are kept.",
        "No edit is lost.",
    ],
)
def test_what_is_not_claimed_is_not_found(text):
    assert made(SAFE_LWW, text) == []


def test_a_subject_may_stand_right_above():
    assert made(SAFE_LWW, "Conflicts go by LWW. That way no edit is lost.") == [False]
    assert made(SAFE_LWW, "Conflicts go by LWW. Orders are read from Postgres and no row is lost.") == []


def test_what_stands_far_away_is_not_said_of_the_subject():
    between = "the feed is read from the replicas in the region of the reader and cached for a minute there"
    assert made(SAFE_LWW, f"Conflicts go by LWW, {between} and no order is lost.") == []


def test_items_of_a_claim_stand_together_or_anywhere():
    together = claims(about=["bucket"], claims=["token & exactly"])
    anywhere = claims(about=["bucket"], claims=["token && exactly"])
    apart = "The bucket holds tokens; exactly what we need."
    assert made(together, apart) == []
    assert made(anywhere, apart) == [True]
    assert made(claims(about=["bucket"], claims=["!burst & exactly"]), "A bucket gives exactly ten, no burst.") == []


def test_a_combination_makes_a_claim_too():
    assert made(claims(any_of=['cache+"holds everything"']), "Redis holds everything.") == [True]
    assert made(claims(any_of=['cache+"holds everything"']), "Redis never holds everything.") == []


def test_what_settles_a_claim_may_stand_anywhere():
    which = claims(about=["standby"], claims=["not $lost"], settled=["synchronous"])
    said = statements("Commits are synchronous. The standby takes over and no order is lost.", LEXICON, Phase.DESIGN)
    assert which.settled(0, said)
    assert not which.settled(0, said[1:])


def test_the_bundled_claims_are_read_and_compared_in_no_time():
    from coach.grading.lexicons import Same
    from coach.grading.misconceptions import _bundled

    known, _ = _bundled(Same(LEXICON))
    assert len(bundled_claims()) >= 240
    read = statements("The queue keeps the order per chat, since the chat is the key. " * 40, LEXICON, Phase.DESIGN)
    assert least(lambda: [known.made(statement, None) for statement in read]) / len(read) < 0.005
