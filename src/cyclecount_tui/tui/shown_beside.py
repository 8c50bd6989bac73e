"""What a screen shows of a compared count: without what is being counted blind, looked up anew before every key."""

from __future__ import annotations

from abc import abstractmethod

from textual import events, on

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.looking_first import LooksFirst
from cyclecount_tui.workflow.beside_blind import beside
from cyclecount_tui.workflow.blind_counts import Blind, blind_now
from cyclecount_tui.workflow.errors import OperatorError

_MORE = "What is being counted blind changed meanwhile, and so does what is shown. Look at it again."


class ShownBeside(LooksFirst, Jobs):
    """Mixin for a screen that shows quantities of a compared `count`: it draws `seen`, and decides on `count`.

    Whoever begins a blind count does so at another terminal, or at this one on another screen. Nothing is looked up
    while nobody does anything here.
    """

    count: Count
    _blind = Blind()
    _looked_at = -1
    """Where the journal ended when it was last looked up who counts blind."""
    _seen: tuple[Count, Count] | None = None
    """The count that was drawn last, and what was shown of it."""

    @abstractmethod
    def draw_anew(self) -> None:
        """Draw `seen` after something came to be hidden, or is not hidden any more."""

    @property
    def seen(self) -> Count:
        """The count as it may be shown, as of the last look."""
        if self._seen is None or self._seen[0] is not self.count:
            self._seen = self.count, beside(self.count, self._blind)
        return self._seen[1]

    def look_who_counts(self) -> bool:
        """Learn what is being counted blind by now; whether that makes another `seen`.

        One small question to the database, and more only where a count has changed since the last look.
        """
        before = self.seen
        try:
            end = self.workplace.store.journal.end()
            if end == self._looked_at:
                return False
            blind = blind_now(self.workplace, self.count)
        except OperatorError as error:
            self.show_error(error)
            return False
        self._looked_at = end
        if blind == self._blind:
            return False
        self._blind, self._seen = blind, None
        return self.seen != before

    def stands_as_shown(self) -> bool:
        """Whether what stands there may still be shown; else it is drawn anew, and that is said."""
        if not (self._here.is_mounted and self.look_who_counts()):
            return True
        self.draw_anew()
        self.message_line.warn(self.seen.hidden.words or _MORE)
        return False

    @on(events.ScreenResume)
    def look_again(self) -> None:
        """Another screen lay over this one."""
        self.stands_as_shown()
