"""The tape of a line: everything that was typed for it, as far as it still counts."""

from collections.abc import Sequence

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.quantities import plain


def tape_of(count: Count, line: int) -> tuple[Entry, ...]:
    """The entries of the present attempt that make up what a line comes to: the last full one and what was added."""
    return tape_in(count.entries, line)


def tape_in(entries: Sequence[Entry], line: int) -> tuple[Entry, ...]:
    """The same among the entries of any attempt."""
    tape: list[Entry] = []
    for entry in reversed(entries):
        if entry.line == line:
            tape.append(entry)
            if not entry.adds:
                break
    return tuple(reversed(tape))


def tape_words(tape: tuple[Entry, ...]) -> str:
    """`12*6+4 +6 = 82`; `none`; empty for a line that is not counted."""
    if not tape:
        return ""
    last = tape[-1]
    if last.none:
        return "none"
    typed = " ".join(_term(entry) for entry in tape)
    total = plain(last.quantity)
    return total if typed == total else f"{typed} = {total}"


def _term(entry: Entry) -> str:
    if not entry.adds:
        return "0" if entry.none else entry.expression
    return f"+{entry.expression}" if entry.expression.isdecimal() else f"+({entry.expression})"
