"""Shapes of weak engineering, whatever the subject: decisions put off or handed away, loose goals, brute force.

Each rule is a pattern for the evasion and one for what makes the sentence right after all: a figure, a mechanism, a
reason. They are warnings.
"""

import re
from dataclasses import dataclass

from coach.grading.checks.base import words
from coach.grading.reading import Reading
from coach.model.remark import Remark
from coach.model.words import Phase, Severity


@dataclass(frozen=True, slots=True)
class Evasion:
    """One way to evade a decision."""

    id: str
    phases: frozenset[Phase]
    said: re.Pattern[str]
    backed: re.Pattern[str]
    message: str


_ALL = frozenset(Phase)
_TARGETS = frozenset({Phase.REQUIREMENTS})
_ANSWERS = frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})

EVASIONS: tuple[Evasion, ...] = (
    Evasion(
        "decision-postponed",
        _ALL,
        words(
            r"""\b(?:we(?:'ll|\ will|\ shall)\ see|see\ (?:about|to)\ (?:it|that|this)\ (?:later|then)
            |(?:details?|rest|this
            |that|it|numbers?|figures?|values?|limits?|exact\ \w+)\ (?:\w+\ ){0,3}(?:later|afterwards
            |when\ we\ get|another\ day
            |in\ due\ course|once\ it\ is\ needed|during\ (?:the\ )?implementation)|to\ be\ (?:fixed|defined
            |decided|clarified
            |discussed|agreed|determined|specified)|(?:tbd|tba)\b|cross\ that\ bridge|figure\ (?:it|that|this)\ out
            |(?:fixed|decided|clarified|agreed|settled)\ (?:later|afterwards)|think\ about\ (?:it|that
            |this)\ (?:later|then)
            |when\ the\ time\ comes)"""
        ),
        words(
            r"\b(?:because|since|until\ then|not\ needed|out\ of\ scope|beyond|v2|if\ ever|trigger|≥|above"
            r"|reach(?:es)?|(?:ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\ later)\b"
        ),
        "This is put off, and the rest rests on it. Assume a value or choose a way now, and say when it would change.",
    ),
    Evasion(
        "left-to-people",
        _ANSWERS,
        words(
            r"""\b(?:(?:support|an?\ admin|admins|somebody|someone|operators?|the\ team|staff|an?\ engineer|ops
            |the\ dba|a\ person
            |customer\ service|people)\b[^.;]{0,30}\b(?:by\ hand|manual\w*|look\w*\ (?:at|into|after)|fix\w*
            |repair\w*|correct\w*
            |sort\w*\ (?:it\ )?out|check\w*|restart\w*|deal\w*|handle\w*|resolve\w*)|(?:handled|fixed|done
            |corrected|repaired
            |resolved|refunded|restored)\ (?:manually|by\ hand))"""
        ),
        words(
            r"\b(?:alert|page[sd]?|automat\w*|runbook|after\ \d|within|reconcil\w*|dead[- ]letter|dlq|appeal"
            r"|report(?:ed|s)|abuse|replay)\b"
        ),
        "A person is no mechanism: at this scale the rare case happens every day. Say what the system does by itself.",
    ),
    Evasion(
        "everything-at-once",
        _TARGETS,
        words(
            r"""\b(?:(?:all|everything|every)\b[^.;]{0,40}\b(?:first\ version|from\ the\ (?:start|beginning)
            |version\ (?:1|one)
            |in\ scope|from\ day\ one|at\ launch|right\ away|is\ important|are\ important|equally\ important)
            |nothing\ (?:is|gets|will\ be|should\ be)\ (?:left\ out|cut|excluded|omitted|out\ of\ scope)|no\ cuts?\b
            |leave\ nothing\ out|(?:don['’]t|not)\ (?:want\ to\ )?(?:cut|leave\ out|exclude)\ any)"""
        ),
        words(r"\b(?:except|rest|later|v2)\b"),
        "All of it does not fit. Take the few operations that make the product and cut the rest aloud, with a reason.",
    ),
    Evasion(
        "goal-without-a-number",
        _TARGETS,
        words(
            r"""\b(?:(?:high(?:ly)?|very|maximum|max|good|great|excellent|low|super
            |extremely)[ -](?:\w+[ -])?(?:availab\w+|latency
            |fast|durab\w+|performan\w+|scalab\w+|reliab\w+|secure|security|throughput|consisten\w+|responsive\w*)
            |as\ (?:fast|quick\w*|reliabl\w*|cheap\w*|secure|soon|much|available)\ as\ possible|(?:must|should
            |has\ to|needs\ to)\ be\ (?:fast
            |quick|scalable|reliable|secure|stable|available|performant|responsive|safe)\b)"""
        ),
        words(r"\d|\b(?:because|minutes?|seconds?|hours?|than|over|prefer|rather|before|priority|first|nines)\b"),
        "An adjective cannot be tested or designed for. Give a number: p99 in ms, nines, seconds of staleness.",
    ),
    Evasion(
        "brute-force-for-a-design",
        _ANSWERS,
        words(
            r"""\b(?:(?:use|buy|add|get|take|rent|put|throw|need|order|upgrade\ to|switch\ to|have
            |deploy)\b[^.;,]{0,25}\b(?:bigger|larger
            |stronger|faster|more|better|powerful|additional|beefy|large|big)\ (?:\w+\ )?(?:servers?|machines?
            |hardware|instances?
            |box(?:es)?|ram|cpus?|memory|computers?|nodes|vms?)|just\ (?:use|add)\ (?:kafka|redis|kubernetes
            |mongodb?|a\ cache
            |nosql|microservices|aws)|^(?:then\ )?(?:we\ )?(?:use|add)\ (?:kafka|redis|kubernetes|mongodb?|aws
            |blockchain|ai)\.?$)"""
        ),
        words(
            r"""\d|\b(?:because|since|until|before|then|when|beyond|after|per|behind|stateless|hash\w*|key
            |limit|ceiling|instead
            |rather|so\ that|first|in\ order|not|never|n't|cost\w*|price|than)\b"""
        ),
        "That names a purchase, not a design. Say which limit is hit, at what rate, and what work is divided.",
    ),
    Evasion(
        "either-left-open",
        _ANSWERS,
        words(
            r"""\b(?:(?:either|maybe|perhaps|possibly|could\ (?:use|be|do))\b[^.;]{3,60}\bor\b|or\ (?:maybe
            |perhaps|something\ (?:like|similar))
            |(?:mysql|postgres\w*|mongo\w*|cassandra|dynamo\w*|redis|kafka|rabbit\w*|sql|nosql)\ or\ (?:mysql
            |postgres\w*|mongo\w*|cassandra
            |dynamo\w*|redis|kafka|rabbit\w*|sql|nosql)\b[^.;]{0,20}$|(?:both|all)\ (?:would|will|are|work
            |do)\ (?:work|fine|possible|be\ ok))"""
        ),
        words(
            r"\d|\b(?:because|since|so|choose|chose|take|pick|prefer|go\ with|i'd|never|nothing|→|->)\b|→|->|=>"
            r"|⇒|\?|\|"
        ),
        "Two ways are named and none is taken. Choose one for this system, and say what it costs.",
    ),
)
"""A rule is added here, with its examples in the tests."""

_MOST = 3
"""Findings of one rule that are shown."""


def evasions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A warning for each statement that evades."""
    found: list[tuple[Phase, Remark]] = []
    for rule in EVASIONS:
        count = 0
        for phase in Phase:
            if phase not in rule.phases:
                continue
            for statement in reading.of(phase).body:
                text = statement.lower
                if statement.sentence.question or count >= _MOST:
                    continue
                if rule.said.search(text) and not rule.backed.search(text):
                    span = statement.span
                    found.append((phase, Remark(rule.id, Severity.WARNING, span.start, span.end, rule.message)))
                    count += 1
    return found
