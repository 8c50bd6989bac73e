"""Which counts may have promised something, found in the journal without folding any."""

from __future__ import annotations

import sqlite3


def promising(connection: sqlite3.Connection, position: int, but_not_of: str) -> list[tuple[str, int]]:
    """Id and version of other counts: compared and open with a fix chosen, or closed with writes behind a position.

    A count that is being counted, or counted again, is none of them: nothing of it is told.
    """
    rows = connection.execute(
        "SELECT id, (SELECT max(seq) FROM event WHERE count_id = count.id) FROM count WHERE id <> ? AND ("
        "phase = 'reconciling' AND EXISTS ("
        "SELECT 1 FROM event WHERE event.count_id = count.id AND event.kind = 'fix_chosen')"
        " OR phase = 'closed' AND id IN (SELECT count_id FROM event WHERE position > ? AND kind = 'write_done'))",
        (but_not_of, position),
    ).fetchall()
    return sorted((str(count_id), int(version)) for count_id, version in rows)
