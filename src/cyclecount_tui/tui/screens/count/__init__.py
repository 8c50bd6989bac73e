"""The blind count of a location or a part, line by line."""

from cyclecount_tui.tui.screens.count.screen import CountScreen

__all__ = ["CountScreen"]
