"""Texts are alike by their letters whatever is mistyped, inflected or put together."""

from coach.interview.letters import Letters, rarity_of

WAYS = [["how large is a record?", "bytes per record?"], ["how many readers are there?", "reads a day?"]]
RARITY = rarity_of(WAYS)


def letters(text):
    return Letters(text, RARITY, 1.0)


def test_a_text_is_wholly_like_itself_and_not_at_all_like_one_without_a_common_run():
    assert round(letters("bytes per record").alike(letters("Bytes, per record?")), 6) == 1
    assert letters("bytes").alike(letters("uptime")) == 0


def test_a_mistyped_question_is_nearer_to_what_was_meant():
    mistyped = letters("how large is a recrod")
    assert mistyped.alike(letters(WAYS[0][0])) > mistyped.alike(letters(WAYS[1][0]))


def test_what_few_topics_say_weighs_more():
    assert RARITY["reco"] > RARITY[" how"]
