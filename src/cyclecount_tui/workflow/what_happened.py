"""What is on its way in, and what happened to records since the last count, for the parts that differ.

Read for the comparison of a submitted count and at no other time: histories and receipts tell quantities. Of what is
being counted blind elsewhere nothing is kept.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.incoming import OrderLine, Receipt
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.record_changes import RecordChange
from cyclecount_tui.ion.side_by_side import SideBySide
from cyclecount_tui.store.last_counted import last_counted_on
from cyclecount_tui.workflow.blind_counts import Blind
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.ion.history_reads import Histories

RECENT = timedelta(days=30)
"""What was received longer ago is put away by now, or missed for good."""

FURTHEST_BACK = timedelta(days=90)
"""What happened before is not looked at, however long ago the last count was."""


class _Told(Protocol):
    """Something that was told of a part, at some places."""

    @property
    def part_id(self) -> int: ...

    @property
    def places(self) -> frozenset[Place]: ...


AnyTold = TypeVar("AnyTold", bound=_Told)


@dataclass(frozen=True, slots=True)
class Happened:
    """See the fields of the same names of `Evidence`. `hidden`: where what was left out as counted blind lies."""

    read_at: datetime | None = None
    order_lines: tuple[OrderLine, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    changes_since: datetime | None = None
    changes_cut: bool = False
    hidden: frozenset[Place] = frozenset()

    def into(self, evidence: Evidence, blind: Blind) -> Evidence:
        """The evidence with all of it, and with the places of which nothing is told."""
        return replace(
            evidence,
            read_at=self.read_at,
            order_lines=self.order_lines,
            receipts=self.receipts,
            changes=self.changes,
            changes_since=self.changes_since,
            changes_cut=self.changes_cut,
            withheld=tuple(place for place in blind.places if place in {*evidence.withheld, *self.hidden}),
        )


def ask_what_happened(
    asking: SideBySide, workplace: Workplace, count: Count, part_ids: list[int], blind: Blind
) -> Callable[[], Happened]:
    """Begins to ask; what comes back waits for the answers and gives everything that may be told.

    Of each kind it is a request for every hundred parts, and its pages; one more where nothing else names the places
    that stock came from or went to. The answer raises IonError when ION cannot be read, asking raises StoreError when
    the database cannot.
    """
    ion, now = workplace.ion, workplace.now()
    since = since_last_count(workplace, count)
    orders = asking.ask(partial(ion.open_order_lines, part_ids))
    receipts = asking.ask(partial(ion.receipts_since, part_ids, now - RECENT))
    histories = asking.ask(partial(ion.changes_of_parts, part_ids, since))

    def answered() -> Happened:
        told = histories.value
        read = Happened(
            read_at=now,
            order_lines=tuple(orders.value),
            receipts=tuple(receipts.value),
            changes=tuple(_named(told.changes, _known_places(workplace, count, told))),
            changes_since=since if ion.features.has("timeline") else None,
            changes_cut=told.cut,
        )
        return _without_hidden(read, blind)

    return answered


def since_last_count(workplace: Workplace, count: Count) -> datetime:
    """The beginning (local time) of the day of the last count of the same location or part; ninety days at most.

    The schedule may know of a count that was not made with this program.
    """
    row = workplace.store.schedule.row(count.subject)
    days = [last_counted_on(workplace.store.database, count.subject, count.id), row.last_counted if row else None]
    known = [_beginning(day) for day in days if day is not None and day <= workplace.today()]
    return max([workplace.now() - FURTHEST_BACK, *known])


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _known_places(workplace: Workplace, count: Count, told: "Histories") -> dict[int, Place]:
    """By id, the places that a reading named, and those that stock came from or went to of which none did."""
    known = {place.id: place for place in (*told.places, *count.places)}
    walked = frozenset(count.places)
    moves = (change for change in told.changes if change.moved and walked & change.places)
    unnamed = {place.id for change in moves for place in change.places if not place.name and place.id not in known}
    found = workplace.ion.locations_by_id(sorted(unnamed)) if unnamed else []
    return known | {location.id: location.place for location in found}


def _named(changes: Iterable[RecordChange], places: dict[int, Place]) -> Iterator[RecordChange]:
    """The changes with the names of their places, as far as any reading told one."""
    for change in changes:
        was, at = change.was_at, change.is_at
        yield replace(
            change,
            was_at=None if was is None else places.get(was.id, was),
            is_at=None if at is None else places.get(at.id, at),
        )


def _without_hidden(read: Happened, blind: Blind) -> Happened:
    """The same without anything that touches what is being counted blind: a place, or a part.

    Of a record that was there, or is, nothing is told, and nothing of what it was split off: sums would tell it.
    """
    if not blind.places and not blind.parts:
        return read
    everything: tuple[_Told, ...] = (*read.order_lines, *read.receipts, *read.changes)
    gone = {change.record_id for change in read.changes if _hides(blind, change)}
    gone |= {change.origin_id for change in read.changes if change.record_id in gone and change.origin_id is not None}
    return replace(
        read,
        order_lines=_shown(read.order_lines, blind),
        receipts=_shown(read.receipts, blind),
        changes=tuple(change for change in read.changes if change.record_id not in gone),
        hidden=frozenset(place for told in everything for place in told.places),
    )


def _shown(told: Iterable[AnyTold], blind: Blind) -> tuple[AnyTold, ...]:
    return tuple(each for each in told if not _hides(blind, each))


def _hides(blind: Blind, told: _Told) -> bool:
    return blind.hides_any(told.part_id, told.places)
