"""`cyclecount recount LOCATION --line N`: lines of a reconciliation are counted again, by a third person."""

import csv
import io
from decimal import Decimal

import pytest

from tests.cli.shell import Shell
from tests.cli.test_recount import filled, key_of, place_of, row_of
from tests.factory import Factory


def misread(shell: Shell, factory: Factory) -> tuple[str, str, str]:
    """A count of a location, submitted, in which Ann misread a line; the location, the line, and one that is short."""
    name, floor, short = place_of(factory)
    shell("sheet", name, "-o", "sheet.csv")
    sheet = (shell.folder / "sheet.csv").read_text()
    rows = list(csv.DictReader(io.StringIO(sheet)))
    line = next(row["line"] for row in rows if floor.get(key_of(row), Decimal(0)) > 4 and key_of(row) != short)
    (shell.folder / "filled.csv").write_text(filled(sheet, floor, {line: "7777"}))
    shell("count", "load", name, "filled.csv")
    shell("count", "submit", name)
    return name, line, next(row["line"] for row in rows if key_of(row) == short)


def sent_back(shell: Shell, name: str, *options: str) -> str:
    return shell("recount", name, *options, "--by", "Bo").err


@pytest.mark.slow
def test_the_whole_way_from_the_reconciliation(shell: Shell, factory: Factory) -> None:
    name, line, short = misread(shell, factory)
    said = sent_back(shell, name, "--line", line, "--line", short, "--reason", "7777 of them?")
    assert "are to be counted again by somebody other than Ann and Bo: cyclecount recount" in said
    for verb in (["reconcile"], ["plan"], ["post"], ["certificate"]):
        assert "7777" not in shell(*verb, name, code=1).err
    status = shell("recount", name, "--status").out
    assert f"Line {line}, " in status
    assert "7777" not in status
    floor = place_of(factory)[1]
    sheet = shell("recount", name).out
    assert "7777" not in sheet
    refused = shell("count", "load", name, "-", "--recount", "--by", "Bo", stdin=filled(sheet, floor), code=1).err
    assert "Bo has seen what ION has of it, so somebody else counts it again" in refused
    shell("count", "load", name, "-", "--recount", "--by", "Cy", stdin=filled(sheet, floor))
    assert "no two agree" in shell("count", "submit", name, "--by", "Cy").err
    shell("recount", name, "--choose", f"{line}=2", "--by", "Bo")
    document = shell("reconcile", name, "--format", "json").document
    assert row_of(document, line)["difference"] == "0"
    assert [each["by"] for each in row_of(document, short)["attempts"]] == ["Ann", "Cy"]
    assert [each["reason"] for each in document["sent_back"]] == ["7777 of them?"]


def test_what_is_chosen_is_carried_out_or_waived(shell: Shell, factory: Factory) -> None:
    name, line, _ = misread(shell, factory)
    assert "No recount is chosen for any line" in shell("recount", name, "--chosen", code=1).err
    assert "to be counted again by somebody other than Ann and Bo" in sent_back(shell, name, "--line", line)
    assert "is reconciled without its recount: no hands" in shell("recount", name, "--waive", "no hands").err


def test_options_that_do_not_go_together(shell: Shell) -> None:
    assert "-o is for the sheet alone" in shell("recount", "X", "--line", "1", "-o", "f.csv", code=2).err
    assert "not allowed with" in shell("recount", "X", "--line", "1", "--chosen", code=2).err
    assert "not allowed with" in shell("recount", "X", "--line", "1", "--waive", "so", code=2).err
