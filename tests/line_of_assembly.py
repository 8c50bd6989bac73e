"""A small location of the simulated plant with plain parts and serials, and what the journal tells of its count."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch
from pathlib import Path

from cyclecount_tui.domain.counting_events import (
    Counted,
    EntryUndone,
    ItemFound,
    LineLeft,
    LineNoted,
    NoneConfirmed,
    Submitted,
    UnknownScanned,
    UnknownSettled,
)
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.simulator import plant_small
from cyclecount_tui.store.opening import open_store
from tests.cli.shell import PROGRAM, Shell
from tests.scanner_bursts import ScannedTerminal

PLACE, OTHER_PLACE = "LINE-1", "LINE-2"
PARTS = ("FR-10025", "FR-10028", "FR-10053", "FR-10077", "FR-10089", "FR-10093")
SERIALS = ("SN-00473", "SN-00477", "SN-00481", "SN-00484")
LINES = {name: number for number, name in enumerate((*PARTS, *SERIALS), start=1)}
"""The number of each line of the sheet, by its part number or serial."""

FOUND = "FR-10067"
"""A part with one revision that ION has, and not here."""

FOUND_LINE = len(LINES) + 1

Told = tuple[object, ...]


def label_of(part_number: str, seed: int) -> str:
    """What ION's label says on the one record of a part at the location."""
    plant = plant_small(seed)
    place = next(place.id for place in plant.places if place.name == PLACE)
    numbers = {part.id: part.part_number for part in plant.parts}
    (record,) = (each for each in plant.inventory.by("location_id", place) if numbers[each.part_id] == part_number)
    return plant.label(record.entity_id)


def program(shell: Shell, size: tuple[int, int]) -> ScannedTerminal:
    """The installed program on a terminal of this size, columns and rows."""
    environment = {name: value for name, value in shell.environment.items() if name != "PYTHONWARNINGS"}
    return ScannedTerminal([PROGRAM], environment, *size)


def stock(shell: Shell) -> dict[int, Decimal]:
    """What ION says of every record at the location, read by a client of its own."""
    settings = shell.environment
    with connect(
        settings["ION_API_URI"], settings["ION_AUTH_SERVER"], settings["ION_CLIENT_ID"], settings["ION_CLIENT_SECRET"]
    ) as ion:
        (place,) = ion.locations_named(PLACE)
        return {record.id: record.quantity for record in ion.records_at(place.id)}


def journal(shell: Shell) -> list[Told]:
    """What was entered in the only count there is, in order, up to its submission."""
    with open_store(Path(shell.environment["CYCLECOUNT_DATA_DIR"])) as store:
        (count,) = store.journal.open_counts()
        assert count.subject.name == PLACE
        return [told for event in store.journal.events(count.count_id) if (told := _told(event))]


@singledispatch
def _told(_event: object) -> Told:
    """Nothing is to be told of what nobody entered."""
    return ()


@_told.register
def _(event: Counted) -> Told:
    return ("counted", event.line, event.quantity, event.expression, event.adds, event.scanned)


@_told.register
def _(event: NoneConfirmed) -> Told:
    return ("none", event.line)


@_told.register
def _(event: ItemFound) -> Told:
    key = event.line.key
    item = (key.part_number, key.revision, key.lot_number, key.serial_number)
    return ("found", event.line.number, item, event.quantity, event.expression, event.scanned)


@_told.register
def _(event: EntryUndone) -> Told:
    return ("undone",)


@_told.register
def _(event: LineNoted) -> Told:
    return ("noted", event.line, event.text)


@_told.register
def _(event: LineLeft) -> Told:
    return ("left", event.line, event.reason)


@_told.register
def _(event: UnknownScanned) -> Told:
    return ("unknown", event.text, event.near)


@_told.register
def _(event: UnknownSettled) -> Told:
    return ("settled", event.scan, event.outcome.value, event.line, event.reason)


@_told.register
def _(event: Submitted) -> Told:
    return ("submitted",)
