"""Scenarios of parts that are recorded in one place and lie in another: at MRB, on other shelves, under one serial."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.truth import LineKey
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO


def carried_to_mrb(stage: Stage) -> None:
    """Carried to the material review board, where more of the same lot waits on an issue."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    waiting = stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    stage.scene.issue(waiting, "Bracket, scenario: crack")
    stage.expect(record, "at_mrb", "move", "The missing ones wait at MRB with others of their lot.")


def another_lot_is_at_mrb(stage: Stage) -> None:
    """As many of another lot wait at MRB, rightly recorded; nothing explains those that are missing here."""
    part, gone, quantity = stage.part("LOT"), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - gone, lot=stage.room.new_lot())
    waiting = stage.record(part, gone, at=stage.place(layout.MRB), lot=stage.room.new_lot())
    stage.scene.issue(waiting, "Bracket, scenario: wrong coating")
    stage.expect(record, "unexplained_shortage", "park", "What waits at MRB is another lot.")


def back_on_the_shelf(stage: Stage) -> None:
    """Released by the material review board and put back, but recorded there still."""
    part, extra, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity + extra, lot=lot)
    stage.record(part, extra, ZERO, at=stage.place(layout.MRB), lot=lot)
    stage.expect(record, "still_at_mrb", "move", "They came back from MRB without a record.")


def scrap_at_mrb_of_just_as_many(stage: Stage) -> None:
    """As many of the lot are scrap at MRB, and truly lie there; the extra ones came from another shelf."""
    part, extra, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity + extra, lot=lot)
    stage.record(part, extra, at=stage.place(layout.MRB), lot=lot, quantity_scrapped=extra)
    stage.record(part, extra, ZERO, at=stage.other_shelf(), lot=lot)
    stage.expect(record, "moved_but_not_recorded", "move", "Scrap does not come back; these came from another shelf.")


def serial_on_another_shelf(stage: Stage) -> None:
    """A serial number that lies here and is recorded on another shelf."""
    record = stage.single(stage.part("SERIAL"), 0, at=stage.other_shelf())
    stage.lay(stage.line(record), 1)
    stage.expect(stage.line(record), "serial_recorded_elsewhere", "move", "It is recorded on another shelf.")


def serial_is_installed_elsewhere(stage: Stage) -> None:
    """A serial number that lies here and is recorded as installed at a line: nothing may be moved before that."""
    part = stage.part("SERIAL")
    record = stage.single(part, 0, at=stage.place(layout.LINE_1), how_created="PARTIAL_INSTALL")
    stage.scene.install(record, stage.scene.requirement(stage.scene.wip_assembly(), part, Decimal(1)))
    stage.lay(stage.line(record), 1)
    stage.expect(stage.line(record), "serial_recorded_elsewhere", "hold", "It is recorded as installed at a line.")


def same_serial_of_another_part(stage: Stage) -> None:
    """The serial number is recorded elsewhere, but of another part, which lies there; this one has no record."""
    other = stage.single(stage.part("SERIAL"), at=stage.other_shelf())
    mine = stage.part("SERIAL")
    line = LineKey(mine.part_number, mine.revision, None, other.serial_number)
    stage.lay(line, 1)
    stage.expect(line, "found_not_recorded", "create", "The serial elsewhere is of another part.")


def carried_here(stage: Stage) -> None:
    """Carried here from another shelf, where the record still is."""
    part, extra, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity + extra, lot=lot)
    stage.record(part, extra, ZERO, at=stage.other_shelf(), lot=lot)
    stage.expect(record, "moved_but_not_recorded", "move", "They came from another shelf without a record.")


def just_as_many_in_work_elsewhere(stage: Stage) -> None:
    """As many are recorded elsewhere, but in work, and they lie there; nothing explains the extra ones."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    working = stage.record(part, extra, at=stage.other_shelf(), how_created="DIRECT_SPLIT")
    stage.scene.run(working, stage.place(layout.LINE_2))
    stage.expect(record, "unexplained_surplus", "set_quantity", "Those elsewhere are in work and lie there.")


def scanned_to_the_wrong_shelf(stage: Stage) -> None:
    """A record scanned to this shelf; the parts lie with the others of their kind."""
    part = stage.part()
    stray = stage.record(part, stage.some(), ZERO)
    quantity = stage.much()
    stage.record(part, quantity, quantity + stray.quantity, at=stage.other_shelf())
    stage.expect(stray, "scanned_here_by_accident", "move", "The record was scanned here; the parts lie elsewhere.")


def some_put_with_the_others(stage: Stage) -> None:
    """Some of a shelf's parts were put where others of their kind lie, without a record."""
    part, gone, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - gone)
    stage.record(part, quantity, quantity + gone, at=stage.other_shelf())
    stage.expect(record, "moved_away_not_recorded", "move", "They were put with the others of their kind.")


def has_another_home_and_is_at_mrb(stage: Stage) -> None:
    """Others of their kind lie on another shelf, rightly recorded; the missing ones are at MRB."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    stage.record(part, quantity, at=stage.other_shelf(), lot=lot)
    stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    stage.expect(record, "at_mrb", "move", "The other home is right; the missing ones were carried to MRB.")


def has_another_home_and_is_on_order(stage: Stage) -> None:
    """None is here and others lie on another shelf, rightly recorded: those of this shelf are still on order."""
    part = stage.part()
    waiting = stage.record(part, stage.some(), ZERO, how_created="PO_LINE_MADE")
    stage.scene.order(waiting)
    stage.record(part, stage.much(), at=stage.other_shelf())
    stage.expect(waiting, "status_on_order", "hold", "What is recorded here is still on order.")


SCENARIOS = (
    *scenarios_for("taken_to_mrb", carried_to_mrb, deceptive=(another_lot_is_at_mrb,)),
    *scenarios_for("back_from_mrb", back_on_the_shelf, deceptive=(scrap_at_mrb_of_just_as_many,)),
    *scenarios_for(
        "serial_elsewhere",
        serial_on_another_shelf,
        deceptive=(serial_is_installed_elsewhere, same_serial_of_another_part),
    ),
    *scenarios_for("moved_here", carried_here, deceptive=(just_as_many_in_work_elsewhere,)),
    *scenarios_for(
        "moved_away",
        scanned_to_the_wrong_shelf,
        some_put_with_the_others,
        deceptive=(has_another_home_and_is_at_mrb, has_another_home_and_is_on_order),
    ),
)
