"""What other counts found of the lines in question, for the comparison: two reads of the database, none for each row.

No count is folded for it, and nothing is told of what is being counted blind at present.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.next_names import stands_next_to
from cyclecount_tui.domain.recount_rules import ToleranceApplied
from cyclecount_tui.store.line_results import Parts, latest_results_at, results_since
from cyclecount_tui.workflow.blind_counts import Blind
from cyclecount_tui.workflow.workplace import Workplace

COUNTS_BEFORE = 2
"""With this one they are three running."""


@dataclass(frozen=True, slots=True)
class CountsBeside:
    """See the fields of the same names of `Evidence`."""

    earlier: tuple[LineResult, ...] = ()
    nearby: tuple[LineResult, ...] = ()


def counts_beside(workplace: Workplace, count: Count, rows: Iterable[Row], blind: Blind) -> CountsBeside:
    """What the two counts before this one, and recent counts of neighbours, found of the items of these rows.

    Raises:
        StoreError: the database cannot be read. IonError: ION cannot be asked which locations are neighbours.
    """
    rows = tuple(rows)
    if not rows:
        return CountsBeside()
    parts = _parts(rows)
    return CountsBeside(
        _earlier(workplace, count, parts, {count.place_of(row.line.key) for row in rows}, blind),
        _nearby(workplace, count, parts, rows, blind),
    )


def tolerance_of(workplace: Workplace, count: Count) -> ToleranceApplied:
    """The tolerance of the class that the schedule gives to what is counted."""
    row = workplace.store.schedule.row(count.subject)
    return workplace.practice.recount.applied(row.count_class if row else "")


def _parts(rows: Iterable[Row]) -> Parts:
    numbers: set[str] = set()
    ids: set[int] = set()
    for row in rows:
        numbers.add(row.line.key.part_number)
        ids.update(record.part.id for record in row.records)
        ids.update(() if row.line.part_id is None else (row.line.part_id,))
    return Parts(frozenset(ids), frozenset(numbers))


def _earlier(
    workplace: Workplace, count: Count, parts: Parts, places: Iterable[Place], blind: Blind
) -> tuple[LineResult, ...]:
    place_ids = [place.id for place in places]
    found = latest_results_at(workplace.store.database, place_ids, parts, COUNTS_BEFORE, count.id)
    return tuple(each for each in found if each.difference and not blind.hides_result(each))


def _nearby(
    workplace: Workplace, count: Count, parts: Parts, rows: tuple[Row, ...], blind: Blind
) -> tuple[LineResult, ...]:
    """What differs of the same items at neighbouring locations, and where their serials were seen, wherever that is."""
    first = workplace.today() - timedelta(days=workplace.practice.neighbour_days)
    places, walked = _places_of_items(count, rows), set(count.places)
    candidates = []
    for result in _newest(results_since(workplace.store.database, parts, first, count.id)):
        here = places.get(_item(result.part_id, result.key)) or places.get(_item(None, result.key))
        if here and result.place not in walked and _tells(result) and not blind.hides_result(result):
            candidates.append((result, here))
    neighbours = _Neighbours(workplace, candidates)
    told = (replace(result, next_to=neighbours.of(result.place, here)) for result, here in candidates)
    return tuple(result for result in told if result.next_to or _seen_there(result))


def _newest(results: Iterable[LineResult]) -> Iterator[LineResult]:
    """The newest result of each item at each place, of results that come newest first."""
    seen = set()
    for result in results:
        what = result.place, _item(result.part_id, result.key)
        if what not in seen:
            seen.add(what)
            yield result


def _seen_there(result: LineResult) -> bool:
    """Whether it is a serial that somebody saw: that tells something wherever it was."""
    return bool(result.key.serial_number) and result.floor > 0


def _tells(result: LineResult) -> bool:
    return bool(result.difference) or _seen_there(result)


_Item = tuple[int | None, LineKey]
"""The id of a part where it is known, and a lot and serial; else the whole item."""


def _item(part_id: int | None, key: LineKey) -> _Item:
    """A part may have been given another number between two counts: the same id is the same part."""
    if part_id is None:
        return None, key.item
    return part_id, LineKey("", "", key.lot_number, key.serial_number)


def _places_of_items(count: Count, rows: Iterable[Row]) -> dict[_Item, frozenset[Place]]:
    places: dict[_Item, frozenset[Place]] = {}
    for row in rows:
        key, ids = row.line.key, {record.part.id for record in row.records}
        here = count.place_of(key)
        for part_id in {*ids, row.line.part_id, None}:
            item = _item(part_id, key)
            places[item] = places.get(item, frozenset()) | {here}
    return places


class _Neighbours:
    """Which places are next to each other: by their names, or because they are in the same place in ION.

    ION is asked once for all of them, and not at all where the names say it.
    """

    def __init__(self, workplace: Workplace, candidates: Iterable[tuple[LineResult, frozenset[Place]]]) -> None:
        unsaid = {
            place.id
            for result, here in candidates
            if not _seen_there(result) and not all(stands_next_to(result.place.name, each.name) for each in here)
            for place in (result.place, *here)
        }
        found = workplace.ion.locations_by_id(sorted(unsaid)) if unsaid else []
        self._parents = {location.id: location.parent_id for location in found if location.parent_id is not None}

    def of(self, place: Place, here: Iterable[Place]) -> tuple[int, ...]:
        """The ids of those of the places that a place is next to."""
        parent = self._parents.get(place.id)
        return tuple(
            sorted(
                other.id
                for other in here
                if (parent is not None and self._parents.get(other.id) == parent)
                or stands_next_to(place.name, other.name)
            )
        )
