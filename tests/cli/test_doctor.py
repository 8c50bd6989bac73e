"""`cyclecount doctor` as it is installed: what it prints, how it ends, and the write test on its sandbox."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cyclecount_tui import __version__
from cyclecount_tui.simulator.plant.rows import Inventory
from tests.cli.shell import PROGRAM, TIMEOUT, Ran, Shell
from tests.cli.test_bad_input import said
from tests.cli.test_post import AS_A_SHELL_STARTS_IT
from tests.factory import Factory
from tests.terminal import Terminal

GUARD = "Frozen for the audit."


def lines(ran: Ran) -> dict[str, tuple[str, str]]:
    """State and sentence by name, as a person reads them."""
    found = {}
    for line in ran.out.splitlines():
        if line[:8].strip() in {"ok", "warning", "failed"}:
            name, _, sentence = line[9:].partition(": ")
            found[name] = (line[:8].strip(), sentence)
    return found


def by_name(document: Any) -> dict[str, dict[str, str]]:
    return {finding["name"]: finding for finding in document["findings"]}


def stored(factory: Factory) -> Inventory:
    """A record at a location, of which there is more than one."""
    return next(row for row in factory.simulator.plant.inventory if row.quantity > 1 and row.location_id)


def mutations(factory: Factory) -> list[str | None]:
    return [request.operation_name for request in factory.simulator.requests if request.is_mutation]


def test_a_factory_where_counting_can_start(shell: Shell) -> None:
    ran = shell("doctor")
    assert ran.err == "", "nobody watches, so nobody is told what is waited for"
    found = lines(ran)
    assert found["settings"] == ("ok", "Everything that ION needs is set; entries are recorded under the name Ann.")
    assert found["terminal"][1].startswith("Not a terminal")
    assert f"cyclecount {__version__}, Python {sys.version.split()[0]}" in found["versions"][1]
    assert ran.out.splitlines()[-1].startswith("Counting can start (")
    assert not [name for name, (state, _) in found.items() if state == "failed"]


def test_one_document_without_any_secret(shell: Shell, factory: Factory, tmp_path: Path) -> None:
    plant = factory.simulator.plant
    plant.save(tmp_path / "before.json")
    ran = shell("doctor", "--json")
    plant.save(tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert ran.err == ""
    document = ran.document
    assert (document["version"], document["can_count"]) == (__version__, True)
    assert all(set(each) == {"name", "state", "sentence", "what_to_do"} for each in document["findings"])
    assert {each["state"] for each in document["findings"]} <= {"ok", "warning", "failed"}
    assert factory.simulator.client_secret not in ran.out
    assert "eyJ" not in ran.out, "no token"
    assert mutations(factory) == []
    assert (factory.folder / "tenant-memory.json").is_file(), "the app goes by what was found"


def test_settings_that_are_missing_are_exit_code_2(tmp_path: Path) -> None:
    document = Shell(tmp_path)("doctor", "--json", code=2).document
    assert document["can_count"] is False
    found = by_name(document)
    assert found["settings"]["state"] == "failed"
    assert "ION_API_URI, ION_AUTH_SERVER" in found["settings"]["sentence"]
    assert found["token"]["sentence"].startswith("Not checked: ")
    assert found["disk"]["state"] == found["versions"]["state"] == "ok"


def test_settings_that_cannot_be_used_are_exit_code_2(shell: Shell) -> None:
    shell.environment["CYCLECOUNT_CONFIG"] = "no-such-file.toml"
    found = by_name(shell("doctor", "--json", code=2).document)
    assert "no-such-file.toml" in found["settings"]["sentence"]
    assert found["versions"]["state"] == "ok"
    del shell.environment["CYCLECOUNT_CONFIG"]
    shell.environment["ION_API_URI"] = "http://ion.example.com"
    found = by_name(shell("doctor", "--json", code=2).document)
    (refused,) = [each for each in found.values() if each["state"] == "failed"]
    assert "https://" in refused["sentence"]
    assert found["token"]["sentence"].startswith("Not checked: ")


def test_a_key_without_its_secret_is_exit_code_2(shell: Shell) -> None:
    shell.environment["ION_CLIENT_SECRET"] = ""
    shell.environment["CYCLECOUNT_DATA_DIR"] = "data"
    failed = [
        each["name"] for each in shell("doctor", "--json", code=2).document["findings"] if each["state"] == "failed"
    ]
    assert failed == ["settings"]


def test_a_stopped_server_is_exit_code_3(shell: Shell, factory: Factory) -> None:
    factory.server.stop()
    ran = shell("doctor", code=3)
    assert lines(ran)["token"][0] == "failed"
    assert ran.out.count("Put right what failed above") == 1, "said once for all that depends on it"
    assert "cannot be reached" in lines(ran)["token"][1]
    assert ran.out.splitlines()[-1].startswith("Counting cannot start: token failed")


def test_a_wrong_secret_is_exit_code_4(shell: Shell) -> None:
    shell.environment["ION_CLIENT_SECRET"] = "wrong-secret"
    ran = shell("doctor", code=4)
    assert "refused the API key" in lines(ran)["token"][1]
    assert "wrong-secret" not in ran.out + ran.err


def test_a_key_that_was_switched_off_is_exit_code_4(shell: Shell, factory: Factory) -> None:
    factory.simulator.faults.http_status(401, count=100)
    assert lines(shell("doctor", code=4))["me"][0] == "failed"


def test_a_folder_that_cannot_be_made_is_exit_code_1(shell: Shell) -> None:
    (shell.folder / "file").write_text("in the way")
    shell.environment["CYCLECOUNT_DATA_DIR"] = str(shell.folder / "file" / "data")
    found = lines(shell("doctor", code=1))
    assert [name for name, (state, _) in found.items() if state == "failed"] == ["database"]
    assert found["schema"][0] == "ok", "ION is looked at all the same"


def test_text_of_ion_does_not_steer_the_terminal(shell: Shell, factory: Factory) -> None:
    next(iter(factory.simulator.plant.rules)).title = "\x1b[2J\x1b]0;mine\x07 gone"
    assert "\x1b" not in shell("doctor").out
    assert "\x1b" not in shell("doctor", "--json").out


def test_on_a_terminal_it_says_how_it_is_and_what_is_waited_for(shell: Shell) -> None:
    with Terminal([PROGRAM, "doctor"], shell.environment, columns=100, rows=70) as terminal:
        screen = terminal.wait_for("Counting can start")
        assert terminal.wait_for_end() == 0
        assert b"Looking at the sign-in ..." in terminal.sent
        assert "Looking at" not in screen, "it is gone when it has come"
        assert "100 columns by 70 rows, TERM is xterm-256color" in screen
        assert "UTF-8" in screen
        assert "F1 to F9" in screen


def test_on_a_poor_terminal(shell: Shell) -> None:
    shell.environment |= {"TERM": "no-such-terminal", "NO_COLOR": "1", "LANG": "C", "PYTHONIOENCODING": "ascii"}
    with Terminal([PROGRAM, "doctor"], shell.environment, columns=39, rows=7) as terminal:
        assert terminal.wait_for_end() == 0
        sent = " ".join(terminal.sent.decode("ascii").split())
        assert "39 columns by 7 rows" in sent
        assert "too small for the app" in sent
        assert "no description of a terminal named 'no-such-terminal'" in sent
        assert "NO_COLOR" in sent
        assert "The encoding is ascii" in sent


def test_the_write_test_changes_nothing_but_the_version(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    before, etag = factory.quantities(), record.etag
    ran = shell("doctor", "--write-test", str(record.id), "--yes")
    assert lines(ran)["write"][0] == lines(ran)["afterwards"][0] == "ok"
    assert f"record {record.id}" in ran.err
    assert factory.quantities() == before
    assert record.etag != etag
    assert mutations(factory) == ["SetQuantity"]


def test_the_write_test_as_a_document(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    document = shell("doctor", "--write-test", str(record.id), "--yes", "--json").document
    assert (document["record"], document["accepted"]) == (record.id, True)
    assert [each["state"] for each in document["findings"]] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("api", "sign_in"),
    [
        ("https://api.buildwithion.com", "auth.buildwithion.com"),
        ("https://api-acme.buildwithion.com", "auth-acme.buildwithion.com"),
        ("https://ion.example.com", "staging-auth.buildwithion.com"),
    ],
)
def test_outside_a_sandbox_nothing_is_even_asked(shell: Shell, factory: Factory, api: str, sign_in: str) -> None:
    # Whatever would be asked would be asked of a proxy, which is the factory here.
    proxy = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY"), factory.server.url)
    shell.environment |= {"ION_API_URI": api, "ION_AUTH_SERVER": sign_in, **proxy}
    refused = said(shell("doctor", "--write-test", "4001", "--yes", code=1).err)
    assert f"{api} is neither: nothing was asked and nothing was sent" in refused


def test_without_a_person_it_needs_a_yes(shell: Shell, factory: Factory) -> None:
    assert "say --yes" in said(shell("doctor", "--write-test", str(stored(factory).id), code=1).err)
    assert factory.simulator.requests == []


def test_a_person_is_asked_for_the_record(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    command = [PROGRAM, "doctor", "--write-test", str(record.id)]
    for typed in ("\r", "yes\r", f"{record.id + 1}\r", "\x04"):
        with Terminal(command, shell.environment) as terminal:
            terminal.wait_for(f"Type {record.id} to send it, anything else to stop:")
            terminal.press(typed)
            assert terminal.wait_for_end() == 1
            assert "Nothing was sent." in terminal.text
    assert mutations(factory) == []
    with Terminal(command, shell.environment) as terminal:
        terminal.wait_for("anything else to stop:")
        terminal.press(f"{record.id}\r")
        terminal.wait_for("afterwards: The record was read again")
        assert terminal.wait_for_end() == 0
    assert mutations(factory) == ["SetQuantity"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--write-test", "shelf"], "'shelf' is no id of a record"),
        (["--write-test", "0"], "'0' is no id of a record"),
        (["--write-test", "9" * 5000], "is no id of a record"),
        (["--yes"], "--yes is for --write-test"),
    ],
)
def test_usage(shell: Shell, arguments: list[str], words: str) -> None:
    assert words in shell("doctor", *arguments, code=2).err


def test_a_record_that_is_not_there(shell: Shell, factory: Factory) -> None:
    assert "no inventory record 999999" in said(shell("doctor", "--write-test", "999999", "--yes", code=1).err)
    assert mutations(factory) == []


def test_what_ion_refuses_is_said_in_its_own_words(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    before = factory.quantities()
    arguments = ("doctor", "--write-test", str(record.id), "--yes")
    factory.simulator.faults.refuse_updates_at(record.location_id or 0, GUARD)
    ran = shell(*arguments, code=1)
    assert lines(ran)["write"][0] == "failed"
    assert GUARD in lines(ran)["write"][1]
    assert lines(ran)["afterwards"][0] == "ok"
    factory.simulator.faults.clear(everything=True)
    factory.simulator.faults.forbid("updatePartInventory")
    assert "permission" in lines(shell(*arguments, code=4))["write"][1]
    factory.simulator.faults.clear(everything=True)
    assert factory.quantities() == before
    assert json.loads(shell(*arguments, "--json").out)["accepted"] is True


def test_a_record_that_somebody_changes_meanwhile_is_left_alone(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    with Terminal([PROGRAM, "doctor", "--write-test", str(record.id)], shell.environment, columns=120) as terminal:
        terminal.wait_for("anything else to stop:")
        factory.simulator.faults.edit_behind_the_back(record.id, quantity="77")
        terminal.press(f"{record.id}\r")
        assert terminal.wait_for_end() == 5
        assert "Somebody changed the record" in terminal.text
        assert "not as it was before: the quantity" in " ".join(terminal.text.split())
    assert record.quantity == 77


@pytest.mark.parametrize("committed", [True, False])
def test_an_answer_that_does_not_come_is_settled_by_reading(shell: Shell, factory: Factory, committed: bool) -> None:
    record = stored(factory)
    before, faults = factory.quantities(), factory.simulator.faults
    if committed:
        faults.drop_after_commit()
    else:
        faults.drop_before(only="SetQuantity")
    ran = shell("doctor", "--write-test", str(record.id), "--yes", "--json", code=3)
    assert ran.document["accepted"] is committed
    found = by_name(ran.document)
    words = "most likely made" if committed else "was not made"
    assert words in found["write"]["sentence"]
    assert found["afterwards"]["state"] == "ok"
    assert mutations(factory) == ["SetQuantity"], "it is not sent again"
    assert factory.quantities() == before


def test_an_answer_that_does_not_come_and_an_ion_that_stays_away(shell: Shell, factory: Factory) -> None:
    record = stored(factory)
    faults = factory.simulator.faults
    faults.drop_after_commit()
    with Terminal([PROGRAM, "doctor", "--write-test", str(record.id)], shell.environment, columns=120) as terminal:
        terminal.wait_for("anything else to stop:")
        faults.drop_before(count=100, only="Records")
        terminal.press(f"{record.id}\r")
        assert terminal.wait_for_end() == 3
        assert "could not be read since" in " ".join(terminal.text.split())
    assert mutations(factory) == ["SetQuantity"]


def test_ctrl_c_while_it_is_on_its_way(shell: Shell, factory: Factory) -> None:
    record, simulator = stored(factory), factory.simulator
    simulator.faults.delay(60, only="updatePartInventory")
    command = [sys.executable, "-c", AS_A_SHELL_STARTS_IT, "doctor", "--write-test", str(record.id), "--yes"]
    environment = {**os.environ, **shell.environment}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + TIMEOUT
        while not mutations(factory):
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIMEOUT)
    simulator.faults.clear()
    assert process.returncode == 130
    assert "may have been on its way" in err
    assert "Traceback" not in err
