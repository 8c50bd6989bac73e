"""ION Actions that refuse writes at a location: made and taken away as rows of the plant."""

import threading

from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Rule


class LocationRules:
    """Adds and removes the rules that guard locations; the query `rules` lists them like any other.

    Args:
        plant: where the rules are.
        lock: held while the plant is changed.
    """

    def __init__(self, plant: Plant, lock: "threading.RLock") -> None:
        self._plant = plant
        self._lock = lock

    def guard(self, location_id: int, message: str) -> None:
        """Refuse inventory writes at a location with this message."""
        with self._lock:
            self.unguard(location_id)
            rule = Rule(
                id=self._plant.rules.next_id,
                title=f"No inventory changes at location {location_id}",
                location_id=location_id,
                refusal=message,
            )
            self._plant.stamp(rule, by=self._plant.me_id)
            rule.created = rule.updated
            self._plant.rules.add(rule)

    def unguard(self, location_id: int | None = None) -> None:
        """Take the rules of a location away; those of all locations when None."""
        with self._lock:
            for rule in self._plant.rules:
                if rule.location_id is not None and location_id in (None, rule.location_id):
                    self._plant.rules.remove(rule)

    def state(self) -> dict[str, str]:
        """The messages by location id (as text, for JSON)."""
        with self._lock:
            return {str(rule.location_id): rule.refusal for rule in self._plant.rules if rule.location_id is not None}
