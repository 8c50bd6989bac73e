"""Counts as they were last read: whoever asks again folds only what was added since."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.store.journal import Journal
    from cyclecount_tui.store.reading_on import Read


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


class LastLoaded:
    """The count that was loaded last; a long one is not read again by whoever comes back to it.

    It is used as far as the journal still holds what it was folded from, and folded from the beginning where not.
    """

    def __init__(self) -> None:
        self._known: tuple[Count, Read] | None = None
        self._reading = threading.Lock()

    def load(self, journal: Journal, count_id: str) -> Count:
        """The count as its journal tells it. Raises StoreError and DomainError."""
        with self._reading:
            known, self._known = self._known, None
            if known is not None:
                known = _read_on(journal, *known) if known[0].id == count_id else None
            count, read = known or _from_the_beginning(journal, count_id)
            self._known = count, read
            return count


def _read_on(journal: Journal, count: Count, read: Read) -> tuple[Count, Read] | None:
    from cyclecount_tui.domain.folding import after

    found = journal.read_on(count.id, read)
    return None if found is None else (reduce(after, found[0], count), found[1])


def _from_the_beginning(journal: Journal, count_id: str) -> tuple[Count, Read]:
    from cyclecount_tui.domain.folding import folded

    found = journal.read_on(count_id, None)
    assert found is not None, "there was nothing that could have changed"
    return folded(count_id, found[0]), found[1]
