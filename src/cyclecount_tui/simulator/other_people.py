"""Another user at work in the same plant, behind the counter's back."""

import random
import threading
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.simulator.mutations.merge_inventory import merge
from cyclecount_tui.simulator.mutations.writing import existing, write
from cyclecount_tui.simulator.plant.quantities import available_quantity
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.session import Restrictions, Session


class SomebodyElse:
    """Changes rows as another user than the one behind the API key."""

    def __init__(self, session: Session, lock: "threading.RLock") -> None:
        others = [person.id for person in session.plant.people if person.id != session.user_id]
        user_id = others[0] if others else session.user_id
        self._session = replace(session, user_id=user_id, restrictions=Restrictions())
        self._lock = lock

    @property
    def seed(self) -> int:
        """The plant's seed."""
        return self._session.plant.seed

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

    def stir(self, location_id: int, by: Decimal, chance: random.Random) -> bool:
        """Change the quantity of some record at a location by so much; gives whether there was one to change.

        Up or down as chance has it, but never below what is there to take.
        """
        plant = self._session.plant
        with self._lock:
            fit = [record for record in plant.inventory.by("location_id", location_id) if _may_be_stirred(record)]
            if not fit:
                return False
            record = chance.choice(fit)
            can_shrink = available_quantity(plant, record) > by
            step = chance.choice((by, -by)) if can_shrink else by
            write(self._session, record, quantity=record.quantity + step)
        return True


def _may_be_stirred(record: Inventory) -> bool:
    return record.serial_number is None and record.quantity > 0
