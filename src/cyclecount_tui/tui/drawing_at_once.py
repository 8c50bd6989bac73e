"""Draws what changed on a screen without waiting until each widget has said so and the next frame is due."""

from __future__ import annotations

from typing import Any

from textual import constants
from textual.screen import Screen


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
