"""A scorecard as the JSON object that `coach grade --json` prints: the contract `coach.grade/1`."""

from typing import Any

from coach.model.scorecard import Judgement, PhaseScore, Said, Scorecard

SCHEMA = "coach.grade/1"


def as_json(scorecard: Scorecard) -> dict[str, Any]:
    """`scorecard` as plain data in the order of the contract; `text[start:end] == quote` holds for every span."""
    return {
        "schema": SCHEMA,
        "sheet": scorecard.sheet,
        "problem": scorecard.problem,
        "level": scorecard.level.value,
        "overall": {
            "score": scorecard.overall.score,
            "verdict": scorecard.overall.verdict.value,
            "why": list(scorecard.overall.why),
        },
        "phases": {score.phase.value: _phase(score) for score in scorecard.phases},
    }


def _phase(score: PhaseScore) -> dict[str, Any]:
    return {
        "score": score.score,
        "criteria": [_criterion(judgement) for judgement in score.criteria],
        "remarks": [_remark(remark) for remark in score.remarks],
        "why": list(score.why),
    }


def _criterion(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "statement": judgement.statement,
        "weight": judgement.weight,
        "level": judgement.level.value,
        "credit": judgement.credit,
        "confidence": judgement.confidence,
        "state": judgement.state,
        "reason": judgement.reason,
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in judgement.evidence],
        "source": [{"doc": source.doc, "section": source.section} for source in judgement.source],
        "advice": judgement.advice,
        "probe": judgement.probe,
        "prompted": judgement.prompted,
    }


def _remark(remark: Said) -> dict[str, Any]:
    return {
        "id": remark.id,
        "severity": remark.severity.value,
        "start": remark.start,
        "end": remark.end,
        "quote": remark.quote,
        "message": remark.message,
        "source": [{"doc": source.doc, "section": source.section} for source in remark.source],
        "factor": remark.factor,
        "question": remark.question,
        "follows": remark.follows,
    }
