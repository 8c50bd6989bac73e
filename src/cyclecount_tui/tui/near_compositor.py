"""Draws only what is seen and what a frame changes, and at once what a key changed.

Textual's own compositor asks every widget of the screen for all its lines, however little is drawn anew: for a digit in
the prompt the whole table too. It waits until each widget has said what changed, and the next frame is due. And it
takes the next screen beneath for visible, whatever lies over it, and draws both whole each time that has something new,
several times when a screen comes up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import constants
from textual._compositor import Compositor  # what a screen draws with; it has no public name
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import RenderableType


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


class CoveredScreens(App[None], inherit_bindings=False):
    """Mixin for an app whose screens are opaque, unless they are modal: of those beneath one nothing is drawn."""

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Those that can be seen around the one on top, the lowest first."""
        return super()._background_screens if self.screen.is_modal else []


class DrawingAtOnce:
    """Draws as often as Textual would, and only what is no matter of layout, scrolling or styles: that waits."""

    def __init__(self) -> None:
        self._last = 0.0

    def draw(self, screen: Screen[Any], now: float) -> bool:
        """Whether what changed is drawn now; `now` is in seconds."""
        if now - self._last < 1 / constants.MAX_FPS or not _is_at_rest(screen):
            return False
        changed = {widget for widget in screen._compositor.visible_widgets if widget._repaint_required}
        screen._compositor.update_widgets(changed)
        screen._compositor_refresh()
        for widget in changed:
            widget._repaint_required = False  # it is drawn, and has nothing more to say when it is idle
        self._last = now
        return True


def _is_at_rest(screen: Screen[Any]) -> bool:
    """Whether nothing is under way that belongs into the same frame as lines that changed."""
    if screen.app._batch_count or screen._repaint_required:
        return False
    return not any(
        widget._layout_required or widget._scroll_required or widget._refresh_styles_required or widget._next_callbacks
        for widget in (*screen._compositor.visible_widgets, screen)
    )
