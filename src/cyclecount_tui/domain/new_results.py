"""Which results of lines an event brought: all with the comparison, later what somebody chose or what was posted."""

from collections.abc import Iterable

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.line_result import LineResult, NewResults
from cyclecount_tui.domain.lines import part_of


def new_results(before: Count, after: Count) -> NewResults | None:
    """What is known of lines after some events of a count and was not before; None where that is nothing.

    Training has no results, and neither has a line of which the difference is not known; a count of which lines went
    back to be counted again has none any more.
    """
    if after.mode is CountMode.GUIDED:
        return None
    if after.evidence is None:
        return NewResults((), anew=True) if before.evidence is not None else None
    if after.evidence is not before.evidence:
        return NewResults(_results(after, after.rows_by_line), anew=True)
    changed = after.posted_lines - before.posted_lines
    if after.chosen_attempts is not before.chosen_attempts:
        changed |= after.chosen_attempts.keys()
    return NewResults(_results(after, sorted(changed))) if changed else None


def _results(count: Count, lines: Iterable[int]) -> tuple[LineResult, ...]:
    unsure = count.unsure
    return tuple(_result(count, line) for line in lines if line in count.rows_by_line and line not in unsure)


def _result(count: Count, number: int) -> LineResult:
    row, entry, submission = count.rows_by_line[number], count.counted[number], count.submission
    assert submission is not None, "what was compared was submitted before"
    return LineResult(
        count_id=count.id,
        line=number,
        key=row.line.key.item,
        place=count.place_of(row.line.key),
        part_id=_part_id(count, number),
        digital=row.digital,
        floor=row.floor,
        by=entry.by,
        at=entry.at,
        counted_on=submission.counted_on,
        posted=_posted(count, number),
    )


def _part_id(count: Count, number: int) -> int | None:
    row = count.rows_by_line[number]
    if row.line.part_id is not None or count.evidence is None:
        return row.line.part_id
    known = part_of(row.line, count.evidence.parts)
    return known.id if known else None


def _posted(count: Count, number: int) -> FixKind | None:
    """What put it right: its own fix, or the move of another line that covers it."""
    if number not in count.posted_lines:
        return None
    choice = count.choices.get(number)
    return choice.fix.kind if choice is not None and choice.fix.kind.writes else FixKind.MOVE
