"""Where a found item of a part's count lies: looked up as soon as it is said, to be put right there and then."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.count import sentences
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.errors import IonError, sentence_of
from cyclecount_tui.workflow.found_places import found_place

_JOB = "where"
_LONGEST_QUOTED = 40


class FoundWhere(Jobs):
    """Mixin for the form of a found item."""

    _count: Count

    @abstractmethod
    def go_on_from(self, field: EntryField) -> None:
        """To the question after this one, with what was typed behind it."""

    @property
    def looks_up(self) -> bool:
        """Whether a location is being looked up."""
        return self.job_runs(_JOB)

    def look_up(self, field: EntryField) -> None:
        """Find the location; what is typed meanwhile waits in its field."""
        self.start_job(
            _JOB,
            partial(found_place, self.workplace, self._count, field.text),
            partial(self._take_place, field),
            partial(self._say_no_place, field),
            waiting=f"Looking for {one_line(field.text.strip(), _LONGEST_QUOTED)}",
            stopped=partial(self._say_not_looked_up, field),
            abandonable=True,
        )
        self._here.set_focus(None)  # a row that holds its keys would hold Esc, too
        self._here.refresh_bindings()

    def _take_place(self, field: EntryField, place: Place) -> None:
        field.set_text(place.name)
        self.call_later(self.go_on_from, field)  # after the keys that came to the screen meanwhile

    def _say_no_place(self, field: EntryField, error: Exception) -> None:
        if isinstance(error, IonError):  # it is looked up again when the item is stored
            self.call_later(self.go_on_from, field)
            return
        self.message_line.bad(sentence_of(error) + self._released(field))
        self.message_line.ring("bad")

    def _say_not_looked_up(self, field: EntryField) -> None:
        dropped = self._released(field)
        self.message_line.warn(f"Stopped waiting; nothing was stored.{dropped} Enter looks for it again.")

    def _released(self, field: EntryField) -> str:
        """Back to the field; says what became of keys that were typed behind it."""
        self._here.set_focus(field)
        dropped = sentences.dropped(field.discard())
        field.release()
        self._here.refresh_bindings()
        return dropped
