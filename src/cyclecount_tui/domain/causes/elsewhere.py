"""The same part at another location: moved by hand and not in the records, or scanned to the wrong place.

Source: the SOP's table, "parts moved physically but not digitally", "parts scanned to a location accidentally",
"parts not moved correctly". A serial that somebody counted where ION has it was not moved for certain: there is one of
a serial, so that its label is read again, here and there, before anything is moved.
"""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.quantities import ZERO, plain

MOST_PLACES = 3
"""More places than this are no lead, they are a list."""


def serial_elsewhere(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: this serial is recorded at another location; a serial is at one place only.

    Certain, unless it was counted elsewhere in the last days.
    """
    if not case.extra or not case.key.serial_number:
        return
    seen = _seen_elsewhere(case)
    if seen and case.elsewhere:
        yield _label_again(case, seen)
    for record in case.elsewhere:
        if record.status in ADJUSTABLE:
            fix = case.move_here(record, record.quantity)
        else:
            fix = Fix(FixKind.HOLD, note=f"it is {record.status.words} at {_name(record)}: settle that in ION first")
        evidence = (_recorded(record), *(_counted(result) for result in seen))
        yield Suggestion(
            Cause.SERIAL_ELSEWHERE,
            Confidence.POSSIBLE if seen else Confidence.CERTAIN,
            evidence,
            fix,
            f"it was counted at {_places(seen)}, too" if seen else "",
            other_counts=_still_open(seen),
        )


def _seen_elsewhere(case: Case) -> tuple[LineResult, ...]:
    """Counts that saw the serial where ION has it, or somewhere else that ION was never told of."""
    places = {record.location for record in case.elsewhere}
    return tuple(
        each
        for each in case.nearby
        if each.floor > 0 and (each.place in places or (each.difference > 0 and each.posted is None))
    )


def _label_again(case: Case, seen: tuple[LineResult, ...]) -> Suggestion:
    """To count this line again; where two counts found it here already, to go and look at the other place."""
    one_only = "there is one of a serial"
    if case.agreed:
        fix = Fix(FixKind.HOLD, note=f"two counts found it here; read the label at {_places(seen)}: {one_only}")
    else:
        fix = Fix(FixKind.RECOUNT, note=f"read the label, here and at {_places(seen)}: {one_only}")
    evidence = (*(_counted(result) for result in seen), *(_recorded(record) for record in case.elsewhere))
    return Suggestion(Cause.SERIAL_ELSEWHERE, Confidence.LIKELY, evidence, fix, other_counts=_still_open(seen))


def _recorded(record: InventoryRecord) -> str:
    return f"Serial {record.serial_number} is record {record.id} at {_name(record)}, {record.status.words}."


def _counted(result: LineResult) -> str:
    when = f"{result.at.astimezone():%-d %b}"
    return f"Serial {result.key.serial_number} was counted at {result.place.name} as well, on {when} by {result.by}."


def _places(seen: tuple[LineResult, ...]) -> str:
    return " and ".join(dict.fromkeys(result.place.name for result in seen))


def _still_open(seen: tuple[LineResult, ...]) -> tuple[str, ...]:
    return tuple(result.count_id for result in seen if result.is_open)


def moved_here(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: another ordinary location has a record that holds what is extra here."""
    if not case.extra or case.key.serial_number:
        return
    enough = [record for record in _ordinary(case) if record.quantity >= case.extra]
    exact = [record for record in enough if record.quantity == case.extra]
    sure = Confidence.LIKELY if len(exact) == 1 else Confidence.POSSIBLE
    others = [record for record in enough if record not in exact]
    for record in exact[:MOST_PLACES]:
        weakness = "" if len(exact) == 1 else f"{len(exact)} records hold just as many"
        yield Suggestion(Cause.MOVED_HERE, sure, (_sentence(record),), case.move_here(record, case.extra), weakness)
    for record in others[:MOST_PLACES]:
        fix = case.move_here(record, case.extra)
        weakness = f"record {record.id} holds {plain(record.quantity)}, not just the extra {plain(case.extra)}"
        yield Suggestion(Cause.MOVED_HERE, Confidence.POSSIBLE, (_sentence(record),), fix, weakness)


def moved_away(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: the part has another home; if none is left here, the record came here by accident."""
    if not case.missing or case.key.serial_number:
        return
    homes: dict[Place, list[InventoryRecord]] = {}
    for record in _ordinary(case):
        if record.location is not None:
            homes.setdefault(record.location, []).append(record)
    if len(homes) > MOST_PLACES:
        return
    cause = Cause.MOVED_AWAY if case.row.floor else Cause.SCANNED_HERE
    sure = Confidence.LIKELY if len(homes) == 1 and not case.row.floor else Confidence.POSSIBLE
    for place in sorted(homes, key=lambda home: natural(home.name)):
        fix = case.move_away(case.missing, place)
        if fix is not None:
            total = plain(sum((record.quantity for record in homes[place]), ZERO))
            left = "none is here" if not case.row.floor else f"{plain(case.missing)} are missing here"
            sentence = f"{place.name} holds {total} of the same part and lot in ION, and {left}."
            yield Suggestion(cause, sure, (sentence,), fix, _no_sure_home(case, len(homes)))


def _no_sure_home(case: Case, homes: int) -> str:
    """What keeps another home from being likely; empty where nothing does."""
    if homes > 1:
        return f"it has {homes} other homes"
    return f"{plain(case.row.floor)} are still here" if case.row.floor else ""


def _ordinary(case: Case) -> list[InventoryRecord]:
    return [record for record in case.elsewhere if case.is_ordinary(record.location) and record.status in ADJUSTABLE]


def _sentence(record: InventoryRecord) -> str:
    since = f", last changed {record.updated:%-d %b}" if record.updated else ""
    return f"Record {record.id}: {plain(record.quantity)} at {_name(record)}{since}."


def _name(record: InventoryRecord) -> str:
    return record.location.name if record.location else "no location"
