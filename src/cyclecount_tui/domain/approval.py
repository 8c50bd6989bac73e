"""Major discrepancies: what is too far off to be posted on one person's word, and who may approve it.

The cycle-counting SOP asks to record them; that somebody else has to agree is the practice of count systems with limits
of approval.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal, localcontext

from cyclecount_tui.domain.approvals import substance
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.earlier_counters import is_among
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.recount_rules import Tolerance

_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")
_DIGITS = 60
"""Enough for the product of any two numbers that ION may hold."""


@dataclass(frozen=True, slots=True)
class Major:
    """A discrepancy beyond the limits whose `writes` of the present plan are not sent yet.

    `sentence` says how far it is off, without a full stop; `value` is None where ION knows no cost.
    """

    row: Row
    value: Decimal | None
    sentence: str
    writes: tuple[Write, ...]

    @property
    def words(self) -> str:
        """`line 3 (FR-10034 rev B, lot L-2231)`."""
        return f"line {self.row.line.number} ({self.row.line.key.words})"


def value_of(count: Count, row: Row) -> Decimal | None:
    """The difference in money: at the cost of its records' part, else of the part that was found."""
    if row.value is not None or count.evidence is None:
        return row.value
    part = part_of(row.line, count.evidence.parts)
    return None if part is None or part.cost is None else row.difference * part.cost


def how_far(row: Row, value: Decimal | None, limit: Tolerance) -> str:
    """How far a row is beyond the limits, without a full stop; empty when it is not.

    Beyond either is beyond. Where the cost is not known the percentage alone counts; what ION has nothing of is beyond
    any percentage.
    """
    if not row.differs:
        return ""
    with localcontext() as context:
        context.prec = _DIGITS
        apart, worth = abs(row.difference), None if value is None else abs(value)
        beyond_value = worth is not None and worth > limit.value
        if not row.digital:
            return _from_nothing(row, worth, limit if beyond_value else None)
        said = []
        if apart * 100 > limit.percent * abs(row.digital):
            off = (apart * 100 / abs(row.digital)).quantize(_TENTH, rounding=ROUND_UP)
            said.append(f"{plain(off)}% off (limit {plain(limit.percent)}%)")
        if worth is not None and beyond_value:
            said.append(f"{_money(worth)} in value (limit {plain(limit.value)})")
    return f"{plain(row.floor)} counted where ION has {plain(row.digital)}: {' and '.join(said)}" if said else ""


def beyond(count: Count, limit: Tolerance) -> Mapping[int, str]:
    """By line number, every discrepancy beyond the limits and how far it is, whatever becomes of it."""
    unsure = count.unsure
    told = {row.line.number: how_far(row, value_of(count, row), limit) for row in count.rows}
    return {line: sentence for line, sentence in told.items() if sentence and line not in unsure}


def major_rows(count: Count, limit: Tolerance) -> tuple[Major, ...]:
    """The rows whose writes need an approval, in sheet order.

    What is left or held with a note has no writes, and a write that was begun is brought to its end.
    """
    writes = _writes_by_line(count)
    far = beyond(count, limit) if writes else {}
    return tuple(
        Major(row, value_of(count, row), far[line], tuple(writes[line]))
        for row in count.rows
        if (line := row.line.number) in far and line in writes
    )


def unapproved(count: Count, limit: Tolerance) -> tuple[Major, ...]:
    """Those of them of which some write was not approved as it stands now."""
    approved = count.approvals.by_write
    return tuple(
        major
        for major in major_rows(count, limit)
        if not all(substance(write) in approved for write in major.writes)
    )  # fmt: skip


def involved(count: Count) -> tuple[str, ...]:
    """Everybody who may not approve: who counted, chose between counts or a fix that writes, and made the plan."""
    names: list[str] = []
    for name in _names(count):
        if name and not is_among(names, name):
            names.append(name)
    return tuple(names)


def _names(count: Count) -> Iterator[str]:
    for attempt in count.attempts:
        yield from attempt.counters
    yield from dict.fromkeys(entry.by for entry in count.entries)
    yield from dict.fromkeys(count.attempts_chosen_by.values())
    yield from dict.fromkeys(choice.by for choice in count.choices.values() if choice.fix.kind.writes)
    if count.plan is not None:
        yield count.approvals.planned_by


def _writes_by_line(count: Count) -> Mapping[int, list[Write]]:
    """The writes that put a line right and are not begun: its own, and those of others that it is covered by."""
    begun = {number for number, _ in count.steps}
    own: defaultdict[int, list[Write]] = defaultdict(list)
    for write in count.plan.writes if count.plan else ():
        if write.number not in begun:
            own[write.line].append(write)
    found = {line: list(writes) for line, writes in own.items()}
    for item in count.plan.covered if count.plan else ():
        others = [write for line in item.by if line != item.line for write in own.get(line, ())]
        if others:
            found.setdefault(item.line, []).extend(others)
    return found


def _from_nothing(row: Row, worth: Decimal | None, limit: Tolerance | None) -> str:
    said = f"{plain(row.floor)} counted where ION has none"
    if worth is None:
        return f"{said}, at a cost that ION does not know"
    over = f" (limit {plain(limit.value)})" if limit is not None else ""
    return f"{said}, {_money(worth)} in value{over}"


def _money(worth: Decimal) -> str:
    """Rounded up, so that what is beyond a limit never reads as if it were at it."""
    return f"{worth.quantize(_CENT, rounding=ROUND_UP):f}"
