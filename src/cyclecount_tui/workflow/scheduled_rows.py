"""Finding rows of the schedule by what a person types; asks nothing of ION."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.workplace import Workplace

MOST_CANDIDATES = 5


def scheduled_rows(
    workplace: Workplace, locations: Sequence[str], part_numbers: Sequence[str] = ()
) -> list[ScheduleRow]:
    """The rows of these locations (id or exact name) and parts (number), each once, in the order they were named.

    Raises:
        Refusal: one is not on the schedule, or means several; then none is given.
    """
    if not locations and not part_numbers:
        raise Refusal("Nothing was named: give the id or exact name of a location, or --part and a part number.")
    rows = workplace.store.schedule.rows()
    by_kind = {is_part: [row for row in rows if row.subject.is_part is is_part] for is_part in (False, True)}
    found = [_the_only(text.strip(), by_kind[False], "location") for text in locations]
    found += [_the_only(text.strip(), by_kind[True], "part") for text in part_numbers]
    return list({row.subject: row for row in found}.values())


def _the_only(wanted: str, rows: Sequence[ScheduleRow], kind: str) -> ScheduleRow:
    if not wanted:
        raise Refusal(f"No {kind} was named: give its {'number' if kind == 'part' else 'id or its exact name'}.")
    by_name = [row for row in rows if row.subject.name == wanted]
    by_id = [row for row in rows if kind == "location" and str(row.subject.id) == wanted]
    found = {row.subject: row for row in [*by_name, *by_id]}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        listed = "; ".join(f"{subject.id} ({subject.name})" for subject in sorted(found, key=lambda each: each.id))
        raise Refusal(f"{quoted(wanted)} means several {kind}s of the schedule: say which by its id: {listed}.")
    raise Refusal(f"The schedule has no {kind} {quoted(wanted)}{_nearest(wanted, rows)}")


def _nearest(wanted: str, rows: Iterable[ScheduleRow]) -> str:
    names = {row.subject.name.casefold(): row.subject.name for row in rows}
    near = get_close_matches(wanted.casefold(), names, n=MOST_CANDIDATES, cutoff=0.6)
    if not near:
        return ": put it there with cyclecount schedule build or import."
    return f". Nearest: {'; '.join(sorted((names[name] for name in near), key=natural))}."
