"""Scenarios of stock on its way in, and of changes in ION that were not made on the floor."""

from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.deliveries import ordered, received
from cyclecount_tui.simulator.planting.past_changes import changed_before
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO

WEEKS_AWAY = 40


def delivered_and_nobody_received_it(stage: Stage) -> None:
    """Put on the shelf as it came, while the purchase line is still open."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    ordered(stage.room, part, extra)
    stage.expect(record, "received_not_recorded", "hold", "An open purchase line brings just the extra ones.")


def order_that_is_recorded_here_already(stage: Stage) -> None:
    """A purchase line brought as many, which lie here and are recorded here; the extra ones are from another shelf."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    stage.record(part, quantity, quantity + extra)
    waiting = stage.record(part, extra, how_created="PO_LINE_MADE")
    ordered(stage.room, part, extra, record=waiting)
    stage.record(part, extra, ZERO, at=stage.other_shelf())
    why = "What is on order is recorded here; the extra ones came from another shelf."
    stage.expect(waiting, "moved_but_not_recorded", "move", why)


def order_that_is_weeks_away(stage: Stage) -> None:
    """A purchase line brings as many in some weeks; the extra ones came from another shelf."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    ordered(stage.room, part, extra, expected_in_days=WEEKS_AWAY)
    stage.record(part, extra, ZERO, at=stage.other_shelf())
    why = "The order is weeks away; the extra ones came from another shelf."
    stage.expect(record, "moved_but_not_recorded", "move", why)


def received_and_no_record_made(stage: Stage) -> None:
    """Received in ION, and nobody made an inventory record for it."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    line = ordered(stage.room, part, extra, received=extra, status="RECEIVED")
    received(stage.room, extra, line=line)
    stage.expect(record, "received_not_recorded", "hold", "A receipt took in just the extra ones, without a record.")


def received_here_and_others_back_from_mrb(stage: Stage) -> None:
    """A receipt of as many has its record here, and they lie here; the extra ones came back from MRB."""
    part, extra, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    stage.record(part, quantity, quantity + extra, lot=lot)
    new = stage.record(part, extra, lot=lot)
    received(stage.room, extra, record=new)
    stage.record(part, extra, ZERO, at=stage.place(layout.MRB), lot=lot)
    stage.expect(new, "still_at_mrb", "move", "The receipt is recorded here; the extra ones came back from MRB.")


def received_and_recorded_at_the_dock(stage: Stage) -> None:
    """Received, put on the shelf, and recorded at the dock still."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    received(stage.room, extra, record=stage.record(part, extra, ZERO, at=stage.place(layout.RECEIVING)))
    stage.expect(record, "received_not_moved", "move", "They were received, and are recorded at the dock still.")


def another_lot_waits_at_the_dock(stage: Stage) -> None:
    """As many of another lot were received and lie at the dock; nothing explains what is extra here."""
    part, extra, quantity = stage.part("LOT"), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra, lot=stage.room.new_lot())
    at_the_dock = stage.record(part, extra, at=stage.place(layout.RECEIVING), lot=stage.room.new_lot())
    received(stage.room, extra, record=at_the_dock)
    stage.expect(record, "unexplained_surplus", "set_quantity", "What waits at the dock is another lot.")


def received_and_not_put_away(stage: Stage) -> None:
    """A receipt brought them onto the record of this shelf, and they lie at the dock."""
    part, missing, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - missing)
    received(stage.room, missing, record=record)
    stage.lay(stage.line(record), missing, stage.place(layout.RECEIVING))
    stage.expect(record, "received_not_put_away", "hold", "A receipt brought them onto this record only.")


def another_lot_was_put_away(stage: Stage) -> None:
    """A receipt of as many is of another lot, which lies here; nothing explains what is missing."""
    part, missing, quantity = stage.part("LOT"), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - missing, lot=stage.room.new_lot())
    received(stage.room, missing, record=stage.record(part, missing, lot=stage.room.new_lot()))
    stage.expect(record, "unexplained_shortage", "park", "What was received is another lot, and lies here.")


def moved_in_the_records_only(stage: Stage) -> None:
    """Somebody moved a record here, and the parts still lie where it was."""
    part, missing = stage.part(), stage.some()
    stage.record(part, stage.much())
    moved, origin = stage.record(part, missing, ZERO), stage.other_shelf()
    stage.lay(stage.line(moved), missing, origin)
    changed_before(stage.room, moved, days_ago=2, came_from=origin)
    stage.expect(
        moved, "recorded_not_done", "move", f"The record was moved here from {origin.name}, the parts were not."
    )


def split_off_and_moved_in_the_records_only(stage: Stage) -> None:
    """As many were split off for another shelf, where the record is; the parts still lie here."""
    part, extra, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity + extra, lot=lot)
    changed_before(stage.room, record, days_ago=2, had=quantity + extra)
    split = stage.record(
        part,
        extra,
        ZERO,
        at=stage.other_shelf(),
        lot=lot,
        origin_part_inventory_id=record.id,
        how_created="DIRECT_SPLIT",
    )
    stage.made(split, days_ago=2)
    stage.expect(record, "moved_but_not_recorded", "move", "They were split off for another shelf, and still lie here.")


SCENARIOS = (
    *scenarios_for(
        "delivered_not_received",
        delivered_and_nobody_received_it,
        deceptive=(order_that_is_recorded_here_already, order_that_is_weeks_away),
    ),
    *scenarios_for(
        "received_without_record",
        received_and_no_record_made,
        deceptive=(received_here_and_others_back_from_mrb,),
    ),
    *scenarios_for("received_not_moved", received_and_recorded_at_the_dock, deceptive=(another_lot_waits_at_the_dock,)),
    *scenarios_for("received_not_put_away", received_and_not_put_away, deceptive=(another_lot_was_put_away,)),
    *scenarios_for(
        "recorded_not_done", moved_in_the_records_only, deceptive=(split_off_and_moved_in_the_records_only,)
    ),
)
