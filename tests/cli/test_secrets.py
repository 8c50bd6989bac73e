"""The API key's secret and its tokens show nowhere: not printed, not in a report of a fault, in no file, in no `ps`."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyclecount_tui.simulator import SimulatorOptions
from tests.cli.crashing import REPORT
from tests.cli.logging_in import ROOT, Desk
from tests.cli.shell import PROGRAM, TIMEOUT, Ran
from tests.cli.test_bad_input import SHELF
from tests.cli.test_whole_way import filled
from tests.factory import factory_at
from tests.sweeps import some_by_default
from tests.terminal import PATIENCE, Terminal

HUSH = "hush4711hush"
WRONG = "wrong4711wrong"
TOKEN = "eyJ"
"""With this every token of ION begins: they are JSON in base64."""
LONG_ENOUGH = 30


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A factory whose API key has a secret that stands nowhere else."""
    with factory_at(tmp_path / "data", options=SimulatorOptions(client_secret=HUSH)) as factory:
        yield Desk(factory, tmp_path)


def tokens(desk: Desk) -> list[str]:
    """The beginning of every token that was given out so far: a report may cut what is long."""
    given = list(desk.factory.simulator._tokens._expiries)
    assert all(token.startswith(TOKEN) for token in given)
    return [token[:LONG_ENOUGH] for token in given]


def assert_hushed(desk: Desk, text: str | bytes, *also: str) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    for secret in (HUSH, WRONG, *also, *tokens(desk)):
        assert secret.encode() not in raw


def assert_printed_hushed(desk: Desk, *ran: Ran) -> None:
    for each in ran:
        assert_hushed(desk, each.out + each.err)


def assert_files_hushed(desk: Desk) -> None:
    """All files but the keyring's own, and the one that holds the secret where there is no keyring."""
    looked_at = set()
    for path in desk.shell.folder.rglob("*"):
        if path.is_file() and path not in (desk.keyring_file, desk.secret_file):
            assert_hushed(desk, path.read_bytes())
            looked_at.add(path.name)
    assert "cyclecount.db" in looked_at


def on_a_terminal(desk: Desk, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in desk.shell.environment.items() if name != "PYTHONWARNINGS"}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def test_commands_from_login_to_logout_show_neither(desk: Desk) -> None:
    shell = desk.shell
    printed = [desk.login(), desk.login(secret=WRONG, code=4)]
    sheet = shell("sheet", SHELF)
    body = filled(sheet.out, desk.factory, desk.factory.named(SHELF).id)
    printed += [
        sheet,
        shell("count", "load", SHELF, "-", stdin=body),
        shell("count", "submit", SHELF),
        shell("reconcile", SHELF, "--format", "json"),
        shell("schedule", "list", "--format", "json"),
        shell("doctor", "--json", code=None),
        shell("config", "show"),
        shell("config", "show", "--format", "json"),
        shell("logout"),
    ]
    assert tokens(desk)
    assert_printed_hushed(desk, *printed)
    assert (desk.config.parent / "config.toml").is_file()
    assert_files_hushed(desk)


def test_a_secret_from_the_environment_shows_no_more_than_a_stored_one(desk: Desk) -> None:
    shell = desk.shell
    shell.environment |= {
        "ION_API_URI": desk.url, "ION_AUTH_SERVER": desk.url, "ION_CLIENT_ID": desk.client_id,
        "ION_CLIENT_SECRET": HUSH,
    }  # fmt: skip
    right = [shell("sheet", SHELF), shell("config", "show", "--format", "json")]
    shell.environment["ION_CLIENT_SECRET"] = WRONG
    refused = [shell("sheet", SHELF, code=None), shell("count", "submit", SHELF, code=None), shell("config", "show")]
    assert_printed_hushed(desk, *right, *refused)
    assert_files_hushed(desk)


def test_a_file_of_secrets_is_the_only_file_that_holds_one(desk: Desk) -> None:
    desk.shell.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    printed = [desk.login("--secret-file"), desk.shell("sheet", SHELF), desk.shell("config", "show")]
    assert HUSH in desk.secret_file.read_text()
    assert_printed_hushed(desk, *printed)
    assert_files_hushed(desk)


def test_the_process_list_shows_neither(desk: Desk) -> None:
    simulator = desk.factory.simulator
    simulator.faults.delay(PATIENCE, only="Me")  # while it waits for this answer it holds the secret and a token
    with subprocess.Popen(
        [PROGRAM, "login", *desk.options], env=desk.shell.environment, cwd=desk.shell.folder, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(HUSH)
        process.stdin.close()
        process.stdin = None
        end = time.monotonic() + PATIENCE
        while not simulator.tokens_given:
            assert time.monotonic() < end, "it never signed in"
            assert process.poll() is None
            time.sleep(0.01)
        listed = subprocess.run(["ps", "-o", "args=", "-p", str(process.pid)], capture_output=True, check=False).stdout
        proc = Path(f"/proc/{process.pid}")
        if proc.is_dir():
            listed += (proc / "cmdline").read_bytes() + (proc / "environ").read_bytes()
        assert b"login" in listed
        assert_hushed(desk, listed)
        simulator.faults.delay(0)
        out, err = process.communicate(timeout=TIMEOUT)
        assert process.returncode == 0, err
    assert_hushed(desk, out + err)


@pytest.mark.parametrize("at", some_by_default(("token", "graphql"), "token"))
def test_a_command_that_crashes_shows_neither(desk: Desk, at: str) -> None:
    desk.login()
    environment = {**desk.shell.environment, "CRASH_AT": at}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.crashing", "sheet", SHELF], env=environment, cwd=desk.shell.folder,
        capture_output=True, text=True, timeout=TIMEOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"ZeroDivisionError: {REPORT}" in done.stderr
    assert_hushed(desk, done.stdout + done.stderr)
    assert_files_hushed(desk)


@pytest.mark.parametrize("at", some_by_default(("token", "graphql"), "graphql"))
def test_an_app_that_crashes_shows_neither(desk: Desk, at: str) -> None:
    desk.login()
    command = [sys.executable, "-m", "tests.cli.crashing"]
    with Terminal(command, on_a_terminal(desk, CRASH_AT=at), columns=200, rows=60) as terminal:
        terminal.wait_for("SCHEDULE", "F1 help")
        terminal.press("F1")
        terminal.wait_for("ZeroDivisionError", REPORT)
        assert terminal.wait_for_end() == 1
        assert_hushed(desk, terminal.sent)
    assert len(tokens(desk)) == (1 if at == "token" else 2)
    assert_files_hushed(desk)
