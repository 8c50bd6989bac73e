"""Prompts: typed answers by keyboard alone, on small screens too, and no yes by accident."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.prompts import AskText, Choose, Confirm, Notice
from cyclecount_tui.tui.widgets.prompts.prompt_screen import PromptScreen
from cyclecount_tui.tui.widgets.text_view import TextView
from tests.tui.counts_made import burst
from tests.tui.driving import until
from tests.tui.widgets.screen_text import screen_text, settle, wheel

SIZES = [(40, 8), (80, 24), (120, 36)]
LONG = "\n".join(f"line {number} of the text" for number in range(1, 61))


class PromptApp(App[None]):
    """Opens prompts and notes the answers."""

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.glyphs = ASCII if ascii_only else UNICODE
        self.answers: list[object] = []

    async def ask(self, prompt: Screen[Any], pilot: Pilot[None]) -> None:
        """Open a prompt."""
        await self.push_screen(prompt, self.answers.append)
        await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(
    ("prompt", "texts"),
    [
        (lambda: AskText("Note", "What is it about this line?"), ["Note", "What is it", "Esc back"]),
        (
            lambda: Confirm("Post to ION", ["12 writes go to ION."], yes_label="post 12 writes"),
            ["Post to ION", "12 writes go to ION.", "Press y to post 12 writes", "Esc back"],
        ),
        (
            lambda: Choose("Cause", [("Move", "to MRB-1"), ("Set quantity", "to 76")]),
            ["Cause", "1  Move", "2  Set quantity", "Esc back"],
        ),
        (lambda: Notice("Help", LONG), ["Help", "line 1 of the text", "/60", "Esc back"]),
    ],
)
async def test_all_of_a_prompt_is_seen_at_every_size(
    size: tuple[int, int], ascii_only: bool, prompt: Callable[[], Screen[Any]], texts: list[str]
) -> None:
    app = PromptApp(ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await app.ask(prompt(), pilot)
        shown = screen_text(app)
        for text in texts:
            assert text in shown
        assert not ascii_only or shown.isascii()
        assert ("┌" in shown) == (size != (40, 8) and not ascii_only)
        await press(pilot, "escape")
        assert app.answers in ([None], [False])


async def test_a_text_is_asked_for() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Note", "What?", initial="box"), pilot)
        await press(pilot, "e", "s", "space", "enter")
        await app.ask(AskText("Note", "What?"), pilot)
        await press(pilot, "enter")
        assert "Nothing was typed." in screen_text(app)
        await press(pilot, "4")
        assert "Nothing was typed." not in screen_text(app)
        await press(pilot, "enter")
        await app.ask(AskText("Note", "What?", allow_empty=True), pilot)
        await press(pilot, "enter")
        assert app.answers == ["boxes", "4", ""]


async def test_f2_clears_what_is_typed() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Note", "What?", initial="box"), pilot)
        assert "F2 clear" in screen_text(app)
        await press(pilot, "e", "f2", "4", "enter")
        assert app.answers == ["4"]


async def test_an_enter_too_many_answers_once() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Note", "What?"), pilot)
        burst(pilot, "box\r\rmore\r")
        await until(pilot, lambda: app.answers == ["box"])
        await settle(pilot)
        await app.ask(AskText("Note", "What?"), pilot)
        burst(pilot, "\r4\r")
        await until(pilot, lambda: app.answers == ["box", "4"])


async def test_a_paste_fills_a_text_and_an_ended_line_answers() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Name", "Who?"), pilot)
        app.post_message(events.Paste("Ada"))
        await settle(pilot)
        assert app.screen.query_one(EntryField).text == "Ada"
        app.post_message(events.Paste(" L\n"))
        await settle(pilot)
        assert app.answers == ["Ada L"]


async def test_keys_that_come_before_the_focus_belong_to_the_text() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(AskText("Name", "Who?"), pilot)
        app.screen.set_focus(None)
        await press(pilot, *"Ada", "enter")
        assert app.answers == ["Ada"]


@pytest.mark.parametrize("keys", [("y",), ("enter", "y"), ("down", "y"), ("space", "y"), ("t", "enter", "y")])
async def test_the_yes_key_confirms(keys: tuple[str, ...]) -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(Confirm("Post", ["12 writes."]), pilot)
        await press(pilot, *keys)
        await until(pilot, lambda: app.answers == [True])


@pytest.mark.parametrize("keys", ["y-1234\r", "y\r", "yy", "12y", "y y"])
async def test_a_scan_that_begins_or_ends_with_the_yes_key_does_not_confirm(keys: str) -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(Confirm("Post", ["12 writes."]), pilot)
        alone = Confirm("Then", ["Asked after it."])
        burst(pilot, keys)
        await until(pilot, lambda: "confirm" in screen_text(app) or "not just y" in screen_text(app))
        await app.ask(alone, pilot)
        await press(pilot, "y")
        await until(pilot, lambda: app.answers == [True], "The yes to the later question alone")
        await press(pilot, "escape")
        assert app.answers == [True, False]


async def test_a_yes_from_before_the_question_stood_there_is_none() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        early = events.Key("y", "y")
        await settle(pilot)
        await app.ask(Confirm("Post", ["12 writes."]), pilot)
        app.post_message(early)
        await until(pilot, lambda: "too early to be an answer" in screen_text(app))
        await press(pilot, "y")
        await until(pilot, lambda: app.answers == [True])


async def test_a_yes_that_something_covers_at_once_is_none() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        question = Confirm("Post", ["12 writes."])
        await app.ask(question, pilot)
        app.post_message(events.Key("y", "y"))
        await app.push_screen(Notice("Help", LONG))
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is question)
        await press(pilot, "y")
        await until(pilot, lambda: app.answers == [True])


@pytest.mark.parametrize(
    "keys", [("enter",), ("ctrl+j",), ("enter",) * 5, tuple("PARTy7"), ("n", "y", "y"), ("Y",), ("tab", "space")]
)
async def test_nothing_else_confirms(keys: tuple[str, ...]) -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(Confirm("Post", ["12 writes."]), pilot)
        await press(pilot, *keys)
        assert app.answers == []
        assert "y" in screen_text(app)
        await press(pilot, "escape")
        assert app.answers == [False]


async def test_enter_says_what_to_press_and_another_yes_key_can_be_chosen() -> None:
    app = PromptApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask(Confirm("Post", ["12 writes."], yes_key="p", yes_label="post 12 writes"), pilot)
        await press(pilot, "enter")
        assert "Enter does not confirm. Press p to post 12 writes." in screen_text(app)
        await press(pilot, "y", "enter", "p")
        await until(pilot, lambda: app.answers == [True])


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(("2",), 1), (("enter",), 0), (("down", "enter"), 1), (("down", "ctrl+j"), 1), (("9", "0", "1"), 0)],
)
async def test_a_choice_by_number_or_cursor(keys: tuple[str, ...], answer: int) -> None:
    app = PromptApp()
    async with app.run_test(size=(40, 8)) as pilot:
        await app.ask(Choose("Cause", [("Move", "to MRB-1"), ("Set quantity", "to 76")]), pilot)
        await press(pilot, *keys)
        assert app.answers == [answer]


async def test_a_choice_of_nothing() -> None:
    app = PromptApp()
    async with app.run_test(size=(40, 8)) as pilot:
        await app.ask(Choose("Cause", []), pilot)
        await press(pilot, "1", "enter")
        assert "nothing to choose from" in screen_text(app)
        await press(pilot, "escape")
        assert app.answers == [None]


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_scrolls_by_keys_and_wheel(size: tuple[int, int]) -> None:
    app = PromptApp()
    async with app.run_test(size=size) as pilot:
        await app.ask(Notice("Help", LONG), pilot)
        view = app.screen.query_one(TextView)
        await press(pilot, "end")
        assert "line 60 of the text" in screen_text(app)
        assert "60/60" in screen_text(app)
        await press(pilot, "home", "down")
        assert view.scroll_offset.y == 1
        page, last = view.size.height - 1, 60 - view.size.height
        await press(pilot, "up", "pagedown")
        assert view.scroll_offset.y == min(page, last)
        await press(pilot, "space")
        assert view.scroll_offset.y == min(2 * page, last)
        await press(pilot, "pageup", "home")
        view.post_message(wheel(events.MouseScrollDown))
        await settle(pilot)
        assert view.scroll_offset.y == 3
        view.post_message(wheel(events.MouseScrollUp))
        await settle(pilot)
        assert view.scroll_offset.y == 0
        view.set_text("short \x1b[31m")
        await settle(pilot)
        assert "short ␛[31m" in screen_text(app)
        assert view.position == ""


def test_every_binding_can_be_named_and_explained() -> None:
    for binding in [*PromptScreen.BINDINGS, *TextView.BINDINGS]:
        assert isinstance(binding, Binding)
        assert binding.id
        assert binding.description
        assert binding.tooltip
