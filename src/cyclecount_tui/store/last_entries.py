"""Who made the last entry of each open count, and when, without folding any of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.store.database import Database

_LAST = (
    "SELECT count.id, event.by, event.at FROM count JOIN event ON event.count_id = count.id AND event.seq = ("
    "SELECT seq FROM event WHERE count_id = count.id AND kind IN ('counted', 'none_confirmed', 'item_found')"
    " ORDER BY seq DESC LIMIT 1) WHERE count.ended_at IS NULL"
    " AND count.phase IN ('opened', 'counting', 'recounting', 'submitted')"
)


def last_entries(database: Database) -> dict[str, tuple[str, datetime]]:
    """Name and time by the id of the count, for those that are still counted or wait for ION. Raises StoreError."""
    found = database.call(lambda connection: connection.execute(_LAST).fetchall())
    return {count_id: (by, datetime.fromisoformat(at)) for count_id, by, at in found}
