"""The report of one interview as plain data: the contract `coach.report/1`."""

from dataclasses import asdict
from typing import Any

from coach.grading.jsonform import as_json
from coach.model.scorecard import Scorecard
from coach.report.summary import Own, dumbbells

SCHEMA = "coach.report/1"


def as_data(scorecard: Scorecard, own: Own, *, title: str = "") -> dict[str, Any]:
    """The grade as `coach grade --json` gives it, with what the candidate said of it and where the time went.

    Without a path, a name or a time of day; times are counted seconds, credits 0..1.
    """
    time = own.time
    return {
        "schema": SCHEMA,
        "title": title,
        "grade": as_json(scorecard),
        "own": {
            "predicted": own.predicted,
            "next_time": own.next_time,
            "grades": [
                {
                    "phase": one.phase.value,
                    "statement": one.statement,
                    "own": one.own,
                    "coach": one.coach,
                    "overruled": one.reason is not None,
                    "reason": one.reason or "",
                }
                for one in dumbbells(scorecard, own)
            ],
        },
        "time": None
        if time is None
        else {
            "phases": [asdict(one) | {"phase": one.phase.value} for one in time.phases],
            "silences": [asdict(one) | {"phase": one.phase.value} for one in time.silences],
            "words_by_minute": list(time.words),
            "first_number": time.first_number,
            "first_box": time.first_box,
            "first_trade_off": time.first_trade_off,
            "questions": time.questions,
            "jumped": time.jumped,
        },
        "never_asked": [asdict(one) for one in own.never_asked],
    }
