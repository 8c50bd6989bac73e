"""Draws of a screen only the widgets that a frame changes.

Textual's own compositor asks every widget of the screen for all its lines, however little is drawn anew: for a digit in
the prompt the whole table too.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor  # what a screen draws with; it has no public name
from textual.geometry import Region
from textual.strip import Strip


class NearCompositor(Compositor):
    """For a screen: `self._compositor = NearCompositor()`."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Place, clip and lines of each widget that has part in `crop`, the frontmost first."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and (crop is None or crop.overlaps(seen)):
                yield region, clip, widget.render_lines(seen.translate((-region.x, -region.y)))
