"""What a test reads off a widget or the screen: plain text, line by line."""

from __future__ import annotations

from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget


def lines_of(widget: Widget) -> list[str]:
    """The lines the widget draws at its present size."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def screen_text(app: App[Any]) -> str:
    """The whole screen as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def settle(pilot: Pilot[Any]) -> None:
    """Let messages, callbacks and the repaint run until nothing more is queued."""
    await pilot.pause()
    await pilot.pause()


MouseEventType = TypeVar("MouseEventType", bound=events.MouseEvent)


def wheel(kind: type[MouseEventType]) -> MouseEventType:
    """A turn of the wheel, without modifiers."""
    return kind(None, 5, 0, 0, 0, 0, shift=False, meta=False, ctrl=False)
