"""Scenarios for a count of a part at all its places: equal and opposite differences, one serial at two places."""

from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO

COUNT_THE_PART = "Count the part at all its places."


def carried_between_two_shelves(stage: Stage) -> None:
    """Carried from one shelf to another: one is short by what the other has too many."""
    part, moved, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    other = stage.other_shelf()
    gave = stage.record(part, quantity, quantity - moved, lot=lot)
    got = stage.record(part, quantity + 20, quantity + 20 + moved, at=other, lot=lot)
    why = f"They were carried to {other.name}. {COUNT_THE_PART}"
    stage.expect(gave, "moved_away_not_recorded", "move", why)
    stage.expect(got, "moved_but_not_recorded", "move", why, at=other)


def equal_and_opposite_by_coincidence(stage: Stage) -> None:
    """One shelf is short by what left with a kit; another has as many too many, which came back from MRB."""
    part, amount, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    other, mrb = stage.other_shelf(), stage.place(layout.MRB)
    stage.record(part, quantity, lot=lot)
    held, _ = stage.kitted(part, amount, lot=lot)
    got = stage.record(part, quantity + 20, quantity + 20 + amount, at=other, lot=lot)
    stayed = stage.record(part, amount, ZERO, at=mrb, lot=lot)
    why = f"The kit explains {stage.shelf.name}; what {other.name} has too many came from MRB. {COUNT_THE_PART}"
    stage.expect(held, "status_kitted", "hold", why)
    stage.expect(got, "still_at_mrb", "move", why, at=other)
    stage.expect(stayed, "scanned_here_by_accident", "move", why, at=mrb)


def gathered_from_two_shelves(stage: Stage) -> None:
    """Brought together on one shelf: it has as many too many as two others together have too few."""
    part, few, quantity, lot = stage.part("LOT"), stage.some(3, 5), stage.much(), stage.room.new_lot()
    more = few + 2
    got = stage.record(part, quantity, quantity + few + more, lot=lot)
    why = f"They were brought together on {stage.shelf.name}. {COUNT_THE_PART}"
    stage.expect(got, "moved_but_not_recorded", "move", why)
    for amount, other in ((few, stage.other_shelf()), (more, stage.other_shelf())):
        gave = stage.record(part, quantity + 20, quantity + 20 - amount, at=other, lot=lot)
        stage.expect(gave, "moved_away_not_recorded", "move", why, at=other)


def as_many_as_two_kits_by_coincidence(stage: Stage) -> None:
    """Two shelves are short by what left with kits; a third has as many too many, which came back from MRB."""
    part, few, quantity, lot = stage.part("LOT"), stage.some(3, 5), stage.much(), stage.room.new_lot()
    more, mrb = few + 2, stage.place(layout.MRB)
    got = stage.record(part, quantity, quantity + few + more, lot=lot)
    stayed = stage.record(part, few + more, ZERO, at=mrb, lot=lot)
    why = f"Kits explain what is missing; the extra ones came back from {mrb.name}. {COUNT_THE_PART}"
    stage.expect(got, "still_at_mrb", "move", why)
    stage.expect(stayed, "scanned_here_by_accident", "move", why, at=mrb)
    for amount, other in ((few, stage.other_shelf()), (more, stage.other_shelf())):
        stage.record(part, quantity + 20, at=other, lot=lot)
        held, _ = stage.kitted(part, amount, at=other, lot=lot)
        stage.expect(held, "status_kitted", "hold", why, at=other)


def one_serial_counted_at_two_places(stage: Stage) -> None:
    """Two labels with one serial number: one of them is wrong, and no record may be moved before that is known."""
    part, other = stage.part("SERIAL"), stage.other_shelf()
    record = stage.single(part)
    stage.lay(stage.line(record), 1, other)
    why = f"The same serial number is on a label at {other.name}. {COUNT_THE_PART}"
    stage.expect(record, "serial_recorded_elsewhere", "recount", why, at=other)


def one_serial_that_changed_places(stage: Stage) -> None:
    """A serial number that is recorded at one place and lies at another, seen by one count at both: it was moved."""
    part, other = stage.part("SERIAL"), stage.other_shelf()
    record = stage.single(part, 0)
    stage.lay(stage.line(record), 1, other)
    why = f"It was carried to {other.name}. {COUNT_THE_PART}"
    stage.expect(record, "scanned_here_by_accident", "move", why)
    stage.expect(record, "serial_recorded_elsewhere", "move", why, at=other)


SCENARIOS = (
    *scenarios_for("moved_between", carried_between_two_shelves, deceptive=(equal_and_opposite_by_coincidence,)),
    *scenarios_for("moved_between_several", gathered_from_two_shelves, deceptive=(as_many_as_two_kits_by_coincidence,)),
    *scenarios_for(
        "serial_counted_twice",
        one_serial_counted_at_two_places,
        deceptive=(one_serial_that_changed_places,),
    ),
)
