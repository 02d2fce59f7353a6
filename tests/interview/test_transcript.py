"""A session as a sheet: nothing typed is lost, nothing is taken for the interviewer's."""

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from coach.interview import transcript
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase

NOW = Moment(datetime(2026, 1, 1, tzinfo=UTC), 0.0)
START = Session.start(Settings(problem="url-shortener", level="senior"), NOW)

tricky = st.lists(
    st.one_of(
        st.sampled_from(
            ["> quoted", ">", "\\> x", ">>", "# API", "## API", "\\# API", "API", "===", "---", "```", "~~~", "**API**",
             "> \r", "# Requirements\r", "  # design ##", "", "    # code", "\t", "Q: is it?", "# plain", "\\\\=="]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


@given(st.dictionaries(st.sampled_from(Phase), tricky))
@example({Phase.REQUIREMENTS: "```\nan open fence", Phase.API: "GET /x"})
@example({Phase.API: "API\n===\nand on"})
def test_every_line_of_every_draft_is_found_in_its_phase(drafts):
    session = START
    for phase, text in drafts.items():
        session = session.write(phase, text, NOW).enter_phase(phase, NOW).ask("how\nmany?", "Ten.\nOr so.", NOW)
    sheet = transcript.sheet(session)
    assert (sheet.problem, sheet.level) == ("url-shortener", "senior")
    assert [section.phase for section in sheet.sections] == list(Phase)
    for phase in Phase:
        written = [transcript.unescaped(line).rstrip() for line in sheet.written(phase).split("\n")]
        found = iter(written)
        for line in drafts.get(phase, "").split("\n"):
            assert not line.strip() or line.rstrip() in found
        heard = [sheet.text[start:end] for start, end in sheet.spoken]
        assert heard == ["> Ten.\n", "> Or so.\n"] * len(drafts)


@given(st.text(st.characters(exclude_characters="\n")))
@example("\\\\> x")
@example("# API")
@example("\\## x")
def test_escaping_a_line_can_be_undone(line):
    assert transcript.unescaped(transcript.escaped(line)) == line


def test_ordinary_notes_stand_as_they_were_written():
    notes = "- users can shorten a link\n-> 1.2k/s  # peak x2\n#1 priority: reads\n>100 ms is too slow"
    session = START.write(Phase.REQUIREMENTS, notes, NOW)
    assert notes in transcript.markdown(session)


def test_an_answer_stands_after_the_lines_it_followed():
    session = START.write(Phase.REQUIREMENTS, "before\n", NOW).ask("how many?", "Ten.", NOW)
    session = session.write(Phase.REQUIREMENTS, "before\nafter\n", NOW)
    assert "before\n\nQ: how many?\n> Ten.\n\nafter\n" in transcript.markdown(session)


def test_deep_dives_stand_under_their_questions():
    session = START.choose_dives([("codes", "How are codes made?"), ("cache", "What if the cache dies?")], NOW)
    session = session.write(Phase.DEEP_DIVES, "a counter\n## why", NOW, part="codes")
    parts = transcript.sheet(session).section(Phase.DEEP_DIVES).parts
    assert [part.heading for part in parts] == ["How are codes made?", "What if the cache dies?"]
