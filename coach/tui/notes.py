"""What passes between an interview and its panel: the notes that are to be understood, and what is shown of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from coach.model.words import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.design.catalogue import Catalogue
    from coach.interview.agreed import Agreed
    from coach.interview.standing import Check
    from coach.model.remark import Remark


@dataclass(frozen=True, slots=True)
class Notes:
    """What a panel is made from."""

    text: str
    coached: bool
    """Whether remarks may be shown."""
    width: int
    """Cells the panel has for a line."""
    prompt: str = ""
    agreed: "tuple[Agreed, ...]" = ()
    """What the interviewer has told, in the order in which it was asked for."""
    questions: tuple[str, ...] = ()
    """The deep-dive questions."""
    question: int = 0
    """Which of them is being answered, from 0."""
    others: Mapping[Phase, str] = field(default_factory=dict)
    """What stands in the other phases, for what crosses them: requirements behind endpoints, loads behind a design."""
    catalogue: "Catalogue | None" = None
    """The components a design may name; none: every box is an unknown one."""
    checklist: "tuple[Check, ...]" = ()
    """What is looked for in this phase and what is met; empty: nothing may be shown of it, or it is not known yet."""
    against: "Callable[[str], tuple[Remark, ...]] | None" = None
    """Finds figures in an estimation that contradict what was agreed."""
    killed: str = ""
    """The box of the design that is taken out; empty: the design is whole."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel's title and content."""

    title: str
    content: Content
    drawn: bool = False
    """Whether lines must stay whole: a drawing or a table."""
    boxes: tuple[str, ...] = ()
    """What can be taken out of a design, in the order of the drawing."""
