"""An event on its way into the journal together with something else that is stored in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cyclecount_tui.store.count_row import CountState

if TYPE_CHECKING:  # the schedule screen needs no events
    from cyclecount_tui.domain.events import Event


class Journaled(NamedTuple):
    """The event, its number in the count, and how the count stands after it."""

    seq: int
    event: Event
    state: CountState
