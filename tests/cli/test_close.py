"""Closing off and reopening by the command line: the message, the sign, what was done, and what is left to undo."""

from tests.cli.shell import Shell
from tests.cli.test_bad_input import SHELF, said
from tests.cli.test_whole_way import filled
from tests.factory import Factory


def test_the_message_alone_records_nothing(shell: Shell) -> None:
    shown = shell("close", SHELF, "--message")
    assert shown.out.startswith(f"CYCLE COUNT: {SHELF}\n")
    assert "counted by Ann" in shown.out
    assert shown.err == ""
    assert shell("schedule", "list", "--format", "json").document["schedule"] == []
    assert f"{SHELF} was never counted here." in shell("close", SHELF, "--show").out


def test_a_sign_is_written_as_it_is_named(shell: Shell) -> None:
    shell("close", SHELF, "--sign-file", "sign.pdf")
    assert (shell.folder / "sign.pdf").read_bytes().startswith(b"%PDF-")
    written = shell("close", SHELF, "--sign-file", "sign.txt", "--label", '{"uid":"00"}')
    assert f"The sign for {SHELF} is in sign.txt." in written.err
    assert SHELF in (shell.folder / "sign.txt").read_text()
    assert "ends with .pdf or .txt" in said(shell("close", SHELF, "--sign-file", "sign.doc", code=1).err)
    assert "cannot be written" in said(shell("close", SHELF, "--sign-file", f"{'x' * 300}.pdf", code=1).err)


def test_who_when_and_why_is_shown(shell: Shell) -> None:
    shell("close", SHELF, "--told", "Bo", "--sign", "--transactions-stopped")
    shown = shell("close", SHELF, "--show").out
    assert "Closed off by Ann at " in shown
    assert "told Bo, a sign is up, transactions are stopped." in shown
    shell("reopen", SHELF, "--give-up", "wrong shelf")
    assert "given up: wrong shelf" in shell("close", SHELF, "--show").out
    shell("close", SHELF, "--skip", "nobody at night", "--by", "Cy")
    shown = shell("close", SHELF, "--show").out
    assert "Counted without closing off, by Cy at " in shown
    assert shown.rstrip().endswith("nobody at night")


def test_closing_off_again_adds_to_what_was_done_and_takes_nothing_back(shell: Shell) -> None:
    shell("close", SHELF, "--told", "Bo", "--sign")
    shell("close", SHELF, "--told", "Cy, bo", "--by", "Di")
    assert "told Bo, Cy, a sign is up." in shell("close", SHELF, "--show").out
    refused = said(shell("close", SHELF, "--skip", "no time", code=1).err)
    assert "is closed off since" in refused
    assert "It stays so until it is reopened." in refused
    reopened = shell("reopen", SHELF, "--give-up", "wrong shelf").err
    assert "Take the sign down." in reopened
    assert "Tell Bo, Cy that" in reopened


def test_stopping_in_ion_needs_the_setting(shell: Shell, factory: Factory) -> None:
    refused = shell("close", SHELF, "--told", "Bo", "--stop-in-ion", code=1).err
    assert "has to be switched on in the settings" in said(refused)
    assert not any(request.is_mutation for request in factory.simulator.requests)
    assert "was never counted here" in shell("close", SHELF, "--show").out, "no count is left open"


def test_nothing_at_all_is_no_close_off(shell: Shell) -> None:
    assert "Say who was told" in said(shell("close", SHELF, code=1).err)
    assert "leave it out" in said(shell("close", SHELF, "--skip", "x", "--stop-in-ion", code=2).err)
    assert shell("schedule", "list", "--format", "json").document["schedule"] == []


def test_after_posting_the_location_stays_closed_off_until_it_is_reopened(shell: Shell, factory: Factory) -> None:
    planted = factory.planted("unexplained_surplus")
    name = factory.location(planted.location_id).name
    shell("close", name, "--told", "Bo", "--sign")
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, planted.location_id))
    shell("count", "submit", name)
    shown = shell("reconcile", name)
    assert "Closed off by Ann" in shown.err
    assert "Closed off by Ann" in shell("reconcile", name, "--format", "json").document["close_off"][0]
    assert "it stays so until cyclecount reopen" in shell("plan", name, "--take", "first").err
    posted = shell("post", name, "--yes").err
    assert "is open again" not in posted
    assert "cyclecount reopen opens it again" in posted
    (row,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert row["state"] == "done, reopen it"
    again = shell("post", name, "--yes").err
    assert "cyclecount reopen opens it again" in again
    reopened = shell("reopen", name, "--told", "Bo").err
    assert f"{name} is open again." in reopened
    assert "Take the sign down." in reopened
    assert "Tell Bo" not in reopened
    (row,) = shell("schedule", "list", "--format", "json").document["schedule"]
    assert row["state"] == ""
    assert "told Bo." in shell("close", name, "--show").out.splitlines()[-1]


def test_stopped_in_ion_until_it_is_reopened(shell: Shell, factory: Factory) -> None:
    shell.environment["CYCLECOUNT_CLOSE_OFF_STOP_TRANSACTIONS"] = "on"
    assert "many locations" in said(shell("close", "--part", "FR-10048", "--stop-in-ion", code=1).err)
    assert shell("schedule", "list", "--format", "json").document["schedule"] == []
    place = next(place for place in factory.simulator.plant.places if place.name == SHELF)
    closed = shell("close", SHELF, "--stop-in-ion").err
    assert f"{SHELF} is off in ION until it is reopened." in closed
    assert not place.available
    assert "Turned off in ION by Ann" in shell("close", SHELF, "--show").out
    factory.simulator.faults.forbid("updateLocation")
    assert "could not be put back" in said(shell("reopen", SHELF, "--give-up", "wrong shelf", code=4).err)
    factory.simulator.faults.allow("updateLocation")
    assert "Its availability in ION is on again." in shell("reopen", SHELF, "--give-up", "wrong shelf").err
    assert place.available
