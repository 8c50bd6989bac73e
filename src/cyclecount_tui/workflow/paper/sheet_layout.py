"""How a count sheet is divided into pages: the rows with their heights, and which of them go together on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from cyclecount_tui.workflow.paper.letters import FONT, Paper, wrapped
from cyclecount_tui.workflow.paper.sheet_content import PaperLine, PaperSheet

LEFT, TOP, WIDTH = 12.0, 10.0, 186.0
BODY, BOTTOM = 51.0, 257.0
FOOT = 262.0
"""In millimetres, on A4. All of it is above 264 mm, so that it is whole on Letter, too."""

COLUMNS = (
    ("Line", 20.0), ("Part, revision", 54.0), ("Lot / serial", 38.0), ("Unit", 12.0), ("Floor count", 30.0),
    ("None", 10.0), ("Note", 22.0),
)  # fmt: skip

LINE_HEIGHT, HEADING_HEIGHT, CLOSING_HEIGHT = 13.0, 8.0, 46.0
PADDING = 1.5
PART_SIZE, TEXT_SIZE = 9.5, 8.0
PART_STEP, TEXT_STEP = 4.0, 3.3
"""Sizes of letters in points, and the millimetres from one line of them to the next."""

_MOST_LINES = 14
"""Lines of text in a cell; a number that needs more is longer than anything that was ever stuck on a part."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows, across the whole table."""

    text: str
    height: float = HEADING_HEIGHT


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A line with its texts already wrapped."""

    line: PaperLine
    part: tuple[str, ...]
    description: tuple[str, ...]
    lot_or_serial: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class EmptyRow:
    """A row to write on."""

    height: float = LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Closing:
    """Room for notes and signatures, at the end."""

    height: float = CLOSING_HEIGHT


Row = Heading | ListedRow | EmptyRow | Closing


def pages_of(document: Paper, sheet: PaperSheet) -> list[list[Row]]:
    """The rows page by page. A heading stands with what follows it, and again where that goes on on the next page."""
    pages: list[list[Row]] = [[]]
    room = BOTTOM - BODY
    standing: Heading | None = None
    for row in _rows(document, sheet):
        needed = row.height + (LINE_HEIGHT if isinstance(row, Heading) else 0)
        if needed > room:
            pages.append([])
            room = BOTTOM - BODY
            if standing is not None and not isinstance(row, Heading | Closing):
                pages[-1].append(Heading(f"{standing.text} (continued)"))
                room -= HEADING_HEIGHT
        pages[-1].append(row)
        room -= row.height
        standing = row if isinstance(row, Heading) else standing
    return pages


def _rows(document: Paper, sheet: PaperSheet) -> Iterator[Row]:
    for section in sheet.sections:
        if section.heading:
            yield Heading(section.heading)
        yield from (_listed(document, line) for line in section.lines)
    if sheet.empty_rows:
        yield Heading(_words_for_empty_rows(sheet))
        yield from (EmptyRow() for _ in range(sheet.empty_rows))
    yield Closing()


def _words_for_empty_rows(sheet: PaperSheet) -> str:
    what = "location, revision, lot or serial" if sheet.is_part else "part number, revision, lot or serial"
    if sheet.sections:
        return f"Here and not listed: write {what}, and how many"
    return f"Everything that lies here: write {what}, and how many"


def _listed(document: Paper, line: PaperLine) -> ListedRow:
    part_room, serial_room = (COLUMNS[column][1] - 2 * PADDING for column in (1, 2))
    document.set_font(FONT, "B", PART_SIZE)
    revision = f" rev {line.revision}" if line.revision else ""
    part = tuple(wrapped(document, line.part_number + revision, part_room, _MOST_LINES))
    document.set_font(FONT, "", TEXT_SIZE)
    description = tuple(wrapped(document, line.description, part_room, 2))
    lot = wrapped(document, f"Lot {line.lot_number}", serial_room, _MOST_LINES) if line.lot_number else []
    serial = wrapped(document, f"S/N {line.serial_number}", serial_room, _MOST_LINES) if line.serial_number else []
    text = max(len(part) * PART_STEP + len(description) * TEXT_STEP, len(lot + serial) * TEXT_STEP)
    height = max(LINE_HEIGHT, text + 2 * PADDING)
    return ListedRow(line, part, description, (*lot, *serial), height)
