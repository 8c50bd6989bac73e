"""Choosing what to do about each discrepancy: a suggestion, all of a kind, a note, or none after all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import FixChosen, FixCleared
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record, record_all
from cyclecount_tui.workflow.workplace import Workplace


class Take(StrEnum):
    """Which suggestions to take for all discrepancies at once."""

    FIRST = "first"
    CERTAIN = "certain"


def choose(workplace: Workplace, count: Count, line: int, rank: int) -> Count:
    """Takes the suggestion of this rank (from 1) for a line.

    Raises:
        Refusal: there is no such suggestion.
    """
    offered = suggestions(count).get(line, ())
    if not 0 < rank <= len(offered):
        raise Refusal(f"Line {line} has {len(offered)} suggestions: there is no number {rank}.")
    return record(workplace, count, _chosen(workplace, line, offered, rank))


def leave(workplace: Workplace, count: Count, line: int, reason: str) -> Count:
    """Leaves a discrepancy as it is, with a note.

    Raises:
        Refusal: the note is empty.
    """
    return leave_all(workplace, count, [line], reason)


def leave_all(workplace: Workplace, count: Count, lines: Iterable[int], reason: str) -> Count:
    """Leaves several discrepancies as they are, all with the same note."""
    if not reason.strip():
        raise Refusal("Leaving a discrepancy as it is needs a note that says why: type one.")
    fix = Fix(FixKind.LEAVE, note=reason.strip())
    offered = suggestions(count)
    events = [_by_hand(workplace, line, offered.get(line, ()), fix) for line in lines]
    return record_all(workplace, count, events)


def clear(workplace: Workplace, count: Count, line: int) -> Count:
    """Takes back the choice for a line."""
    return record(workplace, count, FixCleared(at=workplace.now(), by=workplace.counter, line=line))


def take(workplace: Workplace, count: Count, which: Take) -> Count:
    """Takes the first suggestion of every discrepancy without a choice; with `certain`, only where it is certain."""
    offered = suggestions(count)
    events = []
    for row in count.rows:
        line = row.line.number
        its_own = offered.get(line, ())
        if not its_own or line in count.choices:
            continue
        if which is Take.FIRST or its_own[0].confidence is Confidence.CERTAIN:
            events.append(_chosen(workplace, line, its_own, 1))
    return record_all(workplace, count, events)


def _chosen(workplace: Workplace, line: int, offered: Sequence[Suggestion], rank: int) -> FixChosen:
    taken = offered[rank - 1]
    return replace(
        _by_hand(workplace, line, offered, taken.fix),
        cause=taken.cause,
        confidence=taken.confidence,
        suggested=rank,
    )


def _by_hand(workplace: Workplace, line: int, offered: Sequence[Suggestion], fix: Fix) -> FixChosen:
    """A fix that is none of the suggestions; what was suggested first is kept beside it."""
    first = offered[0] if offered else None
    return FixChosen(
        at=workplace.now(),
        by=workplace.counter,
        line=line,
        fix=fix,
        cause=Cause.CHOSEN,
        first_cause=first.cause if first else None,
        first_confidence=first.confidence if first else None,
    )
