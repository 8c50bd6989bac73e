"""The row of live keys: only what works now, and it always fits."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.key_bar import KeyBar, KeyHint, bar_text, key_hints
from cyclecount_tui.tui.widgets.key_names import key_name
from cyclecount_tui.tui.widgets.line_table import Column, LineTable
from tests.tui.widgets.screen_text import lines_of, settle


class CountedBar(KeyBar):
    """Knows how often it was drawn."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        """A line, noted."""
        self.drawn += 1
        return super().render_line(y)


class CountApp(App[None]):
    """The keys of a count screen, around an entry and a table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step('back')", "Back", id="back"),
        Binding("s", "step('sort')", "Sort", id="sort"),
        Binding("f8", "finish", "Finish", id="finish"),
        Binding("f1", "step('help')", "Help", id="help"),
        Binding("f2", "step('clear')", "Clear", id="clear"),
        Binding("f3", "step('found')", "Found item here that is not on the sheet", id="found"),
        Binding("f4", "step('none')", "None here", id="none"),
        Binding("ctrl+t,f7", "step('ION')", "ION page", id="page"),
        Binding("f12", "step('hidden')", "Hidden", show=False, id="hidden"),
    ]

    def __init__(self, *rank: str) -> None:
        super().__init__()
        self.finishable = True
        self.bar = CountedBar(rank=rank)

    def compose(self) -> ComposeResult:
        yield LineTable([Column("part", "Part", 8)])
        yield EntryField("How many?")
        yield self.bar

    def action_step(self, _name: str) -> None:
        """Do nothing."""

    def action_finish(self) -> None:
        """Do nothing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.finishable if action == "finish" else super().check_action(action, parameters)


async def test_it_shows_the_live_keys_in_order() -> None:
    app = CountApp()
    async with app.run_test(size=(120, 8)) as pilot:
        assert app.bar.text == ("F1 help  F2 clear  F3 found  F4 none here  F8 finish  Esc back  s sort  ^T ION page")
        assert lines_of(app.bar) == [f" {app.bar.text}".ljust(120)]
        app.query_one(EntryField).focus()
        await settle(pilot)
        assert "s sort" not in app.bar.text
        app.query_one(LineTable).focus()
        app.query_one(LineTable).set_rows(1, lambda _: ("FR-1",))
        await settle(pilot)
        assert "F8 finish  Enter open  Esc back  s sort" in app.bar.text


async def test_a_key_that_does_nothing_now_is_not_shown_and_only_a_change_is_drawn() -> None:
    app = CountApp()
    async with app.run_test(size=(120, 8)) as pilot:
        await settle(pilot)
        app.bar.drawn = 0
        app.screen.refresh_bindings()
        await settle(pilot)
        assert app.bar.drawn == 0
        app.finishable = False
        app.screen.refresh_bindings()
        await settle(pilot)
        assert app.bar.drawn == 1
        assert "finish" not in app.bar.text


async def test_on_a_narrow_screen_the_lowest_ranked_go_and_f1_says_so() -> None:
    plain, ranked = CountApp(), CountApp("finish", "none")
    async with plain.run_test(size=(40, 8)):
        assert plain.bar.text == "F1 more  F2 clear  F3 found"
    async with ranked.run_test(size=(40, 8)) as pilot:
        assert ranked.bar.text == "F1 more  F4 none here  F8 finish"
        await pilot.resize_terminal(120, 8)
        await settle(pilot)
        assert ranked.bar.text.startswith("F1 help  F2 clear")


async def test_where_the_most_important_key_has_no_room_the_next_one_stands_beside_f1() -> None:
    app = CountApp("none", "finish")
    async with app.run_test(size=(20, 16)):
        assert app.bar.text == "F1 more  F8 finish"


async def test_remapped_keys_are_shown_as_they_are() -> None:
    app = CountApp()
    app.set_keymap({"finish": "f9"})
    async with app.run_test(size=(120, 8)):
        assert "F9 finish" in app.bar.text


hints = st.lists(
    st.builds(
        KeyHint,
        id=st.text(min_size=1, max_size=5),
        key=st.sampled_from(["f1", "f2", "f10", "enter", "s"]),
        name=st.sampled_from(["F1", "F10", "Enter", "s"]),
        label=st.text(st.characters(min_codepoint=33, max_codepoint=0x3000), max_size=12),
    ),
    max_size=12,
)


@given(hints, st.lists(st.text(max_size=5), max_size=5), st.integers(1, 120))
def test_it_always_fits(hints: list[KeyHint], rank: list[str], width: int) -> None:
    assert cell_len(bar_text(hints, rank, width, UNICODE)) <= width


def test_one_action_is_shown_once() -> None:
    live = [Binding("enter", "go", "Go", id="go"), Binding("ctrl+j", "go", "Go", id="go")]
    assert [hint.text for hint in key_hints(live, UNICODE)] == ["Enter go"]


@pytest.mark.parametrize(
    ("key", "name", "in_ascii"),
    [
        ("f1", "F1", "F1"),
        ("enter", "Enter", "Enter"),
        ("escape", "Esc", "Esc"),
        ("slash", "/", "/"),
        ("s", "s", "s"),
        ("G", "G", "G"),
        ("ctrl+p", "^P", "^P"),
        ("question_mark", "?", "?"),
        ("pageup", "PgUp", "PgUp"),
        ("shift+f1", "S-F1", "S-F1"),
        ("alt+x", "M-x", "M-x"),
        ("up", "↑", "Up"),
    ],
)
def test_key_names(key: str, name: str, in_ascii: str) -> None:
    assert key_name(key, UNICODE) == name
    assert key_name(key, ASCII) == in_ascii
