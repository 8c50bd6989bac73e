"""Quantities that nobody types, planted in the simulated ION, and a search for them in whatever spelling."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from cyclecount_tui.domain.lines import LineKey
from tests.blindness import TELLTALE
from tests.factory import Factory, line_key
from tests.pdf_reading import unpacked

FIRST = Decimal(TELLTALE)
MOST = 5
"""Planted quantities, and what is counted in their place, at most: all of them and all differences begin alike."""

_DIGITS = TELLTALE.replace(".", "")[:7]
_BETWEEN = rb"(?:[,._' \x00]|\xc2\xa0|\xe2\x80[\x89\xaf])?"
_TEXT = re.compile(_BETWEEN.join(digit.encode() for digit in _DIGITS))
"""Seven digits, which no hash and no time holds by chance, with whatever parts the digits of a number."""

_STEERING = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|[()][0-9A-Z]|[=>78])")


def _in_binary(quantity: Decimal) -> Iterator[bytes]:
    """As a floating-point number, and as a whole number of its smallest parts, in either order of bytes."""
    for mark in "<>":
        yield struct.pack(f"{mark}d", float(quantity))
        for parts in (100, 100_000):
            yield struct.pack(f"{mark}q", int(quantity * parts))


_BINARY = tuple(
    spelt
    for step in range(-MOST, MOST + 1)
    for quantity in (FIRST + step, -FIRST - step)
    for spelt in _in_binary(quantity)
)


def planted_at(factory: Factory, location_id: int, lines: int) -> set[LineKey]:
    """Gives so many lines of a location, of one record each, a quantity that tells itself; the keys of these lines."""
    plant = factory.simulator.plant
    records = [item for item in plant.inventory if item.location_id == location_id]
    assert not any(item.serial_number for item in records)
    names = {part.id: (part.part_number, part.revision) for part in plant.parts}
    keys = [line_key(*names[item.part_id], item.lot_number) for item in records]
    alone = [(key, item) for key, item in zip(keys, records, strict=True) if keys.count(key) == 1][:lines]
    assert len(alone) == lines <= MOST
    for step, (_, item) in enumerate(alone):
        factory.simulator.faults.edit_behind_the_back(item.id, quantity=FIRST + step)
    return {key for key, _ in alone}


def tells(raw: bytes) -> bool:
    """Whether a planted quantity, or its difference to what is counted in its place, stands there in some spelling."""
    plain = _STEERING.sub(b"", raw)
    return any(_TEXT.search(each) for each in (raw, plain)) or any(spelt in raw for spelt in _BINARY)


def kept_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder: as it is, a PDF unpacked besides, a database besides as a dump of its rows."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw, name = path.read_bytes(), path.relative_to(folder).as_posix()
        yield name, raw
        if raw.startswith(b"%PDF"):
            yield f"{name}, unpacked", "\n".join(unpacked(raw)).encode()
        if raw.startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                yield f"{name}, dumped", "\n".join(connection.iterdump()).encode()
