"""Nothing that a terminal would obey, and nothing that hides itself, survives cleaning."""

from hypothesis import given
from hypothesis import strategies as st

from coach.language.cleaning import one_line, pasted, printable


def test_an_escape_sequence_is_shown_not_sent():
    assert printable("\x1b]52;c;x\x07") == "␛]52;c;x␇"


def test_c1_and_bidi_and_tag_characters_are_replaced():
    assert printable("a\x9b2J\u202eb\U000e0041") == "a\ufffd2J\ufffdb\ufffd"


def test_ordinary_text_stays_as_it_is():
    assert printable("Grüße → 日本 😀\tx\n") == "Grüße → 日本 😀\tx\n"


def test_a_name_stays_on_one_line():
    assert one_line("a\nb\tc") == "a␊b c"


def test_a_paste_has_unix_line_ends():
    assert pasted("a\r\nb\rc\x1b") == "a\nb\nc␛"


@given(st.text())
def test_offsets_survive_and_no_control_character_does(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any((ord(c) < 0x20 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in shown)
