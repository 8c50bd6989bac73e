"""Which lines of a count are wholly in ION: by their own writes, and by those of other lines that put them right."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Plan, Progress, Write


def posted_lines(count: Count, plan: Plan | None) -> frozenset[int]:
    """The lines that are posted as things stand, with this plan; those of earlier plans stay.

    A line with several writes is posted when all of them are, and none of its fix was left out of the plan. One that
    another line's fix puts right is posted with that.
    """
    posted = set(count.posted_lines)
    if plan is None:
        return frozenset(posted)
    waits = {item.line: item.by for item in plan.covered}
    left_out = {missing.line for missing in plan.not_planned}
    lines = {write.line for write in plan.writes} - left_out
    ready = lines - {write.line for write in plan.writes if not _all_done(count, write)} | (waits.keys() - lines)
    for _ in range(len(waits) + 1):  # one that waits may itself be waited for
        posted |= {line for line in ready if posted.issuperset(waits.get(line, ()))}
    return frozenset(posted)


def _all_done(count: Count, write: Write) -> bool:
    states = (count.steps.get((write.number, step)) for step in write.steps)
    return all(state is not None and state.progress is Progress.DONE for state in states)
