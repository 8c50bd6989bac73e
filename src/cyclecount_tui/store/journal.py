"""The journal: the events of every count, appended and never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from cyclecount_tui.domain.lease import Lease
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.appending import add_events, require_next
from cyclecount_tui.store.count_row import CountResult, CountState, OpenCount
from cyclecount_tui.store.count_table import (
    add_count,
    all_open,
    latest_of,
    latest_results,
    open_count_of,
    open_of,
    result_of,
    set_state,
)
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.event_text import read, written
from cyclecount_tui.store.freed_memory import give_back, keep_little
from cyclecount_tui.store.leases import lease_of
from cyclecount_tui.store.line_results import keep_results
from cyclecount_tui.store.promising_counts import promising
from cyclecount_tui.store.schedule_table import move_on
from cyclecount_tui.store.write_events import done_after, end_of_journal, open_with_writes, position_of, versions_of

if TYPE_CHECKING:  # the schedule screen needs a journal and no events
    from cyclecount_tui.domain.events import Event, Opening
    from cyclecount_tui.store.reading_on import Read

Refusing = Callable[[Lease | None], None]
"""Raises for who holds a count when nothing may be stored in it."""

_LARGE = 200_000
"""Characters of events; to read them takes several times as much memory for a moment."""


class Journal:
    """The counts of a database. What a method stored is on the disk when the method returns.

    Every method raises StoreError; whatever raises has stored nothing. `seq` counts the events of one count from 1.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_count(self, count_id: str, event: Opening, state: CountState) -> None:
        """Begin a count with its event number 1. Raises AlreadyOpen when its subject is being counted."""
        text = written(event)

        def transaction(connection: sqlite3.Connection) -> None:
            add_count(connection, count_id, event, text.at, state)
            add_events(connection, count_id, 1, [text])

        self._database.write(transaction)

    def append(
        self, count_id: str, seq: int, event: Event, state: CountState, *, refuse: Refusing | None = None
    ) -> None:
        """Store one event; `state` is how the count stands after it. Raises CountMoved, CountMissing, NotStorable.

        `refuse` is shown who holds the count at that moment, within the transaction, and may raise.
        """
        self.append_many(count_id, seq, [event], state, refuse=refuse)

    def append_many(
        self,
        count_id: str,
        first_seq: int,
        events: Sequence[Event],
        state: CountState,
        *,
        refuse: Refusing | None = None,
    ) -> None:
        """Store events numbered from `first_seq`, all or none; `state` is how the count stands after the last."""
        self._append(count_id, first_seq, events, state, refuse=refuse)

    def require_end(self, count_id: str, last_seq: int) -> None:
        """Raises CountMissing without such a count, CountMoved when it ended or its last event is another one."""
        self._database.call(lambda connection: require_next(connection, count_id, last_seq + 1))

    def close_count(self, count_id: str, seq: int, event: Event, state: CountState, subject: Subject) -> None:
        """Store the last event of a count and, in the same transaction, the day of the count in its subject's row.

        The row is read in there, too, so that whatever else was changed in it stays. Without a day of the count the
        schedule is left alone.
        """
        self._append(count_id, seq, [event], state, counted=subject)

    def events(self, count_id: str) -> list[Event]:
        """All events of a count in order; none for an unknown count. Raises DatabaseBroken for unreadable ones."""
        return self.events_after(count_id, 0)

    def events_after(self, count_id: str, seq: int) -> list[Event]:
        """The events of a count numbered above `seq`, in order."""
        keep_little()
        query = "SELECT body FROM event WHERE count_id = ? AND seq > ? ORDER BY seq"
        return self._read(
            [body for (body,) in self._database.call(lambda db: db.execute(query, (count_id, seq)).fetchall())]
        )

    def read_on(self, count_id: str, before: Read | None) -> tuple[list[Event], Read] | None:
        """The events since a count was read before, and how far it is read now; all of them where it never was.

        None where the journal does not hold any more what was read then: read it from its beginning.
        """
        from cyclecount_tui.store.reading_on import Read, read_on  # the schedule reads no count

        keep_little()
        found = self._database.call(lambda connection: read_on(connection, count_id, before or Read()))
        return None if found is None else (self._read(found.bodies), found.read)

    def open_counts(self) -> list[OpenCount]:
        """The counts that have not ended, by the name of their subject."""
        return [open_count_of(columns) for columns in self._database.call(all_open)]

    def open_count_of(self, subject: Subject) -> str | None:
        """The id of the count of a subject that is under way."""
        return self._database.call(lambda connection: open_of(connection, subject))

    def latest_count_of(self, subject: Subject) -> str | None:
        """The id of the newest count of a subject, under way or ended."""
        return self._database.call(lambda connection: latest_of(connection, subject))

    def latest_results(self, most: int) -> list[CountResult]:
        """What came of the `most` latest closed counts of each subject, the oldest of them first."""
        return [result_of(columns) for columns in self._database.call(lambda db: latest_results(db, most))]

    def end(self) -> int:
        """The position of the last event of all counts: what is stored later comes behind it."""
        return self._database.call(end_of_journal)

    def compared_at(self, count_id: str) -> int | None:
        """The position at which the comparison of a count was stored."""
        return self._database.call(lambda connection: position_of(connection, count_id, "compared"))

    def writes_done_after(self, position: int, but_not_of: str) -> list[tuple[str, Event]]:
        """The steps of writes that other counts finished behind a position, each with the id of its count."""
        found = self._database.call(lambda connection: done_after(connection, position, but_not_of))
        return [(count_id, read(body)) for count_id, body in found]

    def open_counts_with_writes(self, but_not_of: str) -> list[str]:
        """The ids of other counts that have not ended and have begun to write to ION."""
        return self._database.call(lambda connection: open_with_writes(connection, but_not_of))

    def versions(self, count_ids: Iterable[str]) -> list[tuple[str, int]]:
        """How many events each of these counts has, in this order; an unknown count is left out."""
        ids = tuple(count_ids)
        return self._database.call(lambda connection: versions_of(connection, ids))

    def promising_counts(self, position: int, but_not_of: str) -> list[tuple[str, int]]:
        """Id and version of other counts with fixes chosen, or with writes finished behind a position."""
        return self._database.call(lambda connection: promising(connection, position, but_not_of))

    def _read(self, bodies: list[str]) -> list[Event]:
        """The events of these texts, which are let go: the list is empty then."""
        length, events = sum(map(len, bodies)), [read(body) for body in bodies]
        bodies.clear()
        if length > _LARGE:
            self._database.call(lambda connection: connection.execute("PRAGMA shrink_memory").close())
            give_back()
        return events

    def _append(
        self,
        count_id: str,
        first_seq: int,
        events: Sequence[Event],
        state: CountState,
        *,
        counted: Subject | None = None,
        refuse: Refusing | None = None,
    ) -> None:
        if not events:
            return
        texts = [written(event) for event in events]

        def transaction(connection: sqlite3.Connection) -> None:
            if refuse is not None:
                refuse(lease_of(connection, count_id))
            require_next(connection, count_id, first_seq)
            add_events(connection, count_id, first_seq, texts)
            set_state(connection, count_id, texts[-1].at, state)
            if state.results is not None:
                keep_results(connection, count_id, state.results)
            if counted is not None and state.counted_on is not None:
                move_on(connection, counted, state.counted_on, state.total)

        self._database.write(transaction)
