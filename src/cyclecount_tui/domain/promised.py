"""What other counts have promised: so much of a record, or of an open kit or assembly, for the fix of a line.

A record is never promised to two fixes: what one count has chosen, another one does not suggest, choose or plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from cyclecount_tui.domain.count import Choice, Count, Phase, StepKey
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import Awaited, AwaitedKind, FixKind
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Progress, Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, rounded
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.domain.which_records import shares

Thing = int | tuple[AwaitedKind, int, int]
"""What can be promised: a record by its id; a kit or an assembly by its kind and id, and the part that it is about."""


def thing_awaited(awaited: Awaited) -> Thing:
    """The kit or the assembly, and the part."""
    return awaited.kind, awaited.id, awaited.part_id


@dataclass(frozen=True, slots=True)
class Promise:
    """So much for the fix of one line of another count.

    `thing` is what it is taken from, None for what is booked or made without taking it from anywhere; `to` is where it
    is brought, None for what is taken off the books or only waited for. `written`: it is in ION, and was not yet when
    the count that is told of it was compared. `chosen_at` is when the fix was chosen, None where that is gone.
    """

    count_id: str
    count_name: str
    line: int
    item: LineKey
    quantity: Decimal
    thing: Thing | None = None
    to: Place | None = None
    written: bool = False
    chosen_at: datetime | None = None

    @property
    def holder(self) -> str:
        """For a sentence: `line 4 of the count of RACK-B`."""
        return f"line {self.line} of the count of {self.count_name}"


@dataclass(frozen=True)
class Promised:
    """The promises of other counts, each found by what it is taken from or by where it is brought."""

    promises: tuple[Promise, ...] = ()

    @cached_property
    def of(self) -> Mapping[Thing, tuple[Promise, ...]]:
        """By what they are taken from."""
        found: dict[Thing, tuple[Promise, ...]] = {}
        for promise in self.promises:
            if promise.thing is not None:
                found[promise.thing] = (*found.get(promise.thing, ()), promise)
        return found

    @cached_property
    def brought(self) -> Mapping[LineKey, tuple[Promise, ...]]:
        """By the item, at the place to which it is brought or where it is booked."""
        found: dict[LineKey, tuple[Promise, ...]] = {}
        for promise in self.promises:
            if promise.to is not None:
                key = promise.item.at(promise.to)
                found[key] = (*found.get(key, ()), promise)
        return found

    def before(self, choice: Choice, count_id: str) -> Promised:
        """Those of fixes that are not in ION and were chosen before this one; at the same moment, by the count's id."""
        mine = (choice.at, count_id)
        return Promised(
            tuple(
                promise
                for promise in self.promises
                if not promise.written
                and promise.chosen_at is not None
                and (promise.chosen_at, promise.count_id) < mine
            )
        )


NOTHING = Promised()


def promises_of(other: Count, done_since: Collection[StepKey]) -> Iterator[Promise]:
    """What another count takes for granted: the chosen fixes that are not in ION, and the steps that were done since.

    `done_since` are the steps of its writes that were finished after the comparison of the count that asks: what was
    done before, that comparison has seen. Training promises nothing, a count that is counted again neither.
    """
    if other.mode is CountMode.GUIDED or other.phase not in {Phase.RECONCILING, Phase.CLOSED}:
        return
    for write in other.written.values():
        if (write.number, write.steps[0]) in done_since:
            yield from _of_write(other, write)
    if not other.phase.ended:
        for line, choice in sorted(other.choices.items()):
            if line not in other.posted_lines:
                yield from _of_choice(other, line, choice)


def _of_write(other: Count, write: Write) -> Iterator[Promise]:
    change = rounded(write.quantity - write.before)
    match write.kind:
        case WriteKind.MOVE | WriteKind.SPLIT_AND_MOVE:
            yield _promise(other, write.line, write.quantity, write.record_id, write.to, written=True)
        case WriteKind.SET_QUANTITY if change < 0:
            yield _promise(other, write.line, -change, write.record_id, None, written=True)
        case WriteKind.SET_QUANTITY:
            yield _promise(other, write.line, change, None, write.at, written=True)
        case WriteKind.CREATE:
            yield _promise(other, write.line, write.quantity, None, write.to, written=True)


def _of_choice(other: Count, line: int, choice: Choice) -> Iterator[Promise]:
    """What is left to do of a chosen fix."""
    fix, at = choice.fix, choice.at
    taken, adjusted = _done(other, line)
    for awaited in fix.awaited:
        yield _promise(other, line, awaited.quantity, thing_awaited(awaited), None, at)
    for portion in fix.portions:
        left = rounded(portion.quantity - taken.get(portion.record_id, ZERO))
        if left > 0:
            yield _promise(other, line, left, portion.record_id, fix.to, at)
    if fix.kind in {FixKind.SET_QUANTITY, FixKind.CREATE}:
        yield from _of_booking(other, line, rounded(fix.quantity - adjusted), at)


def _of_booking(other: Count, line: int, change: Decimal, at: datetime) -> Iterator[Promise]:
    row = other.rows_by_line.get(line)
    if row is None:
        return
    if change > 0:
        yield _promise(other, line, change, None, other.place_of(row.line.key), at)
    elif change < 0:
        in_kits = other.evidence.in_kits if other.evidence else ()
        for record, by in shares(row.records, change, in_kits) or ():
            yield _promise(other, line, -by, record.id, None, at)


def _done(other: Count, line: int) -> tuple[dict[int, Decimal], Decimal]:
    """What was taken of each record for a line, and what was booked for it."""
    taken: dict[int, Decimal] = {}
    booked = ZERO
    for write in _begun(other, line):
        if not write.kind.moves:
            booked += write.quantity - write.before
        elif write.record_id is not None:
            taken[write.record_id] = taken.get(write.record_id, ZERO) + write.quantity
    return taken, booked


def _begun(other: Count, line: int) -> Iterable[Write]:
    """The writes of a line of which the first step is done: from then on its record holds less."""
    for write in other.written.values():
        state = other.steps.get((write.number, write.steps[0]))
        if write.line == line and state is not None and state.progress is Progress.DONE:
            yield write


def _promise(
    other: Count,
    line: int,
    quantity: Decimal,
    thing: Thing | None,
    to: Place | None,
    chosen_at: datetime | None = None,
    *,
    written: bool = False,
) -> Promise:
    item = other.lines[line - 1].key.item
    return Promise(other.id, called(other.subject), line, item, quantity, thing, to, written, chosen_at)
