"""The stories of scenarios that one count of one shelf does not show: what happens around the count, and by whom."""

from collections.abc import Callable
from decimal import Decimal

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.simulator import Planted
from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.workflow.choosing import Asked, Take, choose_by_hand, take
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recounting import waive
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory, line_key
from tests.planted_scenarios import counted
from tests.recounts import NO_DECOYS, again_by, requiring

Story = Callable[[Factory, Planted], Count]
"""Counts the place of a planted line, and gives that count, compared."""


def key(item: Planted) -> LineKey:
    """The line of what was planted."""
    return line_key(*item.line)


def _records_of(factory: Factory, item: Planted) -> list[Inventory]:
    """The records at the place of a planted line that are of its part and lot."""
    plant = factory.simulator.plant
    return [
        record
        for record in plant.inventory.by("location_id", item.location_id)
        if plant.parts[record.part_id].part_number == item.part_number and record.lot_number == item.lot_number
    ]


def _lowered(by: int) -> Story:
    """Somebody takes so many and lowers the record in ION, between counting and submitting."""

    def story(factory: Factory, item: Planted) -> Count:
        count = counted(factory, item.location_id)
        record = _records_of(factory, item)[0]
        factory.simulator.faults.edit_behind_the_back(record.id, quantity=record.quantity - by)
        factory.simulator.plant.floor.put(item.location_id, item.line, Decimal(-by))
        return submit(factory.workplace, count)

    return story


def _another_lot_came(factory: Factory, item: Planted) -> Count:
    """Another lot of the same part is brought to the shelf while it is counted, and recorded there."""
    plant, count = factory.simulator.plant, counted(factory, item.location_id)
    other = next(
        record
        for record in plant.inventory
        if plant.parts[record.part_id].part_number == item.part_number and record.lot_number != item.lot_number
    )
    line = line_of(plant, other)
    plant.floor.put(other.location_id or 0, line, -other.quantity)
    plant.floor.put(item.location_id, line, other.quantity)
    factory.simulator.faults.edit_behind_the_back(other.id, location_id=item.location_id)
    return submit(factory.workplace, count)


def _counted_by_several(*more: int) -> Story:
    """Several people count it, each so many more than truly lie there; none is asked for lines that agreed."""

    def story(factory: Factory, item: Planted) -> Count:
        place = factory.workplace
        usual, practice = place.counter, place.practice
        count = counted(factory, item.location_id, more={key(item): more[0]})
        count = submit(requiring(place, NO_DECOYS), count)
        for name, each in zip(("Bo", "Cy")[: len(more) - 1], more[1:], strict=True):
            line = next(line.number for line in count.lines if line.key == key(item))
            count = again_by(place, name, count, {line: item.floor + each})
        place.counter, place.practice = usual, practice
        return count

    return story


def _without_the_recount(factory: Factory, item: Planted) -> Count:
    """A recount is required, and somebody goes on without it."""
    place = factory.workplace
    practice = place.practice
    count = submit(requiring(place, NO_DECOYS), counted(factory, item.location_id))
    count = waive(place, count, "nobody else is here today")
    place.practice = practice
    return count


def _next_door_first(factory: Factory, item: Planted) -> Count:
    """The shelf next door is counted before, and left as it is."""
    reopen(factory.workplace, factory.compared(_beside(factory, item).id), "somebody looks at it")
    return factory.compared(item.location_id)


def _beside(factory: Factory, item: Planted) -> Subject:
    """The shelf next door to a planted line's."""
    return factory.named(f"{factory.location(item.location_id).name}-BESIDE")


def _chosen_next_door(factory: Factory, item: Planted) -> Count:
    """Of the shelf next door, where the first suggestion is chosen at once; the other shelf is only counted."""
    count = factory.compared(item.location_id)
    beside = factory.location(item.location_id).name.endswith("-BESIDE")
    return take(factory.workplace, count, Take.FIRST) if beside else count


def _next_door_adjusted(factory: Factory, item: Planted) -> Count:
    """The shelf next door is counted before, and what is missing there is taken off its record."""
    place = factory.workplace
    count = factory.compared(_beside(factory, item).id)
    line = next(row.line.number for row in count.rows if row.differs)
    count = choose_by_hand(place, count, line, Asked(FixKind.SET_QUANTITY, reason="not found anywhere"))
    assert post(place, plan(place, count)).count.phase is Phase.CLOSED
    return factory.compared(item.location_id)


def _for_the_third_time(*more: int) -> Story:
    """The shelf was counted before, and left as it was; so many more than now lay there then."""

    def story(factory: Factory, item: Planted) -> Count:
        for each in more:
            count = submit(factory.workplace, counted(factory, item.location_id, more={key(item): each}))
            reopen(factory.workplace, count, "next time")
        return factory.compared(item.location_id)

    return story


STORIES: dict[str, Story] = {
    "recorded_while_it_was_counted": _lowered(5),
    "carried_off_and_touched_meanwhile": _lowered(1),
    "another_lot_moved_meanwhile": _another_lot_came,
    "counts_that_disagree": _counted_by_several(0, 11, 12),
    "two_of_three_counts_agree": _counted_by_several(11, 0, 0),
    "two_people_found_the_same": _counted_by_several(0, 0),
    "two_people_found_what_is_on_order": _counted_by_several(0, 0),
    "off_by_much_and_counted_once": _without_the_recount,
    "off_by_much_and_kitted": _without_the_recount,
    "carried_next_door": _next_door_first,
    "next_door_was_adjusted_already": _next_door_adjusted,
    "next_door_gives_them_already": _chosen_next_door,
    "next_door_gives_others": _chosen_next_door,
    "next_door_is_short_by_chance": _next_door_first,
    "serial_was_counted_next_door": _next_door_first,
    "like_serial_was_counted_next_door": _next_door_first,
    "serial_was_counted_where_it_is_recorded": _next_door_first,
    "short_three_times_running": _for_the_third_time(0, 0),
    "short_and_over_in_turn": _for_the_third_time(20, 0),
}
"""By the name of the scenario."""
