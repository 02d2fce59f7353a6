"""The first line of an interview: what is being held, how safe the text is, how much time is left."""

from textual.content import Content

from coach.language.cleaning import one_line
from coach.tui import wording
from coach.tui.sitting import Saved, Sitting
from coach.tui.widgets.titlebar import TitleBar


class Standing(TitleBar):
    """`URL shortener · senior · interview      saved 0.3 s ago  38:12`."""

    def show(self, sitting: Sitting) -> None:
        """Show how `sitting` stands at this moment."""
        manner = "coached" if sitting.coached else "interview"
        self.left = Content(f"{one_line(sitting.title)} · {sitting.level} · {manner}")
        time = sitting.left if sitting.timed else sitting.session.active
        self.right = Content.assemble(_safety(sitting.saved()), f"  {wording.clock(time)}")


def _safety(saved: Saved) -> Content:
    if saved.trouble:
        return Content.assemble((" NOT SAVED ", "bold $text-error reverse"), (" ^s to a file", "bold $text-error"))
    return Content("not saved yet" if saved.age is None else f"saved {wording.ago(saved.age)} ago")
