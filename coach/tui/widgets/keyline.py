"""The line of keys at the bottom of every screen: one widget, as many keys as the width holds, each clickable."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.screen import Screen


ALWAYS = "leave"
"""Id of the key that is never left out: the way out."""


class KeyLine(Widget):
    """Shows the bindings that work where the focus is, in the order in which the screen lists them.

    A key that does not fit is left out whole, from the right, but the way out stays; F1 lists them all.
    """

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        background: $footer-background;
        color: $footer-foreground;
    }
    """

    auto_links = False
    """Keys can be clicked, and look like keys, not like links."""

    def on_mount(self) -> None:
        """Follow the screen's bindings as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: "Screen[object]") -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Keys in bold, what they do beside them."""
        parts: list[tuple[str, str | Style]] = [(" ", "")]
        used = 1
        shown = self._shown()
        kept = next((self._width(one) for one, _ in shown if one.id == ALWAYS), 0)
        for binding, enabled in shown:
            key = self.app.get_key_display(binding)
            words = self._words(binding)
            width = self._width(binding)
            if binding.id == ALWAYS:
                kept = 0
            if used + width + (kept + 2 if kept else 0) > self.size.width:
                if kept:
                    continue
                break
            click = Style.from_meta({"@click": f"app.simulate_key('{binding.key}')"})
            parts += [
                (key, Style(bold=True) + click),
                (f" {words}", click if enabled else Style(dim=True)),
                ("  ", ""),
            ]
            used += width + 2
        return Content.assemble(*parts)

    def _width(self, binding: Binding) -> int:
        """Cells that a key and its words take."""
        return len(self.app.get_key_display(binding)) + len(self._words(binding)) + 1

    def _shown(self) -> list[tuple[Binding, bool]]:
        """What to show: the focused widget's own keys, then the screen's in the order of its list."""
        found: dict[str, tuple[Binding, bool]] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                found.setdefault(active.binding.action, (active.binding, active.enabled))
        return sorted(found.values(), key=lambda one: place_of(one[0], self.screen))

    def _words(self, binding: Binding) -> str:
        """What a key does: the screen may say more than the binding."""
        return self.screen.key_words(binding) if isinstance(self.screen, SaysKeys) else binding.description


def place_of(binding: Binding, screen: "Screen[object]") -> int:
    """Where a key stands in the screen's own list; what only the focused widget has comes first."""
    order = [one.id for one in screen.BINDINGS if isinstance(one, Binding)]
    return order.index(binding.id) if binding.id in order else -1


@runtime_checkable
class SaysKeys(Protocol):
    """A screen with keys whose words change, such as the price of a hint."""

    def key_words(self, binding: Binding) -> str:
        """What `binding` does at this moment."""
