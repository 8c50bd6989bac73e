"""What the count of a part costs in requests: pages of records, and never one a location or a row."""

import math
from collections import Counter
from pathlib import Path

from cyclecount_tui.ion.paging import NESTED_ROWS
from cyclecount_tui.workflow.opening import read_sheet
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.part_counts import part, part_begun
from tests.workflow.test_requests_counted import asked, crowded, factory_on


def test_a_part_costs_its_pages(tmp_path: Path) -> None:
    plant = crowded(450)
    serials = [row for row in plant.inventory if row.serial_number and plant.status_of(row) == "AVAILABLE"]
    for row in serials:
        plant.inventory.change(row, part_id=serials[0].part_id)
    with factory_on(plant, tmp_path / "data") as factory:
        place, number = factory.workplace, plant.parts[serials[0].part_id].part_number
        pages = math.ceil(len(serials) / NESTED_ROWS)
        assert pages > 4
        part(place, number)
        before = asked(factory)
        count = part_begun(place, number)
        assert asked(factory) - before == Counter(SheetParts=2, BlindSheetOfParts=pages)
        assert read_sheet(place, count) == count
        for line in count.lines:
            count = none_here(place, count, line.number) if line.number % 2 else enter(place, count, line.number, "1")
        before = asked(factory)
        count = submit(place, count)
        differing = sum(row.differs for row in count.rows)
        assert differing > NESTED_ROWS
        spent = asked(factory) - before
        fixed = Counter(SheetParts=1, LocationsLike=1, LocationsNamed=1, OpenKitItems=1, OpenRequirements=1)
        fixed += Counter(OpenOrderLines=1, RecentReceipts=1, PartHistories=2)  # two pages of records are enough
        assert spent - fixed == Counter(
            RecordsOfParts=pages, RecordsWithSerials=math.ceil(differing / 100), InstalledAt=spent["InstalledAt"]
        )
        assert spent["InstalledAt"] <= 1
