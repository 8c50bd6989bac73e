"""What a scan turned out to be: one small value a case, for a screen to act on and to say."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

from cyclecount_tui.domain.entries import Entry, UnknownScan
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.scanning.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What every scan has.

    `text` is the code without what the scanner put around it. `mangled`: it came through a wrong keyboard layout or
    caps lock, and somebody should be told, once. `doubled`: it was read twice in one go. `fields` is what a structured
    code says besides, such as an expiry date.
    """

    text: str = ""
    mangled: bool = False
    doubled: bool = False
    fields: CodeFields | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandScanned(Scanned):
    """A command of the card."""

    command: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeScanned(Scanned):
    """Somebody's badge."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFound(Scanned):
    """One line of the sheet: go there. Nothing is counted."""

    line: Line
    kind: CodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralLines(Scanned):
    """Several lines of one part, lot or place: go to `line`, the first that is open, and say how many there are.

    Nothing is counted.
    """

    line: Line
    lines: tuple[Line, ...]
    kind: CodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialCounted(Scanned):
    """A serial of the sheet is here. `take_scan` has stored that it was counted."""

    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialAlready(Scanned):
    """A serial that was counted before: `entry` says when and by whom. Nothing changed."""

    line: Line
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore(Scanned):
    """In scan-each mode: `take_scan` has stored one more of the line, which makes `total`."""

    line: Line
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInRecount(Scanned):
    """A line of the sheet that is not counted again: nothing is to be done. It is not said what was counted of it."""

    line: Line


class Why(StrEnum):
    """Why something that was recognised is not on the sheet."""

    OTHER_SERIAL = "other_serial"
    """A serial of a part that is on the sheet."""

    OTHER_LOT = "other_lot"
    """A lot of a part that is on the sheet."""

    OTHER_REVISION = "other_revision"
    """A revision of a part that is on the sheet."""

    OTHER_PART = "other_part"
    """A part that ION knows and the sheet does not have."""

    RECORDED_ELSEWHERE = "recorded_elsewhere"
    """ION has just this, and not here. Where, a blind counter is not told, and it was not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOnSheet(Scanned):
    """Something that lies here and is not on the sheet: a found item, if the counter says how many. Nothing is stored.

    `key` has what the code told filled in, for the form of a found item: in the count of a part, with the place of the
    line that was up. `part` where ION was asked and knows it.
    """

    key: LineKey
    why: Why
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherPart(Scanned):
    """While one part is counted: something of another part. It belongs to the count of its location."""

    key: LineKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisLocation(Scanned):
    """The location that is being counted."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLocation(Scanned):
    """Another location: ask whether to go there."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectScanned(Scanned):
    """Outside a count: a location or a part, to be opened."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous(Scanned):
    """Several things have this code: ask which. Lines of the sheet, items that are not on it, or subjects."""

    lines: tuple[Line, ...] = ()
    keys: tuple[LineKey, ...] = ()
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Scanned):
    """Nobody knows the code. `scan` is how it was kept; None where it was not.

    What was typed slowly and is no longer than a slip of the fingers is not kept. `asked_ion`: ION was there to be
    asked, and does not know it either.
    """

    scan: UnknownScan | None = None
    asked_ion: bool = True


Result: TypeAlias = (
    CommandScanned
    | BadgeScanned
    | LineFound
    | SeveralLines
    | SerialCounted
    | SerialAlready
    | OneMore
    | NotInRecount
    | NotOnSheet
    | AnotherPart
    | ThisLocation
    | OtherLocation
    | SubjectScanned
    | Ambiguous
    | Unknown
)
"""What a scan can be."""

_Result = TypeVar("_Result", bound=Scanned)


def as_read(result: _Result, reading: Reading) -> _Result:
    """The result with what its code looked like: the text, its fields, and whether the scanner's layout is wrong."""
    return replace(
        result,
        text=reading.text,
        mangled=result.mangled or reading.mangled,
        doubled=reading.doubled,
        fields=reading.fields,
    )
