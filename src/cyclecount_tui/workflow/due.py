"""What now: the counts that are due for a person, and which of them to do in the minutes there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from cyclecount_tui.domain.risk import Candidate, Picked, picked, risk, walking_order
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workload import load_of_lines, typical_lines
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding import find_open_or_location
from cyclecount_tui.workflow.scheduling import ScheduleEntry, schedule
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.store.count_row import CountResult

LATEST_COUNTS = 5
MOST_ASKED = 100
"""Of so many locations, the riskiest, ION is asked what moved there."""

NO_MOVES: Mapping[Subject, int] = {}


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for somebody: the entries of the schedule by subject, and what is known of each for choosing."""

    entries: Mapping[Subject, ScheduleEntry]
    candidates: tuple[Candidate, ...]

    @property
    def open_to_pick(self) -> tuple[Candidate, ...]:
        """Those that nobody is counting yet."""
        return tuple(each for each in self.candidates if self.entries[each.subject].open_count is None)


def due_now(
    workplace: Workplace,
    counter: str | None = None,
    moves: Mapping[Subject, int] = NO_MOVES,
    entries: Sequence[ScheduleEntry] | None = None,
) -> Due:
    """What is due today and overdue for a counter, or for nobody in particular; for everybody where `counter` is None.

    The most overdue comes first. `moves`: the records that changed at a location since its last count, where known.
    `entries`: the schedule where it is at hand already. Asks nothing of ION.
    """
    known = schedule(workplace) if entries is None else entries
    typical = typical_lines(entry.row for entry in known)
    results = _results(workplace)
    mine = [entry for entry in known if entry.days is not None and entry.days <= 0 and _is_for(entry.row, counter)]
    return Due(
        {entry.row.subject: entry for entry in mine},
        tuple(_candidate(workplace, entry, typical, results.get(entry.row.subject, ()), moves) for entry in mine),
    )


def in_minutes(due: Due, minutes: int, near: str = "") -> Picked:
    """What of it to count in so many minutes, in walking order from `near` on; what is being counted is left out.

    Raises:
        Refusal: there is not even a minute.
    """
    if minutes < 1:
        raise Refusal(f"In {minutes} minutes nothing can be counted: give 1 or more.")
    return picked(due.open_to_pick, minutes, near)


def in_walking_order(due: Due, near: str) -> tuple[Candidate, ...]:
    """All that is due as people walk, from `near` on."""
    return walking_order(due.candidates, near)


def moves_since_last_count(workplace: Workplace, due: Due) -> dict[Subject, int] | None:
    """How many records changed at each location since its last count; None where ION cannot tell.

    Asked for the hundred riskiest locations that were counted before, in one list of ids and times: no quantities, and
    a page of five hundred records a request.

    Raises:
        IonError: ION could not be asked.
    """
    asked = [
        each.subject
        for each in sorted(due.candidates, key=risk, reverse=True)
        if not each.subject.is_part and not each.never_counted
    ][:MOST_ASKED]
    counted = {subject.id: _end_of_count(due.entries[subject].row) for subject in asked}
    if not counted:
        return {}
    records = workplace.ion.changed_records(counted, min(counted.values()))
    if records is None:
        return None
    found = dict.fromkeys(asked, 0)
    by_id = {subject.id: subject for subject in asked}
    for record in records:
        if record.location_id in counted and record.updated >= counted[record.location_id]:
            found[by_id[record.location_id]] += 1
    return found


def with_moves(workplace: Workplace, counter: str | None, due: Due) -> Due | None:
    """The same, with how many records changed at each location since its last count; None where ION cannot tell.

    Raises:
        IonError: ION could not be asked.
    """
    moves = moves_since_last_count(workplace, due)
    return None if moves is None else due_now(workplace, counter, moves, list(due.entries.values()))


def place_to_begin(workplace: Workplace, text: str) -> str:
    """The name of the location from which somebody walks, by its id or exact name; empty for none.

    Raises:
        Refusal: there is no such location, or several. IonError: ION could not be asked.
    """
    return find_open_or_location(workplace, text).name if text.strip() else ""


def _end_of_count(row: ScheduleRow) -> datetime:
    """The end of the day of the last count, in local time: what was posted for that count is no movement."""
    assert row.last_counted is not None
    return datetime.combine(row.last_counted, time.max).astimezone()


def _results(workplace: Workplace) -> dict[Subject, "list[CountResult]"]:
    found: dict[Subject, list[CountResult]] = {}
    for result in workplace.store.journal.latest_results(LATEST_COUNTS):
        found.setdefault(result.subject, []).append(result)
    return found


def _is_for(row: ScheduleRow, counter: str | None) -> bool:
    return counter is None or not row.assigned_to or row.assigned_to.casefold() == counter.strip().casefold()


def _candidate(
    workplace: Workplace,
    entry: ScheduleEntry,
    typical: int,
    results: "Iterable[CountResult]",
    moves: Mapping[Subject, int],
) -> Candidate:
    row, latest = entry.row, list(results)
    lines = typical if row.lines is None else row.lines
    return Candidate(
        row.subject,
        row.count_class,
        max(0, -(entry.days or 0)),
        row.cadence_days or 1,
        lines,
        load_of_lines(lines, workplace.practice.scheduling).minutes,
        never_counted=row.last_counted is None,
        counts=len(latest),
        with_differences=sum(result.matched < result.compared for result in latest),
        moves=moves.get(row.subject),
    )
