"""Posting by the command line: what it says and how it ends when not all went through."""

import signal
import subprocess
import sys
import time

from tests.cli.shell import PROGRAM, TIMEOUT, Shell
from tests.cli.test_bad_input import SHELF, said, surplus_planned
from tests.cli.test_whole_way import busiest, filled
from tests.factory import Factory
from tests.terminal import Terminal

AS_A_SHELL_STARTS_IT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from cyclecount_tui.cli.main import main
sys.exit(main())"""
"""A test run in the background ignores ctrl+c, and what it starts would do so, too."""


def test_the_end_of_the_input_at_the_question_sends_nothing(shell: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(shell, factory)
    with Terminal([PROGRAM, "post", name], shell.environment) as terminal:
        terminal.wait_for("Type post to send 1 write to ION, anything else to stop:")
        terminal.press("\x04")
        assert terminal.wait_for_end() == 1
        assert "cyclecount: Nothing was sent." in terminal.text
        assert "Traceback" not in terminal.text
    assert not any(request.is_mutation for request in factory.simulator.requests)


def test_while_a_write_is_unclear_only_posting_again_is_offered(shell: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(shell, factory)
    faults = factory.simulator.faults
    faults.drop_after_commit(only="updatePartInventory")
    faults.drop_before(count=50, only="partInventories")
    stopped = shell("post", name, "--yes", code=3).err
    assert "Run cyclecount post again" in stopped
    for refused in ("plan again", "reopen"):
        assert refused not in stopped
    assert shell("plan", name, code=1).err
    assert shell("reopen", name, "--leave", "no time", code=1).err
    faults.clear()
    assert "is open again" in shell("post", name, "--yes").err


def test_ctrl_c_during_a_posting_says_who_settles_the_open_write(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    simulator = factory.simulator
    simulator.faults.delay(60, only="updatePartInventory")
    command = [sys.executable, "-c", AS_A_SHELL_STARTS_IT, "post", name, "--yes"]
    with subprocess.Popen(command, env=shell.environment, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + TIMEOUT
        while not any(request.is_mutation for request in simulator.requests):
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 128 + signal.SIGINT, err
    assert "Write 1 was on its way: whether ION has it is settled by the next cyclecount post" in err
    assert "Traceback" not in err
    simulator.faults.clear()
    assert "is open again" in shell("post", name, "--yes").err
    assert simulator.plant.inventory[record_id].quantity == factory.planted("unexplained_surplus").floor


def test_fixes_that_got_no_write_are_left_and_that_is_no_success(shell: Shell, factory: Factory) -> None:
    location_id = busiest(factory)
    name = factory.location(location_id).name
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, location_id))
    shell("count", "submit", name)
    planned = shell("plan", name, "--take", "first", "--format", "json").document
    assert planned["not_planned"] == []
    moved = next(write for write in planned["writes"] if write["record_id"] is not None)
    elsewhere = next(place.id for place in factory.simulator.plant.places if place.id != location_id)
    factory.simulator.faults.edit_behind_the_back(moved["record_id"], location_id=elsewhere)
    again = shell("plan", name, "--format", "json", code=5).document
    assert [left["line"] for left in again["not_planned"]] == [moved["line"]]
    assert len(again["writes"]) == len(planned["writes"]) - 1
    posted = shell("post", name, "--yes", code=5).err
    assert posted.count("done ") == len(again["writes"])
    assert "refused" not in posted
    assert f"Line {moved['line']} is not planned. " in posted
    assert f"1 discrepancy left at {name}: plan again, or cyclecount reopen --leave REASON." in posted
    shell("reopen", name, "--leave", "moved by somebody else")


def test_what_a_table_cuts_of_a_write_is_said_whole_below_it(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("at_mrb")
    mrb = next(place for place in factory.simulator.plant.places if place.name.startswith("MRB-1"))
    mrb.name = "MRB-1, behind the second door on the left, beside the scale for small parts"
    name = factory.location(planted.location_id).name
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, planted.location_id))
    shell("count", "submit", name)
    writes = shell("plan", name, "--take", "first", "--format", "json").document["writes"]
    moved = next(write["words"] for write in writes if write["to_location"] == mrb.name)
    shown = shell("post", name, "--dry-run")
    assert moved not in shown.out
    assert moved[:40] in shown.out
    assert moved in shown.err


def test_counts_that_are_over_take_nothing_more(shell: Shell) -> None:
    shell("sheet", SHELF)
    sheet = "line,floor_count\n1,5\n"
    shell("count", "load", SHELF, "-", stdin=sheet)
    assert "is not submitted yet" in said(shell("reconcile", SHELF, code=1).err)
    shell("reopen", SHELF, "--give-up", "wrong shelf")
    assert "is given up: begin a new one" in said(shell("count", "submit", SHELF, code=1).err)
    assert "is given up: there is nothing to reconcile" in said(shell("reconcile", SHELF, code=1).err)
    assert "is given up: no sheet is loaded" in said(shell("count", "load", SHELF, "-", stdin=sheet, code=1).err)
    shell("sheet", SHELF)
    shell("count", "load", SHELF, "-", stdin=sheet)
    shell("count", "submit", SHELF, "--leave", "no time")
    shell("reopen", SHELF, "--leave", "left")
    assert "is closed: begin a new one" in said(shell("count", "submit", SHELF, code=1).err)
    assert "is closed: no sheet is loaded" in said(shell("count", "load", SHELF, "-", stdin=sheet, code=1).err)
    assert len(shell("reconcile", SHELF, "--format", "json").document["rows"]) == 1
