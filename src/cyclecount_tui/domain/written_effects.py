"""What the finished writes of a count changed, record by record, where it was counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Progress, Step, Write
from cyclecount_tui.domain.quantities import ZERO

Effects = Mapping[LineKey, Mapping[int, Decimal]]
"""By item with its place, and record id: how much more (or less) the record holds there than before."""


def written_effects(count: Count) -> Effects:
    """The sum of all finished steps of all plans of a count."""
    sums: defaultdict[LineKey, defaultdict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for write in count.written.values():
        for step in write.steps:
            state = count.steps.get((write.number, step))
            if state is not None and state.progress is Progress.DONE:
                for place, record_id, change in _changes(count, write, step, state.record_id):
                    sums[write.key.item.at(place)][record_id] += change
    return sums


def _changes(
    count: Count, write: Write, step: Step, left_behind: int | None
) -> Iterator[tuple[Place | None, int, Decimal]]:
    source, amount = write.record_id or 0, write.quantity
    match step:
        case Step.SET:
            yield write.at, source, amount - write.before
        case Step.CREATE:
            yield write.to, left_behind or 0, amount
        case Step.MOVE:
            yield write.at, source, -amount
            yield write.to, source, amount
        case Step.SPLIT:
            yield write.at, source, -amount
            yield write.at, left_behind or 0, amount
        case Step.MOVE_SPLIT:
            split = count.steps[write.number, Step.SPLIT].record_id or 0
            yield write.at, split, -amount
            yield write.to, split, amount
