"""Bad input gets one clear sentence, the right exit code, and loses nothing."""

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.cli.test_whole_way import filled
from tests.factory import Factory

SHELF = "RACK-A / SHELF-01"


def said(text: str) -> str:
    """The one sentence of a refusal."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("cyclecount: ")
    return lines[0].removeprefix("cyclecount: ")


def test_an_unknown_location_lists_candidates(shell: Shell) -> None:
    assert "RACK-A / SHELF-01" in said(shell("sheet", "RACK-A / SHELF-1", code=1).err)
    assert "no location 'nowhere at all'" in said(shell("count", "submit", "nowhere at all", code=1).err)


def test_an_ambiguous_name_lists_both_ids(shell: Shell, factory: Factory) -> None:
    twin = factory.named("RACK-A / SHELF-02")
    next(place for place in factory.simulator.plant.places if place.id == twin.id).name = SHELF
    sentence = said(shell("sheet", SHELF, code=1).err)
    assert str(twin.id) in sentence
    assert str(factory.named(SHELF).id) in sentence


def test_the_same_count_is_found_again_and_not_opened_twice(shell: Shell) -> None:
    first = re.search(r"count (\w+)\)", shell("sheet", SHELF).err)
    second = re.search(r"count (\w+)\)", shell("sheet", SHELF).err)
    assert first is not None
    assert second is not None
    assert first[1] == second[1]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("99,5", "Row 2: there is no line '99'"),
        ("1,5\n1,6", "Row 3: line 1 stands in row 2 already"),
        ("1,12**9", "Row 2: '12**9' has a power"),
        ("1,1/0", "Row 2: '1/0' divides by zero"),
        ("1,4-9", "comes to -5"),
    ],
)
def test_a_wrong_sheet_is_refused_whole(shell: Shell, rows: str, sentence: str) -> None:
    shell("sheet", SHELF)
    refused = shell("count", "load", SHELF, "-", stdin=f"line,floor_count\n2,3\n{rows}\n".replace("2,3\n", ""), code=1)
    assert sentence in said(refused.err)
    assert "opened" in shell("schedule", "list").out or "counting 0 of" in shell("schedule", "list").out


def test_files_that_cannot_be_read_or_written(shell: Shell) -> None:
    shell("sheet", SHELF)
    assert "cannot be read" in said(shell("count", "load", SHELF, "missing.csv", code=1).err)
    (shell.folder / "latin.csv").write_bytes("line,floor_count\n1,5 Stück\n".encode("latin-1"))
    refused = shell("count", "load", SHELF, "latin.csv", code=1)
    assert "not UTF-8" in refused.err
    assert "Row 2: '5 Stück' is no quantity" in refused.err
    assert "cannot be written" in said(shell("sheet", SHELF, "-o", "no/such/folder.csv", code=1).err)
    (shell.folder / "filled.csv").write_text("line,floor_count\n1,5\n")
    assert "holds counts already" in said(shell("sheet", SHELF, "-o", "filled.csv", code=1).err)
    assert (shell.folder / "filled.csv").read_text() == "line,floor_count\n1,5\n"


def test_a_file_that_cannot_take_the_place_of_a_folder_leaves_nothing_behind(shell: Shell) -> None:
    (shell.folder / "folder").mkdir()
    before = set(shell.folder.iterdir())
    assert "folder cannot be written" in said(shell("sheet", SHELF, "-o", "folder", code=1).err)
    assert set(shell.folder.iterdir()) - {shell.folder / "data"} == before - {shell.folder / "data"}
    assert list((shell.folder / "folder").iterdir()) == []


def test_the_home_of_nobody_is_said(shell: Shell) -> None:
    nobodys = "~no-such-user-here/x.csv"
    for arguments in (
        ("sheet", SHELF, "-o", nobodys),
        ("schedule", "import", nobodys),
        ("schedule", "export", "-o", nobodys),
    ):
        assert "home of somebody who has none here" in said(shell(*arguments, code=1).err)
    shell.environment["CYCLECOUNT_DATA_DIR"] = "~no-such-user-here/x"
    for verb in (["sheet", SHELF], ["verify"], []):
        assert "CYCLECOUNT_DATA_DIR is in the home of somebody" in said(shell(*verb, code=2).err)


def test_thousands_of_digits_are_an_unknown_location(shell: Shell) -> None:
    for arguments in (("sheet",), ("reconcile",), ("close", "--sign")):
        sentence = said(shell(arguments[0], "9" * 5000, *arguments[1:], code=1).err)
        assert sentence.startswith("ION has no location '9999")
        assert len(sentence) < 200


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_a_blank_name_is_nobody(shell: Shell, name: str) -> None:
    refused = said(shell("close", SHELF, "--sign", "--by", name, code=2).err)
    assert refused == "--by is empty: say who does this, or leave it out."
    shell("close", SHELF, "--sign")
    with closing(sqlite3.connect(Path(shell.environment["CYCLECOUNT_DATA_DIR"]) / "cyclecount.db")) as connection:
        assert set(connection.execute("SELECT by FROM event")) == {("Ann",)}


def test_a_count_is_found_without_settings(shell: Shell) -> None:
    shell("close", SHELF, "--sign")
    for name in ("ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET"):
        shell.environment[name] = ""
    assert "is not submitted yet" in said(shell("reconcile", SHELF, code=1).err)
    assert "ION is not set up" in said(shell("sheet", SHELF, code=2).err)
    assert "is given up" in shell("reopen", SHELF, "--give-up", "wrong shelf").err


def test_usage_is_exit_code_2(shell: Shell) -> None:
    assert "invalid choice" in shell("recount-everything", code=2).err
    assert "LOCATION, or --part NUMBER" in shell("sheet", code=2).err
    assert "LOCATION" in shell("--help").out
    assert shell("--version").out.startswith("cyclecount ")


def test_without_settings_it_says_what_to_set_and_offers_the_demo(tmp_path: Path) -> None:
    bare = Shell(tmp_path)
    sentence = said(bare("sheet", SHELF, code=2).err)
    assert "ION_API_URI, ION_AUTH_SERVER, ION_CLIENT_ID, ION_CLIENT_SECRET" in sentence
    assert "cyclecount demo" in sentence


def test_plain_http_is_for_this_machine_only(shell: Shell) -> None:
    shell.environment["ION_API_URI"] = "http://ion.example.com"
    assert "https" in said(shell("sheet", SHELF, code=2).err)


def test_without_a_terminal_the_app_does_not_start(shell: Shell) -> None:
    for arguments in ((), ("demo",)):
        assert "needs a terminal" in said(shell(*arguments, code=2).err)


def test_a_refused_token_is_exit_code_4(shell: Shell) -> None:
    shell.environment["ION_CLIENT_SECRET"] = "wrong-secret"
    refused = shell("sheet", SHELF, code=4)
    assert "ION_CLIENT_SECRET" in said(refused.err)
    assert "wrong-secret" not in refused.err


def test_ion_that_is_away_is_exit_code_3_and_the_count_goes_on(shell: Shell, factory: Factory) -> None:
    sheet = shell("sheet", SHELF).out
    url = shell.environment["ION_API_URI"]
    shell.environment["ION_API_URI"] = shell.environment["ION_AUTH_SERVER"] = "http://127.0.0.1:9"
    assert said(shell("sheet", "RACK-A / SHELF-02", code=3).err)
    shell("count", "load", SHELF, "-", stdin=filled(sheet, factory, factory.named(SHELF).id).rsplit("\n", 3)[0])
    unreached = shell("count", "submit", SHELF, "--leave", "no time", code=3)
    assert "The count is submitted" in unreached.err
    shell("reconcile", SHELF, code=3)
    shell.environment["ION_API_URI"] = shell.environment["ION_AUTH_SERVER"] = url
    assert shell("reconcile", SHELF, "--format", "json").document["rows"]


def surplus_planned(shell: Shell, factory: Factory) -> tuple[str, int]:
    """A location with a plan of one write, and the record that it sets."""
    planted = factory.planted("unexplained_surplus")
    name = factory.location(planted.location_id).name
    lines = shell("sheet", name).out.splitlines()
    number = next(line.split(",")[0] for line in lines if f",{planted.part_number}," in line)
    shell("count", "load", name, "-", stdin=f"line,floor_count\n{number},{planted.floor}\n")
    shell("count", "submit", name, "--leave", "no time")
    (write,) = shell("plan", name, "--take", "first", "--format", "json").document["writes"]
    return name, write["record_id"]


def test_a_stale_etag_at_posting_is_exit_code_5_and_nothing_is_overwritten(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    factory.simulator.faults.edit_behind_the_back(record_id, quantity="77")
    refused = shell("post", name, "--yes", code=5)
    assert "refused" in refused.err
    assert factory.simulator.plant.inventory[record_id].quantity == 77
    again = shell("plan", name, "--format", "json").document
    assert "Changed since the comparison" in again["writes"][0]["warning"]
    shell("post", name, "--yes")
    assert "closed" in shell("post", name, "--yes", code=1).err


def test_a_missing_permission_is_exit_code_4(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    before = factory.simulator.plant.inventory[record_id].quantity
    factory.simulator.faults.forbid("updatePartInventory")
    assert "permission" in shell("post", name, "--yes", code=4).err
    assert factory.simulator.plant.inventory[record_id].quantity == before


def test_an_answer_that_never_came_is_finished_by_posting_again(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    faults = factory.simulator.faults
    faults.drop_after_commit(only="updatePartInventory")
    faults.drop_before(count=50, only="partInventories")
    assert "settled by reading ION first" in shell("post", name, "--yes", code=3).err
    floor = factory.planted("unexplained_surplus").floor
    assert factory.simulator.plant.inventory[record_id].quantity == floor
    assert "not known" in shell("plan", name, code=1).err
    faults.clear()
    assert "done" in shell("post", name, "--yes").err
    assert factory.simulator.plant.inventory[record_id].quantity == floor
    assert sum("mutation" in request.query for request in factory.simulator.requests) == 1


def test_closing_off_needs_something_and_not_both(shell: Shell) -> None:
    assert "who was told" in said(shell("close", SHELF, code=1).err)
    assert "--skip" in said(shell("close", SHELF, "--sign", "--skip", "late", code=2).err)
    assert "without closing it off: late" in shell("close", SHELF, "--skip", "late").err
    assert "not compared" in said(shell("reopen", SHELF, code=1).err)
    assert "given up" in shell("reopen", SHELF, "--give-up", "wrong shelf").err
    assert "is open" in said(shell("reopen", SHELF, code=1).err)


def test_hostile_text_never_steers_the_terminal(shell: Shell, factory: Factory) -> None:
    hostile = next(part for part in factory.simulator.plant.parts if "\x1b" in (part.description or ""))
    record = next(item for item in factory.simulator.plant.inventory if item.part_id == hostile.id and item.location_id)
    assert record.location_id is not None
    name = factory.location(record.location_id).name
    printed = shell("sheet", name)
    assert "\x1b" not in printed.out + printed.err
    sheet = printed.out
    shell("count", "load", name, "-", stdin=filled(sheet, factory, record.location_id))
    shell("count", "submit", name)
    for style in ("table", "csv", "json"):
        assert "\x1b" not in shell("reconcile", name, "--format", style).out


@pytest.fixture
def database(shell: Shell) -> Path:
    """The database of a count that is under way."""
    shell("sheet", SHELF)
    return Path(shell.environment["CYCLECOUNT_DATA_DIR"]) / "cyclecount.db"


def test_the_folder_and_the_files_are_private(database: Path) -> None:
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()} == {0o600}


def test_a_newer_database_is_refused(shell: Shell, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer" in said(shell("schedule", "list", code=1).err)


def test_a_file_that_is_no_database_is_refused_and_left_alone(shell: Shell, database: Path) -> None:
    for path in database.parent.iterdir():
        path.unlink()
    database.write_text("these are my notes, not a database at all\n" * 100)
    assert said(shell("schedule", "list", code=1).err)
    assert database.read_text().startswith("these are my notes")


def test_a_locked_database_is_said(shell: Shell, database: Path) -> None:
    lock = sqlite3.connect(database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        assert (
            "another" in said(shell("count", "load", SHELF, "-", stdin="line,floor_count\n1,5\n", code=1).err).lower()
        )
    finally:
        lock.close()
    assert "1 line counted" in shell("count", "load", SHELF, "-", stdin="line,floor_count\n1,5\n").err


def test_an_edited_journal_is_found(shell: Shell, database: Path) -> None:
    shell("count", "load", SHELF, "-", stdin="line,floor_count\n1,5\n")
    assert "unedited" in shell("verify").out
    connection = sqlite3.connect(database, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("""UPDATE event SET body = replace(body, '"5"', '"6"') WHERE kind = 'counted'""")
    assert connection.total_changes == 1
    connection.close()
    broken = shell("verify", "--format", "json", code=1).document
    assert not broken["unedited"]
    assert broken["broken"]


def test_verify_without_a_journal_says_so(tmp_path: Path) -> None:
    assert "nothing was counted" in said(Shell(tmp_path)("verify", code=1).err)


def test_a_port_that_is_taken_is_said(shell: Shell, factory: Factory) -> None:
    assert "cannot be used" in said(shell("simulate", "--port", str(factory.server.port), code=1).err)
    assert "cannot be used" in said(shell("simulate", "--port", "70000", code=1).err)


def test_completion_knows_every_verb(shell: Shell) -> None:
    for name in ("bash", "zsh", "tcsh"):
        script = shell("completion", name).out
        assert "reconcile" in script
        assert "simulate" in script
