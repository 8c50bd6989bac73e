"""Which counts hold decisions about their discrepancies, found without folding any."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whoever asks for this has a database open already
    from cyclecount_tui.store.database import Database

_DECIDED = (
    "SELECT id FROM count WHERE coalesce(counted_on, '') >= ? AND phase IN ('reconciling', 'closed') AND EXISTS ("
    "SELECT 1 FROM event WHERE event.count_id = count.id AND event.kind = 'fix_chosen') ORDER BY counted_on, id"
)


def decided_since(database: Database, first: date | None = None) -> list[str]:
    """The ids of counts in which a fix was chosen, with `first` those counted then or later. Raises StoreError."""
    since = first.isoformat() if first else ""
    found = database.call(lambda connection: connection.execute(_DECIDED, (since,)).fetchall())
    return [count_id for (count_id,) in found]
