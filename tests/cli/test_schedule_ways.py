"""`cyclecount due` and the ways of `cyclecount schedule` that plan the work, as a shell and a terminal run them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pexpect
import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.opening import Store, open_store
from tests.cli.shell import PROGRAM, TIMEOUT, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """The program on a schedule of its own; there is no ION."""
    made = Shell(tmp_path)
    today = date.today()  # noqa: DTZ011 - the program goes by the local date, too
    with stored(made) as store:
        store.schedule.replace_rows(
            [
                *(ScheduleRow(Subject(n, f"RACK-{n}"), "B", 90, today - timedelta(days=60), lines=10)
                  for n in range(1, 21)),
                ScheduleRow(Subject(30, "SHELF-10"), "A", 30, today - timedelta(days=42), lines=20, assigned_to="Bea"),
                ScheduleRow(Subject(31, "SHELF-9"), "C", 30, today - timedelta(days=31), lines=4),
                ScheduleRow(Subject(7, "FR-7", SubjectKind.PART), "A", 30, today - timedelta(days=50), lines=5),
            ]
        )  # fmt: skip
    return made


@contextmanager
def stored(shell: Shell) -> Iterator[Store]:
    with open_store(shell.folder / "data") as store:
        yield store


def days(shell: Shell) -> dict[str, date | None]:
    with stored(shell) as store:
        return {row.subject.name: row.planned_for for row in store.schedule.rows()}


def test_levelling_shows_what_moves_and_stores_it_on_demand(shell: Shell) -> None:
    shown = shell("schedule", "level", code=1)
    assert "Nothing was stored: there is nobody to ask here, so say --yes." in shown.err
    assert "overdue counts come first" in shown.err
    assert "No daily capacity is set" in shown.err
    assert "█" in shown.out
    assert "Counts a year" in shown.out
    assert set(days(shell).values()) == {None}
    preview = shell("schedule", "level", "--format", "json").document
    assert preview["stored"] is False
    moves = {move["subject"]["name"]: move["to"] for move in preview["moves"]}
    assert {"SHELF-10", "SHELF-9", "FR-7"} <= set(moves)
    to_come = sum(each["to_come"] for each in preview["year"].values())
    assert 0 <= sum(week["after"]["counts"] for week in preview["weeks"]) - to_come <= 23, "the day after it, too"
    assert preview["year"]["B"]["planned"] == sum(preview["year"]["B"]["weeks"].values()) == 81
    assert (preview["year"]["B"]["made"], preview["year"]["B"]["to_come"]) == (0, 81)
    assert preview["needed_a_day"]["lines"] > 0
    assert shell("schedule", "level", "--yes").err.endswith("rows moved.\n")
    assert {name: str(day) for name, day in days(shell).items() if name in moves} == moves
    assert "The schedule is level: nothing moves." in shell("schedule", "level").err
    history = shell("schedule", "history", "SHELF-9", "--format", "json").document["changes"]
    assert [(change["what"], change["by"]) for change in history] == [(f"levelled to {moves['SHELF-9']}", "Ann")]


@pytest.mark.parametrize(("answer", "stores"), [("y", True), ("", False), ("n", False)])
def test_levelling_asks_on_a_terminal(shell: Shell, answer: str, stores: bool) -> None:
    child = pexpect.spawn(PROGRAM, ["schedule", "level"], env=shell.environment, timeout=TIMEOUT, encoding="utf-8")
    try:
        child.expect_exact("y/N ")
        child.sendline(answer)
        child.expect_exact("rows moved." if stores else "Nothing was stored.")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    assert any(days(shell).values()) == stores


def test_bars_are_ascii_where_that_is_asked_for(shell: Shell) -> None:
    shell.environment["CYCLECOUNT_ASCII"] = "1"
    shown = shell("schedule", "level", code=1)
    assert "#" in shown.out
    assert shown.out.isascii()


def test_a_horizon_out_of_reason_is_refused(shell: Shell) -> None:
    assert "1 to 3660 days ahead, not for 0" in shell("schedule", "level", "--horizon", "0", code=1).err


def test_rows_are_changed_by_hand_and_it_stays_on_record(shell: Shell) -> None:
    run = shell
    assert "RACK-1 is assigned to Cem." in run("schedule", "assign", "RACK-1", "2", "--to", "Cem").err
    assert "assigned to nobody" in run("schedule", "assign", "RACK-1", "--to-nobody").err
    forever = "2999-01-02"
    paused = run("schedule", "pause", "2", "--reason", "x", "--until", forever).err
    assert f"RACK-2 is paused until {forever}." in paused
    assert f"paused until {forever}" in run("schedule", "list").out
    (row,) = (
        each
        for each in run("schedule", "list", "--format", "json").document["schedule"]
        if each["location"]["name"] == "RACK-2"
    )
    assert (row["due"], row["paused_until"], row["next_due"]) == ("paused", forever, None)
    assert "FR-7 is paused." in run("schedule", "pause", "--part", "FR-7", "--reason", "no stock").err
    assert "FR-7 is back in the schedule." in run("schedule", "resume", "--part", "FR-7").err
    assert "RACK-3 is retired." in run("schedule", "retire", "RACK-3", "--reason", "sold").err
    skipped = run("schedule", "skip", "RACK-4", "--reason", "rebuilt", "--until", "2999-01-02").err
    assert "RACK-4 is skipped; its next count is planned for 2999-01-02." in skipped
    told = run("schedule", "history", "RACK-1", "RACK-3", "--part", "FR-7").out
    assert "assigned to nobody, taken from Cem" in told
    assert "retired" in told
    assert "no stock" in told
    assert "Nothing was changed by hand." in run("schedule", "history", "RACK-9").err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["pause", "RACK-1"], 2, "--reason"),
        (["pause", "RACK-1", "--reason", " "], 1, "Pausing needs a reason"),
        (["pause", "RACK-1", "--reason", "x", "--until", "2001-01-01"], 1, "would have been over on 2001-01-01"),
        (["pause", "RACK-1", "--reason", "x", "--until", "soon"], 2, "soon is no date: write it as 2026-06-30"),
        (["skip", "RACK-1", "--reason", "x", "--until", "tomorrow"], 2, "tomorrow is no date: write it as 2026-06-30"),
        (["assign", "RACK-1"], 2, "--to"),
        (["assign", "RACK-1", "--to", " "], 1, "Nobody was named"),
        (["assign", "--to", "Bea"], 1, "Nothing was named"),
        (["retire", "RACK-1", "RACK-99", "--reason", "x"], 1, "The schedule has no location 'RACK-99'. Nearest: "),
        (["resume", "RACK-1"], 1, "nothing to resume"),
    ],
)
def test_what_cannot_be_changed_is_said_in_one_sentence(
    shell: Shell, arguments: list[str], code: int, words: str
) -> None:
    assert words in shell("schedule", *arguments, code=code).err
    with stored(shell) as store:
        assert not any(store.schedule.changes(row.subject) for row in store.schedule.rows())


def test_nothing_due_for_me_says_how_much_is_due_for_others(shell: Shell) -> None:
    shell("schedule", "assign", "SHELF-9", "--part", "FR-7", "--to", "Bea")
    nothing = shell("due", "--for", "Zed").err
    assert "Nothing is due for Zed today. 3 counts due for others: cyclecount due --all." in nothing
    shell("schedule", "retire", "SHELF-9", "SHELF-10", "--part", "FR-7", "--reason", "moved")
    assert shell("due", "--all").err.strip().endswith("Nothing is due today.")


def test_a_country_that_is_not_known_is_said_and_the_days_are_shown(shell: Shell) -> None:
    shell.environment["CYCLECOUNT_SCHEDULE_COUNTRY"] = "XX"
    for arguments in (("schedule", "list"), ("due", "--all")):
        shown = shell(*arguments)
        assert "SHELF-10" in shown.out
        assert "No holidays are known for the country 'XX'" in shown.err


def test_what_is_due_for_me_and_for_everybody(shell: Shell) -> None:
    mine = shell("due")
    assert "2 counts due, about 19 minutes." in mine.err
    assert [line.split()[0] for line in mine.out.splitlines()[1:]] == ["FR-7", "SHELF-9"]
    everybody = shell("due", "--all", "--format", "json").document["due"]
    assert [each["subject"]["name"] for each in everybody] == ["FR-7", "SHELF-10", "SHELF-9"]
    assert everybody[1]["why"] == "12 days overdue, class A; about 25 minutes"
    assert [each["subject"]["name"] for each in shell("due", "--for", "bea", "--format", "json").document["due"]] == [
        "FR-7", "SHELF-10", "SHELF-9",
    ]  # fmt: skip


def test_the_minutes_there_are_are_filled(shell: Shell) -> None:
    picked = shell("due", "--all", "--minutes", "35")
    assert "2 counts of 3 due, about 35 of 35 minutes, in walking order." in picked.err
    assert [line.split()[0] for line in picked.out.splitlines()[1:]] == ["FR-7", "SHELF-10"]
    near = shell("due", "--all", "--minutes", "60", "--near", "SHELF-10", "--format", "json").document["due"]
    assert [each["subject"]["name"] for each in near] == ["SHELF-10", "FR-7", "SHELF-9"]
    long = shell("due", "--all", "--minutes", "3", "--format", "json").document
    assert long["too_long"] is True
    assert len(long["due"]) == 1
    assert "nothing can be counted" in shell("due", "--minutes", "0", code=1).err
