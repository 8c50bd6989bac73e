"""What counts wrote to ION, found in the journal without folding every count."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

Found = list[tuple[str, str]]
"""The id of a count and the text of one of its events, in the order of the journal."""


def done_after(connection: sqlite3.Connection, position: int, but_not_of: str) -> Found:
    """The finished steps of writes behind a position of the journal; found by its primary key."""
    return connection.execute(
        "SELECT count_id, body FROM event WHERE position > ? AND kind = 'write_done' AND count_id <> ?"
        " ORDER BY position",
        (position, but_not_of),
    ).fetchall()


def open_with_writes(connection: sqlite3.Connection, but_not_of: str) -> list[str]:
    """The ids of counts that have not ended and have begun to write; found by their own events."""
    rows = connection.execute(
        "SELECT id FROM count WHERE ended_at IS NULL AND id <> ? AND EXISTS ("
        "SELECT 1 FROM event WHERE event.count_id = count.id AND event.kind = 'write_started')",
        (but_not_of,),
    ).fetchall()
    return sorted(count_id for (count_id,) in rows)


def end_of_journal(connection: sqlite3.Connection) -> int:
    """The position of the last event of all counts; 0 for an empty journal."""
    return int(connection.execute("SELECT position FROM chain").fetchone()[0])


def position_of(connection: sqlite3.Connection, count_id: str, kind: str) -> int | None:
    """The position of the latest event of a kind in a count."""
    found = connection.execute(
        "SELECT max(position) FROM event WHERE count_id = ? AND kind = ?", (count_id, kind)
    ).fetchone()
    return None if found[0] is None else int(found[0])


def versions_of(connection: sqlite3.Connection, count_ids: Sequence[str]) -> list[tuple[str, int]]:
    """The number of the last event of each count that has one."""
    found = [
        (count_id, connection.execute("SELECT max(seq) FROM event WHERE count_id = ?", (count_id,)).fetchone()[0])
        for count_id in count_ids
    ]
    return [(count_id, int(version)) for count_id, version in found if version is not None]
