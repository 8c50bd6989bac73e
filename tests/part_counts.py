"""Counts of a part at all its locations, by people who count what truly lies there."""

from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.simulator import Plant
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace


def part(workplace: Workplace, number: str) -> Subject:
    """The part as ION has it."""
    return find_part(workplace, number)


def part_begun(workplace: Workplace, number: str) -> Count:
    """An open count of the part with its sheet."""
    return read_sheet(workplace, open_count(workplace, find_part(workplace, number)))


def closed_off(workplace: Workplace, number: str) -> Count:
    """An open count of the part that is about to be counted: closed off, without its sheet."""
    count = open_count(workplace, find_part(workplace, number))
    return close_off(workplace, count, "Bo", sign_up=False, transactions_stopped=False)


def truth_of(plant: Plant, number: str) -> dict[LineKey, Decimal]:
    """What truly lies where of a part, by line with its place."""
    found = {}
    for place in plant.places:
        for key, quantity in plant.truth.get(place.id, {}).items():
            if key.part_number == number:
                line = LineKey(number, key.revision, key.lot_number or "", key.serial_number or "")
                found[line.at(Place(place.id, place.name))] = quantity
    return found


def part_counted(workplace: Workplace, plant: Plant, number: str, truth: dict[LineKey, Decimal] | None = None) -> Count:
    """A count of the part in which everything that truly lies anywhere was entered; not submitted yet."""
    count = part_begun(workplace, number)
    floor = dict(truth_of(plant, number) if truth is None else truth)
    for line in count.lines:
        quantity = floor.pop(line.key, Decimal(0))
        if quantity:
            count = enter(workplace, count, line.number, plain(quantity))
        else:
            count = none_here(workplace, count, line.number)
    for key, quantity in floor.items():
        if quantity:
            count = found_item(workplace, count, key, plain(quantity))
    return count


def part_compared(
    workplace: Workplace, plant: Plant, number: str, truth: dict[LineKey, Decimal] | None = None
) -> Count:
    """The same, submitted and compared with ION."""
    return submit(workplace, part_counted(workplace, plant, number, truth))
