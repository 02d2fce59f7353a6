"""Rules about what is not there: principles without an endpoint, a data model without a table."""

import re
from collections.abc import Iterator

from coach.api.rule import ACCESS, API, DATA, PRIMER_API, Case, Finding, Rule
from coach.language.wording import wording
from coach.model.words import Severity

_ABOUT_CALLS = wording(
    r"\bend ?points?\b|\boperations?\b|\bapis?\b|\binterfaces?\b|\bgraphql\b|\brest(?:ful)?\b|\bgrpc\b"
    r"|\bcalls?\b|\brequests?\b",
    re.IGNORECASE,
)
_OURS = wording(
    r"\b(?:our|we|i|the) (?:service|system|api|app|would|will|offer|have|need|could)\b"
    r"|\bone (?:\w+ )?endpoint\b|\bthere (?:would|will) be\b|\bclients ask\b",
    re.IGNORECASE,
)
_PRINCIPLES = wording(
    r"\bpaginat\w*|\bidempoten\w*|\bversion\w*|\bstatus codes?\b|\bverbs?\b|\brate limit\w*"
    r"|\bauthenticat\w*|\bbackward|\bnaming\b|\berrors? (?:should|are|would)",
    re.IGNORECASE,
)
_ABOUT_DATA = wording(
    r"\bdata ?model\b|\btables?\b|\bschema\b|\bdatabase would\b|\bstorage layer\b|\bentities\b", re.IGNORECASE
)
_VAGUE = wording(
    r"\b(?:would|should|could|might|may|will|if required|as needed|appropriate|suitable|whatever|each kind"
    r"|sensible|necessary|expect)\b",
    re.IGNORECASE,
)


def _no_contract(case: Case) -> Iterator[Finding]:
    """Words about endpoints in a phase that has none."""
    if case.contract.operations or len(case.said.split()) < 3:
        return
    about = [sentence for sentence in case.sentences if _ABOUT_CALLS.search(sentence.text)]
    ours = [sentence for sentence in about if _OURS.search(sentence.text)]
    chosen = (ours or about or (() if case.contract.tables else case.sentences))[:2]
    for sentence in chosen:
        yield Finding(sentence.start, sentence.end)


def _principle_only(case: Case) -> Iterator[Finding]:
    """Principles listed in a phase without a single endpoint to hold them to."""
    if case.contract.operations:
        return
    for sentence in case.sentences:
        match = _PRINCIPLES.search(sentence.text)
        if match:
            yield Finding(
                sentence.start,
                sentence.end,
                f"“{match[0]}” is named and nothing is decided. Show it on an endpoint: which call, which "
                f"parameter, which status.",
            )


def _no_data_model(case: Case) -> Iterator[Finding]:
    """A data model that is promised and not written."""
    if case.contract.tables or case.contract.access_patterns:
        return
    for sentence in case.sentences:
        if _ABOUT_DATA.search(sentence.text) and _VAGUE.search(sentence.text):
            yield Finding(sentence.start, sentence.end)


RULES: tuple[Rule, ...] = (
    Rule(
        "no-contract",
        Severity.WARNING,
        "No path, no payload, no status: a client could not be written against this. One line an operation "
        "is enough: POST /v1/things {name} -> 201 {id}.",
        (API, PRIMER_API),
        _no_contract,
        "Which calls will a client make, one by one?",
    ),
    Rule(
        "principle-without-endpoint",
        Severity.WARNING,
        "A principle is named and nothing is decided. Show it on an endpoint.",
        (API, PRIMER_API),
        _principle_only,
    ),
    Rule(
        "no-data-model",
        Severity.WARNING,
        "A data model is announced and no table follows. Name the tables with their key, and the index for "
        "each lookup.",
        (DATA, ACCESS),
        _no_data_model,
        "By what key is each of these reads answered?",
    ),
)
