"""Ways to get to a screen, shared by the tests: each waits for the state it leads to."""

from coach.interview.agreed import Missed
from coach.language.sheets import parse
from coach.model.remark import Source
from coach.model.scorecard import Evidence, Judgement, Overall, PhaseScore, Said, Scorecard
from coach.model.words import Level, Phase, Severity, Verdict
from coach.tui.opening import Opening
from coach.tui.outcome import Outcome
from coach.tui.screens.interview import InterviewScreen
from coach.tui.widgets.panel import Panel

from .conftest import until

INTERVIEW = Opening(problem="parcel-tracker", level="senior")
COACHED = Opening(problem="parcel-tracker", level="senior", coached=True)


async def at_interview(app):
    """The interview is on the screen and its first reading is shown."""
    screen = await at_editor(app)
    await saved(app)
    return screen


async def at_editor(app):
    """The interview is on the screen, saved or not."""

    def shown():
        notes = app.screen.query("#notes") if isinstance(app.screen, InterviewScreen) else ()
        return notes and notes.first().visible_content

    await until(shown)
    return app.screen


async def asked_on(app, pilot):
    """F6 twice: the first time the interviewer may have a question, the second time it goes on."""
    screen = app.screen
    phase, said = screen.sitting.phase, len(screen.sitting.lines)
    await pilot.press("f6")
    await until(
        lambda: screen.sitting.phase is not phase or len(screen.sitting.lines) > said or app.screen is not screen
    )
    if app.screen is screen and screen.sitting.phase is phase:
        await pilot.press("f6")


async def kept(screen):
    """The sitting holds what stands in the editor."""
    await until(lambda: screen.sitting.text(screen.key) == screen.editor.text)


async def saved(app):
    """Everything typed so far is on disk, and the first line has seen it."""
    if isinstance(app.screen, InterviewScreen):
        await kept(app.screen)
    app.screen.look_at_clock()
    await until(lambda: app.desk.store.status.pending == 0 and app.desk.store.status.saved_at is not None)
    app.screen.look_at_clock()


async def understood(app, words):
    """The panel shows `words`."""
    panel = app.screen.query_one("#panel", Panel)
    await until(lambda: words in str(panel.query_one("Static").content))


ANSWER = """---
problem: parcel-tracker
level: senior
---

# Requirements
People look up a parcel by its number. Depots report scans.
Lookups 200 ms p99, up 99.95% of the time.

# Estimation
4M * 10 / 86400 = 4630 scans/s
peak x3 = 13.9k/s

# API
GET /parcels/{id} -> 200

# High-level design
depot -> queue -> writer -> store

# Deep dives
## Scans of an offline depot arrive an hour late. What do people see?
Scans carry the depot's own time; we order by it.
"""


def outcome(session):
    """A finished interview with a fixed scorecard, so that these screens do not change with the grader."""
    return Outcome(
        session=session,
        title="Parcel tracker",
        sheet=parse(ANSWER, "answer.md"),
        card=SCORECARD,
        reference=parse(ANSWER.replace("People look", "Anyone with the number looks"), "reference.md"),
        missed=(
            Missed(
                "depots offline", "Depots are offline for up to an hour a day.", "Scans arrive late and out of order."
            ),
        ),
    )


def _judgement(name, statement, credit, confidence, *, weight=2.0, quote="", advice="", state="met"):
    start = ANSWER.find(quote)
    evidence = (Evidence(start=start, end=start + len(quote), quote=quote),) if quote else ()
    return Judgement(
        id=name,
        statement=statement,
        weight=weight,
        credit=credit,
        confidence=confidence,
        state=state,
        reason="Named with a number." if credit else "Nothing in the answer speaks of it.",
        evidence=evidence,
        source=(Source("playbook", "2"), Source("middle", "7.1")),
        advice=advice,
        probe="And at the busiest moment?",
    )


_CRITERIA = {
    Phase.REQUIREMENTS: (
        _judgement(
            "users-can", "Says what users can do, as verbs.", 1, 0.95, quote="People look up a parcel", weight=3
        ),
        _judgement("out-of-scope", "Says what is left out for now.", 0, 0.9, state="unaddressed"),
    ),
    Phase.ESTIMATION: (
        _judgement("peak", "Peak, not only average.", 1, 0.93, quote="peak x3", advice="Say where the factor is from."),
        _judgement("so-what", "Draws a conclusion from a number.", 0.5, 0.4, quote="13.9k/s", state="unsure"),
    ),
    Phase.API: (_judgement("statuses", "Names the errors of each call.", 0.5, 0.8, quote="200", state="partial"),),
    Phase.DESIGN: (
        _judgement("spof", "Single points of failure, and their fix.", 0, 0.9, state="unaddressed", weight=3),
    ),
    Phase.DEEP_DIVES: (_judgement("late", "Orders scans by the time of the scan.", 1, 0.9, quote="order by it"),),
}
_AT = ANSWER.find("4M * 10 / 86400 = 4630 scans/s")
SCORECARD = Scorecard(
    sheet="answer.md",
    problem="parcel-tracker",
    level=Level.SENIOR,
    overall=Overall(score=0.64, verdict=Verdict.LEAN_HIRE, why=("Solid numbers.", "The design is thin.")),
    phases=tuple(
        PhaseScore(
            phase=phase,
            score=share,
            criteria=_CRITERIA[phase],
            remarks=(
                Said(
                    id="missing-conclusion",
                    severity=Severity.WARNING,
                    start=_AT,
                    end=_AT + 30,
                    quote=ANSWER[_AT : _AT + 30],
                    message="4,630 scans a second: and what follows from it?",
                    source=(Source("playbook", "2"),),
                    question="What does this number decide?",
                ),
            )
            if phase is Phase.ESTIMATION
            else (),
        )
        for phase, share in zip(Phase, (0.78, 0.61, 0.80, 0.48, 0.70), strict=True)
    ),
)
