"""What is on a printed count sheet: which count, which lines in walking order, and how many empty rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.lines import Line, by_walk
from cyclecount_tui.domain.scans.line_codes import line_code
from cyclecount_tui.domain.shown_lines import lists_lines
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal

ROWS_FOR_FOUND = 4
"""Empty rows after the lines, for what lies there and is not listed."""

ROWS_WITHOUT_LINES = 26
"""Empty rows of a double-blind sheet, two pages: always as many, so that their number tells nothing."""

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line as it is printed. There is no quantity, because nobody has told one."""

    number: int
    code: str
    part_number: str
    revision: str
    description: str
    lot_number: str
    serial_number: str
    uom: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that lie at one location; the heading is empty where the whole sheet is of one."""

    heading: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A count sheet to print. `scanned` is what the code on each page gives: the location, or the part."""

    name: str
    count_id: str
    made: datetime
    scanned: str
    sections: tuple[Section, ...]
    empty_rows: int
    is_part: bool = False
    attempt: int = 1
    mode: CountMode = CountMode.BLIND

    @property
    def lines(self) -> int:
        """How many lines are listed."""
        return sum(len(section.lines) for section in self.sections)

    @property
    def texts(self) -> Iterator[str]:
        """Everything of ION's that is printed."""
        yield self.name
        for section in self.sections:
            yield section.heading
            for line in section.lines:
                yield from (line.part_number, line.revision, line.description, line.lot_number, line.serial_number)
                yield line.uom

    @property
    def title(self) -> str:
        """What kind of sheet it is."""
        kind = "Recount sheet" if self.attempt > 1 else "Count sheet"
        empty = self.mode is CountMode.DOUBLE_BLIND and not self.sections
        training = ", for training" if self.mode is CountMode.GUIDED else ""
        return f"{kind}, {(CountMode.DOUBLE_BLIND if empty else CountMode.BLIND).words}{training}"


def paper_sheet(
    count: Count, made: datetime, *, lines: Sequence[Line] | None = None, label: str = "", empty_rows: int | None = None
) -> PaperSheet:
    """The sheet of the lines that are to be counted now, or of those that are given.

    In a double-blind count that was not submitted yet it lists nothing: whoever counts writes down what is there.
    `label` is what a scan of ION's own label of the location gives; the code holds its name, or the part number, where
    nothing is given.

    Raises:
        Refusal: more empty rows are asked for than anybody would print.
    """
    hidden = not lists_lines(count)
    listed = () if hidden else (count.to_count if lines is None else lines)
    rows = empty_rows if empty_rows is not None else (ROWS_WITHOUT_LINES if hidden else ROWS_FOR_FOUND)
    if not 0 <= rows <= MOST_ROWS:
        raise Refusal(f"{rows} empty rows cannot be printed: give a number from 0 to {MOST_ROWS}.")
    return PaperSheet(
        name=visible(count.subject.name),
        count_id=count.id,
        made=made,
        scanned=label or count.subject.name,
        sections=_sections(count, listed),
        empty_rows=rows,
        is_part=count.subject.is_part,
        attempt=count.attempt,
        mode=count.mode,
    )


def _sections(count: Count, lines: Sequence[Line]) -> tuple[Section, ...]:
    """The lines by location in walking order; found lines stand at the end of theirs."""
    if not count.subject.is_part:
        return (Section("", tuple(map(_paper_line, lines))),) if lines else ()
    walked = sorted(lines, key=lambda line: (by_walk(count.place_of(line.key)), line.number))
    return tuple(
        Section(visible(place.name), tuple(map(_paper_line, here)))
        for place, here in groupby(walked, key=lambda line: count.place_of(line.key))
    )


def _paper_line(line: Line) -> PaperLine:
    key = line.key
    return PaperLine(
        line.number,
        line_code(line.number),
        *map(visible, (key.part_number, key.revision, line.description, key.lot_number, key.serial_number, line.uom)),
    )
