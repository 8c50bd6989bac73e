"""The line that says how far something is: what a terminal shows of it, and that nothing is written elsewhere."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from types import SimpleNamespace

import pyte
import pytest

from cyclecount_tui.cli.passing_line import PassingLine

END = b"\0"
"""A terminal passes over it."""


class Shown:
    """A terminal of one line."""

    def __init__(self, ours: int, theirs: int) -> None:
        self._ours = ours
        self._theirs = theirs
        self._screen = pyte.Screen(60, 1)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What stands there by now."""
        os.write(self._theirs, END)
        read = b""
        while not read.endswith(END):
            read = os.read(self._ours, 1024)
            self._stream.feed(read)
        return self._screen.display[0].rstrip()


@contextmanager
def a_terminal() -> Iterator[Shown]:
    """Standard error is a terminal inside; it cannot be one from a fixture on, because pytest takes it back."""
    ours, theirs = os.openpty()
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as stream, redirect_stderr(stream):
            yield Shown(ours, theirs)
    finally:
        os.close(ours)


def test_one_text_takes_the_place_of_another_and_the_last_is_gone() -> None:
    with a_terminal() as terminal:
        with PassingLine() as line:
            line.looking_at("what takes long")
            assert terminal.text == "Looking at what takes long ..."
            line.looking_at("this")
            assert terminal.text == "Looking at this ..."
            line.clear()
            assert terminal.text == ""
            line.rows_came("Reading ION", 2_500, 50_000)
            assert terminal.text == "Reading ION: 2,500 of 50,000 rows"
        assert terminal.text == ""


def test_an_error_takes_it_away_too() -> None:
    def interrupted(terminal: Shown) -> None:
        with PassingLine() as line:
            line.looking_at("this")
            assert terminal.text == "Looking at this ..."
            raise KeyboardInterrupt

    with a_terminal() as terminal:
        with pytest.raises(KeyboardInterrupt):
            interrupted(terminal)
        assert terminal.text == ""


def test_rows_are_told_twice_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("cyclecount_tui.cli.passing_line.time", SimpleNamespace(monotonic=lambda: now))
    with a_terminal() as terminal:
        line = PassingLine()
        line.rows_came("Reading", 1, 9)
        now = 100.25
        line.rows_came("Reading", 2, 9)
        assert terminal.text == "Reading: 1 of 9 rows"
        now = 100.5
        line.rows_came("Reading", 3, 9)
        assert terminal.text == "Reading: 3 of 9 rows"


def test_without_a_terminal_nothing_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    with PassingLine() as line:
        line.looking_at("this")
        line.rows_came("Reading", 1, 9)
    assert capfd.readouterr() == ("", "")
