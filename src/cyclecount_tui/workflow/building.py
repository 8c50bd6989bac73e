"""Building the schedule from ION: every location's class and cadence by value and movement, proposed, not stored."""

from collections.abc import Iterable, Mapping

from cyclecount_tui.domain.annual_value import annual_value
from cyclecount_tui.domain.classifying import Classed, classified
from cyclecount_tui.domain.holdings import NOTHING, holdings
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.movement import movement
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.workflow.gone_locations import gone_locations, gone_words
from cyclecount_tui.workflow.proposing import Proposal, Proposals, proposal, with_first_days
from cyclecount_tui.workflow.stock_reading import read_stock, what_it_went_by
from cyclecount_tui.workflow.workplace import Workplace


def proposals(workplace: Workplace, under: Location | None = None) -> Proposals:
    """A proposal for every location, or for `under` and all below it; nothing is stored.

    Classes and first days are always those among all locations of the plant: a class means the same everywhere, and a
    schedule that is built area by area is spread all the same. A location that only holds other locations is left out,
    unless it is on the schedule. What is scheduled and no longer in ION is told. To cancel, stop the wait.

    Raises:
        IonError: ION cannot be read, or nobody waits for it any more.
    """
    rules = workplace.practice.scheduling
    stock = read_stock(workplace)
    touched = movement(stock)
    of_stock = holdings(stock.records, stock.parts, lambda record: record.location_id)
    held = {location.id: of_stock.get(location.id, NOTHING) for location in stock.locations}
    worth = annual_value(held, touched, stock.parts, rules.window_days, lambda location_id, _: location_id)
    classes = classified(held, worth, touched.by_location, touched.words, rules)
    today = {row.subject: row for row in workplace.store.schedule.rows()}
    occupied = {record.location_id for record in stock.records}
    parents = {location.id: location.parent_id for location in stock.locations}
    holding_places = set(parents.values())
    rows: list[Proposal] = []
    left_out = 0
    for location in _in_order(stock.locations, classes):
        subject, above = location_subject(location.place), _above(location.id, parents)
        if location.id not in holding_places or location.id in occupied or subject in today:
            rows.append(proposal(subject, classes[location.id], today, above))
        elif under is None or under.id in {location.id, *above}:
            left_out += 1
    gone = gone_locations(today.values(), stock.locations)
    remarks = (
        *gone_words(gone),
        *what_it_went_by(stock, touched, worth, rules.window_days),
        *_left_out_words(left_out),
    )
    found = Proposals(with_first_days(rows, workplace.today()), remarks, gone)
    return found if under is None else found.under(under.id)


def _above(location_id: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    """The locations that a location is in, the nearest first."""
    found: list[int] = []
    parent = parents.get(location_id)
    while parent is not None and parent not in {location_id, *found}:
        found.append(parent)
        parent = parents.get(parent)
    return tuple(found)


def _in_order(locations: Iterable[Location], classes: dict[int, Classed]) -> list[Location]:
    """Highest class first, in it by the shares of value and movement, then in walking order."""
    return sorted(
        locations,
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
