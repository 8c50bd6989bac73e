"""All detectors over all discrepancies: ranked suggestions for each line that differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from cyclecount_tui.domain.attempts_told import CountsTold
from cyclecount_tui.domain.causes import (
    assemblies,
    elsewhere,
    empty_bin,
    kits,
    last_resort,
    meanwhile,
    mixed_up,
    mrb,
    number_slips,
    several_places,
    statuses,
)
from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.doubts import doubt
from cyclecount_tui.domain.causes.opposites import Opposites
from cyclecount_tui.domain.causes.runner_up import with_reasons
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import Line, LineKey, key_of
from cyclecount_tui.domain.quantities import same
from cyclecount_tui.domain.recounting import counts_of

Thing = TypeVar("Thing")

Detector = Callable[[Case], Iterator[Suggestion]]

BY_RECORDS: tuple[Detector, ...] = (
    meanwhile.moved_meanwhile,
    several_places.serial_counted_twice,
    several_places.moved_between,
    elsewhere.serial_elsewhere,
    statuses.not_on_the_shelf,
    statuses.several_statuses,
    statuses.installed_by_mistake,
    kits.kit_not_filled,
    kits.pulled_for_a_kit,
    assemblies.not_consumed,
    mrb.taken_to_mrb,
    mrb.back_from_mrb,
    elsewhere.moved_here,
    elsewhere.moved_away,
)
"""What ION's records explain, in the order in which equals are offered: what is already in motion first."""

READINGS: tuple[Detector, ...] = (
    mixed_up.lots_mixed,
    mixed_up.revisions_mixed,
    mixed_up.numbers_mixed,
    number_slips.unit_mixed,
    number_slips.pack_size,
    number_slips.digits_swapped,
    number_slips.digit_slipped,
    empty_bin.not_confirmed,
)
"""What the counted numbers hint at: what to look at again, and never before what the records explain."""

LAST: tuple[Detector, ...] = (
    last_resort.unknown_part,
    last_resort.unexplained_surplus,
    last_resort.unexplained_shortage,
)
"""What is left when nothing explains it."""

_EXPLAINS = frozenset({Confidence.CERTAIN, Confidence.LIKELY})
"""A line that the records explain so surely is nobody's other half."""


def suggestions(count: Count) -> Mapping[int, tuple[Suggestion, ...]]:
    """For each line that differs, by line number, its suggestions: surest first.

    One of which the difference is not known has that alone as its cause, and nothing is written for it.
    """
    if count.evidence is None:
        return {}
    cases = [(case, _found(case, BY_RECORDS)) for case in _cases(count)]
    opposites = Opposites(case.row for case, found in cases if not any(each.confidence in _EXPLAINS for each in found))
    offered = {
        case.row.line.number: _ranked(replace(case, opposite=opposites.of(case.row)), found) for case, found in cases
    }
    return offered | {line: tuple(doubt(count, line)) for line in sorted(count.unsure)}


def _cases(count: Count) -> Iterator[Case]:
    """Each discrepancy, with the evidence as its line sees it."""
    evidence = count.evidence
    if evidence is None:
        return
    unsure = count.unsure
    rows = [_as_recorded(row) if row.line.number in unsure else row for row in count.rows]
    of_item, movements = _grouped(rows, _item_of_row), _grouped(count.movements, lambda moved: moved.key)
    here, elsewhere = _grouped(evidence.here, key_of), _grouped(evidence.elsewhere, key_of)
    parts = {record.part.id: record.part for record in (*evidence.here, *evidence.elsewhere)}
    told = CountsTold(count)
    for row in rows:
        if row.differs:
            key, place, item = row.line.key, count.place_of(row.line.key), _item_now(row.line, parts)
            seen = evidence.seen_from(place, here.get(item, ()), elsewhere.get(item, ()))
            others = tuple(other for other in of_item[key.item] if other is not row)
            moved = () if _counted_twice_alike(count, row.line.number) else movements.get(key, ())
            agreed = sum(attempt.agrees for attempt in told.of(row.line.number)) > 1 if count.attempts else False
            yield Case(row, item, place, seen, moved, others, entry=_entry_that_counts(count, row), agreed=agreed)


def _item_now(line: Line, parts: Mapping[int, Part]) -> LineKey:
    """What it is, wherever it lies: its part may have got another number or revision while it was counted."""
    part = parts.get(line.part_id or 0)
    return line.key.item if part is None else replace(line.key.item, part_number=part.number, revision=part.revision)


def _as_recorded(row: Row) -> Row:
    """A row of which the difference is not known, as it stands beside others: nothing is moved there or from there."""
    return replace(row, floor=row.digital)


def _counted_twice_alike(count: Count, line: int) -> bool:
    """Whether two counts found the same difference: then what moved meanwhile makes no doubt."""
    return line in count.settled and len(counts_of(count, line)) > 1


def _item_of_row(row: Row) -> LineKey:
    return row.line.key.item


def _grouped(things: Iterable[Thing], key_of_thing: Callable[[Thing], LineKey]) -> Mapping[LineKey, tuple[Thing, ...]]:
    groups: dict[LineKey, list[Thing]] = {}
    for thing in things:
        groups.setdefault(key_of_thing(thing), []).append(thing)
    return {key: tuple(group) for key, group in groups.items()}


def _entry_that_counts(count: Count, row: Row) -> Entry | None:
    """What was entered for a line; None where stock moved since, so that its floor is another quantity."""
    entry = count.counted.get(row.line.number)
    return entry if entry is not None and same(entry.quantity, row.floor) else None


def _found(case: Case, detectors: Iterable[Detector]) -> tuple[Suggestion, ...]:
    found = (suggestion for detector in detectors for suggestion in detector(case))
    return tuple(each for each in found if not several_places.goes_too_far(case, each.fix))


def _ranked(case: Case, by_records: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """All suggestions for one line, surest first; no reading is surer than possible where the records explain it."""
    readings = () if case.moved else _found(case, READINGS)
    if by_records:
        readings = tuple(replace(each, confidence=Confidence.POSSIBLE) for each in readings)
    found = (*by_records, *readings, *_found(case, LAST))
    return tuple(with_reasons(sorted(_each_move_once(found), key=_rank)))


def _each_move_once(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Two detectors may come to the very same move: the first of them is kept."""
    seen = set()
    for suggestion in found:
        fix = suggestion.fix
        move = (fix.portions, fix.to) if fix.kind is FixKind.MOVE else None
        if move is None or move not in seen:
            yield suggestion
        seen.add(move)


def _rank(suggestion: Suggestion) -> tuple[bool, int]:
    """A line that moved while it was counted comes before anything that would write: see `meanwhile`."""
    return suggestion.cause is not Cause.MOVED_MEANWHILE, suggestion.confidence.rank
