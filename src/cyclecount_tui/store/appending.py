"""Adding events to the end of the journal, inside the caller's transaction."""

import sqlite3
from collections.abc import Sequence

from cyclecount_tui.store.chain import hash_of
from cyclecount_tui.store.errors import CountMissing, CountMoved
from cyclecount_tui.store.event_text import EventText


def require_next(connection: sqlite3.Connection, count_id: str, seq: int) -> None:
    """Raises CountMissing without such a count, CountMoved when it ended or `seq` is not its next number."""
    found = connection.execute(
        "SELECT count.ended_at, (SELECT max(seq) FROM event WHERE count_id = count.id) FROM count WHERE id = ?",
        (count_id,),
    ).fetchone()
    if found is None:
        raise CountMissing(f"The journal has no count {count_id}; go back to the schedule and choose again.")
    ended_at, last_seq = found
    if seq != (last_seq or 0) + 1:
        raise CountMoved(
            "Another terminal wrote to this count meanwhile, nothing of this one was stored; open the count again."
        )
    if ended_at is not None:
        raise CountMoved("This count has ended, nothing more is stored in it; go back to the schedule.")


def add_events(connection: sqlite3.Connection, count_id: str, first_seq: int, texts: Sequence[EventText]) -> None:
    """Put the events at the end of the chain, numbered from `first_seq`, and move the chain's head."""
    position, head = connection.execute("SELECT position, hash FROM chain").fetchone()
    for seq, text in enumerate(texts, start=first_seq):
        position += 1
        previous = head
        head = hash_of(previous, count_id, seq, text.at, text.by, text.kind, text.body)
        connection.execute(
            "INSERT INTO event (position, count_id, seq, at, by, kind, body, previous_hash, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (position, count_id, seq, text.at, text.by, text.kind, text.body, previous, head),
        )
    connection.execute("UPDATE chain SET position = ?, hash = ?", (position, head))
