"""Proving that nobody edited the journal: the hash chain computed again, and everything beside it compared with it.

What it cannot see is a journal that was written anew from some entry to the end, hashes and head included: whoever can
do that leaves a chain that is whole. Keep the head's hash elsewhere to see even that.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from cyclecount_tui.store.chain_walk import Break, ChainWalk, Entry
from cyclecount_tui.store.database import Database

_ENTRIES = "SELECT position, count_id, seq, at, by, kind, body, previous_hash, hash FROM event ORDER BY position"


@dataclass(frozen=True, slots=True)
class Verification:
    """How many entries and counts were looked at, the hash that the chain ends with, and where it is broken."""

    events: int
    counts: int
    head: str
    broken: tuple[Break, ...]

    @property
    def unedited(self) -> bool:
        """Whether everything is as it was written."""
        return not self.broken


def verify(database: Database) -> Verification:
    """Look at the whole journal as it is at this moment. Raises StoreError only when the file cannot be read at all."""
    return database.read(_verified)


def _verified(connection: sqlite3.Connection) -> Verification:
    # An edit may leave bytes that are no text; they must be read to be found.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        walk = ChainWalk()
        broken = [found for row in connection.execute(_ENTRIES) for found in walk.take(Entry(*row))]
        broken += _head_breaks(connection, walk)
        broken += _count_breaks(connection, walk)
        counts = int(connection.execute("SELECT count(*) FROM count").fetchone()[0])
    finally:
        connection.text_factory = str
    return Verification(walk.entries, counts, walk.hash, tuple(broken))


def _head_breaks(connection: sqlite3.Connection, walk: ChainWalk) -> Iterator[Break]:
    heads = connection.execute("SELECT position, hash FROM chain").fetchall()
    if len(heads) != 1:
        yield Break(walk.position, "", "The note of where the journal ends is missing.")
    elif heads[0][0] != walk.position:
        yield Break(
            walk.position, "", f"The journal ends at entry {walk.position}, but it was written to {heads[0][0]}."
        )
    elif heads[0][1] != walk.hash:
        yield Break(walk.position, "", f"The journal's last entry, {walk.position}, is not the one that was written.")


def _count_breaks(connection: sqlite3.Connection, walk: ChainWalk) -> Iterator[Break]:
    rows = connection.execute(
        "SELECT id, subject_kind, subject_id, subject_name, opened_at, opened_by FROM count ORDER BY rowid"
    )
    known = set()
    for count_id, *columns in rows:
        known.add(count_id)
        if count_id not in walk.first_bodies:
            yield Break(walk.position, count_id, f"Count {count_id} has no entries.")
        elif _opening(walk.first_bodies[count_id]) != columns:
            yield Break(walk.position, count_id, f"Count {count_id} does not say what its first entry says.")
    for count_id in sorted(walk.first_bodies.keys() - known):
        yield Break(walk.position, count_id, f"Count {count_id} has entries, but is missing itself.")


_SUBJECTS = {
    "count_opened": ("location", ("location_id", "location_name")),
    "part_count_opened": ("part", ("part_id", "part_number")),
}
"""What each kind of opening says of its subject."""


def _opening(body: str) -> list[object]:
    try:
        opened = json.loads(body)
        kind, names = _SUBJECTS[opened["kind"]]
        return [kind, *(opened[name] for name in (*names, "at", "by"))]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
