"""Building the schedule from ION: every location's class and cadence by value and movement, proposed, not stored."""

from collections.abc import Iterable

from cyclecount_tui.domain.classifying import Classed, classified
from cyclecount_tui.domain.holdings import NOTHING, holdings
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.movement import movement
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.workflow.proposing import Proposal, Proposals, proposal
from cyclecount_tui.workflow.stock_reading import Progress, read_stock, what_it_went_by
from cyclecount_tui.workflow.workplace import Workplace


def proposals(workplace: Workplace, under: Location | None = None, on_progress: Progress | None = None) -> Proposals:
    """A proposal for every location, or for `under` and all below it; nothing is stored.

    Classes are always those among all locations of the plant, so that a class means the same everywhere. A location
    that only holds other locations is left out, unless it is on the schedule. To cancel, raise from `on_progress`.

    Raises:
        IonError: ION cannot be read. Whatever `on_progress` raises.
    """
    rules = workplace.practice.scheduling
    stock = read_stock(workplace, on_progress)
    touched = movement(stock)
    held = holdings(stock.records, stock.parts, lambda record: record.location_id)
    classes = classified(
        {location.id: held.get(location.id, NOTHING) for location in stock.locations},
        touched.by_location,
        touched.words,
        rules,
    )
    today = {row.subject: row for row in workplace.store.schedule.rows()}
    occupied = {record.location_id for record in stock.records}
    holding_places = {location.parent_id for location in stock.locations}
    rows: list[Proposal] = []
    left_out = 0
    for location in _in_order(_within(stock.locations, under), classes):
        subject = location_subject(location.place)
        if location.id in holding_places and location.id not in occupied and subject not in today:
            left_out += 1
        else:
            rows.append(proposal(subject, classes[location.id], today))
    remarks = what_it_went_by(stock, touched, rules.window_days)
    return Proposals(tuple(rows), (*remarks, *_left_out_words(left_out)))


def _within(locations: Iterable[Location], under: Location | None) -> list[Location]:
    """The location and all below it; all of them for None."""
    every = list(locations)
    if under is None:
        return every
    below: dict[int | None, list[Location]] = {}
    for location in every:
        below.setdefault(location.parent_id, []).append(location)
    found = {under.id: under}
    waiting = [under.id]
    while waiting:
        new = [location for location in below.get(waiting.pop(), []) if location.id not in found]
        found |= {location.id: location for location in new}
        waiting += [location.id for location in new]
    return list(found.values())


def _in_order(locations: list[Location], classes: dict[int, Classed]) -> list[Location]:
    """Highest class first, in it by the shares of value and movement, then in walking order."""
    known = [location for location in locations if location.id in classes]
    return sorted(
        known,
        key=lambda location: (
            classes[location.id].count_class,
            -classes[location.id].weight,
            natural(location.name),
        ),
    )


def _left_out_words(number: int) -> list[str]:
    if number == 0:
        return []
    subject = (
        "1 location that only holds other locations is"
        if number == 1
        else (f"{number} locations that only hold other locations are")
    )
    return [f"{subject} left out."]
