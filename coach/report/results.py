"""What class grading keeps of a scorecard: one line of JSON a sheet, small enough to keep twenty thousand of them.

A line holds what a class report needs and nothing of the answer; where a sheet could not be graded it holds the reason.
"""

import json
from collections.abc import Mapping
from dataclasses import field

from coach.model.quick import dataclass
from coach.model.scorecard import Scorecard
from coach.model.words import Level, Phase, Severity, Verdict

SCHEMA = "coach.result/1"


@dataclass(frozen=True, slots=True)
class Result:
    """One sheet of a class; scores and credits 0..1."""

    sheet: str
    """Its name, by which results are sorted and merged."""
    key: str
    """Digest of its text and of what it was graded with: the same key, the same result."""
    grader: str
    """Digest of the program and the pack that graded it; results of different graders do not compare."""
    error: str = ""
    """Why it could not be graded; empty when it was. Then nothing below holds anything."""
    problem: str = ""
    level: Level = Level.MIDDLE
    score: float = 0.0
    verdict: Verdict = Verdict.STRONG_NO_HIRE
    phases: Mapping[Phase, float] = field(default_factory=dict)
    errors: int = 0
    """Remarks of severity error."""
    doubtful: int = 0
    """Criteria that the grader is unsure of."""
    credits: Mapping[Phase, Mapping[str, float]] = field(default_factory=dict)
    """Credit by criterion id, by phase."""


class NoResultError(ValueError):
    """A line that is no result; the message says why in words."""


def result_of(card: Scorecard, name: str, key: str, grader: str) -> Result:
    """What is kept of `card`."""
    return Result(
        sheet=name,
        key=key,
        grader=grader,
        problem=card.problem,
        level=card.level,
        score=card.overall.score,
        verdict=card.overall.verdict,
        phases={one.phase: one.score for one in card.phases},
        errors=sum(said.severity is Severity.ERROR for one in card.phases for said in one.remarks),
        doubtful=sum(judged.state == "unsure" for one in card.phases for judged in one.criteria),
        credits={one.phase: {judged.id: judged.credit for judged in one.criteria} for one in card.phases},
    )


def line_of(result: Result) -> str:
    """The result as one line, its end included; the same result, the same bytes."""
    plain: dict[str, object] = {
        "schema": SCHEMA,
        "sheet": result.sheet,
        "key": result.key,
        "grader": result.grader,
    }
    if result.error:
        plain["error"] = result.error
    else:
        plain |= {
            "problem": result.problem,
            "level": result.level.value,
            "score": result.score,
            "verdict": result.verdict.value,
            "phases": {phase.value: score for phase, score in result.phases.items()},
            "errors": result.errors,
            "doubtful": result.doubtful,
            "credits": {phase.value: dict(won) for phase, won in result.credits.items()},
        }
    return json.dumps(plain, separators=(",", ":")) + "\n"


def result_in(line: str | bytes) -> Result:
    """The result that a line holds.

    Raises:
        NoResultError: it holds none, or not all of it.
    """
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise NoResultError("not JSON") from None
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise NoResultError(f"not a line of {SCHEMA}; `coach grade FOLDER -o results.jsonl` writes such lines")
    return result_of_plain(plain)


def result_of_plain(plain: Mapping[str, object]) -> Result:
    """The result that the plain data of a line tells.

    Raises:
        NoResultError: it does not tell all of one.
    """
    try:
        return _result(plain)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NoResultError(f"not a whole line of {SCHEMA}") from None


def _result(plain: Mapping[str, object]) -> Result:
    sheet, key, grader = (_text(plain[name]) for name in ("sheet", "key", "grader"))
    if "error" in plain:
        return Result(sheet, key, grader, error=_text(plain["error"]) or "unreadable")
    return Result(
        sheet,
        key,
        grader,
        problem=_text(plain["problem"]),
        level=Level(_text(plain["level"])),
        score=_share(plain["score"]),
        verdict=Verdict(_text(plain["verdict"])),
        phases={Phase(phase): _share(score) for phase, score in _object(plain["phases"]).items()},
        errors=_count(plain["errors"]),
        doubtful=_count(plain["doubtful"]),
        credits={
            Phase(phase): {_text(name): _share(credit) for name, credit in _object(won).items()}
            for phase, won in _object(plain["credits"]).items()
        },
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("no count")
    return value


def _share(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= 1:  # type: ignore[operator]
        raise TypeError("no share")
    return float(value)  # type: ignore[arg-type]
