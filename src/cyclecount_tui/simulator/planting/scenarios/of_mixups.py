"""Scenarios of two lots, revisions or part numbers at one shelf that differ by as much, one up and one down."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Part
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO

LIKE_NUMBERS = (("QX-71320", "QX-73120"), ("RW-45810", "RW-48510"))
"""Part numbers that a swap of two neighbouring digits turns into each other."""


def booked_under_the_other_lot(stage: Stage) -> None:
    """Some of one lot were recorded under another of the same part."""
    part = stage.part("LOT")
    _mixed(stage, (part, part), (stage.room.new_lot(), stage.room.new_lot()), "lots_mixed_up")


def lots_with_reasons_of_their_own(stage: Stage) -> None:
    """Two lots differ by as much, one up and one down, each for a reason that ION has."""
    part = stage.part("LOT")
    _with_reasons(stage, (part, part), (stage.room.new_lot(), stage.room.new_lot()))


def booked_under_two_other_lots(stage: Stage) -> None:
    """Some of one lot were recorded under two others: together they are off by as much."""
    part, few, quantity = stage.part("LOT"), stage.some(3, 5), stage.much()
    more = few + 2
    for recorded, off in ((quantity, few + more), (quantity + 30, -few), (quantity + 40, -more)):
        record = stage.record(part, recorded, recorded + off, lot=stage.room.new_lot())
        stage.expect(record, "lots_mixed_up", "recount", "Some of one lot are recorded under two others.")


def several_lots_with_reasons_of_their_own(stage: Stage) -> None:
    """One lot is off by as much as two others together, the other way round, each for a reason that ION has."""
    part, few, quantity = stage.part("LOT"), stage.some(3, 5), stage.much()
    more, (lot, kitted, working) = few + 2, [stage.room.new_lot() for _ in range(3)]
    over = stage.record(part, quantity, quantity + few + more, lot=lot)
    stage.record(part, few + more, ZERO, at=stage.other_shelf(), lot=lot)
    stage.record(part, quantity + 30, lot=kitted)
    held, _ = stage.kitted(part, few, lot=kitted)
    stage.record(part, quantity + 40, lot=working)
    in_work = stage.record(part, more, ZERO, lot=working, how_created="DIRECT_SPLIT")
    stage.scene.run(in_work, stage.place(layout.LINE_2))
    stage.expect(over, "moved_but_not_recorded", "move", "The extra ones came from another shelf.")
    stage.expect(held, "status_kitted", "hold", "The missing ones left with an open kit.")
    stage.expect(in_work, "status_wip", "hold", "The missing ones are in work.")


def booked_under_the_other_revision(stage: Stage) -> None:
    """Some of one revision were recorded under another of the same part."""
    older, newer = stage.parts_of("AB")
    _mixed(stage, (older, newer), (None, None), "revisions_mixed_up")


def revisions_with_reasons_of_their_own(stage: Stage) -> None:
    """Two revisions differ by as much, one up and one down, each for a reason that ION has."""
    older, newer = stage.parts_of("AB")
    _with_reasons(stage, (older, newer), (None, None))


def booked_under_the_number_that_looks_alike(stage: Stage) -> None:
    """Some of one part were recorded under a part number with two digits swapped."""
    one, other = (stage.part(number=number) for number in LIKE_NUMBERS[0])
    _mixed(stage, (one, other), (None, None), "part_numbers_mixed_up")


def like_numbers_with_reasons_of_their_own(stage: Stage) -> None:
    """Two part numbers that look alike differ by as much, one up and one down, each for a reason that ION has."""
    one, other = (stage.part(number=number) for number in LIKE_NUMBERS[1])
    _with_reasons(stage, (one, other), (None, None))


def _mixed(stage: Stage, parts: tuple[Part, Part], lots: tuple[str | None, str | None], cause: str) -> None:
    amount, quantity = stage.some(), stage.much()
    more = stage.record(parts[0], quantity, quantity + amount, lot=lots[0])
    fewer = stage.record(parts[1], quantity + 30, quantity + 30 - amount, lot=lots[1])
    for record in (more, fewer):
        stage.expect(record, cause, "recount", f"{amount} are recorded under the other one.")


def _with_reasons(stage: Stage, parts: tuple[Part, Part], lots: tuple[str | None, str | None]) -> None:
    amount, quantity = stage.some(), stage.much()
    more = stage.record(parts[0], quantity, quantity + amount, lot=lots[0])
    stage.record(parts[0], Decimal(amount), ZERO, at=stage.other_shelf(), lot=lots[0])
    stage.record(parts[1], quantity + 30, lot=lots[1])
    held, _ = stage.kitted(parts[1], amount, lot=lots[1])
    stage.expect(more, "moved_but_not_recorded", "move", "The extra ones came from another shelf.")
    stage.expect(held, "status_kitted", "hold", "The missing ones left with an open kit.")


SCENARIOS = (
    *scenarios_for("lots_mixed", booked_under_the_other_lot, deceptive=(lots_with_reasons_of_their_own,)),
    *scenarios_for(
        "lots_mixed_in_several",
        booked_under_two_other_lots,
        deceptive=(several_lots_with_reasons_of_their_own,),
    ),
    *scenarios_for(
        "revisions_mixed",
        booked_under_the_other_revision,
        deceptive=(revisions_with_reasons_of_their_own,),
    ),
    *scenarios_for(
        "numbers_mixed",
        booked_under_the_number_that_looks_alike,
        deceptive=(like_numbers_with_reasons_of_their_own,),
    ),
)
