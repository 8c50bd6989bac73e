"""Who asks, and what they may do."""

from typing import Any

from cyclecount_tui.simulator.permissions import PERMISSIONS
from cyclecount_tui.simulator.plant.rows import Person
from cyclecount_tui.simulator.session import Info, Session

ORGANIZATION = {"id": 1, "name": "Northwind Propulsion", "domain": "northwind.example"}


def me(_: object, info: Info) -> Person | None:
    """The user behind the API key."""
    session = info.context
    session.restrictions.check_names("me", session.operation_name)
    return session.plant.people.get(session.user_id)


def permission_groups(session: Session, person: Person) -> list[dict[str, Any]]:
    """The permissions the API key has; those of other people are nobody's business."""
    if person.id != session.user_id:
        return []
    return [
        {"id": number, "name": name, "family": family}
        for number, (name, family) in enumerate(PERMISSIONS.items(), start=1)
        if not session.restrictions.is_forbidden(name)
    ]
