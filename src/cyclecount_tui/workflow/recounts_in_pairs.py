"""A recount that several lines need together: what is chosen for one of them is chosen, and taken back, for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import FixChosen, FixCleared
from cyclecount_tui.domain.fixes import FixKind, Suggestion
from cyclecount_tui.domain.sending_back import why_not_again


def with_the_others(
    count: Count, offered: Mapping[int, Sequence[Suggestion]], events: Sequence[FixChosen], *, but: Iterable[int] = ()
) -> list[FixChosen]:
    """The choices, and the same for each line that a recount asks for besides, as far as it can be chosen there.

    `but` are lines of which the choice stays as it is.
    """
    found, kept = list(events), {*but, *(event.line for event in events)}
    for event in events:
        for other in event.fix.also if event.fix.kind is FixKind.RECOUNT else ():
            if other not in kept and _can_be_chosen(count, other):
                kept.add(other)
                found.append(_mirrored(event, other, offered.get(other, ())))
    return found


def cleared_together(count: Count, event: FixCleared) -> list[FixCleared]:
    """The taking back, and the same for the lines that were chosen to be counted again together with this one."""
    found = [event]
    choice = count.choices.get(event.line)
    for other in choice.fix.also if choice is not None and choice.fix.kind is FixKind.RECOUNT else ():
        theirs = count.choices.get(other)
        if theirs is not None and theirs.fix.kind is FixKind.RECOUNT and event.line in theirs.fix.also:
            found.append(replace(event, line=other))
    return found


def _can_be_chosen(count: Count, line: int) -> bool:
    row, choice = count.rows_by_line.get(line), count.choices.get(line)
    differs = row is not None and (row.differs or line in count.unsure)
    chosen = choice is not None and choice.fix.kind is FixKind.RECOUNT
    return differs and not chosen and not why_not_again(count, line)


def _mirrored(event: FixChosen, line: int, offered: Sequence[Suggestion]) -> FixChosen:
    """The choice as that of the other line: as it is suggested there, if it is."""
    also = tuple(sorted({event.line, *event.fix.also} - {line}))
    first = offered[0] if offered else None
    mirrored = replace(
        event,
        line=line,
        fix=replace(event.fix, also=also),
        confidence=None,
        suggested=None,
        first_cause=first.cause if first else None,
        first_confidence=first.confidence if first else None,
    )
    for rank, each in enumerate(offered, start=1):
        if each.cause is event.cause and each.fix.kind is FixKind.RECOUNT and event.line in each.fix.also:
            return replace(mirrored, fix=each.fix, confidence=each.confidence, suggested=rank)
    return mirrored
