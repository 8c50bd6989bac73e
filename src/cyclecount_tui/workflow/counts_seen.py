"""Other counts as they were last read: whoever asks again folds only what was added since."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.store.journal import Journal


MOST_KEPT = 16
"""Counts besides those that are asked for: the same ones are asked for in turn by what suggests, chooses and plans."""


class CountsSeen:
    """The counts that one terminal has read, by their versions; those that nobody asked for in a while are let go."""

    def __init__(self) -> None:
        self._counts: dict[str, Count] = {}
        self._reading = threading.Lock()

    def read(self, journal: Journal, versions: Iterable[tuple[str, int]]) -> list[Count]:
        """The counts of these ids, each at least at its version. Raises StoreError and DomainError."""
        with self._reading:
            found = [self._read(journal, count_id, version) for count_id, version in versions]
            newest = {count.id: count for count in found}
            earlier = [count for count in self._counts.values() if count.id not in newest]
            self._counts = {count.id: count for count in earlier[-MOST_KEPT:]} | newest
            return found

    def _read(self, journal: Journal, count_id: str, version: int) -> Count:
        from cyclecount_tui.domain.folding import after, folded  # the schedule needs a workplace and no events

        known = self._counts.get(count_id)
        if known is None:
            return folded(count_id, journal.events(count_id))
        if known.version >= version:
            return known
        return reduce(after, journal.events_after(count_id, known.version), known)
