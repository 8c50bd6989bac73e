"""What happens while a count is counted, blind: entries, what was found, left or scanned, and who counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from cyclecount_tui.domain.entries import ScanOutcome
from cyclecount_tui.domain.fact import Fact
from cyclecount_tui.domain.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead(Fact):
    """The blind sheet was read from ION: what to count, never how much."""

    lines: tuple[Line, ...]
    kind: Literal["sheet_read"] = "sheet_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGrew(Fact):
    """A part of a long blind sheet came from ION; what came before can be counted meanwhile.

    `lines` are new ones, numbered on, and those of which more is known now. `whole`: nothing is to come any more, and
    `walk` has the numbers of the lines in reading order, in which they did not come.
    """

    lines: tuple[Line, ...]
    whole: bool = False
    walk: tuple[int, ...] = ()
    kind: Literal["sheet_grew"] = "sheet_grew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Fact):
    """A line was counted; `expression` is what was typed, `quantity` what it comes to.

    `adds`: it comes on top of what was counted of the line before. `scanned`: the scan that made the entry.
    """

    line: int
    expression: str
    quantity: Decimal
    adds: bool = False
    scanned: str = ""
    kind: Literal["counted"] = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneConfirmed(Fact):
    """The counter looked and there is none: a statement of its own, not a count of 0 by default."""

    line: int
    kind: Literal["none_confirmed"] = "none_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFound(Fact):
    """Something lies here that is not on the sheet; it becomes a line of its own, counted."""

    line: Line
    expression: str
    quantity: Decimal
    scanned: str = ""
    kind: Literal["item_found"] = "item_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryUndone(Fact):
    """The last standing entry was taken back; it stays in the journal."""

    kind: Literal["entry_undone"] = "entry_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNoted(Fact):
    """The counter wrote a remark on a line."""

    line: int
    text: str
    kind: Literal["line_noted"] = "line_noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLeft(Fact):
    """The counter leaves a line uncounted, for a stated reason. It is never posted; counting it takes this back."""

    line: int
    reason: str
    kind: Literal["line_left"] = "line_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownScanned(Fact):
    """A code was scanned that nobody could place; it waits for an answer. `near` is the line that was up."""

    text: str
    near: int | None = None
    kind: Literal["unknown_scanned"] = "unknown_scanned"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownSettled(Fact):
    """What became of an unknown scan: the found line it is, dismissed, or handed over to the reconciliation."""

    scan: int
    outcome: ScanOutcome
    line: int | None = None
    reason: str = ""
    kind: Literal["unknown_settled"] = "unknown_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Fact):
    """From here on `by` counts instead of `previous`, who gave it on."""

    previous: str
    kind: Literal["handed_over"] = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Fact):
    """`by` took the count over at another terminal; `lapsed`: nobody had held it any more."""

    previous: str
    terminal: str
    lapsed: bool = False
    kind: Literal["taken_over"] = "taken_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(Fact):
    """The counter is done. From here on quantities may be read. `counted_on` is the local date of the count."""

    counted_on: date
    kind: Literal["submitted"] = "submitted"


CountingEvent = (
    SheetRead
    | SheetGrew
    | Counted
    | NoneConfirmed
    | ItemFound
    | EntryUndone
    | LineNoted
    | LineLeft
    | UnknownScanned
    | UnknownSettled
    | HandedOver
    | TakenOver
    | Submitted
)
