"""The rest of a long blind sheet: it comes page by page while the first lines are counted already."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetGrew
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.domain.lines import reading_order
from cyclecount_tui.domain.sheet_growth import GrowingSheet
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load, record_all
from cyclecount_tui.workflow.waiting import give_way
from cyclecount_tui.workflow.workplace import Workplace

RECORDS_OF_AN_EVENT = 100
"""More than that are several events: one is written and checked in one go, for which keys would have to wait."""


def rest_of_sheet(workplace: Workplace, count: Count) -> Generator[list[SheetRecord], None, None]:
    """The records of a location's sheet, page by page as ION tells them, without any quantity.

    At the end of the iteration all have come, the first ones once more; only a new start asks for those again. Nothing
    is stored: `grow_sheet` does that.
    Closing it asks ION for no more.
    """
    return workplace.ion.blind_sheet_arriving(count.subject.id)


def grow_sheet(
    workplace: Workplace,
    count: Count,
    records: Iterable[SheetRecord],
    *,
    whole: bool = False,
    known: GrowingSheet | None = None,
) -> Count:
    """The count with these records on its sheet, which is on the disk then, all or none. `whole`: there are no others.

    Whoever lets a sheet grow piece by piece gives what is `known` of it each time.

    Raises:
        CountMoved: another terminal wrote to the count; nothing is lost, for the sheet can be read again.
    """
    if not count.sheet_coming:
        return count
    known, grown, events = known or GrowingSheet(), count, list[SheetGrew]()
    at, by = workplace.now(), workplace.counter
    for piece in _pieces(records):
        give_way()
        lines = known.growth(grown.lines, piece)
        if lines:
            events.append(SheetGrew(at=at, by=by, lines=lines))
            grown = after(grown, events[-1])
    if whole:
        give_way()
        last = events.pop() if events else SheetGrew(at=at, by=by, lines=())
        walk = reading_order(line for line in grown.lines if not line.found)
        events.append(replace(last, whole=True, walk=walk))
    return record_all(workplace, count, events) if events else count


def _pieces(records: Iterable[SheetRecord]) -> Iterator[list[SheetRecord]]:
    coming = iter(records)
    while piece := list(islice(coming, RECORDS_OF_AN_EVENT)):
        yield piece


def with_the_rest(workplace: Workplace, count: Count) -> Count:
    """The count with all of its sheet, which is read to its end."""
    records = [record for page in rest_of_sheet(workplace, count) for record in page]
    try:
        return grow_sheet(workplace, count, records, whole=True)
    except CountMoved:
        return grow_sheet(workplace, load(workplace, count.id), records, whole=True)
