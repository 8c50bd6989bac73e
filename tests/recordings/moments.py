"""What a recording is made of: moments, each with its time and what happened at the terminal; one a line in a file."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SCANNED_GAP = 0.002
"""Seconds from one byte to the next of what came at once: a scan, a paste, a key of several bytes."""

_NOTE = "#"


class Kind(StrEnum):
    """What can happen at a terminal."""

    KEYS = "keys"
    """Bytes came, in one piece: a key, a scan, noise on the line."""
    SIZE = "size"
    """The window has so many columns and rows from now on."""
    ANSWERS = "answers"
    """From now on the terminal's answers are held back, or come again: the line is slow, or quick."""
    BROADCAST = "broadcast"
    """Something else writes on the terminal."""


@dataclass(frozen=True)
class Moment:
    """`at`: seconds since the beginning. `what` is bytes for keys, and columns and rows, a switch or a text else."""

    at: float
    kind: Kind
    what: bytes | tuple[int, int] | bool | str

    def line(self) -> str:
        """As it stands in a file."""
        return f"{self.at:.3f} {self.kind} {self.what!r}\n"


def read(file: Path) -> list[Moment]:
    """The moments of a file, in order."""
    return list(_moments(file.read_text(encoding="ascii").splitlines()))


def write(file: Path, notes: Sequence[str], moments: Iterable[Moment]) -> None:
    """Puts them into a file, with a few lines that say what it is in front of them."""
    lines = [f"{_NOTE} {note}\n" for note in notes] + [moment.line() for moment in moments]
    file.write_text("".join(lines), encoding="ascii")


def _moments(lines: Iterable[str]) -> Iterator[Moment]:
    for line in lines:
        if not line.startswith(_NOTE):
            at, kind, what = line.split(" ", 2)
            yield Moment(float(at), Kind(kind), ast.literal_eval(what))
