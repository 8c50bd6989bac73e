"""Which lines of a sheet a code belongs to: by label, serial, lot or part, spelt exactly, else plainly and uniquely."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.names_alike import spelt_plainly
from cyclecount_tui.domain.scans.code_fields import CodeFields


class CodeKind(StrEnum):
    """What of a line a code is; the value is a word for a sentence."""

    LINE = "line"
    LABEL = "label"
    SERIAL = "serial"
    LOT = "lot"
    PART = "part"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """One code of the sheet, what it is, and the lines that have it."""

    kind: CodeKind
    code: str
    lines: tuple[Line, ...]


def matches(text: str, lines: Iterable[Line]) -> tuple[CodeMatch, ...]:
    """Every code of the lines that is the text; where none is exactly, those that are it but for case and spacing."""
    lines = tuple(lines)
    exact = _grouped((kind, code, line) for line in lines for kind, code in _codes(line) if code == text)
    if exact:
        return exact
    wanted = plainly(text)
    if not wanted:
        return ()
    alike = ((kind, code, line) for line in lines for kind, code in _wider_codes(line) if plainly(code) == wanted)
    return _grouped(alike)


def is_known(text: str, lines: Iterable[Line]) -> bool:
    """Whether the text is exactly a code of one of the lines."""
    return any(code == text for line in lines for _, code in _codes(line))


def with_label(uid: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of the records that a label is stuck on."""
    return tuple(line for line in lines if uid in line.labels)


def of_part(fields: CodeFields, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of the part that a code names, in any revision; none where it names none of the sheet."""
    lines = tuple(lines)
    for number in (*fields.part_numbers, *fields.gtins):
        exact = tuple(line for line in lines if line.key.part_number == number)
        if found := exact or tuple(line for line in lines if _alike(line.key.part_number, number)):
            return found
    return ()


def of_revision(fields: CodeFields, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those of the lines that have the revision a code names; all of them where it names none."""
    return tuple(line for line in lines if not fields.revision or _alike(line.key.revision, fields.revision))


def of_item(fields: CodeFields, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of exactly what a code names: its part, and its serial or lot where it has one.

    A trade item number need not be known here: then the serial or the lot decides.
    """
    lines = tuple(lines)
    named = of_part(fields, lines)
    if not named and (fields.part_numbers or not (fields.serial_number or fields.lot_number)):
        return ()
    candidates = of_revision(fields, named or lines)
    if fields.serial_number:
        return tuple(line for line in candidates if _alike(line.key.serial_number, fields.serial_number))
    if fields.lot_number:
        return tuple(line for line in candidates if _alike(line.key.lot_number, fields.lot_number))
    return candidates


@lru_cache(maxsize=65_536)
def plainly(text: str) -> str:
    """As `spelt_plainly`, remembered: a sheet of 5,000 lines has 10,000 codes and is asked at every scan."""
    return spelt_plainly(text)


def _alike(one: str, other: str) -> bool:
    return one == other or plainly(one) == plainly(other)


def _codes(line: Line) -> Iterator[tuple[CodeKind, str]]:
    key = line.key
    yield CodeKind.PART, key.part_number
    if key.lot_number:
        yield CodeKind.LOT, key.lot_number
    if key.serial_number:
        yield CodeKind.SERIAL, key.serial_number
    for uid in line.labels:
        yield CodeKind.LABEL, uid


def _wider_codes(line: Line) -> Iterator[tuple[CodeKind, str]]:
    """With the part and its revision in one code, as many labels have it."""
    yield from _codes(line)
    if line.key.revision:
        yield CodeKind.PART, f"{line.key.part_number} {line.key.revision}"
        yield CodeKind.PART, f"{line.key.part_number} rev {line.key.revision}"


def _grouped(found: Iterable[tuple[CodeKind, str, Line]]) -> tuple[CodeMatch, ...]:
    groups: dict[tuple[CodeKind, str], list[Line]] = {}
    for kind, code, line in found:
        groups.setdefault((kind, code), []).append(line)
    return tuple(CodeMatch(kind, code, tuple(lines)) for (kind, code), lines in groups.items())
