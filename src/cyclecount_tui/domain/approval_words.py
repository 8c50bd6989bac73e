"""Approvals in sentences: what needs one, by whom it may not be given, and what was approved by whom and why."""

from collections.abc import Sequence

from cyclecount_tui.domain.approval import Major, involved
from cyclecount_tui.domain.approval_events import MajorApproved
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.earlier_counters import named

_MOST_NAMED = 4


def needs_approval(count: Count, majors: Sequence[Major]) -> str:
    """`Line 3 (FR-1 rev B) needs approval by somebody other than Ann and Bo`, without a full stop."""
    what = _lines(majors)
    need = "needs" if len(majors) == 1 else "need"
    return f"{what[0].upper()}{what[1:]} {need} approval{by_somebody_else(count)}"


def by_somebody_else(count: Count) -> str:
    """` by somebody other than Ann and Bo`."""
    names = involved(count)
    return f" by somebody other than {named(names)}" if names else ""


def approved_words(approval: MajorApproved) -> str:
    """`Approved by Cy at 10:31 on 2026-03-02 (line 3): looked myself.` (local time)."""
    lines = [str(row.line) for row in approval.rows]
    which = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(lines)}"
    return f"Approved by {approval.by} at {approval.at.astimezone():%H:%M on %Y-%m-%d} ({which}): {approval.reason}."


def _lines(majors: Sequence[Major]) -> str:
    shown = [major.words for major in majors[:_MOST_NAMED]]
    more = len(majors) - len(shown)
    if more:
        shown.append("1 more line" if more == 1 else f"{more} more lines")
    return named(tuple(shown))
