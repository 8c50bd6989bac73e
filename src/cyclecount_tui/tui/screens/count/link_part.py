"""Who counts, and whether ION answers: two cells of the count's title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.message import Message

from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.link import link_words

_LONGEST_IN_TITLE = 16


class LinkPart(SheetView):
    """Mixin for the count screen; the cell changes with the requests that there are, and asks for none itself."""

    _unfollow: Callable[[], None] | None = None

    @dataclass
    class LinkChanged(Message, bubble=False):
        """ION answered again, or does no longer."""

    def on_mount(self) -> None:
        """Hear of changes."""
        self._unfollow = self.workplace.link.follow(self._tell_change)

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        if self._unfollow is not None:
            self._unfollow()

    def show_title(self) -> None:
        """As the width allows: who counts, and `offline, 12 kept`."""
        super().show_title()
        who = one_line(self.workplace.counter, _LONGEST_IN_TITLE)
        link = link_words(self.workplace.link.state, self.count)
        self.here.query_one(TitleBar).show(who=who, link=link)

    @on(LinkChanged)
    def show_change(self) -> None:
        """In the title alone."""
        self.show_title()

    def _tell_change(self) -> None:
        """In the thread that asked ION."""
        self.post_message(self.LinkChanged())
