"""Scenarios in which the status of a record explains the difference, or seems to."""

from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO


def ordered_and_not_delivered(stage: Stage) -> None:
    """Recorded on the shelf before the supplier delivered."""
    part = stage.part()
    stage.record(part, stage.much())
    waiting = stage.record(part, stage.some(), ZERO, how_created="PO_LINE_MADE")
    stage.scene.order(waiting)
    stage.expect(waiting, "status_on_order", "hold", "The missing ones are still on order.")


def on_hold_and_carried_to_mrb(stage: Stage) -> None:
    """On quality hold, and carried to the material review board without a record."""
    part, lot = stage.part("LOT"), stage.room.new_lot()
    stage.record(part, stage.much(), lot=lot)
    held = stage.record(part, stage.some(), ZERO, lot=lot, unavailable=True)
    stage.lay(stage.line(held), held.quantity, stage.place(layout.MRB))
    stage.expect(held, "status_unavailable", "move", "What is on quality hold was carried to MRB.")


def kitted_and_carried_off(stage: Stage) -> None:
    """Kitted and carried off, while the kit is still open."""
    part = stage.part()
    stage.record(part, stage.much())
    held, _ = stage.kitted(part, stage.some())
    stage.expect(held, "status_kitted", "hold", "The missing ones left with an open kit.")


def in_work_on_a_run(stage: Stage) -> None:
    """In work on an open run, but still recorded on the shelf."""
    part, lot = stage.part("LOT"), stage.room.new_lot()
    stage.record(part, stage.much(), lot=lot)
    working = stage.record(part, stage.some(), ZERO, lot=lot, how_created="DIRECT_SPLIT")
    stage.scene.run(working, stage.place(layout.LINE_2))
    stage.expect(working, "status_wip", "hold", "The missing ones are in work.")


def scrapped_and_thrown_away(stage: Stage) -> None:
    """Scrapped in the records, and thrown away."""
    part, gone = stage.part(), stage.some()
    stage.record(part, stage.much())
    scrapped = stage.record(part, gone, ZERO, quantity_scrapped=gone)
    stage.expect(scrapped, "status_scrapped", "hold", "The missing ones are scrap and were thrown away.")


def kit_stands_here_and_others_are_at_mrb(stage: Stage) -> None:
    """More are kitted than are missing, and the kit stands on the shelf; the missing ones wait at MRB."""
    part, lot, gone = stage.part("LOT"), stage.room.new_lot(), stage.some()
    quantity = stage.much()
    stage.record(part, quantity, quantity - gone, lot=lot)
    held, _ = stage.kitted(part, gone + 9, lot=lot, lying=gone + 9)
    waiting = stage.record(part, gone, gone * 2, at=stage.place(layout.MRB), lot=lot)
    stage.scene.issue(waiting, "Bracket, scenario: dimension out of tolerance")
    stage.expect(held, "at_mrb", "move", "The kit is complete on the shelf; the missing ones were carried to MRB.")


def only_one_of_two_statuses(stage: Stage) -> None:
    """A kit stands on the shelf and others are in work: only what is in work is missing."""
    part, gone = stage.part(), stage.some()
    stage.record(part, stage.much())
    kitted = gone + 2
    stage.kitted(part, kitted, lying=kitted)
    working = stage.record(part, gone, ZERO, how_created="DIRECT_SPLIT")
    stage.scene.run(working, stage.place(layout.LINE_2))
    stage.expect(working, "status_wip", "hold", "What is in work is missing; the kit is complete on the shelf.")


def kitted_and_on_hold_together(stage: Stage) -> None:
    """Some left with a kit, others were carried off on quality hold: only both together are what is missing."""
    part, lot, kitted = stage.part("LOT"), stage.room.new_lot(), stage.some(3, 5)
    stage.record(part, stage.much(), lot=lot)
    stage.kitted(part, kitted, lot=lot)
    held = stage.record(part, kitted + 4, ZERO, lot=lot, unavailable=True)
    stage.lay(stage.line(held), held.quantity, stage.place(layout.MRB))
    stage.expect(held, "status_several", "hold", "The kit and what is on hold are missing together.")


def installed_in_the_records_only(stage: Stage) -> None:
    """Recorded as installed, yet it lies on the shelf."""
    part = stage.part()
    record = stage.record(part, stage.much())
    _install(stage, stage.record(part, stage.some(), how_created="PARTIAL_INSTALL"))
    stage.expect(record, "status_installed", "hold", "The extra ones are recorded as installed.")


def others_are_truly_installed(stage: Stage) -> None:
    """More are recorded as installed here, and truly are; the extra ones came from another shelf."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    _install(stage, stage.record(part, extra + 9, ZERO, how_created="PARTIAL_INSTALL"))
    stage.record(part, extra, ZERO, at=stage.other_shelf())
    stage.expect(record, "moved_but_not_recorded", "move", "The extra ones came from another shelf.")


def _install(stage: Stage, record: Inventory) -> None:
    part = stage.plant.parts[record.part_id]
    stage.scene.install(record, stage.scene.requirement(stage.scene.wip_assembly(), part, record.quantity))


SCENARIOS = (
    *scenarios_for(
        "not_on_the_shelf",
        ordered_and_not_delivered,
        on_hold_and_carried_to_mrb,
        kitted_and_carried_off,
        in_work_on_a_run,
        scrapped_and_thrown_away,
        deceptive=(kit_stands_here_and_others_are_at_mrb,),
    ),
    *scenarios_for("several_statuses", kitted_and_on_hold_together, deceptive=(only_one_of_two_statuses,)),
    *scenarios_for("installed_by_mistake", installed_in_the_records_only, deceptive=(others_are_truly_installed,)),
)
