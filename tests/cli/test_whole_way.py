"""Sheet, load, submit, reconcile, plan, post by the command line; then the simulator's state says what changed."""

import csv
import io
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.quantities import plain
from tests.blindness import TELLTALE, leaks
from tests.cli.shell import Shell
from tests.factory import Factory, line_key


def filled(sheet: str, factory: Factory, location_id: int) -> str:
    """The blind sheet filled with what truly lies there; what is not on it goes to the end as found items."""
    rows = list(csv.DictReader(io.StringIO(sheet)))
    floor = factory.truth(location_id)
    for row in rows:
        key = line_key(row["part_number"], row["revision"], row["lot_number"], row["serial_number"])
        row["floor_count"] = plain(floor.pop(key, Decimal(0)))
    for key, quantity in floor.items():
        blank = dict.fromkeys(rows[0], "")
        rows.append(
            blank
            | {
                "part_number": key.part_number,
                "revision": key.revision,
                "lot_number": key.lot_number,
                "serial_number": key.serial_number,
                "floor_count": plain(quantity),
            }
        )
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def busiest(factory: Factory) -> int:
    """The location with the most discrepancies whose fix is a write."""
    fixes = {"move", "park", "set_quantity", "create"}
    planted = factory.simulator.plant.discrepancies
    return Counter(item.location_id for item in planted if item.expected_fix in fixes).most_common(1)[0][0]


def changes_by(writes: list[dict[str, Any]], before: dict[int, tuple[Decimal, int | None]]) -> dict[Any, Any]:
    """What the planned writes must have done: by record id, and for new records by quantity and location."""
    expected: dict[Any, Any] = {}
    for write in writes:
        quantity, record_id = Decimal(write["quantity"]), write["record_id"]
        match write["kind"]:
            case "set_quantity":
                expected[record_id] = (quantity, before[record_id][1])
            case "move":
                expected[record_id] = (quantity, write["to_location_id"])
            case "split_and_move":
                expected[record_id] = (Decimal(write["before"]) - quantity, before[record_id][1])
                expected["new", write["number"]] = (quantity, write["to_location_id"])
            case "create":
                expected["new", write["number"]] = (quantity, write["to_location_id"])
    return expected


def test_exactly_the_planned_records_change_by_exactly_the_planned_amounts(shell: Shell, factory: Factory) -> None:
    location_id = busiest(factory)
    name = factory.location(location_id).name
    before = factory.quantities()

    closed = shell("close", name, "--told", "shift lead", "--sign")
    assert "is closed off" in closed.err
    shell("sheet", name, "-o", "sheet.csv")
    sheet = (shell.folder / "sheet.csv").read_text()
    assert sheet.splitlines()[0] == (
        "line,part_number,revision,description,lot_number,serial_number,uom,floor_count,note,left_uncounted"
    )
    (shell.folder / "filled.csv").write_text(filled(sheet, factory, location_id))
    assert "0 of" in shell("count", "load", name, "filled.csv").err
    shell("count", "submit", name)

    found = shell("reconcile", name, "--format", "json").document
    assert found["location"] == {"id": location_id, "name": name}
    planted = {
        line_key(*item.line): item for item in factory.simulator.plant.discrepancies if item.location_id == location_id
    }
    differing = [row for row in found["rows"] if row["difference"] != "0"]
    assert len(differing) == len(planted)
    for row in differing:
        item = planted[line_key(row["part_number"], row["revision"], row["lot_number"], row["serial_number"])]
        assert (row["digital"], row["floor"]) == (plain(item.digital), plain(item.floor))
        assert Decimal(row["difference"]) == item.floor - item.digital
        assert sum(map(Decimal, row["status_breakdown"].values())) == item.digital
        if item.expected_cause:
            first = row["suggestions"][0]
            assert (first["cause_id"], first["fix"]["kind"]) == (item.expected_cause, item.expected_fix)
            assert first["confidence"] in {"certain", "likely", "possible", "last"}
            assert [bool(each["why_not_first"]) for each in row["suggestions"]] == [
                place > 0 for place in range(len(row["suggestions"]))
            ]
    assert found["not_counted"] == found["moved_during_count"] == []

    plan = shell("plan", name, "--take", "first", "--format", "json").document
    writes = plan["writes"]
    assert len(writes) > 1
    assert factory.quantities() == before
    assert shell("post", name, "--dry-run").code == 0
    refused = shell("post", name, code=1)
    assert "nobody to ask" in refused.err
    assert factory.quantities() == before

    posted = shell("post", name, "--yes")
    assert posted.err.count("done ") == len(writes)
    after = factory.quantities()
    changed = {record_id: state for record_id, state in after.items() if before.get(record_id) != state}
    expected = changes_by(writes, before)
    assert {key: value for key, value in changed.items() if key in before} == {
        key: value for key, value in expected.items() if isinstance(key, int)
    }
    new = Counter(value for key, value in changed.items() if key not in before)
    assert new == Counter(value for key, value in expected.items() if not isinstance(key, int))
    assert "is open again" not in posted.err
    assert "is closed off since" in posted.err
    assert "is open again" in shell("reopen", name, "--sign-down", "--told", "shift lead").err
    assert "unedited" in shell("verify").out


def test_the_schedule_moves_on_and_the_next_count_is_a_new_one(shell: Shell, factory: Factory) -> None:
    row = factory.schedule()[0]
    name = row.subject.name
    header = "location,cadence,last counted,class\n"
    (shell.folder / "schedule.csv").write_text(f"{header}{name},30,2020-01-31,A\n")
    shell("schedule", "import", "schedule.csv", "--yes")
    (before,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert (before["next_due"], before["class"]) == ("2020-03-01", "A")
    assert before["due"].startswith("overdue")
    sheet = shell("sheet", name).out
    shell("count", "load", name, "-", stdin=filled(sheet, factory, row.subject.id))
    (counting,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert counting["state"].startswith("counting ")
    shell("count", "submit", name)
    shell("reopen", name, "--leave", "left for the auditor")
    (after,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert (after["due"], after["count"]) == ("in 30 days", None)
    exported = shell("schedule", "export").out
    assert exported.splitlines()[0] == (
        "location_id,location,part_number,class,cadence_days,last_counted,next_due,assigned_to,notes,reason,standing,"
        "paused_until,planned_for,first_due,lines"
    )
    (shell.folder / "again.csv").write_text(exported)
    assert shell("schedule", "import", "again.csv").out == "0 new, 0 changed, 1 as stored.\n"
    assert shell("schedule", "list", "--format", "json").document["schedule"] == [after]
    assert shell("sheet", name).out.splitlines()[0] == sheet.splitlines()[0]


@pytest.mark.parametrize("style", ["table", "csv"])
def test_a_reconciliation_reads_well_in_other_formats(shell: Shell, factory: Factory, style: str) -> None:
    planted = factory.planted("at_mrb")
    name = factory.location(planted.location_id).name
    sheet = shell("sheet", name).out
    shell("count", "load", name, "-", stdin=filled(sheet, factory, planted.location_id))
    shell("count", "submit", name)
    printed = shell("reconcile", name, "--format", style)
    line = next(text for text in printed.out.splitlines() if planted.lot_number and planted.lot_number in text)
    assert "Part taken to MRB" in line
    assert "Move" in line
    assert "MRB-1" in line


def test_what_is_not_counted_is_listed_and_never_posted(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("unexplained_surplus")
    name = factory.location(planted.location_id).name
    lines = shell("sheet", name).out.splitlines()
    number = next(line.split(",")[0] for line in lines if f",{planted.part_number}," in line)
    one = f"line,floor_count\n{number},{plain(planted.floor)}\n"
    shell("count", "load", name, "-", stdin=one)
    assert f"{len(lines) - 2} not counted (never posted)" in shell("count", "submit", name, "--leave", "no time").err
    found = shell("reconcile", name, "--format", "json").document
    assert (len(found["rows"]), len(found["not_counted"])) == (1, len(lines) - 2)
    plan = shell("plan", name, "--take", "first", "--format", "json").document
    assert [write["part_number"] for write in plan["writes"]] == [planted.part_number]
    before = factory.quantities()
    missing = f"{len(lines) - 2} of {len(lines) - 1} lines were not counted. It is not on the schedule."
    assert missing in shell("post", name, "--yes").err
    changed = [number for number, state in factory.quantities().items() if before.get(number) != state]
    assert changed == [plan["writes"][0]["record_id"]]


def test_the_commands_before_submission_are_blind(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("unexplained_shortage")
    name = factory.location(planted.location_id).name
    record = next(
        item
        for item in factory.simulator.plant.inventory
        if item.location_id == planted.location_id and item.quantity > 1 and not item.serial_number
    )
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    shell("schedule", "list")
    shell("close", name, "--sign")
    shell("sheet", name, "-o", "sheet.csv")
    shell("count", "load", name, "-", stdin="line,part_number,floor_count\n1,,12*6+4\n,FR-99999,3\n")
    assert "not submitted" in shell("reconcile", name, code=1).err
    shell("schedule", "list", "--format", "json")
    assert not leaks(factory.simulator.requests)
    assert {request.operation_name for request in factory.simulator.requests} >= {"BlindSheet", "SheetParts"}
    assert not any(b"48151623" in path.read_bytes() for path in shell.folder.rglob("*") if path.is_file())
    shell("count", "submit", name, "--leave", "no time")
    assert any(b"48151623" in path.read_bytes() for path in shell.folder.rglob("*") if path.is_file())


def test_numbers_below_zero_are_numbers_in_csv(shell: Shell, factory: Factory) -> None:
    shell("sheet", "RACK-A / SHELF-01")
    shell("count", "load", "RACK-A / SHELF-01", "-", stdin="line,floor_count\n1,none\n")
    shell("count", "submit", "RACK-A / SHELF-01", "--leave", "no time")
    (row,) = csv.DictReader(io.StringIO(shell("reconcile", "RACK-A / SHELF-01", "--format", "csv").out))
    assert row["mode"] == "blind"
    assert Decimal(row["difference"]) == -Decimal(row["digital"])
    assert Decimal(row["difference"]) < 0


def test_training_is_marked_in_every_report(shell: Shell, factory: Factory) -> None:
    shell("sheet", "RACK-A / SHELF-01", "--guided")
    shell("count", "load", "RACK-A / SHELF-01", "-", stdin="line,floor_count\n1,none\n")
    marked = "Training (guided): nothing of it is posted"
    assert marked in shell("count", "submit", "RACK-A / SHELF-01", "--leave", "no time").err
    assert marked in shell("reconcile", "RACK-A / SHELF-01").err
    (row,) = csv.DictReader(io.StringIO(shell("reconcile", "RACK-A / SHELF-01", "--format", "csv").out))
    assert row["mode"] == "training (guided)"
    assert shell("reconcile", "RACK-A / SHELF-01", "--format", "json").document["mode"] == "guided"
    assert "was for training" in shell("plan", "RACK-A / SHELF-01", code=1).err


def test_an_import_keeps_what_it_has_no_column_for(shell: Shell, factory: Factory) -> None:
    name = factory.schedule()[0].subject.name
    header = "location,cadence,last counted,class,assigned to\n"
    shell("schedule", "import", "-", "--yes", stdin=f"{header}{name},30,2026-01-31,A,Bo\n")
    (before,) = shell("schedule", "list", "--format", "json").document["schedule"]
    shell("schedule", "import", "-", "--yes", stdin=f"location,cadence\n{name},60\n")
    (after,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert (after["class"], after["last_counted"], after["assigned_to"]) == ("A", "2026-01-31", "Bo")
    assert (before["cadence_days"], after["cadence_days"]) == (30, 60)
    kept = shell("schedule", "import", "-", "--yes", stdin=f"location,last counted\n{name},2025-01-31\n").err
    assert "was counted on 2026-01-31, the file says 2025-01-31: the later date is kept." in kept
