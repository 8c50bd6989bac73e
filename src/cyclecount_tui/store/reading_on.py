"""Reading a count on from where it was read before, as long as what was read then stands in the journal unchanged."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Read(NamedTuple):
    """How far a count was read: `seq` is the number of its last event, `digest` stands for the texts of all of them.

    `others` is SQLite's count of what other connections wrote to the database.
    """

    seq: int = 0
    digest: bytes = b""
    others: int = -1


class ReadOn(NamedTuple):
    """The texts of the events that came since, and how far the count is read with them."""

    bodies: list[str]
    read: Read


def read_on(connection: sqlite3.Connection, count_id: str, before: Read) -> ReadOn | None:
    """What came since; None where an event that was read before is not what it was, or is gone.

    What was read is looked at again whenever another connection wrote to the database: this program's own only appends.
    """
    # Looked at first: what is written from here on is looked at again the next time.
    others = int(connection.execute("PRAGMA data_version").fetchone()[0])
    if before.seq and others != before.others and not _unchanged(connection, count_id, before):
        return None
    query = "SELECT seq, body FROM event WHERE count_id = ? AND seq > ? ORDER BY seq"
    rows = connection.execute(query, (count_id, before.seq)).fetchall()
    bodies = [body for _, body in rows]
    return ReadOn(bodies, Read(rows[-1][0] if rows else before.seq, _digest(bodies, before.digest), others))


def _unchanged(connection: sqlite3.Connection, count_id: str, before: Read) -> bool:
    query = "SELECT body FROM event WHERE count_id = ? AND seq <= ? ORDER BY seq"
    return _digest(body for (body,) in connection.execute(query, (count_id, before.seq))) == before.digest


def _digest(bodies: Iterable[object], digest: bytes = b"") -> bytes:
    """Each event's text, or whatever stands in its place, is hashed together with what stands for those before it."""
    from hashlib import sha256  # as in `chain`

    for body in bodies:
        digest = sha256(digest + str(body).encode()).digest()
    return digest
