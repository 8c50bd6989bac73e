"""What a count found is not known: no two counts of a line agree, or stock moved after its only one."""

from collections.abc import Iterator

from cyclecount_tui.domain.attempts_told import story_of_counts
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion

_CHOOSE = Fix(FixKind.HOLD, note="no two counts agree: choose which one is right, or count it anew")
_AGAIN = Fix(FixKind.RECOUNT, note="stock moved after it was counted")


def doubt(count: Count, line: int) -> Iterator[Suggestion]:
    """The one suggestion for a line of which the difference is not known: nothing is written for it."""
    if line not in count.unsure:
        return
    disputed = line not in count.stale
    cause, fix = (Cause.COUNTS_DISAGREE, _CHOOSE) if disputed else (Cause.MOVED_SINCE, _AGAIN)
    yield Suggestion(cause, Confidence.LIKELY, (f"{story_of_counts(count, line)}.",), fix)


def why_not_written(count: Count, line: int) -> str:
    """The sentence that says why nothing is written for a line; empty where its difference is known."""
    if line not in count.unsure:
        return ""
    if line in count.stale:
        return "Stock moved after it was counted: have it counted again (recount), or leave it with a note."
    return "No two counts of it agree: choose which one is right, or leave it with a note."
