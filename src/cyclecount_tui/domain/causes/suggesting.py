"""All detectors over all discrepancies: ranked suggestions for each line that differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from cyclecount_tui.domain.attempts_told import CountsTold
from cyclecount_tui.domain.causes import (
    assemblies,
    elsewhere,
    empty_bin,
    incoming,
    kits,
    last_resort,
    meanwhile,
    mixed_up,
    mrb,
    next_door,
    number_slips,
    recorded_not_done,
    same_sign,
    several_places,
    statuses,
    together,
    told_of_records,
    tolerances,
)
from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.counted_enough import as_possible
from cyclecount_tui.domain.causes.doubts import doubt
from cyclecount_tui.domain.causes.groups import groups_of_lots, groups_of_places
from cyclecount_tui.domain.causes.opposites import Opposites
from cyclecount_tui.domain.causes.promises import shared_out
from cyclecount_tui.domain.causes.seen_by_lines import SeenByLines
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.promised import NOTHING, Promised
from cyclecount_tui.domain.quantities import same
from cyclecount_tui.domain.recounting import counts_of

Thing = TypeVar("Thing")

Detector = Callable[[Case], Iterator[Suggestion]]

BY_RECORDS: tuple[Detector, ...] = (
    meanwhile.moved_meanwhile,
    several_places.serial_counted_twice,
    elsewhere.serial_elsewhere,
    statuses.not_on_the_shelf,
    statuses.several_statuses,
    statuses.installed_by_mistake,
    several_places.moved_between,
    together.moved_between_several,
    incoming.delivered_not_received,
    incoming.received_without_record,
    incoming.received_not_moved,
    incoming.received_not_put_away,
    kits.kit_not_filled,
    kits.pulled_for_a_kit,
    assemblies.not_consumed,
    mrb.taken_to_mrb,
    mrb.back_from_mrb,
    recorded_not_done.recorded_not_done,
    next_door.serial_counted_elsewhere,
    next_door.opposite_next_door,
    elsewhere.moved_here,
    elsewhere.moved_away,
)
"""What ION's records explain, in the order in which equals are offered: what is already in motion first."""

READINGS: tuple[Detector, ...] = (
    mixed_up.lots_mixed,
    together.lots_mixed_in_several,
    mixed_up.revisions_mixed,
    mixed_up.numbers_mixed,
    number_slips.unit_mixed,
    number_slips.pack_size,
    number_slips.digits_swapped,
    number_slips.digit_slipped,
    empty_bin.not_confirmed,
)
"""What the counted numbers hint at: what to look at again, and never before what the records explain."""

IN_ITSELF: tuple[Detector, ...] = (
    tolerances.counts_agree,
    tolerances.within_tolerance,
)
"""What the difference is worth in itself: never before what the records explain."""

LAST: tuple[Detector, ...] = (
    last_resort.unknown_part,
    last_resort.unexplained_surplus,
    last_resort.unexplained_shortage,
    tolerances.beyond_at_first_count,
    same_sign.cause_looked_for_first,
)
"""What is left when nothing explains it."""

_EXPLAINS = frozenset({Confidence.CERTAIN, Confidence.LIKELY})
"""A line that the records explain so surely is nobody's other half."""


def suggestions(count: Count, promised: Promised = NOTHING) -> Mapping[int, tuple[Suggestion, ...]]:
    """For each line that differs, by line number, its suggestions: surest first, and nothing promised to two fixes.

    `promised` is what other counts have chosen; `workflow.offering` is the way to here for whoever works with a count.
    One of which the difference is not known has that alone as its cause, and nothing is written for it.
    """
    if count.evidence is None:
        return {}
    cases = [(case, _found(case, BY_RECORDS)) for case in _cases(count)]
    open_rows = [case.row for case, found in cases if not any(each.confidence in _EXPLAINS for each in found)]
    opposites, lots = Opposites(open_rows), groups_of_lots(open_rows)
    beside = [(case.beside(opposites.of(case.row), lots.get(case.row.line.number)), found) for case, found in cases]
    offered = {case.row.line.number: _ranked(case, found) for case, found in beside}
    return shared_out(count, offered, promised) | {line: tuple(doubt(count, line)) for line in sorted(count.unsure)}


def _cases(count: Count) -> Iterator[Case]:
    """Each discrepancy, with the evidence as its line sees it."""
    unsure = count.unsure
    rows = [_as_recorded(row) if row.line.number in unsure else row for row in count.rows]
    of_item, places = _grouped(rows, _item_of_row), groups_of_places(rows)
    differences = {item: frozenset(each.difference for each in of_one) for item, of_one in of_item.items()}
    movements = _grouped(count.movements, lambda moved: moved.key)
    seen_by_lines = SeenByLines(count)
    told, running = CountsTold(count), same_sign.SameSign(count)
    beside = next_door.ResultsBeside(count.evidence.nearby if count.evidence else ())
    for row in rows:
        if row.differs:
            key, place = row.line.key, count.place_of(row.line.key)
            item, seen = seen_by_lines.of(row.line, place)
            others = tuple(other for other in of_item[key.item] if other is not row)
            moved = () if _counted_twice_alike(count, row.line.number) else movements.get(key, ())
            counts = told.of(row.line.number)
            yield Case(
                row,
                item,
                place,
                seen,
                moved,
                others,
                entry=_entry_that_counts(count, row),
                agreed=sum(attempt.agrees for attempt in counts) > 1,
                counts=counts,
                nearby=beside.of(row.line.part_id, item),
                differences=differences[key.item],
                places_together=places.get(row.line.number),
                running=running.of(row),
            )


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
    found = (as_possible(case, suggestion) for detector in detectors for suggestion in detector(case))
    return tuple(each for each in found if not several_places.goes_too_far(case, each.fix))


def _ranked(case: Case, by_records: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """All suggestions for one line, surest first; where the records explain it, nothing else is surer than possible."""
    readings = () if case.moved else (*_found(case, READINGS), *_found(case, IN_ITSELF))
    if by_records:
        readings = tuple(_at_most_possible(each) for each in readings)
    found = tolerances.without_repeats([*by_records, *readings, *_found(case, LAST)])
    told = told_of_records.told(case, sorted(_each_move_once(found), key=_rank))
    return tuple(same_sign.marked(told, case.running))


def _at_most_possible(found: Suggestion) -> Suggestion:
    return found if found.confidence is Confidence.LAST else replace(found, confidence=Confidence.POSSIBLE)


def _each_move_once(found: Iterable[Suggestion]) -> Iterable[Suggestion]:
    """Two detectors may come to the very same move: the first is kept, with what the other knows of other counts."""
    kept: dict[object, Suggestion] = {}
    for number, suggestion in enumerate(found):
        fix = suggestion.fix
        move: object = (fix.portions, fix.to) if fix.kind is FixKind.MOVE else number
        kept[move] = _knowing(kept[move], suggestion) if move in kept else suggestion
    return kept.values()


def _knowing(kept: Suggestion, other: Suggestion) -> Suggestion:
    if not set(other.other_counts) - set(kept.other_counts):
        return kept
    evidence = tuple(dict.fromkeys((*kept.evidence, *other.evidence)))
    return replace(
        kept, evidence=evidence, other_counts=tuple(dict.fromkeys((*kept.other_counts, *other.other_counts)))
    )


def _rank(suggestion: Suggestion) -> tuple[bool, int]:
    """A line that moved while it was counted comes before anything that would write: see `meanwhile`."""
    return suggestion.cause is not Cause.MOVED_MEANWHILE, suggestion.confidence.rank
