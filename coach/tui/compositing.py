"""What a change of the screen paints: the widgets that can be seen where something changed, and of them those rows.

Textual asks every widget for all of its lines at every change, also those of the other half of the screen and those
that lie behind; most of the time that a key takes went there.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class ThriftyCompositor(Compositor):
    """Asks only widgets that show in the part of the screen that is painted."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Where each widget stands, what it is cut to, and its lines there; front to back, until `crop` is filled."""
        part = crop or self.size.region
        rows = Region(0, part.y, self.size.width, part.height)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if not seen.overlaps(part):
                continue
            band = seen.intersection(rows)
            yield region, band, widget.render_lines(band - region.offset)
            if seen.contains_region(part):
                return
