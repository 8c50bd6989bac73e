"""Scenarios that only the way of counting shows: stock that moves meanwhile, and counts that are made again."""

from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for


def recorded_while_it_was_counted(stage: Stage) -> None:
    """Somebody takes some for a kit after the shelf was counted, and records it before the count is submitted."""
    record = stage.record(stage.part(), stage.much())
    why = "Lower the record by 5 in ION between counting and submitting."
    stage.expect(record, "moved_during_the_count", "recount", why)


def carried_off_and_touched_meanwhile(stage: Stage) -> None:
    """The missing ones are at MRB; somebody else touches their record while it is counted, so it is counted anew."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    why = "Lower the record by 1 in ION between counting and submitting."
    stage.expect(record, "moved_during_the_count", "recount", why)


def another_lot_moved_meanwhile(stage: Stage) -> None:
    """Another lot of the part moves while the shelf is counted; this one's missing ones are at MRB."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    stage.record(part, stage.much(), at=stage.other_shelf(), lot=stage.room.new_lot())
    why = "Nothing of this lot moves; another lot of the part comes to the shelf between counting and submitting."
    stage.expect(record, "at_mrb", "move", why)


def counts_that_disagree(stage: Stage) -> None:
    """Three counts find three quantities: nothing is written before somebody chooses."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    why = "Count it again twice, first 11 and then 12 more than lie there."
    stage.expect(record, "counts_disagree", "hold", why)


def two_of_three_counts_agree(stage: Stage) -> None:
    """The first count is wrong, two others agree: their difference is known, and nothing in ION explains it."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    why = "Count 11 more than lie there at first, and then twice what lies there."
    stage.expect(record, "two_counts_agree", "park", why)


SCENARIOS = (
    *scenarios_for(
        "moved_meanwhile",
        recorded_while_it_was_counted,
        deceptive=(carried_off_and_touched_meanwhile, another_lot_moved_meanwhile),
    ),
    *scenarios_for("doubt", counts_that_disagree, deceptive=(two_of_three_counts_agree,)),
)
