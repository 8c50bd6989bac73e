"""Digital once more after a posting: what each line has, and what changed that this count did not do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from cyclecount_tui.domain.comparing import Row, compare
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.digital_after import LineAfter
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.quantities import ZERO, plain, same
from cyclecount_tui.domain.succession import stands_for
from cyclecount_tui.domain.written_effects import Effects, written_effects


def to_read_again(count: Count) -> bool:
    """Whether something was sent to ION, all of it has its outcome, and digital was not read since."""
    if not count.steps or count.unsettled:
        return False
    return count.digital_after is None or bool(count.digital_after.failure)


def lines_after(
    count: Count, lying: Iterable[InventoryRecord], hidden: Callable[[Row], bool] | None = None
) -> tuple[LineAfter, ...]:
    """Each counted line as the records that lie there now make it; of a `hidden` one, nothing.

    `lying` are the records where it is counted, chosen as for the comparison.
    """
    now = compare(count.lines, dict.fromkeys(count.rows_by_line, ZERO), Evidence(tuple(lying)))
    effects = written_effects(count)
    return tuple(_line_after(count, row, effects, hidden) for row in now)


def _line_after(
    count: Count,
    now: Row,
    effects: Effects,
    hidden: Callable[[Row], bool] | None,
) -> LineAfter:
    before = count.rows_by_line[now.line.number]
    if hidden is not None and (hidden(before) or hidden(now)):
        return LineAfter(now.line.number, None)
    ours = effects.get(now.line.key.item.at(count.place_of(now.line.key)), {})
    return LineAfter(now.line.number, now.digital, tuple(_meanwhile(count, before, now, ours)))


def _meanwhile(count: Count, before: Row, now: Row, effects: Mapping[int, Decimal]) -> Iterator[str]:
    """Of records that were merged away, as far as a person said so, what the one that stands for them should hold."""
    then = _standing(count, ((record.id, record.quantity) for record in before.records))
    ours = _standing(count, effects.items())
    there = {record.id: record for record in now.records}
    for record_id in sorted(then.keys() | there.keys() | ours.keys()):
        expected = then.get(record_id, ZERO) + ours.get(record_id, ZERO)
        record = there.get(record_id)
        if not same(record.quantity if record else ZERO, expected):
            yield _sentence(record_id, expected, record)


def _standing(count: Count, amounts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for record_id, amount in amounts:
        standing = stands_for(count.successors, record_id)
        sums[standing] = sums.get(standing, ZERO) + amount
    return sums


def _sentence(record_id: int, expected: Decimal, record: InventoryRecord | None) -> str:
    if record is None:
        return f"Record {record_id} with {plain(expected)} is not on the shelf any more."
    who = f" by {record.updated_by}" if record.updated_by else ""
    when = f" at {record.updated.astimezone():%H:%M on %Y-%m-%d}" if record.updated else ""
    changed = f", changed last{who}{when}" if who or when else ""
    if expected <= 0:
        return f"Record {record_id} with {plain(record.quantity)} came here meanwhile{changed}."
    return f"Record {record_id} should hold {plain(expected)} and holds {plain(record.quantity)}{changed}."
