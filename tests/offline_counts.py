"""Counts with sheets of any lines, on a terminal that cannot reach ION: a real journal in a folder, nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetRead
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.events import CountOpened, PartCountOpened
from cyclecount_tui.domain.folding import opened
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.workflow.keeping import record, state_of
from cyclecount_tui.workflow.workplace import Workplace

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
SHELF = Place(104, "RACK-B / SHELF-04")


@contextmanager
def offline(folder: Path | None = None) -> Iterator[Workplace]:
    """A terminal without a way to ION; its data goes when it ends, unless it has a folder of its own."""
    with TemporaryDirectory() as temporary:
        place = Workplace(open_store(folder or Path(temporary)), _nowhere, lambda: NOW, "Ann")
        try:
            yield place
        finally:
            place.close()


def begun(
    place: Workplace,
    keys: Sequence[LineKey],
    mode: CountMode = CountMode.BLIND,
    part: str = "",
    number: int = 1,
    uom: str = "EA",
) -> Count:
    """An open count with a line for each key, of a location, or of the part with this number."""
    opening: CountOpened | PartCountOpened
    if part:
        opening = PartCountOpened(at=NOW, by="Ann", part_id=7, part_number=part, mode=mode)
    else:
        opening = CountOpened(at=NOW, by="Ann", location_id=SHELF.id, location_name=SHELF.name, mode=mode)
    count = opened(f"count{number}", opening)
    place.store.journal.open_count(count.id, opening, state_of(count))
    lines = tuple(Line(at, key, description=f"Thing {at}", uom=uom) for at, key in enumerate(keys, start=1))
    return record(place, count, SheetRead(at=NOW, by="Ann", lines=lines))


def said_of(count: Count) -> dict[int, tuple[object, ...]]:
    """What is known of each line that anything was said about: quantity or none, why it was left, notes."""
    told: dict[int, tuple[object, ...]] = {}
    for line in count.lines:
        entry, left = count.standing.get(line.number), count.left.get(line.number)
        said = (entry and (entry.quantity, entry.none), left and left.reason, count.notes.get(line.number, ()))
        if any(said):
            told[line.number] = (line.key, *said)
    return told


def _nowhere() -> Ion:
    raise Unreachable("ION cannot be reached.")
