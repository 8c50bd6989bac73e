"""What is asked of whoever approves, and what is shown: each major row with both quantities, value and writes."""

from __future__ import annotations

from collections.abc import Sequence

from cyclecount_tui.domain.approval import Major, involved
from cyclecount_tui.domain.approval_words import by_somebody_else
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.earlier_counters import named
from cyclecount_tui.tui.screens.numbers_shown import difference, money
from cyclecount_tui.tui.widgets.plain_text import one_line

_LONGEST_NAMES = 60


def needed(count: Count, rows: int) -> str:
    """`2 rows need approval by somebody other than Ann: press a.`, with the key that does it."""
    need = "1 row needs" if rows == 1 else f"{rows} rows need"
    return f"{need} approval{one_line(by_somebody_else(count), _LONGEST_NAMES)}: press a."


def who(count: Count, *, demo: bool) -> str:
    """Asks for the name; nobody is alone in a demo."""
    names = one_line(named(involved(count)), _LONGEST_NAMES)
    said = f"Who approves? Not {names}, who counted, chose or planned: type another name, or scan a badge."
    return f"{said} In this demo any other name will do." if demo else said


def why(by: str) -> str:
    """Asks for the reason."""
    return f"{one_line(by, _LONGEST_NAMES)}, why may this be posted? The reason is kept."


def yes_to_approve(by: str, rows: int) -> str:
    """Continues "Press y to": `approve 2 rows as Cy`."""
    return f"approve {'1 row' if rows == 1 else f'{rows} rows'} as {one_line(by, _LONGEST_NAMES)}"


def rows_in_full(count: Count, majors: Sequence[Major]) -> tuple[str, ...]:
    """Three sentences a row: what and how far, why and by whom it was chosen, what is written."""
    said: list[str] = []
    for major in majors:
        row, choice = major.row, count.choices.get(major.row.line.number)
        value = f", value {money(major.value)}" if major.value is not None else ""
        said.append(f"{one_line(row.line.key.words)}: {difference(row.difference)}{value}")
        said.append(f"  {one_line(major.sentence)}.")
        if choice is not None:
            said.append(f"  {choice.cause.words}: chosen by {one_line(choice.by, _LONGEST_NAMES)}.")
        said.extend(f"  {one_line(write.words)}." for write in major.writes)
    return tuple(said)
