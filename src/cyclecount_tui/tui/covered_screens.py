"""A screen that fills the terminal covers those beneath it: of them nothing is drawn until it has gone.

Textual takes the next one beneath for visible, whatever lies over it, and draws both whole each time that has something
new, several times when a screen comes up. Only a question that leaves room around it is drawn over another screen.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


class CoveredScreens(App[None], inherit_bindings=False):
    """Mixin for an app whose screens are opaque, unless they are modal."""

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Those that can be seen around the one on top, the lowest first."""
        return super()._background_screens if self.screen.is_modal else []
