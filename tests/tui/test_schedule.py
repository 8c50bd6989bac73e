"""The schedule screen: what is due first, what ION has besides, opening and giving up counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.count import CountScreen
from cyclecount_tui.tui.screens.reconcile import ReconcileScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.closing_off import Answers, close_location, close_off, skip_close_off
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.workplace import ClosingOff
from tests.tui.counts_made import begun, burst, chosen, compared
from tests.tui.driving import SIZES, keys, message, type_text, until, until_screen, until_shown
from tests.tui.plant_floor import NOW, PlantFloor
from tests.tui.posting_seen import reopen_it, say_yes
from tests.tui.widgets.screen_text import lines_of, screen_text

SHELF = "RACK-B / SHELF-04"
TITLES = ("Location", "Class", "Every", "Last counted", "Next due", "Due", "IRA", "Count", "Assigned to")


class Closing(Screen[None]):
    """A screen that Enter leaves for the schedule."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss", "Schedule")]


def rows(plant_screen: ScheduleScreen) -> list[str]:
    return [line for line in lines_of(plant_screen.table)[1:] if line.strip()]


def schedule_screen(screen: object) -> ScheduleScreen:
    assert isinstance(screen, ScheduleScreen)
    return screen


async def ask_to_give_up(pilot: Pilot[Any], reason: str) -> None:
    """As far as the question whether that is meant."""
    await pilot.press("x")
    await until_screen(pilot, AskText)
    await type_text(pilot, reason)
    await pilot.press("enter")
    await until_screen(pilot, Confirm)


async def begin_and_give_up(pilot: Pilot[Any], *to_begin: str) -> None:
    """A count that is begun by these keys, left, and given up; back on the schedule."""
    await pilot.press(*to_begin)
    await until_screen(pilot, CloseOffScreen)
    await pilot.press("escape")
    await until_shown(pilot, "1 being counted")
    await ask_to_give_up(pilot, "wrong sheet")
    await pilot.press("y")
    await until_shown(pilot, "0 being counted")


@pytest.mark.parametrize("size", SIZES)
async def test_the_most_overdue_stands_first_at_every_size(plant: PlantFloor, size: tuple[int, int]) -> None:
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(schedule_screen(app.screen).table.entries) > 15)
        shown = rows(schedule_screen(app.screen))
        assert shown[0].startswith("!▶ LINE-1")
        assert "overdue 6 days" in shown[0]
        assert "4 overdue" in screen_text(app)
        assert keys(app).startswith("F1 ")
        assert "Enter open" in keys(app)
        await until(pilot, lambda: "q quit" in keys(app))
        assert "…" not in keys(app)


async def test_a_wide_screen_has_every_column(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "LINE-1")
        header, first = lines_of(schedule_screen(app.screen).table)[:2]
        assert " ".join(header.split()) == "Location Class Every Last counted Next due Due▲ IRA Count Assigned to"
        assert " ".join(first.split()) == "!▶ LINE-1 B 60 d 2025-12-26 2026-02-24 overdue 6 days Ada Moreno"


async def test_the_rows_are_there_before_ion_answers_and_all_locations_come_later(plant: PlantFloor) -> None:
    plant.gate.shut()
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "LINE-1")
        assert message(app) == "Asking ION for all locations; Esc stops waiting."
        assert "not scheduled" not in screen_text(app)
        plant.gate.open()
        await until_shown(pilot, "not scheduled")
        assert message(app) == ""
        assert rows(schedule_screen(app.screen))[0].startswith("!▶ LINE-1")


async def test_without_ion_the_schedule_is_said_to_be_all_and_can_be_counted(plant: PlantFloor) -> None:
    plant.simulator.faults.drop_before(count=1000)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "! Schedule only: The line to ION broke")
        await pilot.press("s")
        assert message(app).startswith("! Schedule only:"), "an error stays"
        await pilot.press("escape")
        assert message(app) == "Sorted by location."
        plant.simulator.faults.clear()
        await pilot.press("r")
        await until_shown(pilot, "not scheduled")
        plant.simulator.faults.drop_before(count=1000)
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)


async def test_escape_stops_waiting_for_ion(plant: PlantFloor) -> None:
    plant.gate.shut()
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Asking ION")
        await pilot.press("escape")
        await until_shown(pilot, "Stopped waiting; nothing was changed.")
        plant.gate.open()
        await pilot.press("r")
        await until_shown(pilot, "not scheduled")


async def test_the_filter_finds_places_people_and_states_as_one_types(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        screen = schedule_screen(app.screen)
        await pilot.press("slash")
        await type_text(pilot, "rack-b over")
        await until(pilot, lambda: screen.table.row_count == 1)
        assert SHELF in rows(screen)[0]
        await pilot.press("ctrl+u")
        await type_text(pilot, "dana")
        assert all("Dana" in row for row in rows(screen))
        await pilot.press("down")
        assert rows(screen)[1][1] == "▶", "the cursor keys walk while the filter is typed"
        await pilot.press("enter")
        assert message(app) == "Only rows with 'dana'. Press Esc to see all."
        assert screen.focused is screen.table
        await pilot.press("escape")
        assert screen.table.row_count > 15
        assert "Filter" not in "\n".join(screen_text(app).splitlines()[-4:-1])


async def test_a_filter_that_finds_nothing_says_so(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(40, 8)) as pilot:
        await until_shown(pilot, "LINE-1")
        await pilot.press("slash", "q", "q")
        assert "No row holds 'qq'." in screen_text(app)
        assert "Enter open" not in keys(app)
        await pilot.press("escape")
        assert "LINE-1" in screen_text(app)


async def test_s_goes_round_the_columns_and_the_cursor_keeps_its_location(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "not scheduled")
        table = schedule_screen(app.screen).table
        firsts = []
        for _ in range(8):
            await pilot.press("s")
            head = lines_of(table)[0]
            title = "".join(word for word in TITLES if f"{word}▲" in head)
            firsts.append((message(app), title, table.entry.row.subject.name if table.entry else ""))
        assert [(words, title) for words, title, _ in firsts] == [
            ("Sorted by location.", "Location"),
            ("Sorted by class.", "Class"),
            ("Sorted by cadence.", "Every"),
            ("Sorted by last count, longest ago first.", "Last counted"),
            ("Sorted by accuracy, worst first.", "IRA"),
            ("Sorted by count under way.", "Count"),
            ("Sorted by counter.", "Assigned to"),
            ("Sorted by due date.", "Due"),
        ]
        assert {name for _, _, name in firsts} == {"LINE-1"}
        await pilot.press("S")
        assert message(app) == "Sorted by due date, backwards."
        assert "Due▼" in lines_of(table)[0]


async def test_enter_begins_a_count_and_it_shows_on_the_way_back(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("enter", "enter")
        await until_screen(pilot, CloseOffScreen)
        await pilot.press("escape")
        await until_shown(pilot, "1 being counted")
        assert rows(schedule_screen(app.screen))[0].startswith("+▶ LINE-1")
        assert len(plant.workplace.store.journal.open_counts()) == 1
        assert plant.latest("LINE-1").phase is Phase.OPENED


async def test_enter_goes_on_with_the_open_count(plant: PlantFloor) -> None:
    count = open_count(plant.workplace, plant.location("LINE-1"))
    count = skip_close_off(plant.workplace, count, "one person alone")
    count = read_sheet(plant.workplace, count)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"counting 0 of {len(count.lines)}")
        await pilot.press("enter")
        await until_screen(pilot, CountScreen)


async def test_a_count_is_given_up_with_a_reason_only(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location("LINE-1"))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "1 being counted")
        assert "x give up" in keys(app)
        await pilot.press("x")
        await until_screen(pilot, AskText)
        await pilot.press("escape")
        await until_screen(pilot, ScheduleScreen)
        assert plant.latest("LINE-1").phase is Phase.OPENED
        await ask_to_give_up(pilot, "wrong shelf")
        await until_shown(pilot, "Reason: wrong shelf")
        await pilot.press("enter", "escape")
        await until_screen(pilot, ScheduleScreen)
        assert plant.latest("LINE-1").phase is Phase.OPENED
        await ask_to_give_up(pilot, "wrong shelf")
        await pilot.press("y")
        await until_shown(pilot, "Gave up the count of LINE-1.")
        await until_shown(pilot, "0 being counted")
        assert plant.latest("LINE-1").ended_reason == "wrong shelf"
        await until(pilot, lambda: "x give up" not in keys(app))


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_left_to_undo_after_giving_up_is_said(plant: PlantFloor, size: tuple[int, int]) -> None:
    begun(plant, "LINE-1")
    async with plant.app.run_test(size=size) as pilot:
        await until_shown(pilot, "counting 0 of")
        await ask_to_give_up(pilot, "wrong shelf")
        await pilot.press("y")
        await until(pilot, lambda: "Gave up the count of LINE-1." in message(pilot.app))
        assert message(pilot.app).endswith("Take the sign down. Tell Bo that it is open again.")


async def test_only_a_row_with_a_count_can_be_given_up(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location("LINE-1"))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await pilot.press("down")
        await until(pilot, lambda: "x give up" not in keys(app))
        await pilot.press("x")
        assert isinstance(app.screen, ScheduleScreen)


async def test_what_is_typed_behind_the_filter_key_is_filtered_for_and_commands_nothing(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location("LINE-1"))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        screen = schedule_screen(app.screen)
        burst(pilot, "/quarantine")
        await until(pilot, lambda: screen.table.wanted == "quarantine")
        assert app.screen is screen
        await pilot.press("escape")
        burst(pilot, "/xyz 4\r")
        await until(pilot, lambda: message(app) == "Only rows with 'xyz 4'. Press Esc to see all.")
        assert app.screen is screen
        assert app.is_running


async def test_what_is_typed_behind_the_give_up_key_is_its_reason(plant: PlantFloor) -> None:
    open_count(plant.workplace, plant.location("LINE-1"))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        burst(pilot, "xqrs/\ry")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, "Reason: qrs/")
        assert plant.latest("LINE-1").phase is Phase.OPENED


async def test_what_is_typed_behind_an_opening_enter_goes_to_the_count(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        burst(pilot, "\rquite sure")
        await until_screen(pilot, CloseOffScreen)
        told = app.screen.query_one("#told", EntryField)
        await until(pilot, lambda: told.text == "quite sure")
    assert len(plant.workplace.store.journal.open_counts()) == 1


async def test_a_refused_opening_gives_the_keys_back(plant: PlantFloor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("This location cannot be counted now: try another.")

    monkeypatch.setattr("cyclecount_tui.workflow.opening.open_count", refuse)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        burst(pilot, "\r/shelf")
        await until_shown(pilot, "! This location cannot be counted now")
        await until(pilot, lambda: schedule_screen(app.screen).table.wanted == "shelf")


async def test_an_enter_that_was_meant_for_the_screen_before_opens_nothing(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await app.push_screen(Closing())
        await until_screen(pilot, Closing)
        burst(pilot, "\r\r\r")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: schedule_screen(app.screen).drawn_at is not None)
        assert not plant.workplace.store.journal.open_counts()
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)
    assert len(plant.workplace.store.journal.open_counts()) == 1


async def post_everything(pilot: Pilot[Any], plant: PlantFloor) -> None:
    """From the schedule through the plan of a compared count to its end."""
    screen = schedule_screen(pilot.app.screen)
    screen.table.move_to([entry.row.subject.name for entry in screen.table.entries].index(SHELF))
    await pilot.press("enter")
    await until_screen(pilot, ReconcileScreen)
    await pilot.press("p")
    await until_shown(pilot, "to post")
    await say_yes(pilot)
    await reopen_it(pilot)


@pytest.mark.parametrize("together", [True, False])
async def test_an_enter_too_many_after_a_count_begins_no_new_one_however_late_it_comes(
    plant: PlantFloor, together: bool
) -> None:
    chosen(plant, SHELF)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await post_everything(pilot, plant)
        burst(pilot, "\r\r" if together else "\r")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: schedule_screen(app.screen).drawn_at is not None)
        if not together:
            burst(pilot, "\r\r\r")
            await until_screen(pilot, Confirm)
            await until_shown(pilot, f"{SHELF} was counted today.")
            await until(pilot, lambda: "Enter does not confirm." in message(app))
            await pilot.press("escape")
            await until_screen(pilot, ScheduleScreen)
        assert not plant.workplace.store.journal.open_counts()
        await pilot.press("enter")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, CloseOffScreen)
    assert plant.latest(SHELF).phase is Phase.OPENED


async def test_a_count_that_ended_today_and_was_made_before_is_asked_about_too(plant: PlantFloor) -> None:
    chosen(plant, SHELF)
    app = plant.app
    plant.workplace.clock = lambda: NOW + timedelta(days=2)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await post_everything(pilot, plant)
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: schedule_screen(app.screen).drawn_at is not None)
        await pilot.press("enter")
        await until_screen(pilot, Confirm)
        await until_shown(pilot, f"The count of {SHELF} has ended.")
        await pilot.press("escape", "down", "enter")
        await until_screen(pilot, CloseOffScreen)


async def test_a_count_that_was_given_up_is_begun_anew_by_an_enter(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await begin_and_give_up(pilot, "enter")
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)


async def test_escape_is_offered_only_as_long_as_ion_is_waited_for(plant: PlantFloor) -> None:
    plant.gate.shut()
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Asking ION for all locations")
        await until(pilot, lambda: "Esc stop waiting" in keys(app))
        plant.gate.open()
        await until_shown(pilot, "not scheduled")
        await until(pilot, lambda: "Esc" not in keys(app))


async def test_an_unscheduled_location_stays_after_its_count_was_given_up(plant: PlantFloor) -> None:
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "not scheduled")
        await begin_and_give_up(pilot, "end", "enter")
        assert "not scheduled" in screen_text(app)


async def test_text_from_ion_is_shown_as_text(plant: PlantFloor) -> None:
    today = plant.workplace.today()
    hostile = ScheduleRow(
        Subject(999, "[red]\x1b[31mX[/]"), "A", 30, today - timedelta(days=90), assigned_to="\x1b]0;hi\x07"
    )
    plant.workplace.store.schedule.replace_rows([hostile, hostile._replace(subject=Subject(998, "b"))])
    app = plant.app
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "[red]␛[31mX[/]")
        assert "\x1b" not in screen_text(app)
        await pilot.press("enter")
        await until_shown(pilot, "CLOSE OFF  [red]␛[31mX[/]")
        assert "\x1b" not in screen_text(app)


async def test_a_count_that_is_done_is_reopened_and_not_given_up(plant: PlantFloor) -> None:
    count = compared(plant, "LINE-1")
    leave_all(plant.workplace, count, [row.line.number for row in count.unresolved], "known")
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "F8 reopen")
        assert "x give up" not in keys(app)
        await pilot.press("x")
        assert isinstance(app.screen, ScheduleScreen)


async def test_giving_up_says_that_it_waits_for_ion_and_speaks_of_dates_only_where_there_is_one(
    plant: PlantFloor,
) -> None:
    plant.workplace.practice = plant.workplace.practice._replace(closing_off=ClosingOff(stop_transactions=True))
    unscheduled = plant.location("TOTE-07")
    close_location(plant.workplace, open_count(plant.workplace, unscheduled), Answers("Bo", stop_in_ion=True))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "1 being counted")
        await until(pilot, lambda: message(app) == "")
        await pilot.press("slash", *"tote-07", "enter")
        await ask_to_give_up(pilot, "wrong shelf")
        plant.gate.shut()
        await pilot.press("y")
        await until_shown(pilot, "Giving up the count of TOTE-07.")
        plant.gate.open()
        await until_shown(pilot, "Gave up the count of TOTE-07.")
        assert "due as before" not in message(app)


@pytest.mark.parametrize("size", SIZES)
async def test_shelves_of_a_large_plant_can_be_told_apart(plant: PlantFloor, size: tuple[int, int]) -> None:
    plant.simulator.faults.drop_before(count=1000)
    names = [f"RACK-0003 / SHELF-{number}" for number in range(10, 99)]
    plant.workplace.store.schedule.replace_rows(
        ScheduleRow(Subject(900 + place, name), "A", 90, date(2024, 12, 26)) for place, name in enumerate(names)
    )
    app = plant.app
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "! Schedule only")
        shown = rows(schedule_screen(app.screen))
        wanted = names if size[0] > 60 else [f"RACK-0003…SHELF-{number}" for number in range(10, 99)]
        for row, name in zip(shown, wanted, strict=False):
            assert name in row
        assert "overdue" in shown[0]
        assert names[0] in screen_text(app)
        await pilot.press("down")
        await until_shown(pilot, names[1])


async def test_a_shortened_name_stands_in_full_below_the_table(plant: PlantFloor) -> None:
    plant.simulator.faults.drop_before(count=1000)
    name = "HALL-2 / COLD STORE / RACK-0003 / SHELF-12"
    subject = Subject(900, name)
    plant.workplace.store.schedule.replace_rows([ScheduleRow(subject, "A", 90, date(2024, 12, 26))])
    close_off(plant.workplace, open_count(plant.workplace, subject), "Bo", sign_up=True, transactions_stopped=False)
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, f"{name}: closed off since")
        await pilot.resize_terminal(40, 24)
        await until_shown(pilot, "SHELF-12: closed off since")
        assert "HALL-2 / COLD STORE / RACK-0003 /" in screen_text(app)
        await pilot.resize_terminal(40, 8)
        await until_shown(pilot, "HALL-2 / COLD STORE / RACK-0003 /")
        await until_shown(pilot, "HALL-2…SHELF-12")


async def test_a_country_that_is_not_known_empties_no_schedule(plant: PlantFloor) -> None:
    plant.workplace.practice = plant.workplace.practice._replace(scheduling=SchedulingRules(country="XX"))
    app = plant.app
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No holidays are known for the country 'XX'" in message(app))
        await until_shown(pilot, "not scheduled")
        assert "overdue 6 days" in screen_text(app)
        await pilot.press("escape")
        await pilot.press("m", "m")
        await until(pilot, lambda: "No holidays" not in message(app))
        await pilot.press("r")
        await until(pilot, lambda: "No holidays are known for the country 'XX'" in message(app))
