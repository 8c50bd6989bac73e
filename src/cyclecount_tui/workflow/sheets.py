"""The count sheet as a file: written blind, read back whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from cyclecount_tui.domain.count import Count, Entry, Phase
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.events import Counted, Event, ItemFound, NoneConfirmed
from cyclecount_tui.domain.expressions import Tape, read_quantity
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import Line, LineKey, found_line
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.found_places import found_place
from cyclecount_tui.workflow.keeping import record_all
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.recording import (
    LONGEST_PART_NUMBER,
    parts_known,
    refuse_another_part,
    resolve_among,
    serial_is_one,
)
from cyclecount_tui.workflow.workplace import Workplace

HEADER = (
    "line", "part_number", "revision", "description", "lot_number", "serial_number", "uom", "floor_count",
)  # fmt: skip

PLACE_COLUMNS = ("location_id", "location")
"""What the sheet of a part has besides: it walks several locations."""

_KEY_COLUMNS = ("part_number", "revision", "lot_number", "serial_number")

NONE_WORDS = frozenset({"none", "nil"})

MOST_ERRORS = 20


def sheet_csv(count: Count) -> str:
    """The blind sheet: one row a line, the last column empty; it holds no quantity of any kind."""
    header = (HEADER[0], *PLACE_COLUMNS, *HEADER[1:]) if count.subject.is_part else HEADER
    return spreadsheet.written(header, (_cells(line) for line in count.lines))


def refuse_filled(existing: str, name: str) -> None:
    """Raises Refusal when a file that is about to be written over is a sheet with counts in it."""
    try:
        header, rows = spreadsheet.read(existing)
    except Refusal:
        return
    if "floor_count" in header and any(cells.get("floor_count") for _, cells in rows):
        raise Refusal(f"{name} holds counts already: load it first with cyclecount count load, or give another name.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a filled sheet brought: the count with it, and how many lines it counted, confirmed empty and found."""

    count: Count
    counted: int
    none: int
    found: int
    blank: int


def load_sheet(workplace: Workplace, count: Count, text: str) -> Loaded:
    """Takes a filled sheet into the count. A blank quantity is not counted; `0` or `none` confirms that there is none.

    A row without a line number is a found item. A row that says what is stored already changes nothing, so the same
    file may be loaded twice.

    Raises:
        Refusal: the count takes no sheet now, or rows are wrong; each is named with its number. Nothing is stored.
    """
    refuse_loading(count)
    header, rows = spreadsheet.read(text)
    missing = [name for name in ("line", "floor_count") if name not in header]
    if missing:
        raise Refusal(f"The sheet has no column '{missing[0]}': use the file that cyclecount sheet wrote.")
    reading = _Reading(workplace, count, parts_known(workplace, _found_part_numbers(count, rows)))
    for number, cells in rows:
        reading.row(number, cells)
    if reading.errors:
        more = len(reading.errors) - MOST_ERRORS
        listed = reading.errors[:MOST_ERRORS] + ([f"and {more} more"] if more > 0 else [])
        raise Refusal("Nothing was loaded. " + " ".join(listed))
    events = reading.events
    changed = record_all(workplace, count, events)
    return Loaded(
        changed,
        counted=sum(isinstance(event, Counted) for event in events),
        none=sum(isinstance(event, NoneConfirmed) for event in events),
        found=sum(isinstance(event, ItemFound) for event in events),
        blank=reading.blank,
    )


def refuse_loading(count: Count) -> None:
    """Raises Refusal when a count takes no filled sheet: it has none yet, or the counting is over."""
    name = count.subject.name
    if count.phase is Phase.OPENED:
        raise Refusal(f"The count of {name} has no sheet yet: write one with cyclecount sheet and fill it.")
    if count.phase is not Phase.COUNTING:
        anew = " Begin a new one with cyclecount sheet." if count.phase.ended else ""
        raise Refusal(f"The count of {name} is {count.phase.words}: no sheet is loaded into it any more.{anew}")


def _found_part_numbers(count: Count, rows: Iterable[tuple[int, dict[str, str]]]) -> list[str]:
    """The part numbers of found items, to be asked for all at once."""
    numbers = [_part_number(count, cells) for _, cells in rows if not cells.get("line", "")]
    return [number for number in dict.fromkeys(numbers) if 0 < len(number) <= LONGEST_PART_NUMBER]


class _Reading:
    """The rows of one file on their way into events; `ahead` is the count as it would be after them."""

    def __init__(self, workplace: Workplace, count: Count, parts: tuple[Part, ...]) -> None:
        self._workplace = workplace
        self._ahead = count
        self._parts = parts
        self._seen: dict[int, int] = {}
        self.events: list[Event] = []
        self.errors: list[str] = []
        self.blank = 0

    def row(self, number: int, cells: dict[str, str]) -> None:
        typed = cells.get("floor_count", "")
        try:
            if not cells.get("line", ""):
                self._found(number, cells, typed)
                return
            line = self._line(number, cells)
            if not typed:
                self.blank += 1
                return
            self._entered(line, typed)
        except (DomainError, Refusal) as error:
            self.errors.append(f"Row {number}: {error.sentence}")

    def _entered(self, line: Line, typed: str) -> None:
        standing = self._ahead.standing.get(line.number)
        tape = _quantity(typed)
        if standing is not None and _says_the_same(standing, tape):
            return
        at, by = self._workplace.now(), self._workplace.counter
        if tape is None:
            self._take(NoneConfirmed(at=at, by=by, line=line.number))
            return
        serial_is_one(self._ahead, line.number, tape.quantity == 1)
        self._take(Counted(at=at, by=by, line=line.number, expression=tape.expression, quantity=tape.quantity))

    def _found(self, number: int, cells: dict[str, str], typed: str) -> None:
        if not typed:
            raise Refusal("a found item needs a floor_count: type how many there are.")
        key = self._key(cells)
        refuse_another_part(self._ahead, key)
        key, part = resolve_among(self._parts, key)
        known = next((line for line in self._ahead.lines if line.key == key and line.found), None)
        if known is not None:
            self._once(number, known)
            self._entered(known, typed)
            return
        tape = _quantity(typed)
        if tape is None:
            raise Refusal("a found item is one that is here: type how many there are.")
        if key.serial_number and tape.quantity != 1:
            raise Refusal(f"{key.words} has a serial: there is exactly one of it.")
        line = found_line(len(self._ahead.lines) + 1, key, part, cells.get("uom", ""))
        at, by = self._workplace.now(), self._workplace.counter
        self._take(ItemFound(at=at, by=by, line=line, expression=tape.expression, quantity=tape.quantity))
        self._once(number, line)

    def _key(self, cells: dict[str, str]) -> LineKey:
        """What a found item is; one of a part's count says where it lies, and need not repeat the part."""
        revision, lot_number, serial_number = (cells.get(name, "") for name in _KEY_COLUMNS[1:])
        key = LineKey(_part_number(self._ahead, cells), revision, lot_number, serial_number)
        if not self._ahead.subject.is_part:
            return key
        said_id, said_name = (cells.get(name, "") for name in PLACE_COLUMNS)
        place = found_place(self._workplace, self._ahead, said_id or said_name)
        if said_name and spreadsheet.harmless(place.name) != spreadsheet.harmless(said_name):
            raise Refusal(f"location {place.id} is {place.name}, not {quoted(said_name)}: keep the one that is right.")
        return key.at(place)

    def _line(self, number: int, cells: dict[str, str]) -> Line:
        said = cells["line"]
        line = self._ahead.line(whole_number(said) or 0)
        if line is None:
            lines = len(self._ahead.lines)
            raise Refusal(
                f"there is no line {quoted(said)} on the sheet, which has {lines}: leave it empty for a found item."
            )
        self._once(number, line)
        _refuse_another(line, cells)
        return line

    def _once(self, number: int, line: Line) -> None:
        if line.number in self._seen:
            raise Refusal(f"line {line.number} stands in row {self._seen[line.number]} already: keep one of them.")
        self._seen[line.number] = number

    def _take(self, event: Event) -> None:
        self._ahead = after(self._ahead, event)
        self.events.append(event)


def _refuse_another(line: Line, cells: dict[str, str]) -> None:
    """Raises Refusal when a row names another part, revision, lot or serial than its line; an empty cell names none."""
    for name in _KEY_COLUMNS:
        said = cells.get(name, "")
        if said and said != spreadsheet.original(spreadsheet.harmless(getattr(line.key, name))):
            what = quoted(said) if name == "part_number" else f"{name.replace('_', ' ')} {quoted(said)}"
            raise Refusal(f"line {line.number} is {line.key.words} on the sheet, not {what}: is this another sheet?")
    place = line.key.place
    if place is None:
        return
    said_id, said_name = (cells.get(name, "") for name in PLACE_COLUMNS)
    same_name = not said_name or said_name == spreadsheet.original(spreadsheet.harmless(place.name))
    if not (same_name and said_id in {"", str(place.id)}):
        said = quoted(said_name or said_id)
        raise Refusal(f"line {line.number} is at {place.name} on the sheet, not at {said}: is this another sheet?")


def _part_number(count: Count, cells: dict[str, str]) -> str:
    said = cells.get("part_number", "")
    return count.subject.name if count.subject.is_part and not said else said


def _quantity(typed: str) -> Tape | None:
    """What was typed; None for a confirmed none."""
    if typed.casefold() in NONE_WORDS:
        return None
    tape = read_quantity(typed)
    return tape if tape.quantity else None


def _says_the_same(standing: Entry, tape: Tape | None) -> bool:
    if tape is None:
        return standing.none
    return not standing.none and (standing.expression, standing.quantity) == (tape.expression, tape.quantity)


def _cells(line: Line) -> tuple[str, ...]:
    key, place = line.key, line.key.place
    where = () if place is None else (str(place.id), place.name)
    return (
        str(line.number), *where, key.part_number, key.revision, line.description, key.lot_number, key.serial_number,
        line.uom, "",
    )  # fmt: skip
