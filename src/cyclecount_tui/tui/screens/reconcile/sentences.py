"""The sentences of the reconcile screen."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.tui.screens.numbers_shown import money, quantity
from cyclecount_tui.tui.screens.reconcile.rows import differing, total_value


def title_middle(count: Count) -> str:
    """`37 lines  30 match  3 not counted`, for a part its totals in place of the lines; short before the comparison."""
    if count.evidence is None:
        return lines(len(count.lines))
    matching = f"{len(count.rows) - differing(count)} match"
    texts = [_totals(count)] if count.subject.is_part else [lines(len(count.lines)), matching]
    if count.not_counted:
        texts.append(f"{len(count.not_counted)} not counted")
    return "  ".join(texts)


def _totals(count: Count) -> str:
    """`digital 310  floor 306`: a part at all its locations that were counted."""
    digital = sum((row.digital for row in count.rows), ZERO)
    floor = sum((row.floor for row in count.rows), ZERO)
    return f"digital {quantity(digital)}  floor {quantity(floor)}"


def title_right(count: Count) -> str:
    """`4 differ  value −214.10`; the value only where ION knows costs."""
    if count.evidence is None:
        return "not compared yet"
    value = total_value(count)
    return f"{differing(count)} differ" + ("" if value is None else f"  value {money(value)}")


def title_short(count: Count) -> str:
    """`4 differ`, for a screen without room."""
    return "not compared" if count.evidence is None else f"{differing(count)} differ"


def result(count: Count) -> str:
    """What the comparison came to, for a count in which something differs."""
    differ, open_ones = differing(count), len(count.unresolved)
    said = f"{_discrepancies(differ)}, {open_ones} of them open." if differ else ""
    if differ and open_ones in {0, differ}:
        said = f"{_discrepancies(differ)}, {'all open' if open_ones else 'all dealt with'}."
    moved = len(count.movements)
    if moved:
        records = "1 record" if moved == 1 else f"{moved} records"
        said += f" {records} moved or changed in ION while the count went on: e says which."
    withheld = count.hidden.words or (count.evidence.withheld_words if count.evidence else "")
    return f"{said} {_recounts(count)}{withheld}".strip()


def result_short(count: Count) -> str:
    """`10 differ, 9 open`, for a screen whose one row of it leaves the others to the line under the cursor."""
    return f"{differing(count)} differ, {len(count.unresolved)} open"


def _recounts(count: Count) -> str:
    """What a recount left to a person."""
    undecided = len(count.unsure - count.stale)
    said = f"No recount: {count.waived}. " if count.waived else ""
    if undecided:
        said += f"The counts of {lines(undecided)} disagree (c). "
    if count.stale:
        moved = len(count.stale)
        said += f"Stock of {lines(moved)} moved after {'it was' if moved == 1 else 'they were'} counted. "
    return said


def all_good(count: Count) -> str:
    """`All good: 37 lines match.`, and what was not counted."""
    matching = len(count.rows)
    said = "All good: 1 line matches." if matching == 1 else f"All good: {matching} lines match."
    if not count.lines:
        said = "All good: nothing is recorded here, and nothing was found."
    missing = len(count.not_counted)
    return said + (f" {lines(missing)} {'was' if missing == 1 else 'were'} not counted." if missing else "")


def taken(before: Count, after: Count) -> str:
    """How many certain suggestions were taken at once."""
    number = len(after.choices) - len(before.choices)
    if not number:
        return "No open discrepancy has a certain suggestion."
    return f"Took {number} certain {'suggestion' if number == 1 else 'suggestions'}."


def nothing_open(count: Count, *, filtered: bool) -> str:
    """Why Tab finds no row: all are decided, or the filter hides those that are not."""
    waiting = sum(row.line.number not in count.choices for row in count.unresolved)
    if waiting and filtered:
        return f"Nothing is open among these lines; {lines(waiting)} elsewhere: Esc shows all."
    return "Something is decided about every discrepancy: p shows the plan."


def lines(number: int) -> str:
    """`1 line`, `37 lines`."""
    return "1 line" if number == 1 else f"{number} lines"


def _discrepancies(number: int) -> str:
    return "1 discrepancy" if number == 1 else f"{number} discrepancies"
