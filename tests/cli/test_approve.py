"""Approval on the command line: what is shown, who may, and that `post` without it says so and ends with 4."""

import csv
import io

import pytest

from cyclecount_tui.cli.exit_codes import Exit
from tests.cli.shell import PROGRAM, Shell
from tests.cli.test_bad_input import SHELF, said, surplus_planned
from tests.factory import Factory
from tests.terminal import Terminal

REASON = ("--reason", "went there and looked")


@pytest.fixture
def strict(shell: Shell) -> Shell:
    """The program with the approval that it requires by itself, of a surplus of one in nine and more."""
    del shell.environment["CYCLECOUNT_APPROVAL_REQUIRED"]
    for name in "ABC":
        shell.environment[f"CYCLECOUNT_APPROVAL_LIMIT_{name}"] = "10% 500"
    return shell


def sent(factory: Factory) -> int:
    return sum(request.is_mutation for request in factory.simulator.requests)


def test_post_waits_for_somebody_else(strict: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(strict, factory)
    planted = factory.planted("unexplained_surplus")
    before = factory.simulator.plant.inventory[record_id].quantity
    sentence = said(strict("post", name, "--yes", code=Exit.NOT_PERMITTED).err)
    assert sentence.startswith("Line ")
    assert f"({planted.part_number} " in sentence
    assert "needs approval by somebody other than Ann: cyclecount approve " in sentence
    assert "--reason TEXT" in sentence
    assert said(strict("post", name, code=4).err) == sentence, "before anything is asked"
    assert "needs approval by somebody other than Ann" in strict("post", name, "--dry-run").err
    assert "Ann counted, chose or planned" in strict("approve", name, *REASON, "--yes", code=4).err
    assert sent(factory) == 0

    shown = strict("approve", name, *REASON, "--by", "Cy", "--yes")
    header, row = shown.out.splitlines()
    assert header.split() == ["line", "part", "digital", "floor", "difference", "value", "what", "is", "written"]
    assert planted.part_number in row
    assert f"Set record {record_id} from {planted.digital} to {planted.floor}" in row
    assert f"{planted.floor} counted where ION has {planted.digital}: " in shown.err
    assert "chosen by Ann" in shown.err
    assert "Approved by Cy at " in shown.err
    assert "1 write may be posted now" in shown.err

    assert "approved already" in strict("approve", name, *REASON, "--by", "Dee", "--yes").err
    assert "is open again" in strict("post", name, "--yes").err
    assert factory.simulator.plant.inventory[record_id].quantity == planted.floor != before
    assert "unedited" in strict("verify").out


def test_the_reports_tell_of_it(strict: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(strict, factory)
    for verb in ("plan", "reconcile"):
        document = strict(verb, name, "--format", "json").document
        (major,) = document["major"]
        assert (major["needs_approval"], major["approved_by"]) == (True, None)
        assert document["approval"]["required"] is True
        said_of_it = strict(verb, name).err
        assert f"Major: line {major['line']}, " in said_of_it
        assert "needs approval by somebody other than Ann" in said_of_it
    strict("approve", name, *REASON, "--by", "Cy", "--yes")
    for verb in ("plan", "reconcile"):
        document = strict(verb, name, "--format", "json").document
        assert [each["approved_by"] for each in document["major"]] == ["Cy"]
        assert [each["reason"] for each in document["approval"]["given"]] == [REASON[1]]
        assert f": {REASON[1]}." in strict(verb, name).err
    rows = list(csv.DictReader(io.StringIO(strict("reconcile", name, "--format", "csv").out)))
    (row,) = [row for row in rows if row["line"] == str(major["line"])]
    assert (row["major"], row["approved_by"], row["mode"]) == (major["sentence"], "Cy", "blind")


def test_what_is_within_the_limits_is_posted_as_it_is(strict: Shell, factory: Factory) -> None:
    for name in "ABC":
        strict.environment[f"CYCLECOUNT_APPROVAL_LIMIT_{name}"] = "50% 5000"
    name, _ = surplus_planned(strict, factory)
    assert "needs no approval" in strict("approve", name, *REASON, "--by", "Cy").err
    assert "is open again" in strict("post", name, "--yes").err


def test_it_is_asked_and_needs_a_reason(strict: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(strict, factory)
    assert "--reason" in strict("approve", name, "--by", "Cy", code=2).err
    assert "needs a reason" in strict("approve", name, "--reason", " ", "--by", "Cy", "--yes", code=1).err
    assert "nobody to ask here, so say --yes" in strict("approve", name, *REASON, "--by", "Cy", code=1).err
    with Terminal([PROGRAM, "approve", name, *REASON, "--by", "Cy"], strict.environment) as terminal:
        terminal.wait_for("Type approve to approve 1 row, anything else to stop:")
        terminal.press("\r")
        assert terminal.wait_for_end() == 1
        assert "cyclecount: Nothing was approved." in terminal.text
    strict("post", name, "--yes", code=4)


def test_there_has_to_be_a_plan(strict: Shell) -> None:
    strict("sheet", SHELF)
    assert "nothing to approve" in said(strict("approve", SHELF, *REASON, code=1).err)
