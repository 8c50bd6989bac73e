"""`cyclecount certificate`: text, CSV and JSON of what a count found, changed and left."""

import csv
import io
import json
from decimal import Decimal

from tests.cli.shell import Shell
from tests.cli.test_bad_input import SHELF, said, surplus_planned
from tests.cli.test_whole_way import busiest, filled
from tests.factory import Factory, line_key


def test_text_csv_and_json_tell_the_same(shell: Shell, factory: Factory) -> None:
    location_id = busiest(factory)
    name = factory.location(location_id).name
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, location_id))
    assert "once it is compared" in said(shell("certificate", name, code=1).err)
    shell("count", "submit", name)
    planned = shell("plan", name, "--take", "first", "--format", "json").document
    open_still = shell("certificate", name, "--format", "json").document
    assert (open_still["closed"], open_still["posted"]) == (False, False)
    posted = shell("post", name, "--yes").err
    document = shell("certificate", name, "--format", "json").document
    held = [line for line in document["lines"] if line["outcome"] != "equal"]
    equal, total = document["lines_equal"], document["lines_total"]
    assert (f"{equal} of {total} lines are equal" if held else f"All {total} lines are equal.") in posted
    assert ("cyclecount certificate says why" in posted) == bool(held)
    digital = {line_key(*key): quantity for key, quantity in factory.simulator.plant.digital(location_id).items()}
    for line in document["lines"]:
        key = line_key(*(line[name] or "" for name in ("part_number", "revision", "lot_number", "serial_number")))
        assert Decimal(line["digital_after"]) == digital.get(key, 0)
        assert (line["outcome"] == "equal") == (line["digital_after"] == line["floor"])
        assert bool(line["reason"]) == (line["outcome"] != "equal")
        assert line["counted_by"] == "Ann"
    written = {write["line"] for write in planned["writes"]}
    assert {line["line"] for line in document["lines"] if line["posted_by"] == "Ann"} >= written
    rows = list(csv.DictReader(io.StringIO(shell("certificate", name, "--format", "csv").out)))
    assert [row["digital_after"] for row in rows] == [line["digital_after"] for line in document["lines"]]
    text = shell("certificate", name).out
    assert text.startswith(f"Certificate of the count of {name}\n")
    for line in held:
        assert f"Line {line['line']}, " in text
        assert line["reason"] in text


def test_it_goes_into_a_file_and_names_what_ion_refused(shell: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(shell, factory)
    location = factory.planted("unexplained_surplus").location_id
    factory.simulator.faults.refuse_updates_at(location, "=The stock room\x1b[31m is locked.")
    shell("post", name, "--yes", code=1)
    shell("reopen", name, "--leave", "ask the store keeper")
    target = shell.folder / "certificate.json"
    assert shell("certificate", name, "--format", "json", "-o", str(target)).out == ""
    document = json.loads(target.read_text())
    assert document["closed"]
    assert any("The stock room" in line["reason"] for line in document["lines"] if line["outcome"] == "refused")
    for form in ("text", "csv"):
        shown = shell("certificate", name, "--format", form).out
        assert "\x1b" not in shown
        assert "The stock room" in shown
        assert "ask the store keeper." in shown
    assert "not counted" in shell("certificate", name).out


def test_without_a_count_there_is_none(shell: Shell) -> None:
    assert "There is no count of" in said(shell("certificate", SHELF, code=1).err)
