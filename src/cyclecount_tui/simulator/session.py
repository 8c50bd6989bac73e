"""What one request works with: the plant, the switches, and who asks."""

import threading
from dataclasses import dataclass, field
from typing import TypeAlias

from graphql import GraphQLResolveInfo

from cyclecount_tui.simulator.mutations.refusal import Refused, forbidden
from cyclecount_tui.simulator.options import SimulatorOptions
from cyclecount_tui.simulator.plant.plant import Plant


class Restrictions:
    """What is refused on purpose: missing rights, and locations that an ION Action guards."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forbidden: set[str] = set()
        self._guarded: dict[int, str] = {}

    def forbid(self, name: str) -> None:
        """Refuse an operation, a query field or a mutation by its name."""
        with self._lock:
            self._forbidden.add(name)

    def allow(self, name: str) -> None:
        """Take a `forbid` back."""
        with self._lock:
            self._forbidden.discard(name)

    def guard(self, location_id: int, message: str) -> None:
        """Refuse every inventory write that touches a location, with this message."""
        with self._lock:
            self._guarded[location_id] = message

    def unguard(self, location_id: int) -> None:
        """Take a `guard` back."""
        with self._lock:
            self._guarded.pop(location_id, None)

    def check_names(self, *names: str | None) -> None:
        """Refuse when one of the names is forbidden."""
        with self._lock:
            refused = any(name in self._forbidden for name in names)
        if refused:
            raise forbidden()

    def check_locations(self, *location_ids: int | None) -> None:
        """Refuse when one of the locations is guarded."""
        with self._lock:
            messages = [self._guarded[place] for place in location_ids if place in self._guarded]
        if messages:
            raise Refused(messages[0])


@dataclass(frozen=True, slots=True)
class Session:
    """One request's surroundings.

    Attributes:
        plant: the factory.
        options: the switches.
        user_id: who asks; it becomes `updatedBy`.
        restrictions: what is refused on purpose.
        operation_name: the name of the operation, if it has one.
    """

    plant: Plant
    options: SimulatorOptions
    user_id: int
    restrictions: Restrictions = field(default_factory=Restrictions)
    operation_name: str | None = None


# What graphql-core hands each resolver, with the session as its context.
Info: TypeAlias = "GraphQLResolveInfo[Session]"
