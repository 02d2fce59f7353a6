"""One small scorecard, with everything in it that a report has to show."""

import pytest

from coach.language.sheets import parse
from coach.model.remark import Source
from coach.model.scorecard import Evidence, Judgement, Overall, PhaseScore, Said, Scorecard
from coach.model.words import Level, Phase, Severity, Verdict

TEXT = """---
problem: url-shortener
---
# Requirements
users can shorten a link
# Estimation
100M/day / 86400 = 12k/s
"""


def judgement(id_, statement, credit, quote="", *, confidence=0.9, weight=2.0, state="met", advice="Say who decides."):
    start = TEXT.find(quote)
    evidence = (Evidence(start=start, end=start + len(quote), quote=quote),) if quote else ()
    return Judgement(
        id=id_,
        statement=statement,
        weight=weight,
        credit=credit,
        confidence=confidence,
        state=state,
        reason="The verb is there.",
        evidence=evidence,
        source=(Source("playbook", "1"),),
        advice=advice,
    )


def said(quote, message, severity=Severity.ERROR, question=""):
    start = TEXT.index(quote)
    return Said(
        id="zero",
        severity=severity,
        start=start,
        end=start + len(quote),
        quote=quote,
        message=message,
        source=(Source("playbook", "2"),),
        factor=10.4,
        question=question,
    )


@pytest.fixture
def sheet():
    return parse(TEXT, "a.md")


@pytest.fixture
def scorecard():
    return Scorecard(
        sheet="a.md",
        problem="url-shortener",
        level=Level.SENIOR,
        overall=Overall(score=0.52, verdict=Verdict.LEAN_NO_HIRE, why=("Estimation is off by ten.",)),
        phases=(
            PhaseScore(
                phase=Phase.REQUIREMENTS,
                score=0.7,
                criteria=(
                    judgement("verbs", "Operations are named as verbs", 1.0, "users can shorten a link"),
                    judgement("scale", "Scale is asked for", 0.0, state="unaddressed", weight=3.0),
                    judgement("scope", "Says what is out of scope", 0.5, state="unsure", confidence=0.4, weight=1.0),
                ),
            ),
            PhaseScore(
                phase=Phase.ESTIMATION,
                score=0.3,
                criteria=(judgement("average", "Average rate", 0.5, "100M/day / 86400", state="partial"),),
                remarks=(said("= 12k/s", "1,157 per second, not 12,000: one zero.", question="How many seconds?"),),
                why=("An estimate off by ten caps the phase at 60.",),
            ),
        ),
    )
