"""What other counts wrote to ION since this one was compared: two counts may have seen the same difference."""

from collections.abc import Iterator

from cyclecount_tui.domain.corrected import Corrected, corrected_by
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import WriteDone
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.domain.sent_back import comparison_of
from cyclecount_tui.workflow.workplace import Workplace


def corrected_since(workplace: Workplace, count: Count) -> Corrected:
    """What other counts wrote to ION after this count's comparison.

    A write of another count that is under way, or whose outcome is not known, counts as written.
    """
    return corrected_by(_writes_of_others(workplace, count, count.compared_at))


def corrected_before(workplace: Workplace, count: Count) -> tuple[Corrected, ...]:
    """The same for each earlier comparison of the count, in which some of its lines still stand."""
    return tuple(
        corrected_by(_writes_of_others(workplace, count, each.compared_at)) for each in count.sent_back.comparisons
    )


def creator_of(workplace: Workplace, count: Count, write: Write) -> str | None:
    """The name of another count that brought stock of this write's line to its place since this count's comparison."""
    since = comparison_of(count, write.line).compared_at
    for name, other, _ in _writes_of_others(workplace, count, since):
        if _same_item(other, write) and other.to is not None and other.to == write.to:
            return name
    return None


def _same_item(one: Write, other: Write) -> bool:
    """A part may have been given another number between two counts: the same id is the same part."""
    same_lot = (one.key.lot_number, one.key.serial_number) == (other.key.lot_number, other.key.serial_number)
    same_part = one.part_id is not None and one.part_id == other.part_id
    return one.key.item == other.key.item or (same_part and same_lot)


def _writes_of_others(
    workplace: Workplace, count: Count, since: int | None
) -> Iterator[tuple[str, Write, tuple[int, ...]]]:
    """The name of the count, the write, and the ids of the records it touched; `since` is a place in the journal."""
    journal = workplace.store.journal
    if since is None:
        since = journal.compared_at(count.id) or 0
    done: dict[str, set[tuple[int, int]]] = {}
    for count_id, event in journal.writes_done_after(since, count.id):
        if isinstance(event, WriteDone):
            done.setdefault(count_id, set()).add((event.write, event.record_id))
    for count_id in journal.open_counts_with_writes(count.id):
        done.setdefault(count_id, set())
    for other in workplace.counts_seen.read(journal, journal.versions(done)):
        for number, record_id in sorted(done[other.id] | {(number, 0) for number, _ in other.unsettled}):
            write = other.written[number]
            touched = (write.record_id, record_id or None)
            yield other.subject.name, write, tuple(one for one in touched if one is not None)
