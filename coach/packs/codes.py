"""The codes of findings, each with what it means in a line. They are stable: packs allow them, scripts look for them.

docs/findings.md tells of each what it looks like and what mends it; a test holds the two together.
"""

CODES: dict[str, str] = {
    # reading a file
    "missing-file": "a file that is named does not exist",
    "unreadable": "a file cannot be opened",
    "outside-pack": "a path leads out of the pack, or to something that is no regular file",
    "too-big": "a file has too many bytes, keys or values",
    "encoding": "a file is not UTF-8",
    "character": "a file holds a control character, or one that hides or reorders text",
    "empty-file": "a file holds nothing",
    # reading YAML
    "yaml-syntax": "YAML cannot be read at this place",
    "two-documents": "a file holds a second YAML document",
    "tag": "a value has a YAML tag",
    "alias": "a value is an alias, or has an anchor",
    "duplicate-key": "a key is given twice",
    "key-type": "a key is a list or a mapping",
    "too-deep": "values are nested too deep",
    "number": "a number is too large to count with",
    # the schema
    "format": "the file is of another format, or does not say of which",
    "missing-key": "a key that is needed is not there",
    "unknown-key": "a key is not known here",
    "wrong-type": "a value is of another kind: text, number, list, mapping",
    "wrong-value": "a value is not one of those allowed",
    "bad-name": "a name is not lower-case words joined by hyphens",
    "out-of-range": "a number is too small or too large",
    "too-short": "a text is empty, or a list has too few items",
    "too-long": "a text or a list is longer than allowed",
    # names
    "unknown-source": "a document or section is cited that the sources do not list",
    "unknown-concept": "a combination names a concept that does not exist",
    "bad-phrase": "a phrase of a misconception cannot be read",
    "unknown-check": "a computed check is named that does not exist",
    "duplicate-id": "two things share a name",
    "folder-name": "a problem and its folder have different names",
    "shared-alias": "one form stands for two concepts",
    "uncited-section": "nothing rests on a section of the sources",
    # figures
    "formula": "an expected quantity does not follow from the facts",
    "unused-fact": "no formula uses the value of a fact",
    "answer-value": "a fact's answer names another number than its value",
    "unreached-figure": "the reference answer does not arrive at an expected quantity",
    # wording
    "long-prompt": "the prompt has more than 60 words",
    "free-points": "a model sentence stands in the prompt",
    "few-asks": "a fact lists fewer than four ways to ask",
    "few-sentences": "a criterion has fewer than three model sentences",
    "thin-criterion": "a criterion has no probe, advice or source",
    "same-words": "two criteria are earned by the same words",
    "own-words": "a criterion is not earned by its own model sentences",
    "hint-gives-away": "a hint or a question, repeated as an answer, earns a criterion",
    "few-hints": "a deep dive has fewer than three hints",
    "missing-level": "nothing says what is expected of a level",
    "silent-fact": "a fact does not say why it matters",
    # answers and files
    "reference-fault": "something in the reference answer is wrong on its face",
    "never-met": "no answer of the problem meets one of its criteria",
    "no-weight": "nothing that a level is asked counts at that level",
    "missing-reference": "a problem has no reference answer",
    "reference-phase": "the reference answer has nothing in a phase",
    "missing-golden": "golden sheets are missing",
    "contradiction": "a golden sheet must both find and miss the same thing",
    "unknown-miss": "a golden sheet must miss something that does not exist",
    "empty-band": "a band's low end is above its high end",
    "stray-file": "a file that nothing names",
    "empty-pack": "a pack without problem or rubric",
}
