"""What one request works with: the plant, the switches, and who asks."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from graphql import GraphQLResolveInfo

from cyclecount_tui.simulator.mutations.refusal import Refused, forbidden
from cyclecount_tui.simulator.options import SimulatorOptions
from cyclecount_tui.simulator.permissions import permission_of
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Rule


class Restrictions:
    """What is refused on purpose: missing rights, and locations that an ION Action guards.

    Args:
        rules: the ION Actions in force; looked at anew each time.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._lock = threading.Lock()
        self._forbidden: set[str] = set()
        self._rules = rules

    @property
    def forbidden(self) -> list[str]:
        """What is refused for want of a permission, in the order of the names."""
        with self._lock:
            return sorted(self._forbidden)

    def forbid(self, name: str) -> None:
        """Refuse an operation, a query field or a mutation by its name, or a mutation by its permission's name."""
        with self._lock:
            self._forbidden.add(permission_of(name))

    def allow(self, name: str) -> None:
        """Take a `forbid` back."""
        with self._lock:
            self._forbidden.discard(permission_of(name))

    def is_forbidden(self, name: str) -> bool:
        """Whether a name is refused."""
        with self._lock:
            return permission_of(name) in self._forbidden

    def check_names(self, *names: str | None) -> None:
        """Refuse when one of the names is forbidden."""
        if any(name is not None and self.is_forbidden(name) for name in names):
            raise forbidden()

    def check_locations(self, *location_ids: int | None) -> None:
        """Refuse when an ION Action guards one of the locations."""
        for rule in self._rules:
            if rule.enabled and rule.location_id is not None and rule.location_id in location_ids:
                raise Refused(rule.refusal)


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
