"""The rest of a long blind sheet: it comes page by page while the first lines are counted already."""

from collections.abc import Generator, Iterable

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetGrew
from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.domain.lines import reading_order
from cyclecount_tui.domain.sheet_growth import growth
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load, record
from cyclecount_tui.workflow.workplace import Workplace


def rest_of_sheet(workplace: Workplace, count: Count) -> Generator[list[SheetRecord], None, None]:
    """The records of a location's sheet, page by page as ION tells them, without any quantity.

    At the end of the iteration all have come, the first ones once more. Nothing is stored: `grow_sheet` does that.
    Closing it asks ION for no more.
    """
    return workplace.ion.blind_sheet_arriving(count.subject.id)


def grow_sheet(workplace: Workplace, count: Count, records: Iterable[SheetRecord], *, whole: bool = False) -> Count:
    """The count with these records on its sheet, which is on the disk then. `whole`: there are no others.

    Raises:
        CountMoved: another terminal wrote to the count; nothing is lost, for the sheet can be read again.
    """
    lines = growth(count.lines, records)
    if not count.sheet_coming or not (lines or whole):
        return count
    walk: tuple[int, ...] = ()
    if whole:
        then = {line.number: line for line in (*count.lines, *lines)}
        walk = reading_order(line for line in then.values() if not line.found)
    event = SheetGrew(at=workplace.now(), by=workplace.counter, lines=lines, whole=whole, walk=walk)
    return record(workplace, count, event)


def with_the_rest(workplace: Workplace, count: Count) -> Count:
    """The count with all of its sheet, which is read to its end."""
    records = [record for page in rest_of_sheet(workplace, count) for record in page]
    try:
        return grow_sheet(workplace, count, records, whole=True)
    except CountMoved:
        return grow_sheet(workplace, load(workplace, count.id), records, whole=True)
