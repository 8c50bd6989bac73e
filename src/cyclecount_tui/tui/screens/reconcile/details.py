"""What stands beside or below the rows about the one under the cursor, as much as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Suggestion
from cyclecount_tui.tui.screens.numbers_shown import quantity
from cyclecount_tui.tui.screens.reconcile import row_told
from cyclecount_tui.tui.screens.reconcile.rows import NOT_KNOWN, Shown
from cyclecount_tui.tui.widgets.plain_text import one_line

_INDENT = "   "


def detail_text(count: Count, shown: Shown, offered: Sequence[Suggestion], same_way: str = "") -> str:
    """A few lines for below the rows: the sums, the choice, the suggestions by number, and why the first is first.

    `same_way` says that the row was off like this before.
    """
    told = [row_told.identity(shown), "   ".join(row_told.sums(count, shown)), row_told.as_sum(count, shown, offered)]
    told += [same_way] if shown.unsure else [same_way, row_told.counts_told(count, shown)]
    told += [*row_told.choice_told(count, shown, offered), *_numbered(count, shown, offered)]
    return "\n".join(one_line(each) for each in told if each)


def detail_pane(count: Count, shown: Shown, offered: Sequence[Suggestion], same_way: str = "") -> str:
    """The same for a pane of its own, narrow and high: one thing a line, and all that speaks for the first."""
    told = [row_told.identity(shown), *row_told.sums(count, shown), row_told.as_sum(count, shown, offered)]
    told += [same_way] if shown.unsure else [same_way, row_told.counts_told(count, shown)]
    told += row_told.choice_told(count, shown, offered)
    text = "\n".join(one_line(each) for each in told if each)
    choice = count.choices.get(shown.line.number)
    for place, suggestion in enumerate(offered, start=1):
        title = f"{row_told.mark(choice, suggestion)}{place} {suggestion.confidence}: {suggestion.fix.words}"
        why = [each for each in suggestion.evidence if each != same_way] if place == 1 else _lost(suggestion)
        said = [suggestion.cause.words, *why]
        text += "\n\n" + "\n".join([one_line(title), *(f"{_INDENT}{one_line(each)}" for each in said)])
    return text


def detail_short(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """The same for a screen of a few short lines."""
    if shown.row is None:
        return f"{one_line(row_told.line_words(shown))}\n{row_told.NOT_COUNTED}"
    row, choice = shown.row, count.choices.get(shown.line.number)
    plain = f"Digital {quantity(row.digital)}  Floor {NOT_KNOWN if shown.unsure else quantity(row.floor)}"
    told = [row_told.line_words(shown), row_told.as_sum(count, shown, offered) or plain]
    told += [row_told.counts_told(count, shown), *row_told.choice_told(count, shown, offered)]
    told += [
        f"{row_told.mark(choice, offer)}{place} {offer.confidence}: {offer.fix.words}"
        for place, offer in enumerate(offered, start=1)
    ]
    return "\n".join(one_line(each) for each in told if each)


def _numbered(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> Iterator[str]:
    """The first with what speaks for it, the others with why they are not the first."""
    choice = count.choices.get(shown.line.number)
    for place, suggestion in enumerate(offered, start=1):
        said = " ".join(suggestion.evidence[:1] if place == 1 else _lost(suggestion))
        why = f"{suggestion.cause.words}{(': ' if place == 1 else '. ') + said if said else ''}"
        yield f"{row_told.mark(choice, suggestion)}{place} {suggestion.confidence:<8}  {suggestion.fix.words}. {why}"


def _lost(suggestion: Suggestion) -> list[str]:
    return [f"Why not first? {suggestion.lost}"] if suggestion.lost else []
