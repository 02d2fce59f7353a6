"""Markdown text -> Sheet: finds the phases, the deep-dive questions and the interviewer's lines by their offsets.

Nothing is stripped and nothing raises: what cannot be understood is said in `Sheet.notices`, and the text stays whole.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.language.expressions import expression
from coach.model.quick import dataclass
from coach.model.sheet import PhaseSection, Section, Sheet
from coach.model.words import Level, Phase

_ALIASES: dict[Phase, str] = {
    Phase.REQUIREMENTS: """requirements; requirement; reqs; requirements and scope; scope; scoping; clarify;
        clarification; clarifying questions; questions; functional requirements; non functional requirements;
        nfr; nfrs; frs; functional; non functional; functional and non functional requirements; problem; use cases;
        understanding; requirements gathering; out of scope""",
    Phase.ESTIMATION: """estimation; estimations; estimate; estimates; capacity; capacity estimation;
        capacity estimates; capacity planning; back of the envelope; back of the envelope estimation; envelope; numbers;
        scale; scale estimation; estimating scale; sizing; math; maths; bote; boe""",
    Phase.API: """api; apis; api design; api and data model; api and data; api and storage; api and schema; interface;
        endpoints; contract; data model; data; schema; data schema; storage; tables; entities; database schema;
        apis and data model; system interface""",
    Phase.DESIGN: """design; high level design; hld; high level; architecture; system design; high level architecture;
        system architecture; diagram; overview; components; detailed architecture; high level diagram""",
    Phase.DEEP_DIVES: """deep dives; deep dive; deepdives; deepdive; details; detailed design; lld; low level design;
        bottlenecks; bottlenecks and trade offs; trade offs; tradeoffs; failure; failures; failure modes; reliability;
        scaling; follow ups; follow up; follow up questions; extensions; discussion""",
}
_PHASE_OF = {
    " ".join(alias.split()): phase
    for phase, aliases in _ALIASES.items()
    for alias in aliases.split(";")
    if alias.strip()
}

_LONG_WORD = 6
"""Letters from which a word may have one of them wrong."""

_LINE = expression(r"[^\n]*\n|[^\n]+\Z")
_FENCE = expression(r" {0,3}(```+|~~~+)")
_HEADING = expression(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\r?\n?\Z")
_BOLD_LINE = expression(r" {0,3}(?:\*\*|__)(.+?)(?:\*\*|__)[ \t]*:?[ \t]*\r?\n?\Z")
_UNDERLINE = expression(r" {0,3}(=+|-+)[ \t]*\r?\n?\Z")
_NUMBERING = expression(
    r"^(?:(?:phase|step|part|section)\s*)?(?:\(?\d{1,2}(?:\.\d{1,2})*[.):]?|[ivx]{1,4}[.)]|[a-e][.)])[\s:–-]+",
    re.IGNORECASE,
)
_FRONT_LINE = expression(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*?)[ \t]*(?:#.*)?\r?\n?\Z")
_BOLD_RANK = 7  # below every `#` rank: a bold line is a heading only where nothing better names the phase


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading line: its rank (1 highest), its words, and where it starts and ends."""

    rank: int
    words: str
    start: int
    end: int
    phase: Phase | None


def parse(text: str, name: str = "") -> Sheet:
    """Read an answer sheet.

    Phase headings match loosely: any case and rank, numbered or not, by the usual names ("HLD", "Capacity
    estimation", "2. API"). A heading that names no phase is content of the phase it stands in. A phase may have
    several sections; one that is missing has none.

    Args:
        text: the file as read, UTF-8 decoded, nothing stripped.
        name: what to call the sheet in results, usually its file name.
    """
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    front, body = _front_matter(text, lines)
    headings = list(_headings(text, [line for line in lines if line[0] >= body]))
    phases = _phase_headings(headings)
    ends = [heading.start for heading in phases[1:]] + [len(text)]
    sections = tuple(
        PhaseSection(
            heading=heading.words,
            start=heading.end,
            end=end,
            phase=phase,
            parts=_parts(headings, heading, end) if phase is Phase.DEEP_DIVES else (),
        )
        for heading, end in zip(phases, ends)
        if (phase := heading.phase) is not None
    )
    level, notices = _level(front.get("level", ""))
    if not sections and text.strip():
        notices.append("no phase heading was found; head each phase with a line such as “# Requirements”")
    return Sheet(
        name=name,
        text=text,
        problem=front.get("problem", ""),
        level=level,
        held=_held(front.get("phases", "")),
        sections=sections,
        spoken=tuple(line for line in lines if text.startswith((">\n", ">\r", "> "), line[0])),
        notices=tuple(notices),
    )


def phase_of(heading: str) -> Phase | None:
    """The phase a heading names, or none: "3) API design (10 min)" is the API phase."""
    return _PHASE_OF.get(_plain(heading))


def _misspelt_phase(heading: str) -> Phase | None:
    """The phase a heading names with one letter wrong, in words of six letters or more, or none."""
    from rapidfuzz.distance import DamerauLevenshtein  # megabytes, which most of an interview does without

    words = _plain(heading).split()
    for alias, phase in _PHASE_OF.items():
        meant = alias.split()
        if len(meant) == len(words) and all(
            one == other or (len(one) >= _LONG_WORD and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1)
            for one, other in zip(meant, words)
        ):
            return phase
    return None


def _plain(heading: str) -> str:
    """The words of a heading that name something: no number, no time, no mark-up."""
    words = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)
    words = _NUMBERING.sub("", words.strip(" *_`"))
    words = re.sub(r"&|\+", " and ", words.casefold())
    words = re.sub(r"[^\w]+", " ", words)
    words = re.sub(r"\b(?:my|the|a|phase|section|minutes?|mins?)\b", " ", words)
    return " ".join(words.split())


def _front_matter(text: str, lines: list[tuple[int, int]]) -> tuple[dict[str, str], int]:
    """The `key: value` lines between two `---` at the top, and where the body begins."""
    if not lines or text[slice(*lines[0])].strip("\ufeff \t\r\n") != "---":
        return {}, 0
    front: dict[str, str] = {}
    for start, end in lines[1:40]:
        line = text[start:end]
        if line.strip() in ("---", "..."):
            return front, end
        if found := _FRONT_LINE.match(line):
            front[found[1].casefold()] = found[2].strip("'\"")
    return {}, 0


def _level(word: str) -> tuple[Level, list[str]]:
    """The level a sheet names, and what to say when it names none that exists."""
    if not word:
        return Level.MIDDLE, []
    try:
        return Level(word.casefold()), []
    except ValueError:
        return Level.MIDDLE, [f"level “{word[:40]}” is not one of junior, middle, senior; taken as middle"]


def _held(words: str) -> tuple[Phase, ...]:
    """The phases that a sheet says were held; all of them when it names none."""
    named = {phase_of(word.replace("_", " ")) for word in words.split(",")}
    return tuple(phase for phase in Phase if phase in named) or tuple(Phase)


def _headings(text: str, lines: list[tuple[int, int]]) -> Iterator[_Heading]:
    """Every heading outside code fences, in order."""
    fence = ""
    for position, (start, end) in enumerate(lines):
        line = text[start:end]
        if found := _FENCE.match(line):
            mark = found[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
            continue
        if fence or not line.strip():
            continue
        if found := _HEADING.match(line):
            yield _Heading(len(found[1]), found[2], start, end, phase_of(found[2]))
        elif phase := _underlined_phase(text, lines, position):
            underline = lines[position + 1]
            yield _Heading(1 if "=" in text[slice(*underline)] else 2, line.strip(), start, underline[1], phase)
        elif (found := _BOLD_LINE.match(line)) and (phase := phase_of(found[1].rstrip(":"))):
            yield _Heading(_BOLD_RANK, found[1], start, end, phase)


def _underlined_phase(text: str, lines: list[tuple[int, int]], position: int) -> Phase | None:
    """The phase that a line underlined with = or - names."""
    if position + 1 >= len(lines) or not _UNDERLINE.match(text[slice(*lines[position + 1])]):
        return None
    return phase_of(text[slice(*lines[position])])


def _phase_headings(headings: list[_Heading]) -> list[_Heading]:
    """The headings that open a phase: those of the highest rank that names phases, and deeper ones for phases which
    no heading of that rank names, except inside the deep dives, where a deeper heading is a question."""
    named = [heading for heading in headings if heading.phase]
    if not named:
        return []
    top = min(heading.rank for heading in named)
    named = [
        heading if heading.phase else replace(heading, phase=_misspelt_phase(heading.words))
        for heading in headings
        if heading.phase or heading.rank == top
    ]
    named = [heading for heading in named if heading.phase]
    opened = {heading.phase for heading in named if heading.rank == top}
    chosen: list[_Heading] = []
    for heading in named:
        inside_deep_dives = bool(chosen) and chosen[-1].phase is Phase.DEEP_DIVES and heading.rank > chosen[-1].rank
        if heading.rank == top or (heading.phase not in opened and not inside_deep_dives):
            chosen.append(heading)
    return chosen


def _parts(headings: list[_Heading], phase: _Heading, end: int) -> tuple[Section, ...]:
    """The questions of the deep dives: the headings of the highest rank inside, each with what stands under it."""
    inside = [heading for heading in headings if phase.end <= heading.start < end and heading.rank > phase.rank]
    if not inside:
        return ()
    rank = min(heading.rank for heading in inside)
    questions = [heading for heading in inside if heading.rank == rank]
    ends = [question.start for question in questions[1:]] + [end]
    return tuple(
        Section(heading=question.words, start=question.end, end=stop) for question, stop in zip(questions, ends)
    )
