"""What is typed while an entry is being stored: kept, in order, and in the right line."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.prompts import AskText
from tests.tui.widgets.entry_app import EntryApp, press
from tests.tui.widgets.screen_text import settle


async def test_held_keys_and_pastes_are_taken_in_order_at_release() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.hold()
        await press(pilot, "1", "2")
        app.post_message(events.Paste("3\n4"))
        await press(pilot, "5", "f6", "6", "enter", "7")
        assert (app.field.text, app.story, app.field.holding) == ("", [], True)
        app.field.release()
        await settle(pilot)
        assert app.story == ["submitted 123", "note", "submitted 456"]
        assert (app.field.text, app.field.holding) == ("7", False)


async def test_discard_tells_how_much_was_dropped() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.hold()
        await press(pilot, "1", "2", "enter")
        assert app.field.discard() == 3
        assert app.field.discard() == 0
        app.field.release()
        await press(pilot, "9")
        assert (app.field.text, app.story) == ("9", [])


async def test_a_field_that_holds_at_submission_gives_one_entry_at_a_time() -> None:
    app = EntryApp(hold_on_submit=True)
    async with app.run_test(size=(40, 5)) as pilot:
        await press(pilot, "4", "8", "enter", "1", "2", "enter", "7")
        assert (app.story, app.field.text) == (["submitted 48"], "")
        app.field.release()
        await settle(pilot)
        assert (app.story, app.field.text) == (["submitted 48", "submitted 12"], "")
        app.field.release()
        await settle(pilot)
        assert app.field.text == "7"


async def test_a_paste_of_many_lines_waits_for_each_to_be_stored() -> None:
    app = EntryApp(hold_on_submit=True, paste_submits=True)
    async with app.run_test(size=(40, 5)) as pilot:
        app.post_message(events.Paste("a\nb\r\nc"))
        await press(pilot, "d", "enter")
        for count in range(1, 5):
            assert app.story == ["submitted a", "submitted b", "submitted c", "submitted d"][:count]
            app.field.release()
            await settle(pilot)
        assert not app.field.holding
        assert app.field.text == ""


async def test_what_is_typed_after_a_function_key_waits_for_its_action() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        for key, character in (("1", "1"), ("f4", None), ("2", "2"), ("enter", "\r"), ("3", "3")):
            app.post_message(events.Key(key, character))
        await settle(pilot)
        assert app.story == ["none here, typed '1'"]
        assert app.field.text == "1"
        app.field.release()
        await settle(pilot)
        assert app.story == ["none here, typed '1'", "submitted 12"]
        assert app.field.text == "3"


async def test_held_function_keys_hold_again_in_their_turn() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.hold()
        await press(pilot, "1", "f4", "2", "f4", "3")
        app.field.release()
        await settle(pilot)
        assert (app.story, app.field.text) == (["none here, typed '1'"], "1")
        app.field.release()
        await settle(pilot)
        assert app.story == ["none here, typed '1'", "none here, typed '12'"]
        app.field.release()
        await settle(pilot)
        assert app.field.text == "123"


class NotingApp(EntryApp):
    """F6 asks for a note in a prompt."""

    def action_note(self) -> None:
        self.push_screen(AskText("Note", "What is it about this line?"), self.note_answer)

    def note_answer(self, answer: str | None) -> None:
        self.story.append(f"note {answer}")


async def test_what_is_typed_after_a_key_that_opens_a_prompt_goes_into_the_prompt() -> None:
    app = NotingApp()
    async with app.run_test(size=(60, 20)) as pilot:
        for key in ("f6", *"box"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        await press(pilot, "enter")
        assert (app.story, app.field.text) == (["note box"], "")
        await press(pilot, "5")
        assert app.field.text == "5"


class LeavingScreen(Screen[None]):
    """F10 leaves the screen, field and all."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "app.pop_screen", "Leave")]

    def compose(self) -> ComposeResult:
        yield EntryField("Gone soon")

    @on(EntryField.Submitted)
    def never(self) -> None:
        raise AssertionError("typed after the screen was left")


async def test_an_action_that_removes_the_field_is_no_trouble() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        await app.push_screen(LeavingScreen())
        await settle(pilot)
        for key, character in (("f10", None), ("4", "4"), ("enter", "\r")):
            app.post_message(events.Key(key, character))
        await settle(pilot)
        await press(pilot, "5")
        assert app.field.text.endswith("5")


async def test_what_is_done_in_turn_comes_after_what_was_typed_before() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.hold()
        await press(pilot, "1", "enter")
        app.field.in_turn(lambda: app.story.append(f"in turn, typed {app.field.text!r}"))
        await press(pilot, "2")
        assert app.story == []
        assert app.field.discard() == 3
        await press(pilot, "3", "enter")
        app.field.release()
        await settle(pilot)
        assert app.story == ["in turn, typed ''", "submitted 3"]
        app.field.in_turn(lambda: app.story.append("at once"))
        await settle(pilot)
        assert app.story[-1] == "at once"


async def test_what_waits_in_one_field_can_be_typed_into_another() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.field.hold()
        await press(pilot, "1", "enter")
        app.post_message(events.Paste("2"))
        await settle(pilot)
        typed = app.field.take_away()
        app.field.release()
        await press(pilot, "9")
        app.field.type_ahead(typed)
        await settle(pilot)
        assert (app.story, app.field.text) == (["submitted 91"], "2")
