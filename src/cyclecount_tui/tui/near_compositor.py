"""Draws of a screen only the widgets that a frame changes.

Textual's own compositor asks every widget of the screen for all its lines, however little is drawn anew: for a digit in
the prompt the whole table too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor  # what a screen draws with; it has no public name
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen


class NearCompositor(Compositor):
    """For a screen: `self._compositor = NearCompositor()`."""

    _waits = False

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """No frame is made meanwhile: Textual makes some of an app that draws nothing, and throws them away."""
        self._waits = True
        try:
            yield
        finally:
            self._waits = False

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        """The next frame; None where there is nothing to draw. What is not drawn now is drawn with the next one."""
        if self._waits and not full:
            return None
        return super().render_update(full, screen_stack, simplify)

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Place, clip and lines of each widget that has part in `crop`, the frontmost first."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and (crop is None or crop.overlaps(seen)):
                yield region, clip, widget.render_lines(seen.translate((-region.x, -region.y)))
