"""The demo's counting schedule: some counts overdue, some due today, some later, one never done."""

from datetime import timedelta

from cyclecount_tui.simulator.plant.rows import Place
from cyclecount_tui.simulator.plant.truth import ScheduleRow
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.stockroom import PEOPLE, Stockroom

CADENCES = {"A": 30, "B": 60, "C": 90}
CLASS_OF_RACK = {"RACK-A": "A", "RACK-B": "B", "RACK-C": "C"}
# Days from today to the next count, in turn; None was never counted.
DUE_IN_DAYS: tuple[int | None, ...] = (-6, 0, 3, 0, -2, 14, 0, 21, 30, -1, 45, None)


def plan_counts(room: Stockroom, shelves: list[Place]) -> None:
    """Schedule the shelves, the lines and the receiving dock."""
    places = [*shelves, *(room.place(name) for name in (layout.LINE_1, layout.LINE_2, layout.RECEIVING))]
    today = room.now.date()
    for turn, place in enumerate(sorted(places, key=lambda place: place.name)):
        count_class = CLASS_OF_RACK.get(place.name.partition(" ")[0], "B")
        cadence, due_in = CADENCES[count_class], DUE_IN_DAYS[turn % len(DUE_IN_DAYS)]
        last = None if due_in is None else today + timedelta(days=due_in - cadence)
        counter = PEOPLE[turn % len(PEOPLE)]
        room.plant.schedule.append(ScheduleRow(place.id, place.name, count_class, cadence, last, counter))
