"""`schedule import` and `schedule export` as a person and as a script use them."""

import csv
import io
from typing import Any

import pytest

from tests.cli.shell import PROGRAM, Ran, Shell
from tests.factory import Factory
from tests.terminal import Terminal

SHELF, OTHER = "RACK-A / SHELF-01", "RACK-A / SHELF-02"
FILE = f"Location Name;Frequency;Most Recent Count\r\nrack a/shelf 01;Quarterly;31.01.2026\r\n{OTHER};30;\r\n"


def rows(shell: Shell) -> list[Any]:
    document = shell("schedule", "list", "--format", "json").document
    return sorted(document["schedule"], key=lambda row: str(row["location"]["name"]))


def imported(shell: Shell, text: str, *options: str, code: int = 0) -> Ran:
    (shell.folder / "plan.csv").write_text(text, encoding="utf-8", newline="")
    return shell("schedule", "import", "plan.csv", *options, code=code)


def test_a_dry_run_shows_and_stores_nothing(shell: Shell) -> None:
    shown = imported(shell, FILE, "--dry-run")
    first, second, total = shown.out.splitlines()
    assert first == (
        f"new      row 2  {SHELF}: cadence 91 days; last counted 2026-01-31; next due 2026-05-02; "
        f"reason {first.partition('reason ')[2]}"
    )
    assert second.startswith(f"new      row 3  {OTHER}: cadence 30 days; next due ")
    assert total == "2 new, 0 changed, 0 as stored."
    assert f"Row 2: 'rack a/shelf 01' is taken for {SHELF}." in shown.err
    assert shown.err.endswith("Nothing was stored.\n")
    assert rows(shell) == []


def test_a_script_has_to_say_yes(shell: Shell) -> None:
    refused = imported(shell, FILE, code=1)
    assert refused.out.splitlines()[-1] == "2 new, 0 changed, 0 as stored."
    assert refused.err.endswith("cyclecount: Nothing was stored: there is nobody to ask here, so say --yes.\n")
    assert rows(shell) == []
    assert "2 rows of the schedule stored from plan.csv." in imported(shell, FILE, "--yes").err
    assert [row["cadence_days"] for row in rows(shell)] == [91, 30]
    again = imported(shell, FILE)
    assert again.out == "0 new, 0 changed, 2 as stored.\n"
    assert "The schedule is already as the file has it." in again.err


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ("y\r", 0, "2 rows of the schedule stored"),
        ("\r", 1, "Nothing was stored."),
        ("\x04", 1, "Nothing was stored."),
    ],
)
def test_a_person_is_shown_first_and_asked_then(shell: Shell, answer: str, code: int, said: str) -> None:
    (shell.folder / "plan.csv").write_text(FILE)
    command = [PROGRAM, "schedule", "import", str(shell.folder / "plan.csv")]
    with Terminal(command, shell.environment, columns=120) as terminal:
        terminal.wait_for("2 new, 0 changed, 0 as stored.", "Store 2 rows in the schedule? y/N")
        terminal.press(answer)
        assert terminal.wait_for_end() == code
        assert said in terminal.text
    assert len(rows(shell)) == (2 if code == 0 else 0)


def test_everything_that_is_wrong_is_told_at_once(shell: Shell) -> None:
    text = f"location,cadence,last count\nRACK-Z,30,\n{SHELF},soon,01/02/2026\n{OTHER},30,\n"
    refused = imported(shell, text, "--yes", code=1)
    lines = refused.err.splitlines()
    assert lines[0].startswith("Row 2, location: ION has no location 'RACK-Z'. Nearest: ")
    assert lines[1].startswith("Row 3, cadence: 'soon' is no cadence")
    assert lines[2] == "Row 3, last count: '01/02/2026' is 2 January 2026 or 1 February 2026."
    assert lines[3].startswith("cyclecount: Nothing was imported: the file has 3 problems (rows 2, 3).")
    assert "--date-format us (month first) or eu (day first)" in lines[3]
    assert (len(lines), refused.out, rows(shell)) == (4, "", [])
    right = text.replace("RACK-Z", "RACK-B").replace("soon", "monthly")
    imported(shell, right, "--yes", "--date-format", "eu")
    assert [row["last_counted"] for row in rows(shell)] == ["2026-02-01", None, None]


def test_a_form_that_is_none_is_a_usage_error(shell: Shell) -> None:
    refused = imported(shell, FILE, "--date-format", "american", code=2)
    assert "argument --date-format: 'american' is no form of a date: give iso, us, eu, or a pattern" in refused.err


def test_files_of_other_kinds(shell: Shell) -> None:
    (shell.folder / "western.csv").write_bytes(f"Location,Owner\n{SHELF},Jürgen\n".encode("latin-1"))
    said = shell("schedule", "import", "western.csv", "--yes").err
    assert said.startswith("The file is not UTF-8; it was read as Western European (Latin-1)")
    assert rows(shell)[0]["assigned_to"] == "Jürgen"
    (shell.folder / "book.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert "a workbook, not CSV" in shell("schedule", "import", "book.xlsx", "--yes", code=1).err
    assert "missing.csv cannot be read" in shell("schedule", "import", "missing.csv", code=1).err


def test_a_file_name_that_is_no_text_is_shown_with_signs(shell: Shell) -> None:
    (shell.folder / "plan\udcff.csv").write_text(FILE, encoding="utf-8", newline="")
    assert "stored from plan\ufffd.csv." in shell("schedule", "import", "plan\udcff.csv", "--yes").err


def test_an_export_is_safe_and_goes_back(shell: Shell, factory: Factory) -> None:
    place = next(place for place in factory.simulator.plant.places if place.name == SHELF)
    place.name = "=cmd|' /C calc'!A0"
    text = f"location id,part,cadence,notes,owner\n{place.id},,30,'+1;=2,@Ann\n,FR-10048,60,,\n"
    imported(shell, text, "--yes")
    shell("schedule", "export", "-o", "out.csv")
    exported = (shell.folder / "out.csv").read_text(encoding="utf-8")
    for row in csv.reader(io.StringIO(exported)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    found = {row["location"] or row["part_number"]: row for row in csv.DictReader(io.StringIO(exported))}
    assert found.keys() == {"'=cmd|' /C calc'!A0", "FR-10048"}
    assert found["FR-10048"]["cadence_days"] == "60"
    assert found["FR-10048"]["reason"].startswith("Taken from plan.csv on ")
    again = shell("schedule", "import", "out.csv")
    assert again.out == "0 new, 0 changed, 2 as stored.\n"


def test_who_imported_is_remembered(shell: Shell, factory: Factory) -> None:
    imported(shell, FILE, "--yes", "--by", "Bo")
    store = factory.workplace.store  # the same folder as the program's
    (change,) = store.schedule.changes(factory.named(OTHER))
    assert (change.by, change.what) == ("Bo", "imported")
    assert change.reason.startswith("from plan.csv: cadence 30 days")
