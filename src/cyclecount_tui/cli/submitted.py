"""What is said after a submission: what was counted, and what comes next."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.workplace import Workplace


def submitted_words(place: "Workplace", count: "Count") -> str:
    """What came of it; of a count that goes on with a recount, nothing that would tell how far it is off."""
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.domain.count import Phase
    from cyclecount_tui.workflow.beside_blind import shown
    from cyclecount_tui.workflow.recounting import what_comes_next

    if count.phase is Phase.RECOUNTING:
        counted = plural(len(count.attempts[-1].standing), "line")
        again = " again" if count.attempt > 2 else ""
        return f"Submitted: {counted} counted{again}. {what_comes_next(place, count)}."
    return f"Submitted: {compared_words(shown(place, count))}"


def compared_words(count: "Count") -> str:
    """`37 lines counted, 33 match, 4 differ.`, what was not counted, and of which lines nobody knows enough.

    Of a training it is said that it was one.
    """
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.domain.entries import CountMode

    said = f"{plural(len(count.rows), 'line')} counted, {match_and_differ(count)}"
    left = len(count.not_counted)
    said = f"{said}, {left} not counted (never posted)." if left else f"{said}."
    training = [count.mode.told] if count.mode is CountMode.GUIDED else []
    return " ".join([said, *training, *_told(count), *doubts(count)])


def match_and_differ(count: "Count") -> str:
    """`33 match, 4 differ`, and how many lines are not decided, if any."""
    unsure = count.unsure
    differ = sum(row.differs for row in count.rows if row.line.number not in unsure)
    match = len(count.rows) - differ - len(unsure)
    return f"{match} match, {differ} differ" + (f", {len(unsure)} not decided" if unsure else "")


def _told(count: "Count") -> list[str]:
    """The counts of the lines that are not decided."""
    from cyclecount_tui.domain.attempts_told import story_of_counts

    return [f"Line {line}: {story_of_counts(count, line)}." for line in sorted(count.unsure)]


def stories(count: "Count") -> list[str]:
    """How each line was counted again, and why the recount was not waited for, where it was not."""
    from cyclecount_tui.domain.attempts_told import CountsTold

    counts = CountsTold(count)
    told = [(line.number, counts.story(line.number)) for line in count.lines] if count.attempts else []
    waived = [f"The recount was not waited for: {count.waived}."] if count.waived else []
    return [*waived, *(f"Line {line}: {story}." for line, story in told if story)]


def doubts(count: "Count") -> list[str]:
    """Why nothing is written for a line, for each of which the difference is not known."""
    from cyclecount_tui.domain.causes.doubts import why_not_written

    return [f"Line {line}: {why_not_written(count, line)}" for line in sorted(count.unsure)]
