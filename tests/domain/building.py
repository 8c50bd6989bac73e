"""Short ways to build what the domain works on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.folding import after, opened
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place, SheetRecord, Status
from cyclecount_tui.domain.lines import sheet_lines

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
HERE = Place(1, "RACK-A")
THERE = Place(2, "RACK-B")
OTHER = Place(3, "RACK-C")
MRB = Place(8, "MRB-1")
PARKING = Place(9, "CYCLE-COUNT-DISCREPANCY")
FACT: dict[str, Any] = {"at": AT, "by": "Ann"}

BOLT = Part(100, "FR-1", "A", "Bolt", uom="EA", cost=Decimal("2.50"))
NUT = Part(101, "FR-2", "A", "Nut", uom="EA")


def rec(
    record_id: int,
    quantity: str | int,
    status: Status = Status.AVAILABLE,
    part: Part = BOLT,
    at: Place | None = HERE,
    lot: str = "",
    serial: str = "",
    **more: Any,
) -> InventoryRecord:
    """An inventory record; its etag tells its quantity, so that a change changes it."""
    etag = more.pop("etag", f"e{record_id}-{quantity}")
    return InventoryRecord(record_id, etag, part, Decimal(quantity), status, at, lot, serial, **more)


def counting(*records: InventoryRecord) -> Count:
    """A count whose sheet covers the records at HERE."""
    sheet = [
        SheetRecord(record.id, record.etag, record.part, record.lot_number, record.serial_number)
        for record in records
        if record.location == HERE and record.expected_on_shelf
    ]
    count = opened("c1", said.CountOpened(**FACT, location_id=HERE.id, location_name=HERE.name))
    return after(count, counting_events.SheetRead(**FACT, lines=sheet_lines(sheet)))


def entered(count: Count, line: int, quantity: str | int) -> Count:
    """The count with one line counted."""
    return after(
        count, counting_events.Counted(**FACT, line=line, expression=str(quantity), quantity=Decimal(quantity))
    )


def submitted(count: Count) -> Count:
    """The count after submission."""
    return after(count, counting_events.Submitted(**FACT, counted_on=date(2026, 3, 2)))


def reconciling(records: list[InventoryRecord], floors: dict[int, str | int], **evidence: Any) -> Count:
    """A count compared with the records; a floor of 0 is a confirmed none."""
    count = counting(*records)
    for line, floor in floors.items():
        none = counting_events.NoneConfirmed(**FACT, line=line)
        count = entered(count, line, floor) if Decimal(floor) else after(count, none)
    here = tuple(record for record in records if record.location == HERE)
    given = {"mrb": (MRB,), "discrepancy_location": PARKING, **evidence}
    return after(submitted(count), said.Compared(**FACT, evidence=Evidence(here, **given)))
