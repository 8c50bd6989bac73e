"""`cyclecount login` and `logout`: a key is proved before anything is stored, and the secret goes where it is safe."""

import io
import tomllib
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from cyclecount_tui.cli.main import main
from cyclecount_tui.ion.environments import Environment
from cyclecount_tui.simulator import SimulatorOptions
from tests.cli.file_keyring import BACKEND
from tests.cli.logging_in import Desk
from tests.cli.shell import PROGRAM
from tests.cli.test_bad_input import SHELF, said
from tests.factory import Factory, factory_at
from tests.terminal import Terminal

WRONG = "wrong4711wrong"


@pytest.fixture
def desk(factory: Factory, tmp_path: Path) -> Desk:
    return Desk(factory, tmp_path)


@pytest.fixture
def bare_desk(factory: Factory, tmp_path: Path) -> Desk:
    """On a system without a keyring."""
    return Desk(factory, tmp_path, keyring=False)


def test_a_key_is_proved_and_kept_in_the_keyring(desk: Desk) -> None:
    done = desk.login()
    assert done.out == ""
    assert done.err.splitlines()[0].startswith(f"Signed in to {desk.url} as ")
    assert "in the system keyring" in done.err
    assert desk.passwords == {f"cyclecount {desk.account}": desk.secret}
    assert tomllib.loads(desk.config.read_text()) == {
        "ion": {"api_uri": desk.url, "auth_server": desk.url, "client_id": desk.client_id}
    }
    assert desk.config.stat().st_mode & 0o777 == 0o600
    assert not desk.secret_file.exists()
    assert desk.shown()["ion.client_secret"] == {"value": "set (keyring)", "from": "keyring"}
    assert "to count at" in desk.shell("sheet", SHELF).err


def test_nothing_is_stored_when_the_key_is_refused(desk: Desk) -> None:
    refused = desk.login(secret=WRONG, code=4)
    assert "refused the API key" in said(refused.err)
    assert desk.passwords == {}
    assert not desk.config.exists()
    desk.url = "http://127.0.0.1:9"
    desk.login(code=3)
    assert desk.passwords == {}
    assert not desk.config.exists()


def test_a_tenant_that_does_not_know_me_signs_in_all_the_same(tmp_path: Path) -> None:
    with factory_at(tmp_path / "data", options=SimulatorOptions(without=frozenset({"Query.me"}))) as factory:
        desk = Desk(factory, tmp_path)
        assert "does not say who the key belongs to" in desk.login().err
        assert desk.passwords


def test_without_a_keyring_a_private_file_must_be_allowed(bare_desk: Desk) -> None:
    refused = bare_desk.login(code=1)
    assert "There is no system keyring here" in refused.err
    assert refused.err.splitlines()[-1].startswith("cyclecount: Nothing was stored: --secret-file allows")
    assert not bare_desk.config.exists()
    done = bare_desk.login("--secret-file")
    assert "There is no system keyring here" in done.err
    assert f"The secret is in {bare_desk.secret_file}" in done.err
    assert bare_desk.secret_file.stat().st_mode & 0o777 == 0o600
    assert bare_desk.secret_file.parent.stat().st_mode & 0o777 == 0o700
    assert bare_desk.shown()["ion.client_secret"] == {"value": "set (secret file)", "from": "secret file"}
    assert "to count at" in bare_desk.shell("sheet", SHELF).err


def test_a_keyring_that_keeps_nothing_or_cannot_be_loaded_is_none(bare_desk: Desk) -> None:
    for backend in ("keyring.backends.null.Keyring", "no.such.Backend"):
        bare_desk.shell.environment["PYTHON_KEYRING_BACKEND"] = backend
        assert "There is no system keyring here" in bare_desk.login(code=1).err


def test_a_keyring_that_comes_later_takes_the_secret_over(desk: Desk) -> None:
    desk.lock_keyring()
    desk.login("--secret-file")
    assert desk.secret_file.exists()
    desk.unlock_keyring()
    desk.login()
    assert not desk.secret_file.exists()
    assert desk.passwords


def test_a_secret_file_that_others_can_read_is_refused(bare_desk: Desk) -> None:
    bare_desk.login("--secret-file")
    bare_desk.secret_file.chmod(0o640)
    sentence = said(bare_desk.shell("sheet", SHELF, code=2).err)
    assert f"chmod 600 {bare_desk.secret_file}" in sentence
    assert f"chmod 600 {bare_desk.secret_file}" in said(bare_desk.shell("logout", code=1).err)
    shown = bare_desk.shell("config", "show")
    assert "not known" in shown.out
    assert "chmod 600" in shown.err
    bare_desk.secret_file.chmod(0o600)
    bare_desk.secret_file.write_text("[1")
    assert "remove it" in said(bare_desk.shell("sheet", SHELF, code=2).err)


def test_a_secret_that_is_gone_or_cannot_be_asked_for_is_said(desk: Desk) -> None:
    desk.login()
    desk.lock_keyring()
    assert "does not answer; unlock it" in said(desk.shell("sheet", SHELF, code=2).err)
    assert "may still hold the secret" in said(desk.shell("logout", code=1).err)
    desk.unlock_keyring()
    desk.keyring_file.unlink()
    sentence = said(desk.shell("sheet", SHELF, code=2).err)
    assert sentence.startswith(f"There is no secret for API key {desk.client_id} at 127.0.0.1:")
    assert sentence.endswith("run cyclecount login.")


def test_the_secret_of_one_place_is_not_shown_to_another(desk: Desk) -> None:
    desk.login()
    before = len(desk.factory.simulator.requests)
    desk.shell.environment["ION_API_URI"] = "http://127.0.0.1:9"
    assert "There is no secret for API key" in said(desk.shell("sheet", SHELF, code=2).err)
    assert len(desk.factory.simulator.requests) == before


def test_logout_says_what_it_removed_and_from_where(desk: Desk) -> None:
    assert "You are logged out already" in desk.shell("logout").err
    desk.login()
    assert desk.shell("logout").err.strip() == f"The secret of {desk.account} is no longer in the keyring."
    assert desk.passwords == {}
    assert f"no secret of {desk.account} is stored" in desk.shell("logout").err
    desk.lock_keyring()
    desk.login("--secret-file")
    desk.unlock_keyring()
    assert "no longer in the secret file" in desk.shell("logout").err
    assert not desk.secret_file.exists()
    desk.shell.environment["ION_CLIENT_SECRET"] = desk.secret
    assert "ION_CLIENT_SECRET is still set" in desk.shell("logout").err


def test_login_keeps_what_else_is_in_the_settings_file(desk: Desk) -> None:
    desk.config.parent.mkdir(parents=True)
    desk.config.write_text('# ours\n[ion]\nenvironment = "gov" # old\n\n[count]\ncounter = "Eve"  # nights\n')
    desk.login()
    text = desk.config.read_text()
    assert text.startswith("# ours\n[ion]\n")
    assert '[count]\ncounter = "Eve"  # nights\n' in text
    assert "environment" not in text
    assert f'api_uri = "{desk.url}"' in text


def test_login_makes_the_file_that_a_variable_names(desk: Desk) -> None:
    named = desk.shell.folder / "mine.toml"
    desk.shell.environment["CYCLECOUNT_CONFIG"] = str(named)
    desk.login()
    assert tomllib.loads(named.read_text())["ion"]["client_id"] == desk.client_id
    assert not desk.config.exists()


def test_variables_that_win_are_named(desk: Desk) -> None:
    desk.shell.environment |= {"ION_CLIENT_SECRET": "other", "ION_API_URI": "https://api.example.com"}
    last = desk.login().err.splitlines()[-1]
    assert last.startswith("ION_API_URI, ION_CLIENT_SECRET are set in the environment and win")


def test_where_nobody_can_be_asked_the_settings_or_the_options_must_say_it(desk: Desk) -> None:
    shell = desk.shell
    assert "give --environment" in said(shell("login", code=2).err)
    where = ["--api-uri", desk.url, "--auth-server", desk.url]
    assert "go together" in said(shell("login", *where[:2], code=2).err)
    assert "Give either" in said(shell("login", "--environment", "gov", *where, code=2).err)
    assert "did you mean sandbox" in said(shell("login", "--environment", "sandbx", code=2).err)
    assert "https" in said(shell("login", "--api-uri", "http://a.example", "--auth-server", "a.example", code=2).err)
    assert "give --client-id" in said(shell("login", *where, code=2).err)
    assert "--secret-stdin" in said(shell("login", *where, "--client-id", "x", code=2).err)
    assert "No secret was given" in said(shell("login", *desk.options, stdin="\n", code=1).err)
    assert "one line" in said(shell("login", *desk.options, stdin="two\nlines", code=1).err)
    assert not desk.config.exists()
    desk.login()
    desk.keyring_file.unlink()
    shell("login", "--secret-stdin", stdin=desk.secret)
    assert desk.passwords


def test_there_is_no_option_for_the_secret(desk: Desk) -> None:
    usage = desk.shell("login", "--help").out
    assert "--secret-stdin" in usage
    for option in ("--secret", "--client-secret", "--password"):
        refused = desk.shell("login", option, desk.secret, code=2)
        assert "ambiguous" in refused.err or "unrecognized" in refused.err


def test_an_environment_by_name_stands_in_the_file_by_its_name(
    factory: Factory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = Environment("sandbox", factory.server.url, factory.server.url, sandbox=True)
    monkeypatch.setattr("cyclecount_tui.ion.environments.ENVIRONMENTS", (here,))
    monkeypatch.setattr("sys.stdin", io.StringIO(factory.simulator.client_secret))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "passwords.json"))
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(BACKEND))
    try:
        options = ["--environment", "Staging", "--client-id", factory.simulator.client_id, "--secret-stdin"]
        assert main(["login", *options]) == 0
    finally:
        keyring.set_keyring(before)
    assert "Signed in to sandbox as" in capsys.readouterr().err
    written = tomllib.loads((tmp_path / "cyclecount" / "config.toml").read_text())
    assert written == {"ion": {"environment": "sandbox", "client_id": factory.simulator.client_id}}


def on_a_terminal(desk: Desk) -> dict[str, str]:
    return {name: value for name, value in desk.shell.environment.items() if name != "PYTHONWARNINGS"}


def test_a_person_is_asked_for_everything_and_the_secret_is_not_echoed(desk: Desk) -> None:
    with Terminal([PROGRAM, "login"], on_a_terminal(desk), columns=120) as terminal:
        terminal.wait_for("Where is your ION?", "Environment [production]:")
        terminal.press("sandbx", "\r")
        terminal.wait_for("did you mean sandbox?")
        terminal.press("other", "\r")
        terminal.wait_for("Address of ION's API:")
        terminal.press("http://ion.example.com", "\r")
        terminal.wait_for("must begin with https://")
        terminal.press(desk.url, "\r")
        terminal.wait_for("Address that gives out tokens:")
        terminal.press(desk.url, "\r")
        terminal.wait_for("Id of the API key:")
        terminal.press(desk.client_id, "\r")
        terminal.wait_for("Secret of the API key (not shown):")
        terminal.press(desk.secret, "\r")
        terminal.wait_for("Signed in to", "in the system keyring")
        assert terminal.wait_for_end() == 0
        assert desk.secret.encode() not in terminal.sent
    assert desk.passwords == {f"cyclecount {desk.account}": desk.secret}


def test_the_second_time_enter_is_enough(desk: Desk) -> None:
    desk.login()
    with Terminal([PROGRAM, "login"], on_a_terminal(desk), columns=120) as terminal:
        terminal.wait_for("Environment [other]:")
        terminal.press("\r")
        terminal.wait_for(f"ION's API [{desk.url}]:")
        terminal.press("\r")
        terminal.wait_for(f"tokens [{desk.url}]:")
        terminal.press("\r")
        terminal.wait_for(f"key [{desk.client_id}]:")
        terminal.press("\r")
        terminal.wait_for("(not shown):")
        terminal.press(WRONG, "\r")
        assert terminal.wait_for_end() == 4
        assert WRONG.encode() not in terminal.sent
    assert desk.passwords == {f"cyclecount {desk.account}": desk.secret}


def test_a_person_decides_whether_a_file_may_hold_the_secret(bare_desk: Desk) -> None:
    command = [PROGRAM, "login", *(option for option in bare_desk.options if option != "--secret-stdin")]
    for answer, stored in (("", False), ("y", True)):
        with Terminal(command, on_a_terminal(bare_desk), columns=120) as terminal:
            terminal.wait_for("(not shown):")
            terminal.press(bare_desk.secret, "\r")
            terminal.wait_for("no system keyring", "[y/N]")
            terminal.press(answer, "\r")
            assert terminal.wait_for_end() == (0 if stored else 1)
        assert bare_desk.secret_file.exists() == stored
        assert bare_desk.config.exists() == stored


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_stopping_stores_nothing(desk: Desk, key: str) -> None:
    command = [PROGRAM, "login", *desk.options[:6]]
    with Terminal(command, on_a_terminal(desk)) as terminal:
        terminal.wait_for("(not shown):")
        terminal.press(key)
        terminal.wait_for("Stopped; nothing was stored.")
        assert terminal.wait_for_end() == 1
    assert not desk.config.exists()
    assert desk.passwords == {}


def test_the_app_asks_for_a_login_before_and_starts_without_the_keyring_after(desk: Desk) -> None:
    with Terminal([PROGRAM], on_a_terminal(desk), columns=220) as terminal:
        terminal.wait_for("cyclecount login", "config.toml", "ION_CLIENT_SECRET")
        terminal.press("q")
        assert terminal.wait_for_end() == 2
    desk.login()
    desk.lock_keyring()
    with Terminal([PROGRAM], on_a_terminal(desk)) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
