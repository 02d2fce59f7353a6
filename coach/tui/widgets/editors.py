"""The editors of an interview, one a phase and one a deep dive; one is shown, each keeps its text and its undo."""

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Region
from textual.widgets import ContentSwitcher, TextArea

from coach.interview.state import DraftKey
from coach.tui import helptext
from coach.tui.widgets.editor import Editor


class Editors(ContentSwitcher):
    """Makes an editor when it is first needed."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys: dict[TextArea, DraftKey] = {}

    @property
    def editor(self) -> Editor:
        """The editor that is shown."""
        shown = self.visible_content
        assert isinstance(shown, Editor)
        return shown

    def key_of(self, editor: TextArea) -> DraftKey:
        """What is written in `editor`."""
        return self._keys[editor]

    def texts(self) -> Iterator[tuple[DraftKey, str]]:
        """What every editor holds at this moment."""
        for editor, key in self._keys.items():
            yield key, editor.text

    async def open(self, key: DraftKey, text: str) -> None:
        """Show the editor of `key` and put the cursor into it; `text` is what an editor begins with."""
        if isinstance(left := self.visible_content, Editor):
            left.let_go()
        editor = next((one for one, its_key in self._keys.items() if its_key == key), None)
        if editor is None:
            editor = Editor(text, placeholder=helptext.PLACEHOLDERS[key.phase], id=f"notes-{len(self._keys)}")
            self._keys[editor] = key
            await self.add_content(editor)
            editor.move_cursor(editor.document.end)
        self.current = editor.id
        self.border_title = "your answer" if key.part else "your notes"
        self.show_tab_rule()
        self.editor.focus()

    def show_tab_rule(self) -> None:
        """What Tab does where the cursor stands, on the border; of which only the row with the words is painted."""
        rule = Content(self.editor.tab_rule)
        if self._border_subtitle != rule:
            self._border_subtitle = rule
            self.refresh(Region(-1, self.size.height, self.outer_size.width, 1))
