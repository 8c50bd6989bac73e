"""Where a command writes to: `-` is standard output, and what cannot be written is said before anything is done."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.cli.test_bad_input import SHELF, said, surplus_planned
from tests.factory import Factory


def journaled(shell: Shell) -> str:
    """How many events the journal holds, as it tells."""
    return shell("verify").out + shell("verify").err


def test_a_plan_for_a_file_that_cannot_be_written_chooses_and_keeps_nothing(shell: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(shell, factory)
    line = shell("plan", name, "--format", "json").document["writes"][0]["line"]
    shell("fix", name, "--line", str(line), "--undo")
    before = journaled(shell)
    for target in (shell.folder / "none" / "plan.json", shell.folder):
        sentence = said(shell("plan", name, "--take", "first", "-o", str(target), code=1).err)
        assert sentence.startswith(f"{target} cannot be written (")
    assert journaled(shell) == before


def test_a_sheet_for_a_file_that_cannot_be_written_opens_no_count(shell: Shell) -> None:
    before = journaled(shell)
    assert "cannot be written" in said(shell("sheet", SHELF, "-o", "none/sheet.csv", code=1).err)
    assert journaled(shell) == before


def test_a_plan_goes_to_standard_output_and_back_in(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    ran = shell("plan", name, "-o", "-")
    assert [write["record_id"] for write in json.loads(ran.out)["writes"]] == [record_id]
    assert "The plan is on standard output" in ran.err
    assert "1 write planned" in ran.err
    assert ran.err.splitlines()[1].split()[:2] == ["write", "line"]
    both = said(shell("plan", name, "-o", "-", "--format", "json", code=2).err)
    assert both.startswith("-o - and --format json would both go to standard output")
    assert "Of 1 write of the file: 1 as planned." in shell("post", name, "--plan", "-", "--yes", stdin=ran.out).err
    plain, dashed = shell("certificate", name), shell("certificate", name, "-o", "-")
    assert (dashed.out, dashed.err) == (plain.out, plain.err)
    assert not (shell.folder / "-").exists()


@pytest.mark.parametrize("arguments", [("sheet", SHELF), ("card",), ("schedule", "export")], ids=lambda each: each[0])
def test_a_dash_is_standard_output(shell: Shell, arguments: tuple[str, ...]) -> None:
    shell("sheet", SHELF)
    Path(shell.folder / "-").write_text("somebody's own\n")
    plain, dashed = shell(*arguments), shell(*arguments, "-o", "-")
    assert dashed.out == plain.out
    assert dashed.err == plain.err
    assert (shell.folder / "-").read_text() == "somebody's own\n"
