"""Answers made from other answers, for the tests that no author has to write.

An empty sheet, the prompt pasted back, every model word as a list, paragraphs in another order, a slip of the finger
here and there. All of it is seeded: the same input gives the same variant everywhere.
"""

from __future__ import annotations

import itertools
import random
import re
from typing import TYPE_CHECKING

from coach.language.sheets import parse
from coach.model.words import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.model.criterion import Criterion
    from coach.model.problem import Problem, Rubrics
    from coach.model.sheet import Section
    from coach.model.words import Level

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
"""Letters of the shortest word that gets a typo: shorter ones become other words."""


def empty_sheet(problem: Problem, level: Level) -> str:
    """Headings and nothing under them."""
    return _sheet(problem, level, dict.fromkeys(Phase, ""))


def prompt_pasted(problem: Problem, level: Level) -> str:
    """The prompt under every heading."""
    return _sheet(problem, level, dict.fromkeys(Phase, problem.prompt))


def words_listed(problem: Problem, rubrics: Rubrics, level: Level) -> str:
    """Every word of every model sentence, once, as a list under the phase in which it earns something."""
    bodies = {}
    for phase in Phase:
        words = sorted({word.lower() for criterion in _criteria(problem, rubrics, phase) for word in _words(criterion)})
        bodies[phase] = "\n".join(", ".join(words[at : at + 12]) for at in range(0, len(words), 12))
    return _sheet(problem, level, bodies)


def shuffled(text: str, seed: int) -> str:
    """The paragraphs of each phase in another order; a question of the deep dives moves with its answer."""
    order = random.Random(seed)
    sheet = parse(text, "")
    pieces: list[str] = []
    at = 0
    for section in sheet.sections:
        pieces += [text[at : section.start], _shuffled_blocks(text, section, section.parts, order)]
        at = section.end
    return "".join([*pieces, text[at:]])


def with_typos(text: str, share: float, seed: int) -> str:
    """`text` with two neighbouring letters swapped in that share of its longer words; headings stay."""
    chance = random.Random(seed)
    head = parse(text, "").sections
    start = head[0].start if head else 0

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < _SHORTEST or chance.random() >= share:
            return word
        at = chance.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    lines = text[start:].split("\n")
    slipped = [line if line.startswith("#") else _WORD.sub(slip, line) for line in lines]
    return text[:start] + "\n".join(slipped)


def _sheet(problem: Problem, level: Level, bodies: dict[Phase, str]) -> str:
    head = f"---\nproblem: {problem.id}\nlevel: {level.value}\n---\n"
    return head + "".join(f"\n# {phase.heading}\n\n{body}\n" for phase, body in bodies.items())


def _criteria(problem: Problem, rubrics: Rubrics, phase: Phase) -> Iterable[Criterion]:
    yield from rubrics.of(phase)
    yield from (entry.criterion for entry in problem.criteria if entry.phase is phase)
    if phase is Phase.DEEP_DIVES:
        for dive in problem.deep_dives:
            yield from dive.criteria


def _words(criterion: Criterion) -> Iterable[str]:
    for sentence in (*criterion.model_sentences, *(s for facet in criterion.facets for s in facet.model_sentences)):
        yield from _WORD.findall(sentence)


def _shuffled_blocks(text: str, section: Section, parts: tuple[Section, ...], order: random.Random) -> str:
    """A section's body with its blocks in another order: its parts where it has any, else its paragraphs."""
    body = text[section.start : section.end]
    if parts:
        starts = [body.rfind("\n", 0, part.start - section.start - 1) + 1 for part in parts]
        cuts = [*starts, len(body)]
        blocks = [body[a:b].strip("\n") for a, b in itertools.pairwise(cuts)]
        lead = body[: starts[0]]
    else:
        blocks, lead = [block for block in re.split(r"\n\s*\n", body) if block.strip()], "\n"
    order.shuffle(blocks)
    return lead + "\n\n".join(block.strip("\n") for block in blocks) + "\n\n"
