"""A part's count by the command line, from the sheet to the posting: `--part NUMBER` in place of LOCATION."""

import csv
import io
from decimal import Decimal

from cyclecount_tui.domain.quantities import plain
from tests.blindness import TELLTALE, leaks
from tests.cli.shell import Shell
from tests.factory import Factory
from tests.part_counts import truth_of

HEADER = ["line", "location_id", "location", "part_number", "revision", "description", "lot_number", "serial_number",
          "uom", "floor_count", "note", "left_uncounted"]  # fmt: skip


def filled(sheet: str, factory: Factory, number: str) -> str:
    """The blind sheet filled with what truly lies where; what is not on it goes to the end, without the part."""
    rows = list(csv.DictReader(io.StringIO(sheet)))
    floor = {
        (str(key.place.id), key.revision, key.lot_number, key.serial_number): (key, quantity)
        for key, quantity in truth_of(factory.simulator.plant, number).items()
        if key.place is not None
    }
    for row in rows:
        key = (row["location_id"], row["revision"], row["lot_number"], row["serial_number"])
        row["floor_count"] = plain(floor.pop(key, (None, Decimal(0)))[1])
    for (_, revision, lot, serial), (key_found, quantity) in floor.items():
        assert key_found.place is not None
        found = {"location": key_found.place.name, "revision": revision, "lot_number": lot, "serial_number": serial,
                 "floor_count": plain(quantity)}  # fmt: skip
        rows.append(dict.fromkeys(HEADER, "") | found)
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_from_sheet_to_posted(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("moved_but_not_recorded")
    number, before = planted.part_number, factory.quantities()
    begun = shell("sheet", "--part", number, "-o", "sheet.csv")
    assert f"of part {number} at " in begun.err
    sheet = (shell.folder / "sheet.csv").read_text()
    assert sheet.splitlines()[0].split(",") == HEADER
    assert "is closed off" in shell("close", "--part", number, "--told", "shift lead").err
    assert "Part FR-10048 was never counted here." in shell("close", "--part", "FR-10048", "--show").out
    (shell.folder / "filled.csv").write_text(filled(sheet, factory, number))
    assert "0 of" in shell("count", "load", "--part", number, "filled.csv").err
    shell("count", "submit", "--part", number)

    found = shell("reconcile", "--part", number, "--format", "json").document
    assert found["part"]["name"] == number
    differing = {row["location"]["id"]: row for row in found["rows"] if row["difference"] != "0"}
    assert len(differing) == 2
    here = differing[planted.location_id]
    assert (here["digital"], here["floor"]) == (plain(planted.digital), plain(planted.floor))
    table = shell("reconcile", "--part", number).out
    assert factory.location(planted.location_id).name in table
    rows = list(csv.DictReader(io.StringIO(shell("reconcile", "--part", number, "--format", "csv").out)))
    assert {row["location"] for row in rows} >= {factory.location(planted.location_id).name}

    plan = shell("plan", "--part", number, "--take", "first", "--format", "json").document
    assert (len(plan["writes"]), len(plan["covered"]), plan["not_planned"]) == (1, 1, [])
    assert "is put right together with the fix of line" in shell("post", "--part", number, "--dry-run").err
    assert factory.quantities() == before
    posted = shell("post", "--part", number, "--yes").err
    assert posted.count("done ") == 1
    assert f"Part {number} is closed off since " in posted
    assert "cyclecount reopen ends its count." in posted
    after = factory.quantities()
    assert after != before
    assert sum(quantity for quantity, _ in after.values()) == sum(quantity for quantity, _ in before.values())
    reopened = shell("reopen", "--part", number).err
    assert reopened.startswith(f"The count of part {number} is over, and it may be moved again.")
    assert "Tell shift lead that its count is over." in reopened
    assert "open again" not in posted + reopened
    assert f"No count of part {number} is open" in shell("reopen", "--part", number, code=1).err
    assert shell("schedule", "list", "--format", "json").document["schedule"][0]["count"] is None
    shell("sheet", "--part", number, "-o", "again.csv")
    shell(
        "count", "load", "--part", number, "-", stdin=filled((shell.folder / "again.csv").read_text(), factory, number)
    )
    assert "0 differ" in shell("count", "submit", "--part", number).err
    assert "unedited" in shell("verify").out


def test_either_a_location_or_a_part(shell: Shell) -> None:
    assert "LOCATION, or --part NUMBER" in shell("plan", code=2).err
    for verb in (("sheet",), ("count", "submit")):
        assert "either LOCATION or --part" in shell(*verb, "RACK-A / SHELF-01", "--part", "FR-10048", code=2).err
    assert "Nearest: " in shell("sheet", "--part", "FR-1004", code=1).err
    assert "There is no count of FR-10048 yet" in shell("reconcile", "--part", "FR-10048", code=1).err


def test_a_location_named_like_a_part_is_another_count(shell: Shell, factory: Factory) -> None:
    shell("sheet", "RACK-A / SHELF-01")
    number = next(iter(factory.truth(factory.named("RACK-A / SHELF-01").id))).part_number
    shell("sheet", "--part", number)
    rows = shell("schedule", "list", "--format", "json").document["schedule"]
    assert {row["state"].partition(" ")[0] for row in rows} == {"counting"}
    assert len(rows) == 2


def test_a_comparison_that_waits_says_for_what(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("unexplained_surplus")
    name = factory.location(planted.location_id).name
    shell("sheet", name)
    first = f"First submit or give up the count of {name}: it is blind"
    assert first in shell("sheet", "--part", planted.part_number).err
    shell("count", "load", "--part", planted.part_number, "-", stdin="line,floor_count\n1,5\n")
    waiting = shell("count", "submit", "--part", planted.part_number, code=1)
    assert "The count is submitted" in waiting.err
    assert first in waiting.err
    assert first in shell("reconcile", "--part", planted.part_number, code=1).err
    shell("count", "load", name, "-", stdin="line,floor_count\n1,5\n")
    shell("count", "submit", name, "--leave", "no time")
    assert "1 differ" in shell("reconcile", "--part", planted.part_number).err


def test_the_commands_before_submission_are_blind(shell: Shell, factory: Factory) -> None:
    number = factory.planted("unexplained_shortage").part_number
    parts = {item.id for item in factory.simulator.plant.parts if item.part_number == number}
    record = next(item for item in factory.simulator.plant.inventory if item.part_id in parts)
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    shell("sheet", "--part", number, "-o", "sheet.csv")
    shell("close", "--part", number, "--sign")
    shell("count", "load", "--part", number, "-", stdin="line,location,floor_count\n1,,12*6+4\n,MRB-1,3\n")
    assert "not submitted" in shell("reconcile", "--part", number, code=1).err
    assert not leaks(factory.simulator.requests)
    assert {request.operation_name for request in factory.simulator.requests} >= {"BlindSheetOfParts", "SheetParts"}
    assert not any(b"48151623" in path.read_bytes() for path in shell.folder.rglob("*") if path.is_file())
    shell("count", "submit", "--part", number)
    assert any(b"48151623" in path.read_bytes() for path in shell.folder.rglob("*") if path.is_file())


def test_a_sheet_says_whose_reconciliation_shows_its_stock(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("unexplained_surplus")
    name = factory.location(planted.location_id).name
    number = planted.part_number
    shell("count", "load", "--part", number, "-", stdin=filled(shell("sheet", "--part", number).out, factory, number))
    shell("count", "submit", "--part", number)
    shell("plan", "--part", number, "--take", "first")
    begun = shell("sheet", name).err
    assert f"The reconciliation of part {number} may have shown what ION had of this stock already" in begun
    assert "on paper: do not look there" in begun
    planned = shell("plan", "--part", number, code=5).err
    assert f"It waits: {name} is being counted blind. Plan again once that is submitted" in planned
