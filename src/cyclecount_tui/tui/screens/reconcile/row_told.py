"""One row in words, piece by piece: what it is, its sums, its counts, its choice; the views put them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cyclecount_tui.domain.arithmetic import told_as_sum
from cyclecount_tui.domain.attempts_told import story_of_counts
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.fixes import FixKind, Suggestion
from cyclecount_tui.tui.screens.numbers_shown import difference, money, quantity
from cyclecount_tui.tui.screens.reconcile.rows import NOT_KNOWN, Shown
from cyclecount_tui.tui.widgets.plain_text import one_line

NOT_COUNTED = "Not counted: it is never posted."


def identity(shown: Shown) -> str:
    """`FR-10034 rev B, lot L-2231   Bearing 6201`."""
    found = " (found here)" if shown.line.found else ""
    return one_line(f"{line_words(shown)}{found}   {shown.line.description}".rstrip())


def line_words(shown: Shown) -> str:
    """The line, its place first where it has one: that tells the lines of a part apart."""
    key = shown.line.key
    return f"{key.place.name}: {key.item_words}" if key.place else key.words


def sums(count: Count, shown: Shown) -> tuple[str, ...]:
    """`Digital 80 = 60 available + 20 kitted`, `Floor 76 (12*6+4, 10:31 Ann)`, `Difference −4 worth −12.40`."""
    if shown.row is None:
        return (NOT_COUNTED,)
    row = shown.row
    if shown.unsure:
        return f"Digital {_digital(row)}", f"Floor {NOT_KNOWN}: its difference is not known"
    floor = _floor(count.counted[shown.line.number], row)
    return f"Digital {_digital(row)}", f"Floor {floor}", f"Difference {_difference(row)}"


def as_sum(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """How a discrepancy adds up: `Snapshot 100 − 12 kit 31 − 2 unexplained = counted 86`; empty where it does not."""
    told = told_as_sum(count, shown.row, offered) if shown.row is not None and shown.row.differs else None
    return "" if told is None else f"{told.words[0].upper()}{told.words[1:]}"


def counts_told(count: Count, shown: Shown) -> str:
    """The counts of a line one after the other, where there was more than one."""
    story = story_of_counts(count, shown.line.number) if count.attempts else ""
    return f"{story[0].upper()}{story[1:]}." if story else ""


def choice_told(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> Iterator[str]:
    """The chosen fix, where it is none of the suggestions; or the other lines whose fixes put this one right."""
    for covered in count.plan.covered if count.plan else ():
        if covered.line == shown.line.number:
            yield f"Put right with line {', '.join(str(line) for line in covered.by) or 'another'}"
    choice = count.choices.get(shown.line.number)
    if choice is not None and all(choice.fix != suggestion.fix for suggestion in offered):
        yield f"✓ {chosen_words(choice)}"


def chosen_words(choice: Choice) -> str:
    """The fix, and why it was made by hand: `Move 4 to MRB-1: seen there`."""
    fix = choice.fix
    told = fix.kind in {FixKind.HOLD, FixKind.LEAVE, FixKind.RECOUNT} or not fix.note
    return fix.words if told else f"{fix.words}: {fix.note}"


def mark(choice: Choice | None, suggestion: Suggestion) -> str:
    """Before the number of a suggestion: `✓` where it was taken."""
    return "✓" if choice is not None and choice.fix == suggestion.fix else " "


def _digital(row: Row) -> str:
    totals = " + ".join(f"{quantity(total)} {status.words}" for status, total in row.breakdown.items())
    return f"{quantity(row.digital)} = {totals}" if totals else "0, no record here"


def _floor(entry: Entry, row: Row) -> str:
    said = f"{entry.at.astimezone():%H:%M} {entry.by}"
    if row.floor != entry.quantity:
        return f"{quantity(row.floor)} ({quantity(entry.quantity)} when it was counted, {said}; stock moved since)"
    if entry.none:
        return f"none ({said})"
    is_sum = any(sign in entry.expression for sign in "+-*/(")
    return f"{quantity(entry.quantity)} ({f'{entry.expression}, ' if is_sum else ''}{said})"


def _difference(row: Row) -> str:
    value = f" worth {money(row.value)}" if row.value else ""
    return f"{difference(row.difference)}{value}"
