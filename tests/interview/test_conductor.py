"""The conductor: questions at the end of a phase and into silence, deep dives, a changed requirement, hints, modes."""

import pytest

from coach.grading.grader import grade
from coach.grading.spoken import AFTER_PROBE
from coach.interview import phrases, transcript
from coach.interview.clock import CURVEBALL_BETWEEN, budgets, curveball_at
from coach.interview.conductor import Conductor, Enter, HandIn, Probe
from coach.interview.heard import heard
from coach.interview.session import Session
from coach.interview.state import DraftKey
from coach.language.sheets import parse
from coach.model import events as e
from coach.model.words import Level, Phase
from coach.packs import library
from tests.timing import least

from .moments import at

DESIGN = """GET: client -> lb -> api x4 -> redis -> postgres
POST: client -> lb -> api -> postgres
load GET=20k POST=1k"""


@pytest.fixture(scope="module")
def problem():
    return library.find_problem("url-shortener")


@pytest.fixture(scope="module")
def rubrics():
    return library.load_rubrics()


@pytest.fixture(scope="module")
def conductor(problem, rubrics):
    return Conductor(problem, rubrics)


def started(**settings) -> Session:
    return Session.start(e.Settings(problem="url-shortener", **settings), at(0))


def looked(conductor, session, first, last):
    """The session after looks at the clock from second `first` to `last`."""
    for second in range(first, last + 1, 10):
        session = conductor.tick(session, at(second))
    return session


# ---------------------------------------------------------------------- questions about what is missing


def test_the_end_of_a_phase_brings_the_heaviest_open_question_first(conductor):
    session = started()
    move = conductor.next_move(session)
    assert isinstance(move, Probe)
    heaviest = conductor.standing(session).open_in(Phase.REQUIREMENTS)[0]
    assert move.criterion == heaviest.id
    assert move.text.endswith(heaviest.probe)


def test_who_does_not_answer_goes_on(conductor):
    session = started()
    session = conductor.make(session, conductor.next_move(session), at(1))
    assert conductor.questioned(session)
    assert conductor.next_move(session) == Enter(Phase.ESTIMATION)


@pytest.mark.parametrize(("level", "most"), [(Level.JUNIOR, 2), (Level.MIDDLE, 2), (Level.SENIOR, 1)])
def test_who_answers_is_asked_again_up_to_what_the_level_allows(conductor, level, most):
    session, asked = started(level=level), 0
    while isinstance(move := conductor.next_move(session), Probe):
        asked += 1
        session = conductor.make(session, move, at(asked))
        session = session.write(Phase.REQUIREMENTS, f"Not an answer, number {asked}.", at(asked))
    assert asked == most


def test_out_of_time_nobody_is_held_up(conductor):
    session = looked(conductor, started(), 10, 330)
    assert session.left(Phase.REQUIREMENTS) < 60
    assert conductor.next_move(session) == Enter(Phase.ESTIMATION)


def test_coached_practice_asks_nothing(conductor):
    assert conductor.next_move(started(mode="coached")) == Enter(Phase.ESTIMATION)


def test_the_last_phase_ends_in_handing_in(conductor):
    session = started(mode="coached").enter_phase(Phase.DEEP_DIVES, at(1))
    assert conductor.next_move(session) == HandIn()


def test_a_silence_that_was_spoken_to_is_met_with_a_question_once(conductor):
    session = looked(conductor, started(), 10, 160)
    assert conductor.owes_question(session)
    move = conductor.listening(session)
    assert isinstance(move, Probe)
    session = conductor.make(session, move, at(161))
    assert not conductor.owes_question(looked(conductor, session, 170, 400))


def test_what_is_said_after_a_probe_earns_less_the_higher_the_level(problem, rubrics):
    answer = "Everyone may create links; 99 of 100 redirects within 80 ms (p99)."
    earned = {}
    for level in Level:
        session = started(level=level)
        conductor = Conductor(problem, rubrics)
        move = conductor.next_move(session)
        while move.criterion != "latency-target":
            session = conductor.make(session, move, at(1)).write(Phase.REQUIREMENTS, f"{move.criterion}.", at(1))
            still_open = {one.id: one for one in conductor.standing(session).open_in(Phase.REQUIREMENTS)}
            move = Probe("latency-target", still_open["latency-target"].probe)
        session = conductor.make(session, move, at(2)).write(Phase.REQUIREMENTS, answer, at(3))
        card = grade(transcript.sheet(session), problem, rubrics)
        judged = next(one for one in card.phase(Phase.REQUIREMENTS).criteria if one.id == "latency-target")
        assert judged.prompted
        assert "after a probe" in judged.reason
        earned[level] = judged.credit
    assert earned[Level.JUNIOR] > earned[Level.MIDDLE] > earned[Level.SENIOR] == AFTER_PROBE[Level.SENIOR]


def scale_after(question, notes, problem, rubrics):
    """The verdict on the scale after a probe for it, with `notes` by phase written behind it."""
    session = started(level=Level.SENIOR).write(Phase.REQUIREMENTS, "- shorten a link\n", at(1))
    session = Conductor(problem, rubrics).make(session, Probe("scale-in-numbers", f"Hold on:\n{question}"), at(2))
    for phase, text in notes.items():
        session = session.write(phase, session.draft(phase) + text, at(3))
    card = grade(transcript.sheet(session), problem, rubrics)
    return next(one for one in card.phase(Phase.REQUIREMENTS).criteria if one.id == "scale-in-numbers")


def test_figures_that_the_estimation_asks_of_everybody_are_no_answer_to_a_probe(problem, rubrics):
    (question,) = (one.probe for one in rubrics.of(Phase.REQUIREMENTS) if one.id == "scale-in-numbers")
    figures = "100M links a day / 86400 = 1157/s"
    assert scale_after(question, {Phase.REQUIREMENTS: figures}, problem, rubrics).prompted
    passed = scale_after(question, {Phase.ESTIMATION: figures}, problem, rubrics)
    assert not passed.prompted
    assert passed.credit == 1


# ---------------------------------------------------------------------- deep dives


def test_a_design_that_runs_is_asked_about_in_its_own_loads(conductor):
    session = started(level=Level.SENIOR).write(Phase.DESIGN, DESIGN, at(1))
    asked = {dive.id: dive.question for dive in conductor.entering(session, Phase.DEEP_DIVES).dives}
    lost = asked["own-lost-box"]
    assert "20k reads/s" in lost
    assert "%" in lost
    assert "Ten times the load" in asked["own-tenfold"]
    assert len(asked) == 3


def test_operations_that_only_the_estimation_names_are_spoken_of_as_reads_and_writes(conductor):
    session = started().write(Phase.ESTIMATION, "100M/day / 86400 = 1157 writes/s", at(1))
    session = session.write(Phase.DESIGN, "client -> lb -> api -> postgres", at(2))
    (lost,) = (one.question for one in conductor.dives(session) if one.id == "own-lost-box")
    assert "writes fail." in lost
    assert "WRITE" not in lost


def test_without_a_design_the_problem_gives_the_questions(conductor, problem):
    listed = {dive.id for dive in problem.deep_dives}
    assert all(dive.id in listed for dive in conductor.entering(started(), Phase.DEEP_DIVES).dives)


def test_what_is_answered_already_is_not_asked(conductor, problem):
    answered, *_ = (dive for dive in problem.deep_dives)
    text = " ".join(
        sentence
        for criterion in answered.criteria
        for facet in criterion.facets
        for sentence in facet.model_sentences[:2]
    )
    session = started(seed=1).write(Phase.DESIGN, text, at(1))
    weights = conductor.standing(session).open_weights(problem.deep_dives)
    untouched = conductor.standing(started()).open_weights(problem.deep_dives)
    assert weights[answered.id] < untouched[answered.id] / 2


def test_an_own_dive_is_graded_like_any_other(conductor, problem, rubrics):
    session = started().write(Phase.DESIGN, DESIGN, at(1))
    session = conductor.make(session, conductor.entering(session, Phase.DEEP_DIVES), at(2))
    answer = "Redirects get slower for everybody: postgres takes 8k/s, so we shed the rest with 503 for 30 s."
    answered = session.write(Phase.DEEP_DIVES, answer, at(3), "own-lost-box")

    def earned(held):
        card = grade(transcript.sheet(held), problem, rubrics)
        return {one.id: one.credit for one in card.phase(Phase.DEEP_DIVES).criteria if one.id.startswith("own-loss")}

    assert earned(answered)["own-loss-seen-by-users"] > 0.5
    assert earned(answered)["own-loss-answered"] > 0.5
    assert not any(earned(session).values())


# ---------------------------------------------------------------------- the changed requirement


@pytest.mark.parametrize("seed", range(5))
def test_a_requirement_changes_once_at_the_moment_the_clock_picks(conductor, problem, seed):
    session = conductor.make(started(seed=seed), Enter(Phase.DESIGN), at(0))
    moment = curveball_at(45, seed)
    assert 45 * 60 * CURVEBALL_BETWEEN[0] <= moment <= 45 * 60 * CURVEBALL_BETWEEN[1]
    session = looked(conductor, session, 10, 45 * 60)
    thrown = [event for event in session.events if event.kind == "curveball_thrown"]
    assert len(thrown) == 1
    assert 0 <= thrown[0].active - moment <= 10
    assert thrown[0].text in {one.says for one in problem.curveballs}


def test_it_waits_for_the_design_and_spares_practice_of_one_phase(conductor):
    assert looked(conductor, started(), 10, 2600).curveball is None
    assert looked(conductor, started(phases=(Phase.DESIGN,)), 10, 2600).curveball is None


def test_the_change_has_an_editor_and_criteria_of_its_own(conductor, problem, rubrics):
    session = conductor.make(started(), Enter(Phase.DESIGN), at(0))
    session = looked(conductor, session, 10, 2000)
    session = conductor.make(session, Enter(Phase.DEEP_DIVES), at(2001))
    changed = session.curveball.id
    assert session.parts[-1] == changed
    answer = "What changes: the write path. The redirects stay as they are. It costs 5 ms on each write."
    session = session.write(Phase.DEEP_DIVES, answer, at(2002), changed)
    sheet = transcript.sheet(session)
    assert f"> {session.curveball.question}" in sheet.text
    criteria = {one.id: one for one in grade(sheet, problem, rubrics).phase(Phase.DEEP_DIVES).criteria}
    own = next(one for one in problem.curveballs if one.id == changed).criteria
    assert {one.id for one in own if Level.MIDDLE.reaches(one.level)} <= criteria.keys()
    assert criteria["change-changes"].credit > 0.5
    assert criteria["change-stays"].credit > 0.5
    assert criteria["change-costs"].credit > 0.5


# ---------------------------------------------------------------------- hints


def hints(conductor, session, key):
    found = []
    while offer := conductor.offer(session, key):
        found.append(offer)
        session = conductor.take(session, offer, at(len(found)))
    return found


def test_each_phase_has_a_ladder_of_three_that_grows_dearer(conductor):
    for phase in (Phase.REQUIREMENTS, Phase.ESTIMATION, Phase.API, Phase.DESIGN):
        found = hints(conductor, started(), DraftKey(phase))
        assert [offer.price for offer in found] == [0.05, 0.10, 0.20]
        assert len({offer.text for offer in found}) == 3


def test_each_deep_dive_has_one_too_also_the_own_ones_and_the_change(conductor, problem, rubrics):
    names = [dive.id for dive in (*problem.deep_dives, *rubrics.design_dives[:-1])]
    for name in names:
        assert len(hints(conductor, started(), DraftKey(Phase.DEEP_DIVES, name))) == 3, name
    session = looked(conductor, conductor.make(started(), Enter(Phase.DESIGN), at(0)), 10, 2000)
    assert len(hints(conductor, session, DraftKey(Phase.DEEP_DIVES, session.curveball.id))) == 3


def test_a_hint_is_free_when_coached(conductor):
    session, key = started(mode="coached"), DraftKey(Phase.DESIGN)
    assert conductor.price(session, key) == 0
    assert conductor.offer(session, key).price == 0


def test_a_hint_is_no_probe(conductor, problem, rubrics):
    session = started()
    session = conductor.take(session, conductor.offer(session, DraftKey(Phase.REQUIREMENTS)), at(1))
    session = session.write(Phase.REQUIREMENTS, "99 of 100 redirects within 80 ms (p99).", at(2))
    card = grade(transcript.sheet(session), problem, rubrics)
    assert not any(one.prompted for one in card.phase(Phase.REQUIREMENTS).criteria)


def test_what_a_hint_has_just_said_is_not_asked(conductor):
    key = DraftKey(Phase.REQUIREMENTS)
    asked = conductor.next_move(started().write(Phase.REQUIREMENTS, "Links.", at(1)))
    session = conductor.take(started(), conductor.offer(started(), key), at(1))
    for taken in range(3):
        session = session.write(Phase.REQUIREMENTS, "Links. " * (taken + 1), at(2 + taken))
        move = conductor.next_move(session)
        assert isinstance(move, Probe)
        assert move.criterion != asked.criterion
        said = move.text.partition("\n")[2]
        assert not any(said in hint.text for hint in session.hints)
        if offer := conductor.offer(session, key):
            session = conductor.take(session, offer, at(3 + taken))


def test_who_has_written_nothing_is_told_so_and_in_deep_dives_asked_about_one_of_them(conductor):
    session = conductor.make(started(), conductor.entering(started(), Phase.DEEP_DIVES), at(1))
    move = conductor.next_move(session)
    assert move.text.partition("\n")[0] in phrases.NOTHING_YET
    assert move.part in {dive.id for dive in session.dives}
    written = session.write(Phase.DEEP_DIVES, "Codes come from a counter.", at(2), part=session.dives[0].id)
    assert conductor.next_move(written).text.partition("\n")[0] not in phrases.NOTHING_YET


def test_a_question_that_repeats_a_hint_in_other_words_counts_as_heard(problem):
    (dive,) = (one for one in problem.deep_dives if one.id == "click-counting")
    repeated = [one.id for one in dive.criteria if heard(one, dive.hints)]
    assert repeated
    assert not any(heard(one, ()) for one in dive.criteria)


# ---------------------------------------------------------------------- agreed facts


def test_agreed_facts_collect_in_the_order_asked(conductor):
    session = conductor.ask(started(), "do links expire?", at(1))
    session = conductor.ask(session, "how many links are created per day?", at(2))
    assert [one.id for one in conductor.agreed(session)] == ["retention", "new-links-per-day"]
    assert conductor.agreed(session)[1].value == 100_000_000


def test_a_figure_against_what_was_agreed_is_remarked_live_and_in_the_grade(conductor, problem, rubrics):
    sums = "100M new links a day / 86400 = 1157 writes/s\n1157 * 100 = 115.7k reads/s"
    session = started().write(Phase.ESTIMATION, sums, at(1))
    assert not conductor.against(session, sums)
    session = conductor.ask(session, "what is the read to write ratio?", at(2))
    (remark,) = conductor.against(session, sums)
    assert sums[remark.start : remark.end] == "100"
    assert "100 instead of 10" in remark.message
    card = grade(transcript.sheet(session), problem, rubrics)
    assert "against-agreed" in {one.id for one in card.phase(Phase.ESTIMATION).remarks}


# ---------------------------------------------------------------------- modes and levels


def test_one_phase_alone_is_graded_alone_also_from_its_file(conductor, problem, rubrics):
    session = started(phases=(Phase.ESTIMATION,), minutes=6)
    session = session.write(Phase.ESTIMATION, "100M a day / 86400 = 1157 writes/s", at(1)).finish(at(2))
    text = transcript.markdown(session)
    card = grade(parse(text, "a.md"), problem, rubrics)
    assert [score.phase for score in card.phases] == [Phase.ESTIMATION]
    assert card.overall.score == card.phases[0].score


def test_without_a_clock_nothing_runs_out_and_time_is_counted(conductor):
    session = looked(conductor, started(mode="coached", timed=False), 10, 3600)
    assert session.active == 3600
    assert not {"warned", "overran"} & {event.kind for event in session.events}


def test_a_senior_is_questioned_longer_and_a_junior_gets_more_groundwork():
    shares = {level: budgets(45, level=level) for level in Level}
    assert shares[Level.SENIOR][Phase.DEEP_DIVES] > shares[Level.JUNIOR][Phase.DEEP_DIVES]
    assert shares[Level.JUNIOR][Phase.REQUIREMENTS] > shares[Level.SENIOR][Phase.REQUIREMENTS]
    assert all(sum(one.values()) == 45 * 60 for one in shares.values())


def test_the_same_keys_seed_and_clock_give_the_same_session_byte_for_byte(problem, rubrics):
    def held() -> list[str]:
        conductor = Conductor(problem, rubrics)
        session = started(seed=11, level=Level.SENIOR)
        second = 0
        for phase in Phase:
            session = conductor.ask(session, "how many links per day?", at(second + 1))
            session = session.write(phase, DESIGN if phase is Phase.DESIGN else f"Notes on {phase}.", at(second + 2))
            if offer := conductor.offer(session, DraftKey(phase)):
                session = conductor.take(session, offer, at(second + 3))
            session = looked(conductor, session, second + 10, second + 300)
            for step in (301, 302, 303):
                if session.phase is phase:
                    session = conductor.make(session, conductor.next_move(session), at(second + step))
            second += 310
        assert session.finished
        return [*(event.model_dump_json() for event in session.events), transcript.markdown(session)]

    assert held() == held()


def test_everything_said_stands_in_the_sheet_at_its_place(conductor):
    session = started().write(Phase.REQUIREMENTS, "above", at(1))
    session = conductor.ask(session, "do links expire?", at(2))
    session = conductor.make(session, conductor.next_move(session), at(3))
    session = session.write(Phase.REQUIREMENTS, "above\nbelow", at(4))
    lines = transcript.markdown(session).splitlines()
    spoken = [line for line in lines if line.startswith("> ")]
    assert len(spoken) == 3
    assert all(lines.index("above") < lines.index(line) < lines.index("below") for line in spoken)


def test_whether_a_silence_is_owed_a_question_is_known_as_quickly_after_hours_of_typing(conductor):
    session = started(mode="interview")
    text = ""
    for number in range(6000):
        text += "word "[number % 5]
        session = session.write(Phase.REQUIREMENTS, text, at(number / 3))
    session = looked(conductor, session, 2000, 2200)
    assert session.nudged
    assert least(lambda: conductor.owes_question(session)) < 0.003


def test_questions_are_counted_by_the_phase_they_were_asked_in(conductor):
    session = started()
    session = session.probe("first", "What fails first?", at(1)).probe("second", "And then?", at(2))
    session = session.enter_phase(Phase.API, at(3)).probe("third", "Who calls it?", at(4))
    assert session.probes == {Phase.REQUIREMENTS: 2, Phase.API: 1}
    assert Session.replay(session.events, session.active).probes == session.probes
