"""Scenarios in which one number looks like a slip of the other: of the hand, of the pack, of the unit, or by chance."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.deliveries import received
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO


def wire_recorded_in_pieces(stage: Stage) -> None:
    """A record kept in another unit of measure than its part."""
    record = _in_pieces(stage, 23, 20)
    stage.expect(record, "unit_of_measure_mixed", "recount", "The record is kept in pieces, the part in feet.")


def other_unit_and_in_work(stage: Stage) -> None:
    """A record kept in another unit than its part, which is right in both; the missing ones are in work."""
    record = _in_pieces(stage, 60, 60)
    working = stage.record(stage.plant.parts[record.part_id], stage.some(), ZERO, how_created="DIRECT_SPLIT")
    working.unit_of_measure_id = record.unit_of_measure_id
    stage.scene.run(working, stage.place(layout.LINE_2))
    stage.expect(working, "status_wip", "hold", "The missing ones are in work; the unit is another matter.")


def packs_recorded_for_pieces(stage: Stage) -> None:
    """Packs of a dozen were recorded as single pieces."""
    packs = Decimal(stage.room.chance.randint(32, 39))
    record = stage.record(stage.part(), packs, packs * 12)
    stage.expect(record, "pack_size_factor", "recount", "Packs of 12 were recorded as single pieces.")


def factor_that_is_a_delivery(stage: Stage) -> None:
    """Just twelve times as many, because a delivery was put on the shelf and is recorded at the dock."""
    part, quantity = stage.part(), Decimal(stage.room.chance.randint(32, 39))
    record = stage.record(part, quantity, quantity * 12)
    dock = stage.record(part, quantity * 11, ZERO, at=stage.place(layout.RECEIVING))
    received(stage.room, dock.quantity, record=dock)
    stage.expect(record, "received_not_moved", "move", "The others were received, and are recorded at the dock.")


def digits_swapped_at_the_booking(stage: Stage) -> None:
    """453 was typed for 435."""
    record = stage.record(stage.part(), 453, 435)
    stage.expect(record, "digits_swapped", "recount", "453 was recorded for 435.")


def swap_that_is_an_order(stage: Stage) -> None:
    """The digits are swapped by chance: the missing ones are still on order."""
    part = stage.part()
    stage.record(part, 435)
    waiting = stage.record(part, 18, ZERO, how_created="PO_LINE_MADE")
    stage.scene.order(waiting)
    stage.expect(waiting, "status_on_order", "hold", "The missing ones are still on order.")


def nine_and_no_swap(stage: Stage) -> None:
    """A difference that is divisible by nine, without any swap; nothing explains it."""
    record = stage.record(stage.part(), 60, 51)
    stage.expect(record, "unexplained_shortage", "park", "Nine are gone without a trace.")


def digit_too_many_at_the_booking(stage: Stage) -> None:
    """112 was typed for 12."""
    record = stage.record(stage.part(), 112, 12)
    stage.expect(record, "digit_doubled_or_missing", "recount", "112 was recorded for 12.")


def digit_that_is_a_kit(stage: Stage) -> None:
    """One number is the other with a digit more by chance: a hundred left with a kit."""
    part = stage.part()
    stage.record(part, 15)
    held, _ = stage.kitted(part, 100)
    stage.expect(held, "status_kitted", "hold", "A hundred left with an open kit.")


def nought_that_nobody_confirmed(stage: Stage) -> None:
    """None lies there; 0 was typed and nobody confirmed that there is none."""
    record = stage.record(stage.part(), stage.much(), ZERO)
    stage.expect(record, "empty_bin_not_confirmed", "recount", "Type 0 for it, and do not confirm that there is none.")


def nought_that_is_a_kit(stage: Stage) -> None:
    """None lies there and 0 was typed; all of it left with a kit."""
    held, _ = stage.kitted(stage.part(), stage.some())
    stage.expect(held, "status_kitted", "hold", "All left with an open kit. Type 0 for it.")


def _in_pieces(stage: Stage, recorded: int, lying: int) -> Inventory:
    """A part measured in feet, with a record in pieces."""
    record = stage.record(stage.part(unit="FT"), recorded, lying)
    record.unit_of_measure_id = next(unit.id for unit in stage.plant.units if unit.type == "EA")
    return record


SCENARIOS = (
    *scenarios_for("unit_mixed", wire_recorded_in_pieces, deceptive=(other_unit_and_in_work,)),
    *scenarios_for("pack_size", packs_recorded_for_pieces, deceptive=(factor_that_is_a_delivery,)),
    *scenarios_for(
        "digits_swapped", digits_swapped_at_the_booking, deceptive=(swap_that_is_an_order, nine_and_no_swap)
    ),
    *scenarios_for("digit_slipped", digit_too_many_at_the_booking, deceptive=(digit_that_is_a_kit,)),
    *scenarios_for("not_confirmed", nought_that_nobody_confirmed, deceptive=(nought_that_is_a_kit,)),
)
