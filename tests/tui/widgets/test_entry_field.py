"""Typing, scanning and pasting into the entry field."""

from __future__ import annotations

from textual import events

from tests.tui.widgets.entry_app import EntryApp, press
from tests.tui.widgets.screen_text import lines_of, settle, wheel


async def test_typing_shows_text_cursor_and_hint() -> None:
    app = EntryApp(preview=lambda text: f"= {len(text)} EA" if text else "")
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, *"12*6+4")
        assert lines_of(app.field) == [" How many?  12*6+4               = 6 EA "]
        cursor = [segment for segment in app.field.render_line(0) if segment.style and segment.style.reverse]
        assert [segment.text for segment in cursor] == [" "]
        await press(pilot, "home", "delete", "right", "backspace", "end", "left", "9")
        assert lines_of(app.field) == [" How many?  *6+94                = 5 EA "]


async def test_enter_and_line_feed_submit_and_empty_the_field() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, "4", "8", "enter", "7", "ctrl+j", "enter")
        assert app.story == ["submitted 48", "submitted 7", "submitted "]
        assert app.field.text == ""


async def test_a_scanner_that_ends_in_cr_lf_submits_once() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, *"A1", "enter", "ctrl+j", *"B2", "enter", "ctrl+j")
        assert app.story == ["submitted A1", "submitted B2"]


async def test_one_key_draws_one_line_and_a_key_without_effect_none() -> None:
    app = EntryApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1")
        app.field.drawn = 0
        await press(pilot, "2")
        assert app.field.drawn == 1
        await press(pilot, "end", "delete")
        assert app.field.drawn == 1


async def test_the_group_separator_of_a_scan_is_kept_and_seen() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, *"01", "ctrl+right_square_bracket", *"10")
        assert "01␝10" in lines_of(app.field)[0]
        await press(pilot, "enter")
        assert app.story == ["submitted 01\x1d10"]


async def test_letters_belong_to_the_entry_and_other_keys_to_the_screen() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, "x", "down", "f6", "y")
        assert app.story == ["next", "note"]
        assert app.field.text == "xy"
        live = app.screen.active_bindings
        assert "x" not in live
        assert "f6" in live


async def test_a_paste_is_submitted_line_by_line() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, "7")
        app.post_message(events.Paste("8\r\n\r\n01\x1d10\n5\r6"))
        await settle(pilot)
        assert app.story == ["submitted 78", "submitted 01\x1d10", "submitted 5"]
        assert app.field.text == "6"


async def test_the_last_line_of_a_paste_is_submitted_where_that_is_wanted() -> None:
    app = EntryApp(paste_submits=True)
    async with app.run_test(size=(40, 5)) as pilot:
        app.post_message(events.Paste("first\nsecond"))
        app.post_message(events.Paste("third\n"))
        await settle(pilot)
        assert app.story == ["submitted first", "submitted second", "submitted third"]
        assert app.field.text == ""


async def test_the_wheel_changes_nothing() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, "7")
        app.field.drawn = 0
        app.field.post_message(wheel(events.MouseScrollUp))
        app.field.post_message(wheel(events.MouseScrollDown))
        await settle(pilot)
        assert (app.field.text, app.field.drawn) == ("7", 0)


async def test_the_screen_can_set_text_label_and_hint() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.label = "Lot?"
        app.field.set_text("L-22\x1b")
        app.field.hint = "not on this sheet"
        assert lines_of(app.field) == [" Lot?  L-22␛          not on this sheet "]
        await press(pilot, "backspace")
        assert lines_of(app.field)[0].rstrip() == " Lot?  L-22"
        assert app.field.clear()
        assert not app.field.clear()
        assert app.field.hint == ""


async def test_the_cursor_is_shown_only_while_in_focus() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.screen.set_focus(None)
        await settle(pilot)
        assert not any(segment.style and segment.style.reverse for segment in app.field.render_line(0))


async def test_every_line_keeps_its_width_while_typing_past_the_end() -> None:
    app = EntryApp(preview=lambda text: f"= {len(text)} EA")
    async with app.run_test(size=(30, 4)) as pilot:
        for key in "123456789桁" * 2:
            await pilot.press(key)
            assert app.field.render_line(0).cell_length == 30
        await settle(pilot)
        assert app.field.text == "123456789桁" * 2
