"""The registry of computed checks by the name under which rubrics ask for them.

To add one: write the function in the module of its phase, add it to that module's table, and test it.
"""

from collections.abc import Mapping

from coach.grading.checks import api, deep_dives, design, estimation, requirements
from coach.grading.checks.base import Check, CheckResult
from coach.grading.reading import Reading
from coach.model.words import Phase

CHECKS: Mapping[str, Check] = {
    **requirements.CHECKS,
    **estimation.CHECKS,
    **api.CHECKS,
    **design.CHECKS,
    **deep_dives.CHECKS,
}


def run(name: str, reading: Reading, phase: Phase) -> CheckResult | None:
    """The result of check `name` for `phase`; none when no such check exists."""
    check = deep_dives.OWN_VERSION.get(name) if phase is Phase.DEEP_DIVES else None
    check = check or CHECKS.get(name)
    return None if check is None else check(reading, phase)
