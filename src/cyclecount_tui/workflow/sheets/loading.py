"""Taking a filled sheet into the count: all of it, or nothing with the row numbers of what is wrong."""

from collections import Counter
from dataclasses import dataclass

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record_all
from cyclecount_tui.workflow.recording import LONGEST_PART_NUMBER, parts_known
from cyclecount_tui.workflow.sheets.columns import SheetColumn
from cyclecount_tui.workflow.sheets.found_rows import FoundRows, part_number
from cyclecount_tui.workflow.sheets.matching import Matching
from cyclecount_tui.workflow.sheets.reading import SheetRow, SheetTable, sheet_table
from cyclecount_tui.workflow.sheets.row_events import RowEvents
from cyclecount_tui.workflow.workplace import Workplace

MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a filled sheet brought: the count with it, and how many lines it counted, confirmed empty, found and so on.

    `blank` are rows of lines about which the sheet says nothing.
    """

    count: Count
    counted: int
    none: int
    found: int
    blank: int
    left: int = 0
    notes: int = 0


def load_sheet(workplace: Workplace, count: Count, text: str) -> Loaded:
    """Takes a filled sheet into the count. A blank quantity is not counted; `0` or `none` confirms that there is none.

    A row without a line number is a found item. A row that says what is stored already changes nothing, so the same
    file may be loaded twice.

    Raises:
        Refusal: the count takes no sheet now, or rows are wrong; each is named with its number. Nothing is stored.
    """
    refuse_loading(count)
    table = sheet_table(text)
    _refuse_missing_columns(count, table)
    reading = _Reading(workplace, count, table)
    for row in table.rows:
        reading.row(row)
    if reading.errors:
        more = len(reading.errors) - MOST_ERRORS
        listed = reading.errors[:MOST_ERRORS] + ([f"and {more} more"] if more > 0 else [])
        raise Refusal("Nothing was loaded. " + " ".join(listed))
    events = reading.made.events
    changed = record_all(workplace, count, events)
    kinds = Counter(event.kind for event in events)
    return Loaded(
        changed,
        counted=kinds["counted"],
        none=kinds["none_confirmed"],
        found=kinds["item_found"],
        blank=reading.blank,
        left=kinds["line_left"],
        notes=kinds["line_noted"],
    )


def refuse_loading(count: Count) -> None:
    """Raises Refusal when a count takes no filled sheet: it has none yet, or the counting is over."""
    name = count.subject.name
    if count.phase is Phase.OPENED:
        raise Refusal(f"The count of {name} has no sheet yet: write one with cyclecount sheet and fill it.")
    if not count.phase.entering:
        anew = " Begin a new one with cyclecount sheet." if count.phase.ended else ""
        raise Refusal(f"The count of {name} is {count.phase.words}: no sheet is loaded into it any more.{anew}")


def _refuse_missing_columns(count: Count, table: SheetTable) -> None:
    names = SheetColumn.LINE if lists_lines(count) else SheetColumn.PART_NUMBER
    missing = [column for column in (names, SheetColumn.FLOOR_COUNT) if column not in table.columns]
    if names is SheetColumn.PART_NUMBER and count.subject.is_part:
        missing = [column for column in missing if column is not names]
    if missing:
        raise Refusal(f"The sheet has no column '{missing[0]}': use the file that cyclecount sheet wrote.")


class _Reading:
    """The rows of one file on their way into events."""

    def __init__(self, workplace: Workplace, count: Count, table: SheetTable) -> None:
        numbers = [part_number(count, row) for row in table.rows if not row.cell(SheetColumn.LINE)]
        asked = [number for number in dict.fromkeys(numbers) if 0 < len(number) <= LONGEST_PART_NUMBER]
        self.made = RowEvents(workplace, count, table)
        self._found = FoundRows(workplace, self.made, parts_known(workplace, asked))
        self._matching = Matching(count, table.rows)
        self._lists_lines = lists_lines(count)
        self._seen: dict[int, int] = {}
        self.errors: list[str] = []
        self.blank = 0

    def row(self, row: SheetRow) -> None:
        try:
            line = self._line(row)
            if line is None:
                line = self._found.line(row)
                self._once(row, line)
            elif not self.made.filled(row, line):
                self.blank += 1
        except (DomainError, Refusal) as error:
            self.errors.append(f"Row {row.number}: {error.sentence}")

    def _line(self, row: SheetRow) -> int | None:
        """The line that a row is about; None for a found item, which has no number."""
        if not row.cell(SheetColumn.LINE):
            return None
        if not self._lists_lines:
            raise Refusal("the sheet of a double-blind count has no line numbers: say the part number in its place.")
        line = self._matching.line(row).number
        self._once(row, line)
        return line

    def _once(self, row: SheetRow, line: int) -> None:
        if line in self._seen:
            raise Refusal(f"line {line} stands in row {self._seen[line]} already: keep one of them.")
        self._seen[line] = row.number
