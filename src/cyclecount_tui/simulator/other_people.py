"""Another user at work in the same plant, behind the counter's back."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.simulator.mutations.merge_inventory import merge
from cyclecount_tui.simulator.mutations.writing import existing, write
from cyclecount_tui.simulator.session import Restrictions, Session


class SomebodyElse:
    """Changes rows as another user than the one behind the API key."""

    def __init__(self, session: Session, lock: "threading.RLock") -> None:
        others = [person.id for person in session.plant.people if person.id != session.user_id]
        user_id = others[0] if others else session.user_id
        self._session = replace(session, user_id=user_id, restrictions=Restrictions())
        self._lock = lock

    def edit(self, record_id: int, quantity: Decimal | None, location_id: int | None) -> None:
        """Set a quantity, a location, or both."""
        values: dict[str, object] = {"quantity": quantity, "location_id": location_id}
        with self._lock:
            record = existing(self._session.plant.inventory, record_id, "PartInventory")
            write(self._session, record, **{key: value for key, value in values.items() if value is not None})

    def merge(self, record_ids: Iterable[int]) -> int:
        """Merge records; gives the survivor's id."""
        with self._lock:
            return merge(self._session, list(record_ids)).id
