"""The line for the last result, and errors that stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.strip import Strip

from cyclecount_tui.tui.widgets.bells import RingKind
from cyclecount_tui.tui.widgets.glyphs import ASCII
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_wrap import wrap, wrap_within
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from tests.tui.widgets.screen_text import lines_of, settle


class CountedLine(MessageLine):
    """Knows how often it was drawn."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        """A line, noted."""
        self.drawn += 1
        return super().render_line(y)


class MessageApp(App[None]):
    """One message line; bells are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.line = CountedLine()
        self.bells_rung = 0

    def compose(self) -> ComposeResult:
        yield TitleBar("COUNT  RACK-B", "12 of 37 lines", "closed off 09:05")
        yield self.line

    def bell(self) -> None:
        self.bells_rung += 1


async def test_each_kind_has_its_word_or_sign() -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)):
        assert lines_of(app.line) == [" " * 58]
        for speak, text, shown in (
            (app.line.say, "Scan a location.", "Scan a location."),
            (app.line.warn, "FR-1 was counted at 10:42.", "Note: FR-1 was counted at 10:42."),
            (app.line.good, "Saved FR-1 = 48 (4*12)", "Saved FR-1 = 48 (4*12)"),
            (app.line.bad, "B-14 is not B-41. Scan B-41.", "! B-14 is not B-41. Scan B-41."),
        ):
            speak(text)
            assert lines_of(app.line)[0].rstrip() == shown
        style = app.line.render_line(0)._segments[0].style
        assert style is not None
        assert style.bold


async def test_an_error_stays_until_it_is_acknowledged_or_something_good_happens() -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)):
        app.line.bad("Not stored.")
        app.line.say("Scan a location.")
        app.line.warn("Already counted.")
        assert app.line.text == "! Not stored."
        assert app.line.has_error
        assert app.line.acknowledge()
        assert app.line.text == "Note: Already counted."
        assert not app.line.acknowledge()
        app.line.bad("Not stored.")
        assert app.line.acknowledge()
        assert app.line.text == ""
        app.line.bad("Not stored.")
        app.line.good("Saved FR-1 = 4")
        assert (app.line.text, app.line.has_error) == ("Saved FR-1 = 4", False)


async def test_only_what_was_said_is_taken_back() -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)):
        app.line.say("Asking ION.")
        app.line.unsay("Reading")
        assert app.line.text == "Asking ION."
        app.line.show_rows("Asking ION", 3, 9)
        app.line.unsay("Asking")
        assert app.line.text == ""
        app.line.bad("It is full.")
        app.line.say("Asking ION.")
        app.line.unsay("Asking")
        assert app.line.has_error
        app.line.acknowledge()
        assert app.line.text == ""


async def test_a_long_sentence_takes_up_to_three_rows_and_gives_them_back() -> None:
    app = MessageApp()
    async with app.run_test(size=(40, 8)) as pilot:
        assert app.line.size.height == 1
        app.line.bad("The journal could not be written because the disk is full. " * 4)
        await settle(pilot)
        assert app.line.size.height == 3
        assert lines_of(app.line)[2].rstrip().endswith("…")
        app.line.good("Saved.")
        await settle(pilot)
        assert app.line.size.height == 1


async def test_the_same_sentence_is_not_drawn_again() -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)) as pilot:
        app.line.good("Saved.")
        await settle(pilot)
        app.line.drawn = 0
        app.line.good("Saved.")
        await settle(pilot)
        assert app.line.drawn == 0
        app.line.good("Saved again.")
        await settle(pilot)
        assert app.line.drawn == 1


async def test_text_from_outside_is_shown_as_text() -> None:
    app = MessageApp()
    app.glyphs = ASCII  # type: ignore[attr-defined]  # the attribute an app may have or not
    async with app.run_test(size=(60, 8)):
        app.line.bad("ION said: [red]no[/] \x1b]0;x\x07 −")
        assert lines_of(app.line)[0].rstrip() == "! ION said: [red]no[/] ?]0;x? -"


@pytest.mark.parametrize(("size", "rows"), [((20, 16), 6), ((16, 20), 6), ((20, 8), 3), ((40, 16), 3)])
async def test_an_upright_handheld_has_room_for_all_of_a_sentence(size: tuple[int, int], rows: int) -> None:
    app = MessageApp()
    async with app.run_test(size=size) as pilot:
        app.line.bad("word " * 60)
        await settle(pilot)
        assert app.line.size.height == rows


@pytest.mark.parametrize(("kind", "bells"), [("good", 0), ("bad", 2), ("unknown", 3)])
async def test_bells(kind: RingKind, bells: int) -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)):
        app.line.ring(kind)
        assert app.bells_rung == bells
        app.line.bells = False
        app.line.ring(kind)
        assert app.bells_rung == bells


async def test_a_good_bell_can_be_switched_on() -> None:
    app = MessageApp()
    async with app.run_test(size=(60, 8)):
        app.line.bells_for_good = True
        app.line.ring("good")
        assert app.bells_rung == 1


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, " COUNT  RACK-B          12 of 37 lines   closed off 09:05 "),
        (40, " COUNT  RACK-B         closed off 09:05 "),
        (20, " COUNT  RACK-B      "),
        (10, " COUNT  R…"),
    ],
)
async def test_the_title_drops_the_middle_then_the_right(width: int, shown: str) -> None:
    app = MessageApp()
    async with app.run_test(size=(width, 8)):
        bar = app.query_one(TitleBar)
        assert lines_of(bar)[0].split() == shown.split()
        assert bar.render_line(0).cell_length == cell_len(lines_of(bar)[0]) == width
        style = bar.render_line(0)._segments[0].style
        assert style is not None
        assert style.bold


async def test_the_title_changes_only_what_is_given() -> None:
    app = MessageApp()
    async with app.run_test(size=(80, 8)):
        app.query_one(TitleBar).show(middle="13 of 37 lines")
        line = lines_of(app.query_one(TitleBar))[0]
        assert line.startswith(" COUNT  RACK-B ")
        assert line.endswith("13 of 37 lines   closed off 09:05 ")


@given(st.text(max_size=200), st.integers(2, 60))
def test_wrapped_lines_are_never_too_wide(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))
    short = wrap_within(text, width, 3, "…")
    assert 1 <= len(short) <= 3
    assert all(cell_len(line) <= width for line in short)


@given(st.lists(st.text("abcXYZ09.,", min_size=1, max_size=20), max_size=30), st.integers(2, 60))
def test_wrapping_loses_no_letter(words: list[str], width: int) -> None:
    assert "".join(wrap(" ".join(words), width)).replace(" ", "") == "".join(words)


def test_an_indent_is_kept_and_lines_end_where_they_end() -> None:
    assert wrap("  F1  help\n\nrest", 20) == ["  F1  help", "", "rest"]


@pytest.mark.parametrize(
    ("width", "lines"), [(9, ["  one two", "  three"]), (4, ["  on", "  e", "  tw", "  o", "  th"])]
)
def test_an_indent_is_kept_in_every_line_and_gives_way_where_there_is_no_room(width: int, lines: list[str]) -> None:
    assert wrap("  one two three", width)[:5] == lines
    assert wrap("  one", 2) == ["on", "e"]


def test_only_a_line_feed_ends_a_line() -> None:
    assert wrap("a\nb\x0bc\u2028d\x85e\rf", 20) == ["a", "b␋c�d�e␍f"]


async def test_a_sentence_stays_one_whatever_is_quoted_in_it() -> None:
    line = MessageLine(id="message")

    class OneLineApp(App[None]):
        def compose(self) -> ComposeResult:
            yield line

    async with OneLineApp().run_test(size=(60, 4)) as pilot:
        line.bad("FR-1\nSaved FR-2 = 48 is no part.")
        await pilot.pause()
        assert [text.rstrip() for text in lines_of(line)] == ["! FR-1␊Saved FR-2 = 48 is no part."]
