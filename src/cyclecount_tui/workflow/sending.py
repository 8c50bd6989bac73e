"""One step of a write as the request that ION gets, and whether its answer shows what was asked for."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.plan import Step, Write
from cyclecount_tui.domain.quantities import same
from cyclecount_tui.workflow.workplace import Workplace


def send(workplace: Workplace, count: Count, write: Write, step: Step) -> InventoryRecord:
    """Sends the step; the answer is the record that it leaves behind.

    Raises:
        IonError: ION refused it, or its answer did not come. Unclear: read ION before anything else.
    """
    ion = workplace.ion
    place = write.to.id if write.to is not None else 0
    if step is Step.CREATE:
        key = write.key
        return ion.create(write.part_id or 0, write.quantity, place, key.lot_number, key.serial_number)
    record_id, etag = record_of_step(count, write, step)
    if step is Step.SPLIT:
        return ion.split(record_id, etag, write.quantity)
    if step is Step.SET:
        return ion.set_quantity(record_id, etag, write.quantity)
    return ion.move(record_id, etag, place)


def record_of_step(count: Count, write: Write, step: Step) -> tuple[int, str]:
    """The id of the record that a step changes, and the version it has to have: what was split off, to be moved."""
    if step is Step.MOVE_SPLIT:
        split = count.steps[write.number, Step.SPLIT]
        return split.record_id or 0, split.etag
    return write.record_id or 0, write.etag


def as_asked(write: Write, step: Step, left: InventoryRecord) -> bool:
    """Whether the record that ION answered with shows what was asked for."""
    if step in {Step.MOVE, Step.MOVE_SPLIT}:
        return left.location is not None and write.to is not None and left.location.id == write.to.id
    return same(left.quantity, write.quantity)
