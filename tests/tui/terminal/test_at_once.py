"""What a terminal takes without being waited for: as much as fits, and nothing where it has gone or is none."""

from __future__ import annotations

import io
import os
import pty
import tty
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cyclecount_tui.tui.steady_driver import SteadyStream
from cyclecount_tui.tui.terminal.at_once import AtOnce

MUCH = b"x" * 1_000_000


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal that changes nothing: whoever looks at it, and the program's."""
    looking, program = pty.openpty()
    tty.setraw(program)
    yield looking, program
    for end in (looking, program):
        with suppress(OSError):
            os.close(end)


def test_what_fits_is_taken_and_the_rest_is_left(line: tuple[int, int]) -> None:
    looking, program = line
    at_once = AtOnce(program)
    assert at_once.write(b"picture") == 7
    taken = at_once.write(MUCH)
    assert 0 <= taken < len(MUCH)
    assert os.get_blocking(program), "whoever shares the file waits as before"
    came = b""
    while len(came) < 7 + taken:
        came += os.read(looking, 65536)
    assert came == b"picture" + MUCH[:taken]
    at_once.close()
    assert at_once.write(b"late") == 0


def test_a_terminal_that_has_gone_takes_nothing(line: tuple[int, int]) -> None:
    at_once = AtOnce(line[1])
    os.close(line[0])
    assert at_once.write(b"picture") == 0
    at_once.close()


def test_a_file_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        at_once = AtOnce(file.fileno())
        assert at_once.write(b"picture") == 0
    assert not path.read_bytes()


def test_all_is_sent_when_the_thread_that_writes_has_sent_all_it_was_given() -> None:
    raw = io.BytesIO()
    stream = SteadyStream(io.TextIOWrapper(raw, encoding="utf-8"))
    stream.given += 3
    stream.write("a")
    stream.flush()
    assert not stream.all_sent
    stream.write("é".encode()[:1])
    stream.write("é".encode()[1:])
    stream.flush()
    assert bool(stream.all_sent)
    assert raw.getvalue() == "aé".encode()
