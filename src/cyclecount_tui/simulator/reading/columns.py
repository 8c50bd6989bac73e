"""From ION's field names to the columns of the rows."""

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cyclecount_tui.simulator.reading.values import VALUES, Read

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

_BEFORE_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def column_name(field: str) -> str:
    """The column a field is kept in: "lotNumber" is `lot_number`, "_etag" is `etag`."""
    return _BEFORE_CAPITAL.sub("_", field.lstrip("_")).lower()


@cache
def reader(node: str, field: str) -> Read:
    """What reads a field of a row: its rule when ION derives it, else the column."""
    derived = VALUES.get(node, {}).get(field)
    if derived is not None:
        return derived
    column = attrgetter(column_name(field))

    def read(_: "Plant", row: Any) -> object:
        return column(row)

    return read
