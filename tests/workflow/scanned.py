"""Counts to scan into: with ION there, and with ION away."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.simulator.plant.entities import barcode_uid
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.scanning.results import Result
from cyclecount_tui.workflow.scanning.taking_scans import take_scan
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import Factory

SHELF = "RACK-B / SHELF-04"
"""A location of the small plant with serials, several lots of one part, and untracked parts."""


def opened(factory: Factory, subject: Subject | None = None) -> Count:
    """A count with its sheet, which was read while ION was there."""
    return read_sheet(factory.workplace, open_count(factory.workplace, subject or factory.named(SHELF)))


def cut_off(factory: Factory) -> Workplace:
    """The same terminal with no way to ION any more."""
    place = factory.another_workplace("Ann")

    def nowhere() -> Ion:
        raise Unreachable("ION cannot be reached.")

    place.connect = nowhere
    return place


def scan(
    place: Workplace,
    count: Count,
    text: str,
    at_line: int | None = None,
    arrival: Arrival = Arrival.BURST,
    each: bool = False,
) -> tuple[Count, Result]:
    """A scan with a line up or not."""
    return take_scan(place, count, text, at_line=at_line, arrival=arrival, each=each)


def label_of_place(factory: Factory, name: str) -> str:
    """What a location's own label says."""
    plant = factory.simulator.plant
    return plant.label(next(place.entity_id for place in plant.places if place.name == name))


def label_of_record(factory: Factory, record_id: int) -> str:
    """What a record's own label says."""
    return factory.simulator.plant.label(factory.simulator.plant.inventory[record_id].entity_id)


def uid_of_record(factory: Factory, record_id: int) -> str:
    """The digits on it."""
    plant = factory.simulator.plant
    return barcode_uid(plant, plant.inventory[record_id].entity_id)


def with_serial(count: Count) -> Line:
    """The first line of a serial."""
    return next(line for line in count.lines if line.key.serial_number)


def with_lot(count: Count) -> Line:
    """The first line of a lot that is its part's only one here."""
    numbers = [line.key.part_number for line in count.lines]
    return next(line for line in count.lines if line.key.lot_number and numbers.count(line.key.part_number) == 1)


def with_two_lots(count: Count) -> tuple[Line, Line]:
    """The two lines of a part with two lots here."""
    numbers = [line.key.part_number for line in count.lines if line.key.lot_number]
    first, second = (line for line in count.lines if numbers.count(line.key.part_number) == 2 and line.key.lot_number)
    return first, second


def plain_line(count: Count) -> Line:
    """The first line of a part without lots and serials."""
    return next(line for line in count.lines if not line.key.lot_or_serial)
