"""Scenarios that nothing explains, and some that only look so."""

from cyclecount_tui.simulator.plant.truth import LineKey
from cyclecount_tui.simulator.planting.scenarios.stage import Stage, scenarios_for
from cyclecount_tui.simulator.planting.scene import ZERO

MISREAD = ("TB-61570", "TB-61750")
"""A part number, and what a swap of two digits makes of it, which no part has."""


def number_nobody_knows(stage: Stage) -> None:
    """A part number that ION does not know."""
    line = LineKey(f"ZX-{stage.room.chance.randrange(41_000, 49_000)}", "A")
    stage.lay(line, 3)
    stage.expect(line, "unknown_part", "leave", "ION does not know this part number.")


def revision_nobody_knows(stage: Stage) -> None:
    """A part number that ION knows, in a revision that it does not know."""
    part = stage.part()
    stage.record(part, stage.much(), at=stage.other_shelf())
    line = LineKey(part.part_number, "E")
    stage.lay(line, 3)
    stage.expect(line, "unknown_revision", "leave", "ION knows this part number in another revision only.")


def number_misread(stage: Stage) -> None:
    """A part number that ION does not know, and one like it of which as many are missing: the label is smudged."""
    number, misread = MISREAD
    lying, quantity = stage.some(), stage.much()
    record = stage.record(stage.part(number=number), quantity, quantity - lying)
    line = LineKey(misread, "A")
    stage.lay(line, lying)
    for what in (line, stage.line(record)):
        stage.expect(what, "part_numbers_mixed_up", "recount", f"{misread} is {number} on a smudged label.")


def revision_misread(stage: Stage) -> None:
    """A revision that ION does not know, and another of which as many are missing: the label is smudged."""
    part, lying, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - lying)
    line = LineKey(part.part_number, "E")
    stage.lay(line, lying)
    for what in (line, stage.line(record)):
        stage.expect(what, "revisions_mixed_up", "recount", "It is rev A on a smudged label.")


def more_from_nowhere(stage: Stage) -> None:
    """More than recorded, and nothing in ION says from where."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity + stage.some())
    stage.expect(record, "unexplained_surplus", "set_quantity", "They are from nowhere.")


def found_and_never_recorded(stage: Stage) -> None:
    """A known part of which ION has no record anywhere."""
    part = stage.part()
    line = LineKey(part.part_number, part.revision)
    stage.lay(line, stage.some())
    stage.expect(line, "found_not_recorded", "create", "ION has no record of it anywhere.")


def found_and_recorded_on_another_shelf(stage: Stage) -> None:
    """Not on the sheet, and part of what another shelf has in the records."""
    part, found, quantity = stage.part(), stage.some(), stage.much()
    record = stage.record(part, quantity, quantity - found, at=stage.other_shelf())
    stage.lay(stage.line(record), found)
    stage.expect(stage.line(record), "moved_but_not_recorded", "move", "They came from another shelf.")


def gone_without_a_trace(stage: Stage) -> None:
    """Gone, and nothing in ION says where."""
    quantity = stage.much()
    record = stage.record(stage.part(), quantity, quantity - stage.some())
    stage.expect(record, "unexplained_shortage", "park", "They are gone without a trace.")


def measured_and_gone(stage: Stage) -> None:
    """The same of something measured in feet."""
    quantity = stage.much()
    record = stage.record(stage.part(unit="FT"), quantity, quantity - 1 - stage.some() / 4)
    stage.expect(record, "unexplained_shortage", "park", "They are gone without a trace.")


def gone_with_part_of_a_kit(stage: Stage) -> None:
    """More are missing than are available, so that something was taken out of the kit that stands here."""
    part, gone = stage.part(), stage.some(5, 8)
    stage.record(part, 3, ZERO)
    held, _ = stage.kitted(part, 20, lying=20 - gone + 3)
    stage.expect(held, "status_kitted", "hold", "Some were taken out of a kit that stands here.")


SCENARIOS = (
    *scenarios_for(
        "unknown_part",
        number_nobody_knows,
        revision_nobody_knows,
        deceptive=(number_misread, revision_misread),
    ),
    *scenarios_for(
        "unexplained_surplus",
        more_from_nowhere,
        found_and_never_recorded,
        deceptive=(found_and_recorded_on_another_shelf,),
    ),
    *scenarios_for(
        "unexplained_shortage",
        gone_without_a_trace,
        measured_and_gone,
        deceptive=(gone_with_part_of_a_kit,),
    ),
)
