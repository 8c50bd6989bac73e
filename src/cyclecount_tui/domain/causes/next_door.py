"""What counts of other locations found of the same item in the last days: one move instead of two adjustments.

Source: the SOP's table, "parts moved physically but not digitally", and the rules of cycle counting: +n and −n of one
part and lot in two bins are one transfer, and so is a serial that is missing here and was counted elsewhere. A count
that was posted already is no other half any more: ION has its part of the movement, so that the rest is booked here.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Portion, Suggestion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import ZERO, plain, same, signed

MOST_NEIGHBOURS = 3
"""More of them than this are no lead, they are a list."""


class ResultsBeside:
    """What other counts found, by item; it looks at each result once, and at few of them for each question."""

    def __init__(self, results: Iterable[LineResult]) -> None:
        self._by_key: dict[LineKey, list[LineResult]] = {}
        self._by_part: dict[tuple[int, str, str], list[LineResult]] = {}
        for result in results:
            self._by_key.setdefault(result.key, []).append(result)
            if result.part_id is not None:
                of_part = result.part_id, result.key.lot_number, result.key.serial_number
                self._by_part.setdefault(of_part, []).append(result)

    def of(self, part_id: int | None, key: LineKey) -> tuple[LineResult, ...]:
        """Of an item, whatever ION calls its part by now; in the order in which they came."""
        by_part = self._by_part.get((part_id or 0, key.lot_number, key.serial_number), ())
        by_key = self._by_key.get(key.item, ())
        return (*by_part, *(each for each in by_key if each not in by_part))


def opposite_next_door(case: Case) -> Iterator[Suggestion]:
    """A neighbouring location was found to have just as many too many as are missing here, or the other way round."""
    next_to_here = [each for each in case.nearby if case.here.id in each.next_to and not _is_serial_seen(case, each)]
    opposite = [each for each in next_to_here if each.difference == -case.row.difference]
    fitting = [each for each in opposite if each.posted is not FixKind.MOVE]
    if len(fitting) > MOST_NEIGHBOURS:
        return
    for result in fitting:
        fix = _one_move(case, result) if result.posted is None else _other_half(case, result)
        if fix is not None:
            cause = Cause.OPPOSITE_NEXT_DOOR if result.posted is None else Cause.POSTED_NEXT_DOOR
            yield _suggestion(case, result, cause, fix, len(fitting))


def serial_counted_elsewhere(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: somebody counted this very serial at another location in the last days."""
    seen = [each for each in case.nearby if _is_serial_seen(case, each)]
    for result in seen[:MOST_NEIGHBOURS]:
        recorded_there = result.posted is not None or not result.difference
        fix = _other_half(case, result) if recorded_there else case.move_away(case.missing, result.place)
        if fix is not None:
            yield _suggestion(case, result, Cause.SERIAL_COUNTED, fix, len(seen))


def _is_serial_seen(case: Case, result: LineResult) -> bool:
    return bool(case.key.serial_number) and case.missing > 0 and result.floor > 0


def _one_move(case: Case, result: LineResult) -> Fix | None:
    """What is missing here goes there, or what is missing there comes from its records."""
    if case.missing:
        return case.move_away(case.missing, result.place)
    portions = case.portions_of(tuple(_records_at(case, result.place)), case.extra)
    if portions is None:
        return None
    return Fix(FixKind.MOVE, case.extra, portions, to=case.here, from_name=result.place.name)


def _other_half(case: Case, result: LineResult) -> Fix | None:
    """What was posted there the other way round: parked parts come from where they wait, all else is booked here."""
    if result.posted is FixKind.PARK and case.extra:
        return _from_parking(case)
    if case.extra and not case.adjustable:
        return Fix(FixKind.CREATE, case.extra) if case.part is not None else None
    changeable = sum((record.quantity for record in case.adjustable), ZERO)
    return Fix(FixKind.SET_QUANTITY, case.row.difference) if changeable >= case.missing else None


def _from_parking(case: Case) -> Fix | None:
    where = case.evidence.discrepancy_location
    enough = [record for record in _records_at(case, where) if record.quantity >= case.extra] if where else []
    if not enough:
        return None
    record = next((record for record in enough if record.quantity == case.extra), enough[0])
    return Fix(FixKind.MOVE, case.extra, (Portion(record.id, case.extra),), case.here, where.name if where else "")


def _records_at(case: Case, place: Place) -> list[InventoryRecord]:
    return [each for each in case.recorded_elsewhere if each.location == place and each.status in ADJUSTABLE]


def _suggestion(case: Case, result: LineResult, cause: Cause, fix: Fix, candidates: int) -> Suggestion:
    weakness = _weakness(case, result, candidates)
    return Suggestion(
        cause,
        Confidence.POSSIBLE if weakness else Confidence.LIKELY,
        (_found(result), *_and_since(result, fix)),
        fix,
        weakness,
        other_counts=(result.count_id,) if result.is_open else (),
    )


def _weakness(case: Case, result: LineResult, candidates: int) -> str:
    if candidates > 1:
        return f"{candidates} other counts fit"
    expected = result.digital if result.posted is None else result.floor
    moved = not same(_recorded_now(case, result.place), expected)
    return f"stock moved at {result.place.name} since it was counted there" if moved else ""


def _recorded_now(case: Case, place: Place) -> Decimal:
    there = (each.quantity for each in case.recorded_elsewhere if each.location == place and each.expected_on_shelf)
    return sum(there, ZERO)


def _found(result: LineResult) -> str:
    """In words: `SHELF-05 was counted on 3 Nov by Ann: 4 too many of it (9 counted, 5 recorded)`."""
    amount = plain(abs(result.difference))
    what = f"{amount} too {'many' if result.difference > 0 else 'few'} of it" if result.difference else "as recorded"
    said = f"{plain(result.floor)} counted, {plain(result.digital)} recorded"
    return f"{result.place.name} was counted on {result.at.astimezone():%-d %b} by {result.by}: {what} ({said})."


def _and_since(result: LineResult, fix: Fix) -> Iterator[str]:
    """What became of it there, and what that means for the fix."""
    if result.posted is FixKind.PARK:
        yield f"They were parked after that, {signed(result.difference)} there: take them from where they wait."
    elif result.posted is not None:
        yield (
            f"{signed(result.difference)} was posted there already: {signed(fix.quantity)} here makes one movement of "
            "both."
        )
    elif result.difference:
        state = "It is not posted there yet" if result.is_open else "Nothing was posted there"
        yield f"{state}: one move puts both right, and neither is adjusted."
