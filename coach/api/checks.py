"""What an API reviewer would say about a contract: all rules, run in order.

A remark of severity error names something that is wrong on its face and that the text does not justify; what is only
missing is a warning or a note. To add a rule, write its function in the registry it belongs to and one test.
"""

from coach.api import (
    rules_answers,
    rules_calls,
    rules_data,
    rules_lists,
    rules_promises,
    rules_redirects,
    rules_safety,
)
from coach.api.model import Contract
from coach.api.rule import Case, Rule, case_of
from coach.model.remark import Remark

MAX_REMARKS = 60
MAX_PER_RULE = 8

RULES: tuple[Rule, ...] = (
    *rules_promises.RULES,
    *rules_calls.RULES,
    *rules_lists.RULES,
    *rules_answers.RULES,
    *rules_redirects.RULES,
    *rules_safety.RULES,
    *rules_data.RULES,
)
"""Every rule, the gravest kinds of registry first."""


def check(contract: Contract, text: str, *, requirements: str = "", rows: float | None = None) -> tuple[Remark, ...]:
    """The remarks on an API phase, in the order of the text.

    `text` is what `contract` was read from; `requirements` is the candidate's requirements text (blanked elsewhere),
    from which it follows whether 404, 409, 410 or 429 are due; `rows` is the number of rows of the main table by the
    estimation, with which a scan is called what it is.
    """
    case = case_of(contract, text, requirements, rows)
    if not case.said:
        return ()
    remarks = [remark for rule in RULES for remark in _remarks(rule, case)]
    return tuple(sorted(remarks[:MAX_REMARKS], key=lambda remark: (remark.start, remark.end, remark.id)))


def _remarks(rule: Rule, case: Case) -> list[Remark]:
    found: dict[tuple[int, int], Remark] = {}
    for finding in rule.find(case):
        if finding.end <= finding.start or len(found) >= MAX_PER_RULE:
            continue
        found.setdefault(
            (finding.start, finding.end),
            Remark(
                rule.id,
                finding.severity or rule.severity,
                finding.start,
                finding.end,
                finding.message or rule.sentence,
                rule.sources,
                factor=finding.factor,
                question=rule.question,
            ),
        )
    return list(found.values())
