"""Scenarios of kits and of assemblies in work: what they were given and what the records say of it."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Inventory, Part
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO


def kit_was_never_filled(stage: Stage) -> None:
    """Meant for an open kit, and left on the shelf; nobody counted them in."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    stage.scene.kit_item(part, extra, stage.shelf, layout.LINE_2, "IN_PROGRESS")
    stage.expect(record, "kit_not_filled", "hold", "An open kit wants just the extra ones and has none.")


def kit_recorded_at_its_line_and_left_here(stage: Stage) -> None:
    """Recorded at the line that it is for, while the kit is still being put together here."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    stage.kitted(part, extra, at=stage.place(layout.LINE_2))
    stage.expect(record, "kit_not_filled", "hold", "An open kit has just the extra ones, and is recorded at its line.")


def kit_has_just_as_many_at_the_line(stage: Stage) -> None:
    """A kit for elsewhere of the same quantity, delivered and recorded; the extra ones came from another shelf."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    _delivered(stage, part, extra, "DELIVERED")
    stage.record(part, extra, ZERO, at=stage.other_shelf())
    stage.expect(record, "moved_but_not_recorded", "move", "The kit has its parts; these came from another shelf.")


def finished_kit_of_just_as_many(stage: Stage) -> None:
    """A kit of the same quantity that is completed and used up; nothing explains the extra ones."""
    part, extra, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity + extra)
    stage.scene.kit_item(part, extra, stage.shelf, layout.LINE_2, "COMPLETED")
    stage.expect(record, "unexplained_surplus", "set_quantity", "The kit is completed; nothing explains the others.")


def pulled_and_not_recorded(stage: Stage) -> None:
    """Taken for an open kit that has none in the records."""
    part, gone, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - gone)
    stage.scene.kit_item(part, gone, stage.shelf, layout.LINE_2, "IN_PROGRESS")
    stage.lay(stage.line(record), gone, stage.place(layout.LINE_2))
    stage.expect(record, "kit_not_filled", "hold", "They were pulled for an open kit that has none in the records.")


def kit_has_them_and_others_are_at_mrb(stage: Stage) -> None:
    """A kit of the same quantity that was pulled and recorded; the missing ones wait at MRB."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    _delivered(stage, part, gone, "DELIVERED", lot)
    _wait_at_mrb(stage, part, gone, lot)
    stage.expect(record, "at_mrb", "move", "The kit is recorded; the missing ones were carried to MRB.")


def used_by_a_run(stage: Stage) -> None:
    """Taken for an assembly in work, which has installed none of it."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    stage.scene.requirement(stage.scene.wip_assembly(), part, gone)
    stage.expect(record, "not_consumed_onto_abom", "hold", "A run needs just the missing ones and installed none.")


def used_by_two_runs(stage: Stage) -> None:
    """Taken for two assemblies in work: only both together need as many as are missing."""
    part, gone, quantity = stage.part(), stage.some(4, 8), stage.much()
    record = stage.record(part, quantity, quantity - gone)
    for needed in (gone - 1, Decimal(1)):
        stage.scene.requirement(stage.scene.wip_assembly(), part, needed)
    stage.expect(record, "not_consumed_onto_abom", "hold", "Two runs together need just the missing ones.")


def run_has_installed_its_own(stage: Stage) -> None:
    """A run needed as many and has installed them from elsewhere; the missing ones wait at MRB."""
    part, gone, quantity, lot = stage.part("LOT"), stage.some(), stage.much(), stage.room.new_lot()
    record = stage.record(part, quantity, quantity - gone, lot=lot)
    used = stage.record(
        part, gone, ZERO, at=stage.place(layout.LINE_1), lot=stage.room.new_lot(), how_created="PARTIAL_INSTALL"
    )
    stage.scene.install(used, stage.scene.requirement(stage.scene.wip_assembly(), part, gone))
    _wait_at_mrb(stage, part, gone, lot)
    stage.expect(record, "at_mrb", "move", "The run is complete; the missing ones were carried to MRB.")


def _delivered(stage: Stage, part: Part, quantity: Decimal, status: str, lot: str | None = None) -> Inventory:
    """A kit that has all it wants, which lies at its line and is recorded there."""
    line = stage.place(layout.LINE_2)
    held, _ = stage.kitted(part, quantity, status, at=line, lot=lot, lying=quantity)
    return held


def _wait_at_mrb(stage: Stage, part: Part, quantity: Decimal, lot: str) -> None:
    """As many of the lot are recorded at MRB, and twice as many lie there."""
    waiting = stage.record(part, quantity, quantity * 2, at=stage.place(layout.MRB), lot=lot)
    stage.scene.issue(waiting, "Bracket, scenario: surface damage")


SCENARIOS = (
    *scenarios_for(
        "kit_not_filled",
        kit_was_never_filled,
        kit_recorded_at_its_line_and_left_here,
        deceptive=(kit_has_just_as_many_at_the_line, finished_kit_of_just_as_many),
    ),
    *scenarios_for("pulled_for_a_kit", pulled_and_not_recorded, deceptive=(kit_has_them_and_others_are_at_mrb,)),
    *scenarios_for("not_consumed", used_by_a_run, used_by_two_runs, deceptive=(run_has_installed_its_own,)),
)
