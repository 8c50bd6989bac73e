"""The frames that an app draws, as the text that Textual would write, and what a terminal shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen

from cyclecount_tui.tui.terminal.difference import difference
from cyclecount_tui.tui.terminal.picture import Picture
from tests.emulator import Emulator


@dataclass
class Drawn:
    """Every frame with the size of the screen it was drawn for."""

    frames: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    def whole(self, size: tuple[int, int]) -> list[str]:
        """The frames of one size."""
        return [frame for drawn_for, frame in self.frames if drawn_for == size]


@contextmanager
def frames_drawn() -> Iterator[Drawn]:
    """Collects the frames of apps that run without a terminal."""
    drawn, display = Drawn(), App._display

    def collecting(app: App[Any], screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and app._running and not app._batch_count:
            size = (screen.outer_size.width, screen.outer_size.height)
            text = renderable.render_segments(app.console)
            drawn.frames.append((size, text + Control.move_to(0, 0).segment.text))
        display(app, screen, renderable)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(App, "_display", collecting)
        yield drawn


def assert_shown_alike(frames: list[str], size: tuple[int, int]) -> None:
    """A terminal that gets only the differences shows after each frame what one shows that gets all of it."""
    columns, rows = size
    whole, less = Emulator(columns, rows), Emulator(columns, rows)
    shown, wanted = Picture(columns, rows), Picture(columns, rows)
    for frame in frames:
        whole.feed(frame)
        wanted.play(frame)
        less.feed(difference(shown, wanted))
        shown.rows = [list(row) for row in wanted.rows]
    assert less.cells == whole.cells
