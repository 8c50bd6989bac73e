"""The table: what it draws, what it says, and that it makes no more strings than it shows."""

from __future__ import annotations

import pytest
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from cyclecount_tui.tui.widgets.line_table import Column, LineTable
from tests.tui.widgets.screen_text import lines_of, settle, wheel
from tests.tui.widgets.table_app import COLUMNS, CountedTable, TableApp, press


async def test_it_draws_header_rows_and_the_cursor_mark() -> None:
    app = TableApp(CountedTable(2))
    async with app.run_test(size=(40, 5)):
        assert lines_of(app.table) == [
            "   Part number   Description   │   Floor",
            " ▶ FR-10021      Bracket, LH   │      48",
            "   FR-1          Bearing       │       1",
            " " * 40,
            " " * 40,
        ]
        assert app.moved == [0]


async def test_the_cursor_row_is_reversed_and_the_header_bold() -> None:
    app = TableApp(CountedTable(2))
    async with app.run_test(size=(40, 5)):
        styles = [app.table.render_line(y)._segments[0].style for y in range(3)]
        assert [bool(style and style.reverse) for style in styles] == [False, True, False]
        assert [bool(style and style.bold) for style in styles] == [True, False, False]


async def test_ascii_only() -> None:
    app = TableApp(CountedTable(2), ascii_only=True)
    app.table.texts[1] = ("FR−2·", "naïve\x1b[2J", "…")
    async with app.run_test(size=(40, 4)):
        assert all(line.isascii() for line in lines_of(app.table))
        assert lines_of(app.table)[1] == " > FR-10021      Bracket, LH   |      48"
        assert lines_of(app.table)[2] == "   FR-2.         naive?[2J     |     ..."


@pytest.mark.parametrize("width", [120, 80, 40, 20, 12])
async def test_every_line_is_exactly_as_wide_as_the_screen(width: int) -> None:
    app = TableApp(CountedTable(100))
    app.table.texts[1] = ("桁桁桁桁桁桁桁桁", "\u202e\x1b[31m", "e\u0301" * 30)
    async with app.run_test(size=(width, 8)):
        for y in range(8):
            assert app.table.render_line(y).cell_length == width
            assert Strip(app.table.render_line(y)._segments).cell_length == width


async def test_the_header_says_where_the_cursor_is_when_not_all_rows_fit() -> None:
    app = TableApp(CountedTable(10_000))
    async with app.run_test(size=(60, 10)) as pilot:
        assert lines_of(app.table)[0].endswith(" 1/10000")
        await press(pilot, "down", "down")
        assert lines_of(app.table)[0].endswith(" 3/10000")
        await press(pilot, "end")
        assert lines_of(app.table)[0].endswith(" 10000/10000")
        app.table.set_order(range(9))
        await settle(pilot)
        assert lines_of(app.table)[0].endswith("Floor")


async def test_ten_thousand_rows_cost_no_more_than_the_rows_on_the_screen() -> None:
    app = TableApp(CountedTable(10_000))
    assert app.table.asked == []
    async with app.run_test(size=(80, 24)) as pilot:
        assert max(app.table.asked) < 23
        for key, most in {"down": 2, "up": 2, "pagedown": 23, "end": 23, "home": 23}.items():
            app.table.forget()
            await press(pilot, key)
            assert 0 < len(app.table.asked) <= most, key


async def test_a_move_in_view_draws_two_rows_and_the_position() -> None:
    app = TableApp(CountedTable(10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.forget()
        await press(pilot, "down")
        assert sorted(app.table.drawn) == [0, 1, 2]
        assert sorted(app.table.asked) == [0, 1]


async def test_most_moves_down_a_long_table_draw_two_rows() -> None:
    app = TableApp(CountedTable(10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        full = 0
        for _ in range(30):
            app.table.forget()
            await press(pilot, "down")
            full += len(app.table.asked) > 2
        assert full == 1
        assert app.table.cursor == 30


async def test_refresh_row_draws_that_row_alone() -> None:
    app = TableApp(CountedTable(10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.texts[5] = ("FR-5", "Counted", "12")
        app.table.forget()
        app.table.refresh_row(5)
        app.table.refresh_row(9_000)
        await settle(pilot)
        assert (app.table.asked, app.table.drawn) == ([5], [6])
        assert lines_of(app.table)[6].rstrip().endswith("12")


async def test_cursor_keys() -> None:
    app = TableApp(CountedTable(50))
    async with app.run_test(size=(40, 11)) as pilot:
        for keys, index in (
            (("up",), 0),
            (("down", "down"), 2),
            (("pagedown",), 12),
            (("end", "down"), 49),
            (("pageup",), 39),
            (("home",), 0),
        ):
            await press(pilot, *keys)
            assert app.table.cursor == index, keys
        assert app.moved == [0, 1, 2, 12, 49, 39, 0]


async def test_letters_walk_only_when_asked_for() -> None:
    app = TableApp(CountedTable(50, letters=True))
    async with app.run_test(size=(40, 11)) as pilot:
        await press(pilot, "j", "j", "k")
        assert app.table.cursor == 1
        await press(pilot, "G")
        assert app.table.cursor == 49
        await press(pilot, "g")
        assert (app.table.cursor, app.app_saw_g) == (0, 0)
    without = TableApp(CountedTable(50))
    async with without.run_test(size=(40, 11)) as pilot:
        await press(pilot, "j", "G", "g")
        assert (without.table.cursor, without.app_saw_g) == (0, 1)


async def test_messages_speak_of_source_rows_whatever_the_order() -> None:
    app = TableApp(CountedTable(50))
    async with app.run_test(size=(40, 11)) as pilot:
        app.table.set_order([30, 20, 10])
        await settle(pilot)
        assert lines_of(app.table)[1].startswith(" ▶ FR-30")
        await press(pilot, "down", "enter", "down", "ctrl+j")
        assert app.moved == [0, 30, 20, 10]
        assert app.chosen == [20, 10]
        app.table.move_to(5)
        assert app.table.cursor == 10
        app.table.move_to(30)
        assert app.table.cursor == 30


async def test_an_empty_table_says_so_and_chooses_nothing() -> None:
    app = TableApp(CountedTable(0, empty_text="No lines match. Press Esc to see all."))
    async with app.run_test(size=(30, 7)) as pilot:
        await press(pilot, "enter", "down", "end", "pagedown")
        assert (app.moved, app.chosen, app.table.cursor) == ([], [], None)
        text = [line.strip() for line in lines_of(app.table)[1:]]
        assert " ".join(line for line in text if line) == "No lines match. Press Esc to see all."
        app.table.set_empty_text("Nothing \x1bleft.")
        assert "Nothing ␛left." in "".join(lines_of(app.table))
        assert "enter" not in app.screen.active_bindings
        app.table.set_rows(3, app.table.cells)
        await press(pilot, "enter")
        assert (app.moved, app.chosen) == ([0], [0])


async def test_tones_have_a_sign_beside_the_colour() -> None:
    app = TableApp(CountedTable(6))
    tones = ["", "muted", "good", "warn", "bad", "done"]
    app.table.set_rows(6, app.table.cells, tones.__getitem__)
    async with app.run_test(size=(40, 8)):
        assert [line[0] for line in lines_of(app.table)[1:7]] == [" ", " ", "+", "?", "!", "✓"]
        colours = {str(app.table.render_line(y)._segments[0].style) for y in range(2, 7)}
        assert len(colours) == 4  # muted and done are alike


async def test_the_mouse_moves_and_chooses_and_the_wheel_only_scrolls() -> None:
    app = TableApp(CountedTable(50))
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.click(offset=(5, 4))
        await settle(pilot)
        assert (app.table.cursor, app.chosen) == (3, [])
        await pilot.click(offset=(5, 4))
        await settle(pilot)
        assert app.chosen == [3]
        app.table.post_message(wheel(events.MouseScrollDown))
        await settle(pilot)
        assert app.table.cursor == 3
        assert lines_of(app.table)[1].startswith(" ▶ FR-3")
        app.table.post_message(wheel(events.MouseScrollUp))
        await settle(pilot)
        assert lines_of(app.table)[4].startswith(" ▶ FR-3")
        assert app.moved == [0, 3]


async def test_a_resize_keeps_the_cursor_in_view() -> None:
    app = TableApp(CountedTable(50))
    async with app.run_test(size=(40, 21)) as pilot:
        app.table.move_to(18)
        await pilot.resize_terminal(40, 8)
        await settle(pilot)
        assert any(line.startswith(" ▶ FR-18") for line in lines_of(app.table))


async def test_other_columns() -> None:
    app = TableApp(CountedTable(2))
    async with app.run_test(size=(40, 5)):
        app.table.set_columns((Column("part", "Part", 12), *COLUMNS[1:]))
        assert lines_of(app.table)[0].startswith("   Part          Description")


def test_every_binding_can_be_named_and_explained() -> None:
    for binding in LineTable.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id
        assert binding.description
        assert binding.tooltip
    assert len({binding.id for binding in LineTable.BINDINGS if isinstance(binding, Binding)}) == 11


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_themes(theme: str) -> None:
    app = TableApp(CountedTable(5))
    app.table.set_rows(5, app.table.cells, ["muted", "good", "warn", "bad", "done"].__getitem__)
    async with app.run_test(size=(40, 8)):
        app.theme = theme
        assert lines_of(app.table)[2].startswith("+  FR-1")


async def test_rows_that_come_out_of_view_draw_nothing_but_how_many_there_are() -> None:
    app = TableApp(CountedTable(1_000))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.forget()
        app.table.add_rows(500)
        await settle(pilot)
        assert set(app.table.drawn) == {0}
        assert not app.table.asked
        assert lines_of(app.table)[0].endswith(" 1/1500")
        assert app.table.row_count == 1_500
        await press(pilot, "end")
        assert "FR-1499" in lines_of(app.table)[-1]


async def test_rows_that_come_into_view_are_drawn() -> None:
    app = TableApp(CountedTable(3))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.add_rows(2)
        await settle(pilot)
        assert "FR-4" in lines_of(app.table)[5]
        app.table.add_rows(500)
        await settle(pilot)
        assert lines_of(app.table)[0].endswith(" 1/505")
        assert "FR-8" in lines_of(app.table)[9]
