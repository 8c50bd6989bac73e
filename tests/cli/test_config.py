"""`cyclecount config`: what is in effect and where it comes from, where the file is, and a file to begin with."""

import tomllib
from pathlib import Path

import pytest

from cyclecount_tui.settings.table import BY_NAME, SECTIONS
from tests.cli.shell import Shell
from tests.cli.test_bad_input import SHELF, said


@pytest.fixture
def config(shell: Shell) -> Path:
    """Where the settings file of the shell is."""
    return shell.folder / "config" / "cyclecount" / "config.toml"


def test_path_says_where_and_whether_it_is_there(shell: Shell, config: Path) -> None:
    absent = shell("config", "path")
    assert absent.out == f"{config}\n"
    assert "not there yet" in absent.err
    shell("config", "init")
    there = shell("config", "path")
    assert (there.out, there.err) == (f"{config}\n", "")
    shell.environment["CYCLECOUNT_CONFIG"] = "other.toml"
    assert shell("config", "path").out == f"{shell.folder / 'other.toml'}\n"


def test_init_writes_every_setting_privately_and_never_overwrites(shell: Shell, config: Path) -> None:
    before = shell("config", "show", "--format", "json").document["settings"]
    assert str(config) in shell("config", "init").err
    assert config.stat().st_mode & 0o777 == 0o600
    assert config.parent.stat().st_mode & 0o777 == 0o700
    text = config.read_text()
    assert all(f"# {setting.key} = " in text for setting in BY_NAME.values())
    assert shell("config", "show", "--format", "json").document["settings"] == before
    config.write_text("# mine\n")
    assert "is there already" in said(shell("config", "init", code=1).err)
    assert config.read_text() == "# mine\n"


def test_init_writes_the_file_that_is_named_and_says_when_it_cannot(shell: Shell) -> None:
    shell.environment["CYCLECOUNT_CONFIG"] = str(shell.folder / "deep" / "er" / "mine.toml")
    assert "which is not there" in said(shell("schedule", "list", code=2).err)
    shell("config", "init")
    assert tomllib.loads((shell.folder / "deep" / "er" / "mine.toml").read_text()) == {name: {} for name in SECTIONS}
    shell("schedule", "list")
    (shell.folder / "taken").touch()
    shell.environment["CYCLECOUNT_CONFIG"] = str(shell.folder / "taken" / "mine.toml")
    assert "cannot be written" in said(shell("config", "init", code=1).err)


def test_show_says_each_value_and_where_it_comes_from(shell: Shell, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text('[ion]\nenvironment = "gov"\n[terminal]\nbells = false\n')
    url = shell.environment["ION_API_URI"]
    document = shell("config", "show", "--format", "json").document
    assert (document["file"], document["file_exists"]) == (str(config), True)
    shown = document["settings"]
    assert set(shown) == {*BY_NAME, "ion.client_secret"}
    assert shown["ion.environment"] == {"value": "gov", "from": str(config)}
    assert shown["ion.api_uri"] == {"value": url, "from": "ION_API_URI"}
    assert shown["ion.client_secret"] == {"value": "set", "from": "ION_CLIENT_SECRET"}
    assert shown["ion.authorization"] == {"value": "bearer", "from": "default"}
    assert shown["terminal.bells"] == {"value": False, "from": str(config)}
    assert shown["data.dir"] == {"value": str(shell.folder / "data"), "from": "CYCLECOUNT_DATA_DIR"}
    table = {line.split()[0]: line.split()[1:] for line in shell("config", "show").out.splitlines()}
    assert table["Setting"] == ["Value", "From"]
    assert table["terminal.bells"] == ["off", str(config)]
    assert table["terminal.ascii"] == ["off", "default"]
    assert table["ion.client_secret"] == ["set", "ION_CLIENT_SECRET"]
    del shell.environment["ION_API_URI"]
    assert shell("config", "show", "--format", "json").document["settings"]["ion.api_uri"] == {
        "value": "https://api-production-gov.buildwithion.com", "from": f"{config}, environment gov",
    }  # fmt: skip


def test_show_of_a_secret_that_was_never_stored(shell: Shell) -> None:
    del shell.environment["ION_CLIENT_SECRET"]
    printed = shell("config", "show")
    (line,) = (line for line in printed.out.splitlines() if "client_secret" in line)
    assert line.split() == ["ion.client_secret", "not", "set", "default"]
    assert "run cyclecount login" in printed.err


def test_every_verb_says_what_is_wrong_with_the_settings(shell: Shell, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("[terminal]\nbels = true\n[cont]\n")
    shell.environment["CYCLECOUNT_ASCI"] = "on"
    for verb in (["schedule", "list"], ["sheet", SHELF], ["config", "show"], ["login"], ["logout"], []):
        refused = shell(*verb, code=2)
        assert refused.err.splitlines() == [
            f"cyclecount: {config} has an unknown key terminal.bels; did you mean terminal.bells?",
            f"cyclecount: {config} has an unknown section [cont]; did you mean count?",
            "cyclecount: CYCLECOUNT_ASCI is no setting; did you mean CYCLECOUNT_ASCII?",
        ]
        assert refused.out == ""


def test_the_file_is_enough_to_count_with(shell: Shell, config: Path) -> None:
    url = shell.environment.pop("ION_API_URI")
    del shell.environment["ION_AUTH_SERVER"], shell.environment["CYCLECOUNT_COUNTER"]
    config.parent.mkdir(parents=True)
    config.write_text(
        f'[ion]\napi_uri = "{url}"\nauth_server = "{url}"\nauthorization = "token"\n[count]\ncounter = "Eve"\n'
    )
    assert "to count at" in shell("sheet", SHELF).err
    sheet = shell("sheet", SHELF)
    assert sheet.out.startswith("line,")


def test_hostile_text_in_a_settings_file_never_steers_the_terminal(shell: Shell, config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text('["te\\u001b[31mrminal"]\nx = 1\n')
    assert "\x1b" not in shell("schedule", "list", code=2).err
