"""A reader learns first what would gain most, and every mark stays on the words it was made for."""

from coach.report.summary import bar, doubtful_first, gains, marked, sign


def test_the_heaviest_open_criterion_gains_most(scorecard):
    assert [gain.judgement.id for gain in gains(scorecard)] == ["average", "scale", "scope"]


def test_what_is_met_gains_nothing(scorecard):
    assert "verbs" not in [gain.judgement.id for gain in gains(scorecard, count=99)]


def test_doubtful_criteria_are_asked_about_first(scorecard):
    assert [one.id for one in doubtful_first(scorecard.phases[0])] == ["scope", "scale", "verbs"]


def test_signs_do_not_rest_on_colour(scorecard):
    assert [sign(one) for score in scorecard.phases for one in score.criteria] == ["✓", "✗", "?", "◐"]


def test_pieces_are_the_answer_and_carry_their_marks(scorecard, sheet):
    pieces = marked(scorecard, sheet)
    assert "".join(piece.text for piece in pieces) == sheet.text
    by_text = {piece.text: piece.kinds for piece in pieces}
    assert by_text["= 12k/s"] == ("error",)
    assert by_text["users can shorten a link"] == ("credit",)


def test_a_bar_is_full_in_proportion():
    assert bar(0.62) == "▰▰▰▱▱"
