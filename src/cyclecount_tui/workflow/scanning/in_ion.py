"""What ION knows of a code that the sheet does not have: labels, parts, serials, lots and locations; no quantity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Part, Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.scanned_things import CodedRecord, ScannedThings
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.ion.errors import NotFound, NotPermitted, Refused, SchemaMismatch
from cyclecount_tui.workflow.recording import LONGEST_PART_NUMBER
from cyclecount_tui.workflow.scanning.on_sheet import about_place, proposal
from cyclecount_tui.workflow.scanning.reading import Reading
from cyclecount_tui.workflow.scanning.results import Ambiguous, OtherLocation, Result, Why
from cyclecount_tui.workflow.scanning.sheet_lines import about_lines

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

Answer = TypeVar("Answer")


def by_ion(ion: Ion, count: Count, reading: Reading, at_line: int | None) -> Result | None:
    """What the scan is, or None where ION does not know it either. A few questions, one after the other.

    Raises:
        IonError: ION cannot be asked now.
    """
    for things in labelled(ion, reading):
        if found := _about_things(count, things, at_line):
            return found
    if reading.label is not None or len(reading.text) > LONGEST_PART_NUMBER:
        return None
    part = _about_part(ion, count, reading, at_line)
    return part or _about_code(ion, count, _code_of(reading), at_line) or _about_name(ion, count, reading, at_line)


def labelled(ion: Ion, reading: Reading, *, places: bool = False) -> Iterator[ScannedThings]:
    """What a barcode is stuck on: ION is asked for the text of the label first, then for its uid alone.

    With `places` where its records lie, too.
    """
    texts = (reading.label.text, reading.label.uid) if reading.label else (reading.text,)
    for text in texts:
        things = answered(partial(ion.scan_barcode, text, places=places))
        if things is not None and (things.places or things.records):
            yield things


def answered(ask: Callable[[], Answer]) -> Answer | None:
    """ION's answer; None where it refuses the question as such, which says nothing about the connection.

    Raises:
        IonError: ION cannot be asked now.
    """
    try:
        return ask()
    except NotFound as error:
        if error.address_doubtful:
            raise
    except (Refused, NotPermitted, SchemaMismatch):
        pass
    return None


def parts_called(ion: Ion, numbers: Iterable[str]) -> list[Part]:
    """ION's parts with one of these numbers, by one question."""
    wanted = [number for number in dict.fromkeys(numbers) if 0 < len(number) <= LONGEST_PART_NUMBER]
    return (answered(lambda: ion.sheet_parts(wanted)) or []) if wanted else []


def locations_called(ion: Ion, name: str) -> list[Place]:
    """ION's locations with exactly this name."""
    possible = 0 < len(name) <= LONGEST_PART_NUMBER
    return [found.place for found in answered(lambda: ion.locations_named(name)) or []] if possible else []


def _about_things(count: Count, things: ScannedThings, at_line: int | None) -> Result | None:
    keys = tuple(dict.fromkeys(record.key for record in things.records))
    if things.places and (keys or len(things.places) > 1):
        return Ambiguous(keys=keys, subjects=tuple(map(location_subject, things.places)))
    if things.places:
        return _about_place(count, things.places[0], at_line)
    return _about_records(count, things.records, CodeKind.LABEL, at_line)


def _about_place(count: Count, place: Place, at_line: int | None) -> Result:
    return about_place(count, place, at_line) or OtherLocation(subject=location_subject(place))


def _about_records(count: Count, records: Iterable[CodedRecord], kind: CodeKind, at_line: int | None) -> Result | None:
    """Records that ION has: lines of the sheet if they are on it, else items that are recorded elsewhere."""
    parts = {record.key: record.part for record in records}
    lines = [line for line in count.lines if line.key.item in parts]
    if lines:
        return about_lines(count, lines, kind, at_line)
    if len(parts) > 1:
        return Ambiguous(keys=tuple(parts))
    return next((proposal(count, key, Why.RECORDED_ELSEWHERE, part, at_line) for key, part in parts.items()), None)


def _about_part(ion: Ion, count: Count, reading: Reading, at_line: int | None) -> Result | None:
    """The part of a structured code; but a part number that only looks like such a code is one as a whole."""
    fields = reading.fields or CodeFields(part_numbers=(reading.text,))
    parts = parts_called(ion, (*fields.part_numbers, *fields.gtins, reading.text))
    whole = [part for part in parts if part.number == reading.text]
    if whole:
        fields, parts = CodeFields(part_numbers=(reading.text,)), whole
    named = [part for part in parts if not fields.revision or part.revision == fields.revision] or parts
    if not named:
        return None
    numbers = {part.number for part in named}
    if len(numbers) > 1:
        return Ambiguous(keys=tuple(LineKey(part.number, part.revision) for part in named))
    the_only = named[0] if len(named) == 1 else None
    revision = fields.revision or (the_only.revision if the_only else "")
    key = LineKey(numbers.pop(), revision, fields.lot_number, fields.serial_number)
    return proposal(count, key, Why.OTHER_PART, the_only, at_line)


def _about_code(ion: Ion, count: Count, code: str, at_line: int | None) -> Result | None:
    """Records with this serial, or else lot: which parts have it, is all that is asked."""
    if not code:
        return None
    records = answered(lambda: ion.records_with_code(code)) or []
    serials = [record for record in records if record.serial_number == code]
    if serials:
        return _about_records(count, serials, CodeKind.SERIAL, at_line)
    lots = [CodedRecord(record.part, record.lot_number) for record in records]
    return _about_records(count, lots, CodeKind.LOT, at_line)


def _about_name(ion: Ion, count: Count, reading: Reading, at_line: int | None) -> Result | None:
    places = locations_called(ion, reading.fields.location if reading.fields else reading.text)
    if len(places) == 1:
        return _about_place(count, places[0], at_line)
    return Ambiguous(subjects=tuple(map(location_subject, places))) if places else None


def _code_of(reading: Reading) -> str:
    """The serial or lot to look for: that of a structured code that names no part of its own, else all of the text."""
    fields = reading.fields
    if fields is None:
        return reading.text
    return "" if fields.part_numbers else fields.serial_number or fields.lot_number
