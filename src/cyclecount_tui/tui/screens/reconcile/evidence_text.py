"""The evidence of one row in full: records, notes, every suggestion and its reasons, what moved meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Suggestion
from cyclecount_tui.tui.screens.numbers_shown import quantity
from cyclecount_tui.tui.screens.reconcile import row_told
from cyclecount_tui.tui.screens.reconcile.rows import Shown
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.reading_remarks import reading_remarks


def evidence_text(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """All there is, to read at length."""
    told = [*row_told.sums(count, shown), row_told.as_sum(count, shown, offered)]
    told += [] if shown.unsure else [row_told.counts_told(count, shown)]
    told += row_told.choice_told(count, shown, offered)
    parts = [row_told.identity(shown), "\n".join(one_line(each) for each in told if each)]
    if shown.row is not None:
        parts.append(_section("Records in ION when the count was submitted", _records(shown.row)))
    parts.append(_section("Notes", count.notes.get(shown.line.number, ())))
    parts += [_in_full(place, suggestion) for place, suggestion in enumerate(offered, start=1)]
    parts.append(_section("Chosen", _chosen(count, shown)))
    moved = [moved.sentence for moved in count.movements if moved.key == shown.line.key]
    parts.append(_section("While the count went on", moved))
    elsewhere = [moved.sentence for moved in count.movements if moved.key != shown.line.key]
    parts.append(_section("While the count went on, other lines", elsewhere))
    parts.append(_section("About this reading of ION", reading_remarks(count)))
    return "\n\n".join(part for part in parts if part)


def _records(row: Row) -> list[str]:
    return [f"Record {record.id}: {quantity(record.quantity)} {record.status.words}" for record in row.records]


def _chosen(count: Count, shown: Shown) -> list[str]:
    """The fix, by whom and when; beside it what was suggested first, where that was something else."""
    choice = count.choices.get(shown.line.number)
    if choice is None:
        return []
    said = [f"{row_told.chosen_words(choice)} ({choice.cause.words}; {choice.at.astimezone():%H:%M} {choice.by})"]
    if choice.first_cause is not None and choice.first_cause is not choice.cause:
        said.append(f"Suggested first: {choice.first_cause.words} ({choice.first_confidence})")
    return said


def _in_full(place: int, suggestion: Suggestion) -> str:
    title = f"{place} {suggestion.confidence}: {suggestion.cause.words}"
    lost = [f"Why not first? {suggestion.lost}"] if suggestion.lost else []
    return _section(title, [*suggestion.evidence, *lost, f"Fix: {suggestion.fix.words}"])


def _section(title: str, sentences: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {one_line(sentence)}" for sentence in sentences)]) if sentences else ""
