"""The schedule arranged: groups, columns by name, one person's work, and ten thousand rows without delay."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.tui.palette import Palette
from cyclecount_tui.tui.screens import schedule_rows, schedule_sorting
from cyclecount_tui.tui.screens.close_off import CloseOffScreen
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.schedule_sorting import SORTINGS
from cyclecount_tui.tui.screens.schedule_table import ScheduleTable
from cyclecount_tui.tui.widgets.load_strip import LoadStrip
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.schedule_changes import pause
from tests.tui.counts_made import compared
from tests.tui.driving import SIZES, keys, message, type_text, until, until_rest, until_screen, until_shown
from tests.tui.plant_floor import PlantFloor
from tests.tui.widgets.screen_text import lines_of, screen_text, settle

MANY = 10_000


def table_of(pilot: Pilot[None]) -> ScheduleTable:
    return pilot.app.screen.query_one(ScheduleTable)


def shown(pilot: Pilot[None]) -> list[str]:
    return [line.rstrip() for line in lines_of(table_of(pilot))[1:] if line.strip()]


async def ready(pilot: Pilot[None]) -> None:
    """ION's locations have come, and all that is worked out beside them."""
    await until_screen(pilot, ScheduleScreen)
    await until(pilot, lambda: any(entry.row.cadence_days is None for entry in table_of(pilot).entries))
    await until_rest(pilot)
    await settle(pilot)


async def test_g_groups_by_class_and_by_area_with_what_is_due_in_each(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await pilot.press("g")
        assert message(pilot.app) == "Grouped by class; Enter folds a group."
        headings = [row.strip() for row in shown(pilot) if "▼" in row]
        assert headings == [
            "▼ A   4 rows   1 due today   1 overdue",
            "▼ B   7 rows   2 due today   2 overdue",
            "▼ C   4 rows   2 due today   1 overdue",
            "▼ No class   7 rows",
        ]
        assert table_of(pilot).entry, "the cursor stays with its location"
        await pilot.press("g")
        assert message(pilot.app) == "Grouped by area; Enter folds a group."
        headings = [row.strip() for row in shown(pilot) if "▼" in row]
        assert "▼ RACK-B   4 rows   1 due today   1 overdue" in headings
        assert "▼ WAREHOUSE-1   3 rows" in headings, "the parent's name where ION told it"
        assert headings[-1] == "▼ No area   1 row"
        await pilot.press("g")
        assert message(pilot.app) == "Not grouped any more."
        assert not any("▼" in row for row in shown(pilot))


async def test_enter_on_a_heading_folds_its_rows_away_and_opens_nothing(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await pilot.press("g", "home")
        rows = table_of(pilot).row_count
        assert table_of(pilot).entry is None
        await pilot.press("enter")
        await until(pilot, lambda: table_of(pilot).row_count == rows - 4)
        assert shown(pilot)[0] == " ▶ ► A   4 rows   1 due today   1 overdue"
        for key in ("a", "k", "p", "x"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, ScheduleScreen), "there is no row to work on"
        await pilot.press("enter")
        await until(pilot, lambda: table_of(pilot).row_count == rows)
        assert not plant.workplace.store.journal.open_counts()


async def test_a_filter_in_groups_counts_what_it_finds(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await pilot.press("g", "g", "slash")
        await type_text(pilot, "overdue rack")
        assert [row.strip() for row in shown(pilot) if "▼" in row] == [
            "▼ RACK-A   1 row   1 overdue",
            "▼ RACK-B   1 row   1 overdue",
            "▼ RACK-C   1 row   1 overdue",
        ]
        entry = table_of(pilot).entry
        assert entry is not None
        assert entry.row.subject.name == "RACK-A / SHELF-03"


async def test_the_palette_names_every_column_to_sort_by(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await until_screen(pilot, Palette)
        await type_text(pilot, "sort")
        assert all(f"Sort: {title}" in screen_text(pilot.app) for title in ("Location", "IRA", "Count", "Due"))
        await type_text(pilot, " last")
        await pilot.press("enter")
        await until_shown(pilot, "Sorted by last count, longest ago first.")
        assert "Last counted▲" in lines_of(table_of(pilot))[0]


async def test_the_sorted_column_has_a_sign_without_fancy_characters_too(plant: PlantFloor) -> None:
    app = CycleCountApp(plant.workplace, ascii_only=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert " Due^ " in lines_of(table_of(pilot))[0]
        await pilot.press("S", "g")
        assert " Duev " in lines_of(table_of(pilot))[0]
        assert "- A   4 rows" in screen_text(pilot.app)
        assert screen_text(pilot.app).isascii()


async def test_m_shows_what_is_due_for_me_or_for_nobody_in_particular(plant: PlantFloor) -> None:
    plant.workplace.counter = "ada moreno"
    today = plant.workplace.today()
    free = ScheduleRow(Subject(901, "FREE-1"), "A", 30, today - timedelta(days=30))
    later = ScheduleRow(Subject(902, "FREE-2"), "A", 30, today)
    plant.workplace.store.schedule.replace_rows([free, later])
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("m")
        assert [row[3:10].strip() for row in shown(pilot)] == ["LINE-1", "FREE-1"]
        assert message(pilot.app).startswith("Only what is due for ada moreno or for anybody.")
        await pilot.press("escape")
        assert table_of(pilot).row_count > 15
        plant.workplace.store.schedule.replace_rows([])
        await pilot.press("m", "slash")
        await type_text(pilot, "free")
        assert [row[3:10].strip() for row in shown(pilot)] == ["FREE-1"]


async def test_past_counts_stand_there_as_bars_and_in_words(plant: PlantFloor) -> None:
    for name in ("RACK-A / SHELF-01", "RACK-A / SHELF-01", "RACK-B / SHELF-02"):
        reopen(plant.workplace, compared(plant, name, as_recorded=name.endswith("2")), "left for this test")
    for ascii_only, signs in ((False, ("▇▇", "█")), (True, ("77", "9"))):
        app = CycleCountApp(plant.workplace, ascii_only=ascii_only)
        async with app.run_test(size=(120, 36)) as pilot:
            await ready(pilot)
            rows = {name: row.split() for row in shown(pilot) for name in ("SHELF-01", "SHELF-02") if name in row}
            assert [sign in screen_text(pilot.app) for sign in signs] == [True, True], rows
            names = [entry.row.subject.name for entry in table_of(pilot).entries]
            table_of(pilot).move_to(names.index("RACK-A / SHELF-01"))
            await until_shown(pilot, "last 2 counts 8")
            await pilot.press(*["s"] * [sorting.column for sorting in SORTINGS].index("accuracy"), "home")
            entry = table_of(pilot).entry
            assert entry is not None
            assert entry.row.subject.name == "RACK-A / SHELF-01", "the worst first"


@pytest.mark.parametrize("size", SIZES)
async def test_the_load_of_the_coming_weeks_has_its_line_where_there_is_room(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        strip = pilot.app.screen.query_one(LoadStrip)
        assert ("Load  " in screen_text(pilot.app)) == strip.display == (size != (40, 8))


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_fit_at_every_size(plant: PlantFloor, size: tuple[int, int]) -> None:
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        for key in ("g", "g", "m", "home"):
            await pilot.press(key)
            assert len(keys(pilot.app)) <= size[0] - 2
            assert "q quit" in keys(pilot.app)
            assert "…" not in keys(pilot.app)


async def test_a_part_says_that_it_is_one(plant: PlantFloor) -> None:
    part = ScheduleRow(Subject(77, "FR-10034", SubjectKind.PART), "A", 30, plant.workplace.today() - timedelta(days=99))
    plant.workplace.store.schedule.replace_rows([part])
    async with plant.app.run_test(size=(40, 8)) as pilot:
        await ready(pilot)
        assert shown(pilot)[0].startswith("!▶ part FR-10034")
        await pilot.press("g", "g", "slash")
        await type_text(pilot, "part")
        assert "Parts   1 row" in screen_text(pilot.app)


async def test_ten_thousand_rows_cost_a_key_no_more_than_what_is_on_the_screen(
    plant: PlantFloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = plant.workplace.today()
    plant.workplace.store.schedule.replace_rows(
        ScheduleRow(Subject(10_000 + place, f"HALL-{place % 70} / BIN-{place}"), "ABC"[place % 3], 90, today)
        for place in range(MANY)
    )
    calls: Counter[str] = Counter()

    def counted(module: object, name: str) -> None:
        real = getattr(module, name)

        def noted(*given: object, **named: object) -> object:
            calls[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(module, name, noted)

    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", "b", "escape", *["s"] * len(SORTINGS))
        for module, name in ((schedule_rows, "cells"), (schedule_rows, "tone"), (schedule_rows, "searched_text"),
                             (schedule_rows, "heading"), (schedule_sorting, "natural")):  # fmt: skip
            counted(module, name)
        table = table_of(pilot)
        for pressed in (["slash", "h", "a", "l", "l", "minus", "7"], ["enter"], ["escape"], ["s"], ["S"], ["s"],
                        ["down"], ["end"], ["home"], ["pagedown"], ["m"], ["m"]):  # fmt: skip
            calls.clear()
            await pilot.press(*pressed)
            await settle(pilot)
            assert calls["cells"] <= 2 * table.size.height * len(pressed), pressed
            assert calls["searched_text"] == calls["natural"] == 0, pressed
        calls.clear()
        await pilot.press("g", "g")
        await settle(pilot)
        assert calls["cells"] + calls["heading"] <= 2 * table.size.height
        assert calls["natural"] < 200, "one for each group, not one for each row"


@pytest.mark.parametrize("size", [(40, 8), (40, 24), (80, 12)])
async def test_a_small_screen_says_in_words_what_is_closed_off_and_until_when_a_row_is_paused(
    plant: PlantFloor, size: tuple[int, int]
) -> None:
    compared(plant, "RACK-B / SHELF-03", as_recorded=True)
    line = plant.workplace.store.schedule.row(plant.location("LINE-2"))
    assert line is not None
    pause(plant.workplace, [line], "rebuilt", date(2026, 6, 30))
    async with plant.app.run_test(size=size) as pilot:
        await ready(pilot)
        names = [entry.row.subject.name for entry in table_of(pilot).entries]
        table_of(pilot).move_to(names.index("RACK-B / SHELF-03"))
        await until_shown(pilot, "Closed off since 09:05, reopen it")
        assert any("▶ RACK-B / SHELF-03" in row for row in shown(pilot)), "the row itself stays in view"
        table_of(pilot).move_to(names.index("LINE-2"))
        await until_shown(pilot, "Paused until 2026-06-30")
        assert any("▶ LINE-2" in row for row in shown(pilot))
        table_of(pilot).move_to(names.index("RACK-A / SHELF-01"))
        await until(pilot, lambda: not pilot.app.screen.query_one("#known").display)


async def test_a_location_is_closed_off_until_it_is_reopened(plant: PlantFloor) -> None:
    compared(plant, "RACK-B / SHELF-03", as_recorded=True)
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        names = [entry.row.subject.name for entry in table_of(pilot).entries]
        table_of(pilot).move_to(names.index("RACK-B / SHELF-03"))
        await until_shown(pilot, "Closed off since 09:05, reopen it")
        assert "1 to reopen" in screen_text(pilot.app)
        row = next(row for row in shown(pilot) if "RACK-B / SHELF-03" in row)
        assert row.startswith("?▶")
        assert "done, reopen it" in row
        await until(pilot, lambda: "F8 reopen" in keys(pilot.app))
        await pilot.press("f8")
        await until_shown(pilot, "REOPEN  RACK-B / SHELF-03")
        await pilot.press("f8")
        await until_shown(pilot, "is open again")
        await pilot.press("enter")
        await until_screen(pilot, ScheduleScreen)
        await until(pilot, lambda: "to reopen" not in screen_text(pilot.app))
        await pilot.press("home", "ctrl+r")
        await ready(pilot)
        await pilot.press("enter")
        await until_screen(pilot, CloseOffScreen)


async def test_a_heading_keeps_the_cursor_when_the_rows_are_read_again(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await pilot.press("g", "end")
        while table_of(pilot).group is None:
            await pilot.press("up")
        group = table_of(pilot).group
        assert group is not None
        rows = [ScheduleRow(Subject(900 + number, f"BIN-{number}"), "A", 90) for number in range(5)]
        plant.workplace.store.schedule.replace_rows(rows)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(table_of(pilot).entries) > 25)
        await settle(pilot)
        now = table_of(pilot).group
        assert now is not None
        assert now.name == group.name


async def test_f2_clears_a_filter_that_is_typed_further(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"line", "enter", "slash")
        assert "F2 clear" in keys(pilot.app)
        await pilot.press("f2")
        await until(pilot, lambda: table_of(pilot).row_count > 10)
        await pilot.press(*"mrb")
        await until(pilot, lambda: table_of(pilot).wanted == "mrb")
        await pilot.press("enter")
        assert "F2 clear" not in keys(pilot.app)


async def test_a_filter_that_finds_nothing_leaves_no_words_and_keys_of_a_hidden_row(plant: PlantFloor) -> None:
    async with plant.app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "every 60 days" in screen_text(pilot.app)
        await pilot.press("slash", *"xyzxyz", "enter")
        await until(pilot, lambda: table_of(pilot).row_count == 0)
        await until(pilot, lambda: "every 60 days" not in screen_text(pilot.app))
        assert "assign" not in keys(pilot.app)
        assert "Enter" not in keys(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: "every 60 days" in screen_text(pilot.app))
