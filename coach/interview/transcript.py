"""A session as an answer sheet: the candidate's drafts with the conversation at its place.

What the interviewer said stands in lines that begin with `> `; a question of the candidate stands before its answer as
`Q: …` and counts as written. A line of a draft that a reader would take for the interviewer's, or for the heading of a
phase, gets a backslash in front, which `unescaped` takes away again; nothing else of a draft is touched.
"""

import re
from collections.abc import Iterator, Sequence

from coach.grading.spoken import CHANGED
from coach.interview.state import DraftKey, Exchange, State
from coach.language.sheets import parse, phase_of
from coach.model.sheet import Sheet
from coach.model.words import Phase

_QUOTE = re.compile(r"\\*>(?=[ \r]|\Z)")
_HEADING = re.compile(r"( {0,3})(\\*#{1,2}[ \t]+(.*))", re.DOTALL)
_UNDERLINE = re.compile(r"( {0,3})(\\*=+[ \t]*\r?)\Z")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")


def sheet(state: State, name: str = "") -> Sheet:
    """The sheet to grade; `name` is what results call it, the session's id when left out."""
    return parse(markdown(state), name or state.id)


def markdown(state: State) -> str:
    """The answer sheet as Markdown: front matter, then all five phases, those not held left empty."""
    lines = ["---", f"problem: {state.settings.problem}", f"level: {state.settings.level}"]
    if state.settings.phases != tuple(Phase):
        lines.append(f"phases: {', '.join(state.settings.phases)}")
    lines.append("---")
    for phase in Phase:
        lines += ["", f"# {phase.heading}", ""]
        lines += _notes(state, DraftKey(phase))
        if phase is Phase.DEEP_DIVES:
            for dive in state.dives:
                lines += ["", f"## {_one_line(dive.question)}", "", *_notes(state, DraftKey(phase, dive.id))]
            if state.curveball:
                heading = f"## {CHANGED}{_one_line(state.curveball.question)}"
                lines += ["", heading, "", *_notes(state, DraftKey(phase, state.curveball.id))]
    return "\n".join(lines) + "\n"


def escaped(line: str) -> str:
    """A line of a draft as it stands in a sheet."""
    if _QUOTE.match(line):
        return "\\" + line
    if found := _guarded(line):
        return found[1] + "\\" + found[2]
    return line


def unescaped(line: str) -> str:
    """The line of the draft that `escaped` made `line` of."""
    if line.startswith("\\") and _QUOTE.match(line):
        return line[1:]
    if (found := _guarded(line)) and found[2].startswith("\\"):
        return found[1] + found[2][1:]
    return line


def _guarded(line: str) -> re.Match[str] | None:
    """The line's indent and rest, when it could be read as a phase's heading or as the line under one."""
    found = _HEADING.match(line)
    if found and (found[2].lstrip("\\").startswith("##") or phase_of(found[3].strip(" \t\r#"))):
        return found
    return _UNDERLINE.match(line)


def _notes(state: State, key: DraftKey) -> list[str]:
    """The lines of one draft with the conversation between them, every fence closed."""
    draft = state.drafts.get(key, "")
    lines: list[str] = []
    at = 0
    for exchange in sorted((one for one in state.exchanges if one.key == key), key=lambda one: one.anchor):
        end = _line_end(draft, exchange.anchor, at)
        lines += _draft_lines(draft[at:end])
        at = end
        lines += _spoken(exchange, lines)
    lines += _draft_lines(draft[at:])
    if fence := _open_fence(lines):
        lines.append(fence)
    return lines


def _line_end(draft: str, anchor: int, at: int) -> int:
    """Where the line that `anchor` stands in ends, its line feed included; never before `at`."""
    if anchor <= at:
        return at
    if draft[anchor - 1] == "\n":
        return anchor
    end = draft.find("\n", anchor)
    return len(draft) if end < 0 else end + 1


def _draft_lines(text: str) -> list[str]:
    return [escaped(line) for line in text.removesuffix("\n").split("\n")] if text else []


def _spoken(exchange: Exchange, above: Sequence[str]) -> Iterator[str]:
    if above and above[-1].strip():
        yield ""
    if exchange.question:
        yield f"Q: {_one_line(exchange.question)}"
    for line in exchange.says.split("\n"):
        yield f"> {line}"
    yield ""


def _open_fence(lines: Sequence[str]) -> str:
    """The mark of a code fence that is still open after `lines`; empty when none is."""
    fence = ""
    for line in lines:
        if found := _FENCE.match(line):
            mark = found[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
    return fence


def _one_line(text: str) -> str:
    return " ".join(text.split())
