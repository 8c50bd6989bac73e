"""The recount on the command line: its sheet, who may load it, what comes next, going on without, choosing a count."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import plain
from tests.cli.shell import Shell
from tests.factory import Factory, line_key


@pytest.fixture
def strict(shell: Shell) -> Shell:
    """The program with the settings that it has by itself: lines are counted again, by somebody else."""
    del shell.environment["CYCLECOUNT_RECOUNT_REQUIRED"]
    shell.environment["CYCLECOUNT_RECOUNT_DECOYS"] = "0% 1"
    return shell


def key_of(row: dict[str, str]) -> LineKey:
    return line_key(row["part_number"], row["revision"], row["lot_number"], row["serial_number"])


def filled(sheet: str, floor: dict[LineKey, Decimal], off: dict[str, str] | None = None) -> str:
    """The sheet with what lies there; `off` by line number is what somebody else makes of it."""
    rows = list(csv.DictReader(io.StringIO(sheet)))
    for row in rows:
        row["floor_count"] = (off or {}).get(row["line"], plain(floor.get(key_of(row), Decimal(0))))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def place_of(factory: Factory) -> tuple[str, dict[LineKey, Decimal], LineKey]:
    """A location, what lies there, and its line that is short."""
    short = factory.planted("unexplained_shortage")
    return factory.location(short.location_id).name, factory.truth(short.location_id), line_key(*short.line)


def first_count(shell: Shell, factory: Factory) -> tuple[str, str]:
    """The first count of a location, submitted; the location and what was said."""
    name, floor, _ = place_of(factory)
    shell("sheet", name, "-o", "sheet.csv")
    (shell.folder / "filled.csv").write_text(filled((shell.folder / "sheet.csv").read_text(), floor))
    shell("count", "load", name, "filled.csv")
    return name, shell("count", "submit", name).err


def again(shell: Shell, factory: Factory, by: str, off: dict[str, str] | None = None) -> str:
    """Somebody loads the filled sheet of the recount and submits it; what was said."""
    name, floor, _ = place_of(factory)
    shell("recount", name, "-o", "again.csv")
    (shell.folder / "again_filled.csv").write_text(filled((shell.folder / "again.csv").read_text(), floor, off))
    (shell.folder / "again.csv").unlink()
    shell("count", "load", name, "again_filled.csv", "--recount", "--by", by)
    return shell("count", "submit", name, "--by", by).err


def short_line(shell: Shell, factory: Factory) -> str:
    name, _, key = place_of(factory)
    rows = csv.DictReader(io.StringIO(shell("recount", name).out))
    return next(row["line"] for row in rows if key_of(row) == key)


def row_of(document: Any, line: str) -> Any:
    return next(row for row in document["rows"] if row["line"] == int(line))


def test_the_whole_way_with_a_recount(strict: Shell, factory: Factory) -> None:
    name, said = first_count(strict, factory)
    assert "are to be counted again by somebody other than Ann: cyclecount recount" in said
    assert "differ" not in said
    for verb in (["reconcile"], ["plan"], ["post"], ["reopen"]):
        assert "are to be counted again by somebody other than Ann" in strict(*verb, name, code=1).err
    line = short_line(strict, factory)
    (scheduled,) = strict("schedule", "list", "--format", "json").document["schedule"]
    assert (scheduled["state"].split()[:2], scheduled["not_by"]) == (["recounting", "0"], ["Ann"])
    assert ", not by Ann" in strict("schedule", "list").out
    sheet = strict("recount", name)
    assert sheet.out.splitlines()[0].startswith("line,part_number,revision,description,lot_number,serial_number,uom,")
    assert "to count again at" in sheet.err
    status = strict("recount", name, "--status").out
    assert f"Line {line}, " in status
    assert "to count." in status
    said = again(strict, factory, "Ben")
    assert said.startswith("Submitted: ")
    row = row_of(strict("reconcile", name, "--format", "json").document, line)
    assert [(each["attempt"], each["by"], each["agrees"]) for each in row["attempts"]] == [
        (1, "Ann", True),
        (2, "Ben", True),
    ]
    assert "they agree." in strict("reconcile", name).err
    assert "they agree." in strict("recount", name, "--status").out
    assert "planned" in strict("plan", name, "--take", "first").err


def test_each_sheet_is_loaded_in_its_own_time_and_by_somebody_else(strict: Shell, factory: Factory) -> None:
    name, floor, _ = place_of(factory)
    strict("sheet", name, "-o", "sheet.csv")
    (strict.folder / "filled.csv").write_text(filled((strict.folder / "sheet.csv").read_text(), floor))
    refused = strict("count", "load", name, "filled.csv", "--recount", code=1).err
    assert "nothing of it is counted again: load its sheet without --recount" in refused
    assert "no line of it waits for a recount" in strict("recount", name, code=1).err
    strict("count", "load", name, "filled.csv")
    strict("count", "submit", name)
    refused = strict("count", "load", name, "filled.csv", "--by", "Ben", code=1).err
    assert "is being counted again: load the sheet of its recount" in refused
    refused = strict("count", "load", name, "filled.csv", "--recount", "--by", "Ben", code=1).err
    assert "Nothing was loaded." in refused
    assert "is not counted again" in refused
    (strict.folder / "again.csv").write_text(filled(strict("recount", name).out, floor))
    refused = strict("count", "load", name, "again.csv", "--recount", code=1).err
    assert "Ann has counted" in refused
    strict("count", "load", name, "again.csv", "--recount", "--by", "Ben")


def test_a_third_count_and_then_a_person_decides(strict: Shell, factory: Factory) -> None:
    name, _ = first_count(strict, factory)
    line = short_line(strict, factory)
    said = again(strict, factory, "Ben", {line: "901"})
    assert f"2 lines of {name} are to be counted again by somebody other than Ann and Ben" in said, "one agreed"
    said = again(strict, factory, "Cy", {line: "902"})
    assert f"Line {line}: 1st count Ann " in said
    assert "no two agree" in said
    document = strict("reconcile", name, "--format", "json").document
    row = row_of(document, line)
    assert (row["sure"], row["suggestions"][0]["cause_id"]) == (False, "counts_disagree")
    strict("plan", name, "--take", "first")
    assert "--choose 3=2" in strict("recount", name, "--choose", "first", code=2).err
    assert "was not counted in attempt 7" in strict("recount", name, "--choose", f"{line}=7", code=1).err
    said = strict("recount", name, "--choose", f"{line}=1", "--reason", "Ann counted twice").err
    assert "as it was counted the 1st time" in said
    assert row_of(strict("reconcile", name, "--format", "json").document, line)["sure"] is True


def test_going_on_without(strict: Shell, factory: Factory) -> None:
    name, _ = first_count(strict, factory)
    assert "needs a reason" in strict("recount", name, "--waive", " ", code=1).err
    said = strict("recount", name, "--waive", "night shift").err
    assert "is reconciled without its recount: night shift." in said
    assert "differ" in said
    assert strict("reconcile", name, "--format", "json").document["recount_waived"] == "night shift"
    assert "The recount was not waited for: night shift." in strict("reconcile", name).err
    assert "no line of it waits" in strict("recount", name, code=1).err


def test_the_status_of_counts_that_wait_for_ion(strict: Shell, factory: Factory) -> None:
    name, _ = first_count(strict, factory)
    strict("recount", name, "-o", "again.csv")
    _, floor, _ = place_of(factory)
    (strict.folder / "filled.csv").write_text(filled((strict.folder / "again.csv").read_text(), floor))
    strict("count", "load", name, "filled.csv", "--recount", "--by", "Ben")
    factory.simulator.faults.forbid("partInventories")
    strict("count", "submit", name, "--by", "Ben", code=4)
    said = strict("recount", name, "--status").out
    assert said == f"{name} was counted again: cyclecount reconcile compares the counts when ION answers.\n"


def test_leaving_what_is_not_counted(shell: Shell, factory: Factory) -> None:
    name, floor, _ = place_of(factory)
    shell("sheet", name, "-o", "sheet.csv")
    rows = (shell.folder / "sheet.csv").read_text().splitlines(keepends=True)
    (shell.folder / "filled.csv").write_text(filled("".join(rows[:3]), floor))
    shell("count", "load", name, "filled.csv")
    assert "not counted: count them" in shell("count", "submit", name, code=1).err
    assert "needs a reason" in shell("count", "submit", name, "--leave", "", code=1).err
    said = shell("count", "submit", name, "--leave", "no lift today").err
    assert f"{len(rows) - 3} not counted (never posted)." in said


def test_options_that_do_not_go_together(strict: Shell) -> None:
    assert "-o is for the sheet alone" in strict("recount", "X", "--status", "-o", "f.csv", code=2).err
    assert "--reason goes with --line, --chosen or --choose" in strict("recount", "X", "--reason", "so", code=2).err
    assert "not allowed with" in strict("recount", "X", "--status", "--waive", "so", code=2).err


def test_a_part_is_counted_again_place_by_place(strict: Shell, factory: Factory) -> None:
    number = factory.planted("unexplained_shortage").part_number
    strict("sheet", "--part", number, "-o", "sheet.csv")
    rows = list(csv.DictReader(io.StringIO((strict.folder / "sheet.csv").read_text())))
    floors = {row["line"]: factory.truth(int(row["location_id"])).get(key_of(row), Decimal(0)) for row in rows}
    strict("count", "load", "--part", number, "-", stdin=_by_line((strict.folder / "sheet.csv").read_text(), floors))
    said = strict("count", "submit", "--part", number).err
    assert f"cyclecount recount --part {number} -o FILE" in said
    sheet = strict("recount", "--part", number).out
    strict("count", "load", "--part", number, "-", "--recount", "--by", "Ben", stdin=_by_line(sheet, floors))
    assert strict("count", "submit", "--part", number, "--by", "Ben").err.startswith("Submitted: ")


def _by_line(sheet: str, floors: dict[str, Decimal]) -> str:
    rows = list(csv.DictReader(io.StringIO(sheet)))
    return filled(sheet, {}, {row["line"]: plain(floors[row["line"]]) for row in rows})
