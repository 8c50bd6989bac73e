"""The settings: what wins over what, what is refused and in which words, and the file that a person can write."""

import getpass
import json
import os
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.cli.putting_together import scan_rules
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.settings import Settings, SettingsProblem, read_settings
from cyclecount_tui.settings.editing import edited
from cyclecount_tui.settings.places import settings_file
from cyclecount_tui.settings.table import BY_NAME, SECTIONS, TABLE, our_variables
from cyclecount_tui.settings.template import template
from cyclecount_tui.settings.writing import CannotWrite, make_new, replace_privately

HUSH = "hush4711hush"
KEY = {"ION_CLIENT_ID": "key", "ION_CLIENT_SECRET": HUSH}


@pytest.fixture(autouse=True)
def _nobodys_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "usual"))


class Written:
    """A settings file, and what is read with it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "my settings.toml"

    def __call__(self, text: str | bytes, **variables: str) -> Settings:
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings({"CYCLECOUNT_CONFIG": str(self.path), **variables})

    def refused(self, text: str | bytes, **variables: str) -> tuple[str, ...]:
        with pytest.raises(SettingsProblem) as caught:
            self(text, **variables)
        return caught.value.sentences

    def refused_once(self, text: str | bytes, **variables: str) -> str:
        (sentence,) = self.refused(text, **variables)
        assert str(self.path) in sentence
        return sentence.replace(str(self.path), "FILE")


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def refused_variables(**variables: str) -> tuple[str, ...]:
    with pytest.raises(SettingsProblem) as caught:
        read_settings(variables)
    return caught.value.sentences


def test_every_field_has_one_row_and_every_row_a_field() -> None:
    rows = [each.attribute for each in TABLE]
    assert sorted(rows) == sorted(set(Settings._fields) - {"client_secret", "missing", "sources"})
    assert len(BY_NAME) == len(TABLE)
    variables = [name for each in TABLE for name in each.variables]
    assert len(variables) == len(set(variables))
    assert all(each.description.endswith(".") for each in TABLE)


def test_nothing_said_is_the_defaults() -> None:
    settings = read_settings({})
    assert settings == Settings(counter=getpass.getuser(), missing=settings.missing)
    assert settings.missing == ("ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET")
    assert {str(settings.source_of(each.attribute)) for each in TABLE} == {"default"}
    assert read_settings({"CYCLECOUNT_BELLS": "  ", "ION_CLIENT_ID": ""}) == settings


EXAMPLES = {
    "ion.environment": ("sandbox", "sandbox"),
    "ion.api_uri": ("https://api.example.com", "https://api.example.com"),
    "ion.auth_server": ("auth.example.com", "auth.example.com"),
    "ion.client_id": ("key", "key"),
    "ion.authorization": ("raw", "raw"),
    "count.counter": ("Ünal", "Ünal"),
    "count.lease_seconds": (60, "60"),
    "count.mode": ("double-blind", "double-blind"),
    "count.whole_units": ("box, Roll", "Box roll"),
    "count.discrepancy_location": ("PARKED", "PARKED"),
    "count.mrb_mark": ("QUARANTINE", "QUARANTINE"),
    "schedule.shares": ("70/20/10", "70/20/10"),
    "schedule.cadence_a": (30, "30"),
    "schedule.cadence_b": (60, "60"),
    "schedule.cadence_c": (120, "120"),
    "schedule.window_days": (30, "30"),
    "schedule.workdays": ("mon-sat", "mon, tue, wed, thu, fri, sat"),
    "schedule.country": ("US", "US"),
    "schedule.subdivision": ("CA", "CA"),
    "schedule.daily_lines": (200, "200"),
    "schedule.daily_minutes": (90, "90"),
    "schedule.minutes_per_line": (0.5, "0.5"),
    "schedule.minutes_per_location": (2, "2"),
    "schedule.slack_days": (7, "7"),
    "scan.fastest_typing": (50, "50"),
    "recount.required": (False, "off"),
    "recount.other_counter": (False, "off"),
    "recount.tolerance_a": ("0.2% 50", "0.2% 50"),
    "recount.tolerance_b": ("1% 50.5", "1% 50.5"),
    "recount.tolerance_c": ("10%  1000", "10% 1000"),
    "recount.decoys": ("0% 0", "0% 0"),
    "reconcile.neighbour_days": (14, "14"),
    "approval.required": (False, "off"),
    "approval.limit_a": ("2% 100", "2% 100"),
    "approval.limit_b": ("7.5% 250.5", "7.5% 250.5"),
    "approval.limit_c": ("100%  0", "100% 0"),
    "close_off.contact": ("Bo, 555-0100", "Bo, 555-0100"),
    "close_off.command": ("tell everybody", "tell everybody"),
    "close_off.webhook": ("https://chat.example.com/hook", "https://chat.example.com/hook"),
    "approval.ion_issue": (True, "on"),
    "post.comments": (True, "on"),
    "close_off.stop_transactions": (True, "on"),
    "scan.prefix": ("^", "^"),
    "scan.suffix": ("$", "$"),
    "scan.group_separator": ("|", "|"),
    "scan.patterns": (["P(?P<part>.+)", "S(?P<serial>[^;]+);"], "P(?P<part>.+)\nS(?P<serial>[^;]+);"),
    "scan.badge_pattern": ("EMP-(?P<name>.+)", "EMP-(?P<name>.+)"),
    "terminal.ascii": (True, "on"),
    "terminal.bells": (False, "off"),
    "data.dir": ("/somewhere/else", "/somewhere/else"),
}


READ_AS = {
    "count.whole_units": frozenset({"box", "roll"}),
    "scan.patterns": (re.compile("P(?P<part>.+)"), re.compile("S(?P<serial>[^;]+);")),
    "scan.badge_pattern": re.compile("EMP-(?P<name>.+)"),
    "data.dir": Path("/somewhere/else"),
    "schedule.shares": (70, 20, 10),
    "recount.tolerance_a": (Decimal("0.2"), Decimal(50)),
    "recount.tolerance_b": (Decimal(1), Decimal("50.5")),
    "recount.tolerance_c": (Decimal(10), Decimal(1000)),
    "recount.decoys": (Decimal(0), Decimal(0)),
    "approval.limit_a": (Decimal(2), Decimal(100)),
    "approval.limit_b": (Decimal("7.5"), Decimal("250.5")),
    "approval.limit_c": (Decimal(100), Decimal(0)),
    "schedule.workdays": {0, 1, 2, 3, 4, 5},
}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_setting_is_read_from_the_file_and_from_each_of_its_variables(written: Written, name: str) -> None:
    setting = BY_NAME[name]
    in_file, in_variable = EXAMPLES[name]
    value = READ_AS.get(name, in_file)
    assert value != setting.default
    text = f"[{setting.section}]\n{setting.key} = {json.dumps(in_file, ensure_ascii=False)}\n"
    settings = written(text)
    assert getattr(settings, setting.attribute) == value
    assert str(settings.source_of(setting.attribute)) == str(written.path)
    assert setting.variables[len(setting.first)] == f"CYCLECOUNT_{name.replace('.', '_').upper()}"
    for variable in setting.variables:
        settings = read_settings({variable: in_variable})
        assert getattr(settings, setting.attribute) == value
        assert str(settings.source_of(setting.attribute)) == variable


def test_the_environment_wins_and_says_so(written: Written) -> None:
    settings = written('[count]\ncounter = "Ann"\nmrb_mark = "QA"\n', CYCLECOUNT_COUNTER="Bob")
    assert (settings.counter, settings.mrb_mark) == ("Bob", "QA")
    assert str(settings.source_of("counter")) == "CYCLECOUNT_COUNTER"
    both = read_settings({"CYCLECOUNT_COUNTER": "Bob", "CYCLECOUNT_COUNT_COUNTER": "Eve"})
    on_a_shared_terminal = read_settings({"CYCLECOUNT_COUNT_COUNTER": "Eve", "CYCLECOUNT_USER": "Dan"})
    assert (on_a_shared_terminal.counter, str(on_a_shared_terminal.source_of("counter"))) == ("Dan", "CYCLECOUNT_USER")
    assert (both.counter, str(both.source_of("counter"))) == ("Eve", "CYCLECOUNT_COUNT_COUNTER")


def test_an_environment_gives_both_addresses_and_each_can_be_replaced(written: Written) -> None:
    settings = written('[ion]\nenvironment = "Gov"\nauth_server = "auth.example.com"\nclient_id = "key"\n')
    assert settings.environment == "gov"
    assert settings.api_uri == "https://api-production-gov.buildwithion.com"
    assert settings.auth_server == "auth.example.com"
    assert str(settings.source_of("api_uri")) == f"{written.path}, environment gov"
    assert str(settings.source_of("auth_server")) == str(written.path)
    assert settings.missing == ()


def test_an_environment_said_later_wins_over_addresses_said_before(written: Written) -> None:
    text = '[ion]\napi_uri = "https://api.example.com"\nauth_server = "auth.example.com"\n'
    settings = written(text, CYCLECOUNT_ION_ENVIRONMENT="tenant:acme", ION_AUTH_SERVER="auth.acme.example")
    assert settings.api_uri == "https://api-acme.buildwithion.com"
    assert settings.auth_server == "auth.acme.example"
    assert str(settings.source_of("api_uri")) == "CYCLECOUNT_ION_ENVIRONMENT, environment tenant:acme"


def test_an_id_in_the_file_means_that_a_secret_is_stored(written: Written) -> None:
    where = {"CYCLECOUNT_ION_ENVIRONMENT": "sandbox"}
    assert written('[ion]\nclient_id = "key"\n', **where).missing == ()
    assert written("", ION_CLIENT_ID="key", **where).missing == ("ION_CLIENT_SECRET",)
    assert written("", **KEY, **where).missing == ()


def test_the_secret_shows_nowhere() -> None:
    for variable in ("ION_CLIENT_SECRET", "CYCLECOUNT_ION_CLIENT_SECRET"):
        settings = read_settings({variable: HUSH})
        assert settings.client_secret.reveal() == HUSH
        assert HUSH not in f"{settings!r}{settings.sources}{settings}"
        assert str(settings.source_of("client_secret")) == variable
        (sentence,) = refused_variables(**{variable: f"{HUSH}\nmore"})
        assert sentence == f"{variable} has an unprintable character in it: remove that."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[terminl]\n", "FILE has an unknown section [terminl]; did you mean terminal?"),
        ("[zzz]\n", f"FILE has an unknown section [zzz]; there are {', '.join(SECTIONS)}."),
        ("[terminal]\nbels = true\n", "FILE has an unknown key terminal.bels; did you mean terminal.bells?"),
        ("[ion]\nmrb_mark = 'x'\n", "FILE has an unknown key ion.mrb_mark; did you mean count.mrb_mark?"),
        ("[data]\nqqqq = 'x'\n", "FILE has an unknown key data.qqqq; [data] has dir."),
        ("client_id = 'x'\n", "FILE has the key client_id outside the sections; did you mean ion.client_id?"),
        ("qqqq = 'x'\n", "FILE has the key qqqq outside the sections; cyclecount config show lists every key."),
        ("ion = 'x'\n", "ion in FILE must be a section: write [ion] on a line of its own."),
        ("[[ion]]\n", "ion in FILE must be a section: write [ion] on a line of its own."),
        ("[terminal]\nbells = 'on'\n", "terminal.bells in FILE must be true or false, without quotes."),
        ("[terminal]\nascii = 1\n", "terminal.ascii in FILE must be true or false, without quotes."),
        ("[count]\nmrb_mark = 7\n", 'count.mrb_mark in FILE must be text in quotes, as in "MRB".'),
        ("[ion]\nclient_id = ['x']\n", 'ion.client_id in FILE must be text in quotes, as in "MRB".'),
        ('[count]\ncounter = "a\\u001b"\n', "count.counter in FILE has an unprintable character in it: remove that."),
        ("[ion]\nauthorization = 'barer'\n",
         "ion.authorization in FILE must be bearer, raw or token; did you mean bearer?"),
        ("[ion]\nenvironment = 'prodution'\n",
         "ion.environment in FILE is wrong: There is no environment 'prodution'; did you mean production?"),
        ("[data]\ndir = 'here'\n", "data.dir in FILE must be a whole path, or begin with ~/."),
        ("[data]\ndir = '~no-such-user-here/x'\n",
         "data.dir in FILE is in the home of somebody who has none here: give the whole path."),
        ("[schedule]\ncadence_a = 0\n", "schedule.cadence_a in FILE must be a whole number from 1 to 3660."),
        ("[schedule]\ncadence_a = '30'\n",
         "schedule.cadence_a in FILE must be a whole number from 1 to 3660, without quotes."),
        ("[schedule]\nshares = '80/15'\n",
         'schedule.shares in FILE must be three percentages that come to 100, as in "80/15/5".'),
        ("[schedule]\nshares = '80/15/6'\n",
         'schedule.shares in FILE must be three percentages that come to 100, as in "80/15/5".'),
        ("[schedule]\nworkdays = 'someday'\n",
         'schedule.workdays in FILE must be days of the week, as in "mon-fri" or "mon, wed, sat".'),
        ("[schedule]\nminutes_per_line = -1\n",
         "schedule.minutes_per_line in FILE must be a number of minutes from 0 to 600, as in 1.5."),
        ("[recount]\ntolerance_a = 1\n", 'recount.tolerance_a in FILE must be text in quotes, as in "1% 100".'),
        ("[recount]\ntolerance_a = '100'\n",
         'recount.tolerance_a in FILE must be a percentage of the quantity and a value in money, as in "1% 100".'),
        ("[recount]\ndecoys = '25% 1.5'\n",
         'recount.decoys in FILE must be a percentage and a whole number of lines, as in "25% 2".'),
        ("[scan]\npatterns = ['P(?P<part>.+)', '(']\n",
         "scan.patterns in FILE cannot be used: '(' is no regular expression (missing ), unterminated subpattern at "
         "position 0): correct it."),
        ("[scan]\npatterns = 'P(?P<prt>.+)'\n",
         "scan.patterns in FILE cannot be used: 'P(?P<prt>.+)' has a group called prt: name its groups part, revision, "
         "lot, serial or location."),
        ("[scan]\npatterns = [7]\n",
         "scan.patterns in FILE must be text in quotes, one pattern a line, or a list of such texts."),
        ("[scan]\nbadge_pattern = '['\n",
         "scan.badge_pattern in FILE cannot be used: '[' is no regular expression (unterminated character set at "
         "position 0): correct it."),
        ("[scan]\nbadge_pattern = 7\n", "scan.badge_pattern in FILE must be a regular expression in quotes."),
        ("[scan]\ngroup_separator = 'G'\n",
         'scan.group_separator in FILE must be a printable sign that no code of yours has, as in "~".'),
        ("[ion\n", "FILE is not TOML: Expected ']' at the end of a table declaration (at line 1, column 5)."),
        (b"[ion]\nclient_id = '\xff'\n", "FILE is not UTF-8 text (byte 19): save it as UTF-8."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_in_one_sentence(written: Written, text: str | bytes, sentence: str) -> None:
    assert written.refused_once(text) == sentence


def test_an_address_that_cannot_be_used_is_named(written: Written) -> None:
    assert written.refused_once("[ion]\napi_uri = 'http://ion.example.com'\n").startswith(
        "ion.api_uri in FILE must begin with https:// ; plain http://"
    )
    (sentence,) = refused_variables(ION_AUTH_SERVER="ftp://auth.example.com")
    assert sentence.startswith("ION_AUTH_SERVER begins with ftp://")


@pytest.mark.parametrize(
    "text",
    [f"[ion]\nclient_secret = '{HUSH}'\n", f"client_secret = '{HUSH}'\n", f"[count]\nMyPassword = '{HUSH}'\n",
     f"[ion]\ntoken = ['{HUSH}']\n"],
)  # fmt: skip
def test_a_secret_in_the_file_is_refused_and_not_shown(written: Written, text: str) -> None:
    sentence = written.refused_once(text)
    assert "FILE holds a secret" in sentence
    assert "cyclecount login" in sentence
    assert HUSH not in sentence


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CYCLECOUNT_BELS", "on", "CYCLECOUNT_BELS is no setting; did you mean CYCLECOUNT_BELLS?"),
        ("CYCLECOUNT_ION_CLIENTID", "x", "CYCLECOUNT_ION_CLIENTID is no setting; did you mean "
         "CYCLECOUNT_ION_CLIENT_ID?"),
        ("CYCLECOUNT_", "x", "CYCLECOUNT_ is no setting: remove it."),
        ("CYCLECOUNT_BELLS", "maybe", "CYCLECOUNT_BELLS must be on or off."),
        ("CYCLECOUNT_TERMINAL_ASCII", "2", "CYCLECOUNT_TERMINAL_ASCII must be on or off."),
        ("CYCLECOUNT_DATA_DIR", "~no-such-user-here/x",
         "CYCLECOUNT_DATA_DIR is in the home of somebody who has none here: give the whole path."),
        ("CYCLECOUNT_CONFIG", "~no-such-user-here/x",
         "CYCLECOUNT_CONFIG is in the home of somebody who has none here: give the whole path."),
        ("ION_CLIENT_ID", "key\udcff", "ION_CLIENT_ID has an unprintable character in it: remove that."),
    ],
)  # fmt: skip
def test_a_variable_that_cannot_be_used_is_named_in_one_sentence(name: str, value: str, sentence: str) -> None:
    assert refused_variables(**{name: value}) == (sentence,)


def test_everything_that_is_wrong_is_said_at_once(written: Written) -> None:
    text = "[terminal]\nbels = true\nascii = 'no'\n[ion]\nsecret = 'x'\n"
    assert len(written.refused(text, CYCLECOUNT_BELLS="x", CYCLECOUNT_QQ="x")) == 5


def test_other_programs_variables_are_none_of_ours() -> None:
    assert read_settings({"ION_SOMETHING": "x", "CYCLECOUNTER": "x"}).missing
    assert all(name.startswith("CYCLECOUNT_") for name in our_variables())


def test_the_usual_file_need_not_be_there_and_a_named_one_must(tmp_path: Path) -> None:
    usual = settings_file({}).path
    assert usual == tmp_path / "usual" / "cyclecount" / "config.toml"
    usual.parent.mkdir(parents=True)
    usual.write_text("[count]\nmrb_mark = 'QA'\n")
    assert read_settings({}).mrb_mark == "QA"
    absent = str(tmp_path / "absent.toml")
    (sentence,) = refused_variables(CYCLECOUNT_CONFIG=absent)
    assert sentence.startswith(f"CYCLECOUNT_CONFIG names {absent}, which is not there")
    assert read_settings({"CYCLECOUNT_CONFIG": absent}, file_may_be_missing=True).missing
    (sentence,) = refused_variables(CYCLECOUNT_CONFIG=str(tmp_path))
    assert sentence.startswith(f"{tmp_path} cannot be read (is a directory)")
    assert read_settings({"CYCLECOUNT_CONFIG": os.devnull}).mrb_mark == "MRB"


def test_a_byte_order_mark_and_an_empty_text_are_nothing(written: Written) -> None:
    assert written(b"\xef\xbb\xbf[count]\r\ncounter = ''\r\nmrb_mark = 'QA'\r\n").mrb_mark == "QA"
    assert written("[count]\ncounter = '  '\n").counter == getpass.getuser()


def test_a_new_file_changes_nothing_and_each_of_its_lines_can_be_used(written: Written) -> None:
    assert written(template()) == read_settings({})
    settings = [line.removeprefix("# ") for line in template().splitlines() if " = " in line]
    assert len(settings) == len(TABLE)
    bare = [line.removeprefix("# ") if " = " in line else line for line in template().splitlines()]
    assert {f"{section}.{key}" for section, keys in tomllib.loads("\n".join(bare)).items() for key in keys} == set(
        BY_NAME
    )
    used = written("\n".join(bare))
    for setting in TABLE:
        if setting.default not in ("", None, ()):
            assert getattr(used, setting.attribute) == setting.default


BEFORE = """\
# mine
[count]   # who
counter = "Ann" # me

[ion]
# the old place
api_uri = "https://api.example.com"
auth_server = "auth.example.com"
client_id = "old" # to be replaced

[terminal]
bells = false
"""


def test_editing_keeps_comments_and_everything_else() -> None:
    after = edited(
        BEFORE, "ion", {"environment": "gov", "api_uri": None, "auth_server": None, "client_id": "new"}, "FILE"
    )
    assert after.splitlines() == [
        "# mine", "[count]   # who", 'counter = "Ann" # me', "", "[ion]", "# the old place",
        'client_id = "new" # to be replaced', 'environment = "gov"', "", "[terminal]", "bells = false",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [None, "", "# only this", template(), "ion.client_id = 'old'\n", "ion = {client_id = 'old', environment = 'gov'}\n",
     "[count]\r\ncounter = 'Ann'\r\n", "[ion]\n\n\n[count]\n"],
)  # fmt: skip
def test_editing_any_file(text: str | None) -> None:
    values = {"environment": None, "api_uri": "https://api.example.com", "client_id": 'ne"w'}
    after = edited(text, "ion", values, "FILE")
    kept = tomllib.loads(text or "")
    assert tomllib.loads(after) == {**kept, "ion": {"api_uri": "https://api.example.com", "client_id": 'ne"w'}}
    comments = [line for line in (text or "").splitlines() if line.startswith("#")]
    assert [line for line in after.splitlines() if line in comments] == comments


def test_a_file_is_made_once_and_privately(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "config.toml"
    make_new(path, "text")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        make_new(path, "other")
    assert path.read_text() == "text"
    with pytest.raises(CannotWrite, match="cannot be written"):
        make_new(path / "below" / "x.toml", "text")
    with pytest.raises(CannotWrite, match="its folder is a file"):
        make_new(path / "x.toml", "text")


def test_a_file_is_replaced_in_one_move_through_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "real.toml", tmp_path / "link.toml"
    target.write_text("before")
    target.chmod(0o644)
    link.symlink_to(target)
    replace_privately(link, "after")
    assert link.is_symlink()
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("after", 0o644)
    replace_privately(tmp_path / "fresh" / "new.toml", "text")
    assert (tmp_path / "fresh" / "new.toml").stat().st_mode & 0o777 == 0o600
    for place in (tmp_path, Path(os.devnull)):
        with pytest.raises(CannotWrite, match="it is not a file"):
            replace_privately(place, "text")
    assert {path.name for path in tmp_path.iterdir()} == {"real.toml", "link.toml", "fresh"}


def test_reading_settings_loads_nothing_that_takes_its_time(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[ion]\nenvironment = 'sandbox'\nclient_id = 'key'\n")
    code = """
import sys
from cyclecount_tui.cli.main import parser
from cyclecount_tui.cli.putting_together import settings_here
parser()
assert settings_here().missing == ()
print(*sorted({"keyring", "tomlkit", "pydantic", "httpx", "textual", "secretstorage"} & set(sys.modules)))"""
    environment = {**os.environ, "CYCLECOUNT_CONFIG": str(path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_the_settings_of_the_scanner_are_handed_down(written: Written) -> None:
    text = "[scan]\nprefix = '^'\nsuffix = '$'\ngroup_separator = '|'\nbadge_pattern = 'EMP-(.+)'\n"
    text += "patterns = '''\nP(?P<part>.+)\n\nS(?P<serial>.+)\n'''\n"
    rules = scan_rules(written(text))
    assert (rules.prefix, rules.suffix, rules.group_separator) == ("^", "$", "|")
    assert [each.pattern for each in rules.patterns] == ["P(?P<part>.+)", "S(?P<serial>.+)"]
    assert rules.badge_pattern == re.compile("EMP-(.+)")
    assert scan_rules(written("")) == ScanRules()
