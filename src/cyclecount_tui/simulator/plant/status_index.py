"""Which records can have a status at all: what ties a record to a run, a kit, an assembly or a purchase."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

# A record has such a status only while a row of this table names it.
TIES = {"WIP": "runs", "KITTED": "kit_issues", "INSTALLED": "installations", "ON_ORDER": "purchase_lines"}


def ids_that_may_have(plant: "Plant", statuses: Iterable[object]) -> list[int] | None:
    """The ids, rising, of a few records among which are all that have one of the statuses.

    None when there is no telling without looking at every record.
    """
    found: set[int] = set()
    for status in statuses:
        table = TIES.get(str(status))
        if table is None:
            return None
        tied = getattr(plant, table).values_of("part_inventory_id")
        found.update(record_id for record_id in tied if record_id in plant.inventory)
    return sorted(found)
