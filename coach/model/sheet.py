"""The answer sheet: what a candidate wrote, as one text with its phases marked by offsets."""

from coach.model.base import Frozen
from coach.model.words import Level, Phase


class Section(Frozen):
    """A heading and what stands under it, as offsets into the sheet's text."""

    heading: str
    """The heading's words as written, without marks."""
    start: int
    """First character after the heading's line."""
    end: int
    """One past the last character before the next heading of the same or a higher rank."""


class PhaseSection(Section):
    """What a candidate wrote in one phase; deep dives hold a subsection a question."""

    phase: Phase
    parts: tuple[Section, ...] = ()


class Sheet(Frozen):
    """A candidate's answers for one interview.

    `text` is the file as read (UTF-8 decoded, nothing stripped); every offset counts its characters.
    A phase that is missing has no section and reads as empty.
    """

    name: str
    text: str
    problem: str = ""
    """Slug of the problem; empty when the sheet does not say."""
    level: Level = Level.MIDDLE
    held: tuple[Phase, ...] = tuple(Phase)
    """The phases that were held and are graded; practice of one phase holds that one."""
    sections: tuple[PhaseSection, ...] = ()
    spoken: tuple[tuple[int, int], ...] = ()
    """Offsets of lines that begin with `> `: the interviewer's, never graded."""
    notices: tuple[str, ...] = ()
    """What could not be understood while reading it, in words."""

    def section(self, phase: Phase) -> PhaseSection | None:
        """The first section of `phase`, or none when the sheet has none."""
        return next((section for section in self.sections if section.phase is phase), None)

    def written(self, phase: Phase) -> str:
        """What the candidate wrote in `phase`, with everything else blanked out; empty when the phase is missing.

        It is as long as `text`, and offsets into it are offsets into `text`. Line ends stay; every other character
        outside the phase, and the interviewer's lines inside it, become spaces.
        """
        kept: list[str] = []
        at = 0
        for section in self.sections:
            if section.phase is phase:
                kept.append(_blank(self.text[at : section.start]))
                at = section.start
                for start, end in self.spoken:
                    if section.start <= start < section.end:
                        kept += [self.text[at:start], _blank(self.text[start:end])]
                        at = end
                kept.append(self.text[at : section.end])
                at = section.end
        return "".join([*kept, _blank(self.text[at:])]) if kept else ""


def _blank(text: str) -> str:
    """`text` with everything but its line feeds turned into spaces."""
    return "\n".join(" " * len(line) for line in text.split("\n"))
