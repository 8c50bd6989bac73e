"""One line against several of the same item: a surplus made up of shortages, or the other way round.

Source: the SOP's table, "parts moved physically but not digitally", where parts went to, or came from, several places;
and two lots mixed up where it is more than two.
"""

from collections.abc import Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.groups import Group
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Portion, Suggestion
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.quantities import plain


def moved_between_several(case: Case) -> Iterator[Suggestion]:
    """What is extra at one counted place is missing at several, or the other way round: moves that even it out."""
    group = case.places_together
    if group is None:
        return
    fix = _of_whole(case, group) if group.whole.line.number == case.row.line.number else _of_part(case, group)
    if fix is not None:
        weakness = "" if group.alone else "other places differ as well"
        cause = Cause.MOVED_HERE if case.extra else Cause.MOVED_AWAY if case.row.floor else Cause.SCANNED_HERE
        confidence = Confidence.LIKELY if group.alone else Confidence.POSSIBLE
        yield Suggestion(cause, confidence, _evidence(group), fix, weakness)


def lots_mixed_in_several(case: Case) -> Iterator[Suggestion]:
    """One lot of a part at a location differs by as much as several of its other lots, the other way round."""
    group = case.lots_together
    if group is None:
        return
    weakness = "two counts found the same" if case.agreed else "" if group.alone else "other lots differ as well"
    lots = sorted((_lot(row) for row in group.rows), key=natural)
    key = case.row.line.key
    part = key.part_number + (f" rev {key.revision}" if key.revision else "")
    also = tuple(sorted(row.line.number for row in group.rows if row.line.number != case.row.line.number))
    fix = Fix(FixKind.RECOUNT, note=f"{_listed(lots)} of {part}, each by the lot on its label", also=also)
    confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
    parts = _listed([f"{_lot(row)} by {plain(abs(row.difference))}" for row in group.parts])
    whole = f"{_first_up(_lot(group.whole))} differs by {plain(abs(group.whole.difference))}"
    sentence = f"{whole}, and the other way round {parts}: together just as many."
    yield Suggestion(Cause.LOTS_MIXED, confidence, (sentence,), fix, weakness)


def _of_whole(case: Case, group: Group) -> Fix | None:
    """All that is extra comes here in one fix; what is missing went to several places, each with a fix of its own."""
    if case.extra:
        portions: list[Portion] = []
        for part in group.parts:
            taken = case.portions_of(part.records, -part.difference)
            if taken is None:
                return None
            portions.extend(taken)
        return Fix(FixKind.MOVE, case.extra, tuple(portions), to=case.here, from_name=_listed(_places(group)))
    if _shared(case, group) is None:
        return None
    lines = _listed([f"{part.line.number}" for part in group.parts])
    return Fix(FixKind.HOLD, note=f"the moves of lines {lines} bring it right: choose those")


def _of_part(case: Case, group: Group) -> Fix | None:
    place = group.whole.line.key.place
    if place is None:
        return None
    if case.missing:
        return case.move_away(case.missing, place)
    shared = _shared(case, group)
    if shared is None:
        return None
    return Fix(FixKind.MOVE, case.extra, shared[case.row.line.number], to=case.here, from_name=place.name)


def _shared(case: Case, group: Group) -> dict[int, tuple[Portion, ...]] | None:
    """By line number, which records of the whole each of the parts gets; None where they hold too little."""
    pieces = case.portions_of(group.whole.records, -group.whole.difference)
    if pieces is None:
        return None
    waiting = [(piece.record_id, piece.quantity) for piece in pieces]
    return {part.line.number: tuple(_taken(waiting, part.difference)) for part in group.parts}


def _taken(waiting: list[tuple[int, Decimal]], wanted: Decimal) -> Iterator[Portion]:
    """So much off the beginning of what waits."""
    while wanted > 0:
        record_id, quantity = waiting.pop(0)
        taken = min(quantity, wanted)
        wanted -= taken
        if quantity > taken:
            waiting.insert(0, (record_id, quantity - taken))
        yield Portion(record_id, taken)


def _evidence(group: Group) -> tuple[str, ...]:
    more = group.whole.difference > 0
    parts = _listed([f"{plain(abs(part.difference))} at {_place(part)}" for part in group.parts])
    return (
        f"{_place(group.whole)} has {plain(abs(group.whole.difference))} {'more' if more else 'fewer'} than ION says.",
        f"{parts} are {'missing' if more else 'extra'}, together just as many.",
    )


def _places(group: Group) -> list[str]:
    return [_place(part) for part in group.parts]


def _place(row: Row) -> str:
    return row.line.key.place.name if row.line.key.place else "this location"


def _lot(row: Row) -> str:
    return f"lot {row.line.key.lot_number}" if row.line.key.lot_number else "what has no lot"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _first_up(text: str) -> str:
    return text[0].upper() + text[1:]
