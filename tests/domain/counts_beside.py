"""What other counts found, as the evidence of a count tells it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cyclecount_tui.domain.inventory import Part, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import LineKey
from tests.domain.building import AT, BOLT, HERE, THERE


def found(
    difference: int, place: Place = THERE, part: Part = BOLT, lot: str = "", serial: str = "", **more: Any
) -> LineResult:
    """A line of another count, which found so many more than the 10 that ION had; next to HERE."""
    days = more.pop("days", 1)
    given: dict[str, Any] = {
        "count_id": f"c-{place.id}-{days}",
        "line": 1,
        "key": LineKey(part.number, part.revision, lot, serial),
        "place": place,
        "part_id": part.id,
        "digital": Decimal(10),
        "floor": Decimal(10 + difference),
        "by": "Bo",
        "at": AT - timedelta(days=days),
        "counted_on": date(2026, 3, 2) - timedelta(days=days),
        "next_to": (HERE.id,),
    }
    return LineResult(**(given | more))


def before(*differences: int, **more: Any) -> tuple[LineResult, ...]:
    """What the counts before found HERE, the newest first, each a month before the one after it."""
    names = more.pop("by", ("Bo", "Cy", "Dee"))
    return tuple(
        found(difference, HERE, days=30 * number, by=names[number - 1], **more)
        for number, difference in enumerate(differences, start=1)
    )
