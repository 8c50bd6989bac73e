"""Scenarios that other counts explain: those of neighbours, earlier ones of the same shelf, and tolerances."""

from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO

COUNT_NEXT_DOOR_FIRST = "Count the shelf next door first and leave it as it is."
COUNT_THRICE = "Count it three times and leave the first two as they are."


def carried_next_door(stage: Stage) -> None:
    """Carried here from the shelf next door, which was counted yesterday and is short by as many."""
    part, moved, quantity = stage.part(), stage.some(), stage.much()
    stage.record(part, quantity, quantity - moved, at=stage.next_door())
    record = stage.record(part, quantity, quantity + moved)
    why = f"They came from next door. {COUNT_NEXT_DOOR_FIRST}"
    stage.expect(record, "opposite_difference_next_door", "move", why)


def next_door_is_short_by_chance(stage: Stage) -> None:
    """The shelf next door is short by as many, and what is extra here came back from MRB."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    next_door = stage.next_door()
    stage.record(part, quantity, at=next_door)
    held, _ = stage.kitted(part, extra, at=next_door)
    stage.aside(held, next_door)
    stage.record(part, extra, ZERO, at=stage.place(layout.MRB))
    record = stage.record(part, quantity, quantity + extra)
    why = f"They came back from MRB; next door a kit explains the others. {COUNT_NEXT_DOOR_FIRST}"
    stage.expect(record, "still_at_mrb", "move", why)


def next_door_was_adjusted_already(stage: Stage) -> None:
    """Carried here from next door, where the missing ones were taken off the books: here they are put into them."""
    part, moved, quantity = stage.part(), stage.some(), stage.much()
    stage.record(part, quantity, quantity - moved, at=stage.next_door())
    record = stage.record(part, quantity, quantity + moved)
    why = "They came from next door. Count the shelf next door first, set its quantity, and post that."
    stage.expect(record, "adjusted_next_door", "set_quantity", why)


def next_door_gives_them_already(stage: Stage) -> None:
    """Carried here from next door, and the fix chosen there brings them here: nothing is left to do here."""
    part, moved, quantity = stage.part(), stage.some(), stage.much()
    gave = stage.record(part, quantity, quantity - moved, at=stage.next_door())
    record = stage.record(part, quantity, quantity + moved)
    why = "They came from next door. Count the shelf next door first and choose to move them here."
    stage.expect(gave, "moved_away_not_recorded", "move", why, at=stage.beside)
    stage.expect(record, "dealt_with_by_another_fix", "hold", why)


def next_door_gives_others(stage: Stage) -> None:
    """The fix chosen next door takes as many of another lot to MRB; what is extra here came back from there."""
    part, moved, quantity = stage.part("LOT"), stage.some(), stage.much()
    mine, theirs, mrb = stage.room.new_lot(), stage.room.new_lot(), stage.place(layout.MRB)
    gave = stage.record(part, quantity, quantity - moved, at=stage.next_door(), lot=theirs)
    stage.record(part, moved, moved * 2, at=mrb, lot=theirs)
    stage.record(part, moved, ZERO, at=mrb, lot=mine)
    record = stage.record(part, quantity, quantity + moved, lot=mine)
    why = "Those came back from MRB. Count the shelf next door first and choose to move its missing ones to MRB."
    stage.expect(gave, "at_mrb", "move", why, at=stage.beside)
    stage.expect(record, "still_at_mrb", "move", why)


def serial_was_counted_next_door(stage: Stage) -> None:
    """A serial number that is missing here, and was found next door, where nothing was posted."""
    record = stage.single(stage.part("SERIAL"), 0)
    stage.lay(stage.line(record), 1, stage.next_door())
    stage.expect(record, "serial_counted_elsewhere", "move", f"It lies next door. {COUNT_NEXT_DOOR_FIRST}")


def like_serial_was_counted_next_door(stage: Stage) -> None:
    """The serial number was counted next door, but of another part; nothing explains the one that is missing here."""
    record = stage.single(stage.part("SERIAL"), 0)
    other = stage.part("SERIAL")
    stage.record(other, 1, at=stage.next_door(), serial=record.serial_number)
    why = f"The serial next door is of another part. {COUNT_NEXT_DOOR_FIRST}"
    stage.expect(record, "unexplained_shortage", "park", why)


def serial_was_counted_where_it_is_recorded(stage: Stage) -> None:
    """Two pieces bear one serial number: the one next door is recorded and was counted; this one is another piece."""
    recorded = stage.single(stage.part("SERIAL"), at=stage.next_door())
    stage.lay(stage.line(recorded), 1)
    why = f"It lies next door, as recorded; this one's label has to be read again. {COUNT_NEXT_DOOR_FIRST}"
    stage.expect(stage.line(recorded), "serial_recorded_elsewhere", "recount", why)


def off_by_next_to_nothing(stage: Stage) -> None:
    """Off by less than one per cent, and nothing explains it."""
    record = stage.record(stage.part(), 800, 800 - stage.some(3, 6))
    stage.expect(record, "within_tolerance", "set_quantity", "It is within the tolerance of every class.")


def off_by_next_to_nothing_and_carried_off(stage: Stage) -> None:
    """Off by less than one per cent, and just as many wait at MRB."""
    part, gone, lot = stage.part("LOT"), stage.some(3, 6), stage.room.new_lot()
    record = stage.record(part, 800, 800 - gone, lot=lot)
    stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    stage.expect(record, "at_mrb", "move", "However few they are, they were carried to MRB.")


def off_by_much_and_counted_once(stage: Stage) -> None:
    """Off by more than a class may be, counted once where two counts are asked for: somebody else should count it."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    why = "Let recounts be required, and go on without one."
    stage.expect(record, "beyond_tolerance_at_first_count", "recount", why)


def off_by_much_and_kitted(stage: Stage) -> None:
    """Off by more than a class may be, counted once where two counts are asked for, and a kit explains it."""
    part = stage.part()
    stage.record(part, stage.much())
    held, _ = stage.kitted(part, stage.some())
    why = "The missing ones left with a kit. Let recounts be required, and go on without one."
    stage.expect(held, "status_kitted", "hold", why)


def short_three_times_running(stage: Stage) -> None:
    """Short for the third time running: what is done is the same, and somebody should find out why."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    stage.expect(record, "unexplained_shortage", "park", f"It goes on and on. {COUNT_THRICE}")


def short_and_over_in_turn(stage: Stage) -> None:
    """Over, then short, and short again: three differences, and not of one kind."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    why = f"At first 20 more than now lie there. {COUNT_THRICE}"
    stage.expect(record, "unexplained_shortage", "park", why)


def two_people_found_the_same(stage: Stage) -> None:
    """Two people counted it and found the same: what nothing explains is sure enough to be adjusted."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    stage.expect(record, "two_counts_agree", "park", "Let two people count it; both find the same.")


def two_people_found_what_is_on_order(stage: Stage) -> None:
    """Two people counted it and found the same; what they miss is still on order."""
    part = stage.part()
    stage.record(part, stage.much())
    waiting = stage.record(part, stage.some(), ZERO, how_created="PO_LINE_MADE")
    stage.scene.order(waiting)
    why = "The missing ones are on order. Let two people count it; both find the same."
    stage.expect(waiting, "status_on_order", "hold", why)


SCENARIOS = (
    *scenarios_for(
        "opposite_next_door",
        carried_next_door,
        next_door_was_adjusted_already,
        deceptive=(next_door_is_short_by_chance,),
    ),
    *scenarios_for("DealtWith", next_door_gives_them_already, deceptive=(next_door_gives_others,)),
    *scenarios_for(
        "serial_counted_elsewhere",
        serial_was_counted_next_door,
        deceptive=(like_serial_was_counted_next_door,),
    ),
    *scenarios_for("within_tolerance", off_by_next_to_nothing, deceptive=(off_by_next_to_nothing_and_carried_off,)),
    *scenarios_for("beyond_at_first_count", off_by_much_and_counted_once, deceptive=(off_by_much_and_kitted,)),
    *scenarios_for("cause_looked_for_first", short_three_times_running, deceptive=(short_and_over_in_turn,)),
    *scenarios_for("counts_agree", two_people_found_the_same, deceptive=(two_people_found_what_is_on_order,)),
    *scenarios_for("serial_elsewhere", deceptive=(serial_was_counted_where_it_is_recorded,)),
)
