from hypothesis import given
from hypothesis import strategies as st

from coach.language.sentences import Form, sentences


def test_lists_rows_code_and_prose_are_told_apart() -> None:
    text = (
        "# Design\nWe cache. It helps.\n- redis: 5 GB\n| dies | what |\n|---|---|\n| redis | slower |\n"
        "```\na -> b\n```\n"
    )
    assert [(s.form, s.text) for s in sentences(text)] == [
        (Form.HEADING, "Design"),
        (Form.PROSE, "We cache."),
        (Form.PROSE, "It helps."),
        (Form.ITEM, "redis: 5 GB"),
        (Form.ROW, "| dies | what |"),
        (Form.ROW, "| redis | slower |"),
        (Form.CODE, "a -> b"),
    ]


def test_an_item_knows_the_line_it_stands_under() -> None:
    found = sentences("left out, and why\n- redis: a network hop\n- kafka: 463/s is a hashmap\n\nlater")
    assert [s.under for s in found] == ["", "left out, and why", "left out, and why", ""]


def test_a_wrapped_line_is_one_sentence() -> None:
    text = "The service stores the body first and the row second, so that a crash\nleaves an orphan behind.\n"
    assert len(sentences(text)) == 1


def test_abbreviations_and_decimals_end_no_sentence() -> None:
    assert len(sentences("We keep 1.5 TB, e.g. in S3, vs. disks")) == 1


def test_a_question_is_known_by_its_mark() -> None:
    assert [s.question for s in sentences("public? yes. exact?")] == [True, False, True]


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_sentence_quotes_it(text: str) -> None:
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert len(sentence.clauses) == len(sentence.tokens) == len(sentence.stems)
