"""What the filled cells of a row say of its line, as events of the count."""

from cyclecount_tui.domain.attempt_notes import notes_now
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted, LineLeft, LineNoted, NoneConfirmed
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.expressions import Tape
from cyclecount_tui.domain.folding import after
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.recording import serial_is_one, whole_where_it_must_be
from cyclecount_tui.workflow.sheets.columns import SheetColumn
from cyclecount_tui.workflow.sheets.quantities import floor_count
from cyclecount_tui.workflow.sheets.reading import SheetRow, SheetTable
from cyclecount_tui.workflow.workplace import Workplace

_TICKED = frozenset({"x", "y", "yes", "true", "1", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}"})
_NOT_TICKED = frozenset({"", "n", "no", "false", "0", "-"})


class RowEvents:
    """Collects the events of the rows; `ahead` is the count as it would be after them."""

    def __init__(self, workplace: Workplace, count: Count, table: SheetTable) -> None:
        self.ahead = count
        self.events: list[Event] = []
        self._workplace = workplace
        self._comma_decides = table.comma_decides
        self._commas_part = table.commas_part

    def filled(self, row: SheetRow, line: int) -> bool:
        """Takes what a row says of its line; False where it says nothing.

        Raises:
            Refusal, DomainError: a cell says something that cannot be, or two cells contradict each other.
        """
        typed, reason, note = row.cell(SheetColumn.FLOOR_COUNT), self._reason(row), self._note(row)
        if typed and reason:
            raise Refusal(f"it is counted ({quoted(typed)}) and left uncounted ({quoted(reason)}): keep one of them.")
        if typed:
            self._entered(line, self.tape(row))
        elif reason:
            self._left(line, reason)
        self.noted(line, note)
        return bool(typed or reason or note)

    def tape(self, row: SheetRow) -> Tape | None:
        """What the row's quantity says; None for a confirmed none."""
        return floor_count(row.cell(SheetColumn.FLOOR_COUNT), comma_decides=self._comma_decides)

    def noted(self, line: int, note: str) -> None:
        """Takes a note, unless the line has it already."""
        if note and note not in notes_now(self.ahead, line):
            self.take(LineNoted(at=self._workplace.now(), by=self._workplace.counter, line=line, text=note))

    def take(self, event: Event) -> None:
        """Keeps an event. Raises DomainError where it is not possible."""
        self.ahead = after(self.ahead, event)
        self.events.append(event)

    def _entered(self, line: int, tape: Tape | None) -> None:
        standing = self.ahead.standing.get(line)
        if standing is not None and _says_the_same(standing, tape):
            return
        at, by = self._workplace.now(), self._workplace.counter
        if tape is None:
            self.take(NoneConfirmed(at=at, by=by, line=line))
            return
        serial_is_one(self.ahead, line, tape.quantity == 1)
        whole_where_it_must_be(self._workplace, self.ahead.line(line), tape.quantity)
        self.take(Counted(at=at, by=by, line=line, expression=tape.expression, quantity=tape.quantity))

    def _left(self, line: int, reason: str) -> None:
        standing = self.ahead.left.get(line)
        if standing is None or standing.reason != reason:
            self.take(LineLeft(at=self._workplace.now(), by=self._workplace.counter, line=line, reason=reason))

    def _reason(self, row: SheetRow) -> str:
        """Why a line is left uncounted; empty where it is not. `left_uncounted` may hold the reason, or a tick."""
        left, reason = row.cell(SheetColumn.LEFT), row.cell(SheetColumn.REASON)
        ticked = left.casefold() in _TICKED
        if ticked and not reason:
            raise Refusal("it is left uncounted without a reason: write why in the place of the tick.")
        said = reason or ("" if ticked or left.casefold() in _NOT_TICKED else left)
        if said.replace(".", "").replace(",", "").isdigit():
            raise Refusal(f"{quoted(said)} is no reason to leave a line uncounted: a quantity belongs to floor_count.")
        return said

    def _note(self, row: SheetRow) -> str:
        """The note; one of digits beside a quantity may be the quantity's decimals, parted from it by a comma."""
        note = row.cell(SheetColumn.NOTE)
        if self._commas_part and note.isdigit() and row.cell(SheetColumn.FLOOR_COUNT):
            raise Refusal(f"the note {quoted(note)} may belong to the quantity before it: write a note in words.")
        return note


def _says_the_same(standing: Entry, tape: Tape | None) -> bool:
    if tape is None:
        return standing.none
    return not standing.none and (standing.expression, standing.quantity) == (tape.expression, tape.quantity)
