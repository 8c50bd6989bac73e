"""Locations that are on the schedule and no longer in ION: deleted there, or archived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cyclecount_tui.domain.natural_order import natural
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:  # they come with the answer of ION
    from cyclecount_tui.domain.inventory import Location

MOST_NAMED = 5


def gone_locations(rows: Iterable[ScheduleRow], locations: Iterable[Location]) -> tuple[Subject, ...]:
    """The scheduled locations, in walking order, that are not among ION's; what is retired is not missed."""
    there = {location.id for location in locations}
    gone = (
        row.subject
        for row in rows
        if not row.subject.is_part
        and row.cadence_days is not None
        and row.standing is not Standing.RETIRED
        and row.subject.id not in there
    )
    return tuple(sorted(gone, key=lambda subject: (natural(subject.name), subject.id)))


def gone_words(gone: Sequence[Subject]) -> list[str]:
    """`2 scheduled locations are no longer in ION, or archived there: retire them: OLD-CAGE; OLD-RACK`."""
    if not gone:
        return []
    some, them = (
        ("1 scheduled location is", "it") if len(gone) == 1 else (f"{len(gone)} scheduled locations are", "them")
    )
    names = "; ".join(subject.name for subject in gone[:MOST_NAMED]) + ("; ..." if len(gone) > MOST_NAMED else "")
    return [f"{some} no longer in ION, or archived there: retire {them}: {names}."]


def refuse_gone(workplace: Workplace, subject: Subject) -> None:
    """Raises Refusal where ION does not have a location any more, or has archived it."""
    known = workplace.ion.location(subject.id)
    if known is not None and any(each.id == subject.id for each in workplace.ion.locations_named(known.name)):
        return
    what = f"has no location {subject.name} any more" if known is None else f"has archived {subject.name}"
    raise Refusal(f"ION {what}, so there is no sheet: give this count up, and retire it from the schedule.")
