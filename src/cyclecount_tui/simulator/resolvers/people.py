"""Who asks, and what they may do."""

from cyclecount_tui.simulator.plant.rows import Person
from cyclecount_tui.simulator.session import Info

ORGANIZATION = {"id": 1, "name": "Northwind Propulsion", "domain": "northwind.example"}
# The permissions that concern a count, by ION's names for them.
PERMISSION_GROUPS = [
    {"id": number, "name": name, "family": family}
    for number, (name, family) in enumerate(
        (
            ("UpdatePartInventory", "Inventory"),
            ("CreatePartInventory", "Inventory"),
            ("SplitPartInventory", "Inventory"),
            ("SplitManyPartInventory", "Inventory"),
            ("DeletePartInventory", "Inventory"),
            ("UpdatePartInventoryAttribute", "Inventory"),
            ("UpdateLocationAttribute", "Locations"),
            ("CreateComment", "Comments"),
            ("CreateIssue", "Issues"),
        ),
        start=1,
    )
]


def me(_: object, info: Info) -> Person | None:
    """The user behind the API key."""
    session = info.context
    session.restrictions.check_names("me", session.operation_name)
    return session.plant.people.get(session.user_id)
