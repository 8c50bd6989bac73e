"""Building the schedule by part: the parts most worth counting over all locations, by value, movement or accuracy."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.annual_value import Worth, annual_value
from cyclecount_tui.domain.classifying import Classed, classified
from cyclecount_tui.domain.holdings import holdings
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.movement import movement
from cyclecount_tui.domain.stock import Stock, StockRecord
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.count_row import CountResult
from cyclecount_tui.workflow.proposing import Proposal, Proposals, proposal, with_first_days
from cyclecount_tui.workflow.stock_reading import read_stock, what_it_went_by
from cyclecount_tui.workflow.workplace import Workplace

USUAL_NUMBER = 20
COUNTS_LOOKED_AT = 5


class By(StrEnum):
    """What a list of parts is chosen by (cycle-counting SOP: value, movement frequency, or historical accuracy)."""

    VALUE = "value"
    MOVEMENT = "movement"
    ACCURACY = "accuracy"


def part_proposals(workplace: Workplace, top: int = USUAL_NUMBER, by: By = By.VALUE) -> Proposals:
    """The `top` parts in stock by value, movement or past accuracy, each with its class among all parts.

    A part stands for its number with all its revisions. By accuracy, the part with the fewest lines right comes first:
    those of the part's own last five counts; for a part that was never counted by itself, those of the last five
    counts of each location that holds it, all of their lines, because a count's result is not kept by part. Parts of
    which nothing was ever compared are left out then. To cancel, stop the wait.

    Raises:
        IonError: ION cannot be read, or nobody waits for it any more.
    """
    rules = workplace.practice.scheduling
    stock = read_stock(workplace)
    touched = movement(stock)
    today = {row.subject: row for row in workplace.store.schedule.rows()}
    subjects, left_out = _subjects(stock, today)
    numbers = {part.id: part.number for part in stock.parts.values() if part.number in subjects}

    def number_of(record: StockRecord) -> str | None:
        return numbers.get(record.part_id) if record.location_id is not None else None

    held = holdings(stock.records, stock.parts, number_of)
    moves = Counter[str]()
    for part_id, touches in touched.by_part.items():
        moves[numbers.get(part_id, "")] += touches
    worth = annual_value(held, touched, stock.parts, rules.window_days, lambda _, part_id: numbers.get(part_id))
    classes = classified(held, worth, moves, touched.words, rules)
    right = _accuracy(workplace.store.journal.latest_results(COUNTS_LOOKED_AT), subjects, _places(stock, number_of))
    rows = [
        _with_accuracy(proposal(subjects[number], classes[number], today), right.get(number))
        for number in _chosen(by, worth, moves, right, classes)[:top]
    ]
    remarks = (*what_it_went_by(stock, touched, worth, rules.window_days), *_unknown(by, right), *left_out)
    return Proposals(with_first_days(rows, workplace.today()), remarks)


def _subjects(stock: Stock, scheduled: Iterable[Subject]) -> tuple[dict[str, Subject], list[str]]:
    """A part number as a subject: as it is scheduled, else ION's lowest id of that number; and what is left out.

    A revision may have got another number: the id under which a number is scheduled stays with that number.
    """
    ids: dict[str, list[int]] = {}
    for part in stock.parts.values():
        ids.setdefault(part.number, []).append(part.id)
    kept = {subject.id: subject for subject in scheduled if subject.is_part and subject.name in ids}
    found = {subject.name: subject for subject in kept.values()}
    left_out = []
    for number in ids.keys() - found.keys():
        free = [part_id for part_id in ids[number] if part_id not in kept]
        if free:
            found[number] = Subject(min(free), number, SubjectKind.PART)
        else:
            others = ", ".join(sorted({kept[part_id].name for part_id in ids[number]}, key=natural))
            left_out.append(f"{number} is left out, {others} is scheduled under its id: count it with its locations.")
    return found, sorted(left_out)


def _places(stock: Stock, number_of: Callable[[StockRecord], str | None]) -> dict[str, set[int]]:
    """The locations that hold a part, by its number."""
    places: dict[str, set[int]] = {}
    for record in stock.records:
        number = number_of(record)
        if number is not None and record.on_sheet and record.location_id is not None:
            places.setdefault(number, set()).add(record.location_id)
    return places


def _accuracy(
    results: Iterable[CountResult], subjects: Mapping[str, Subject], places: Mapping[str, set[int]]
) -> dict[str, Decimal]:
    """The percentage of lines without a difference, by part number, where anything is known."""
    compared: Counter[Subject] = Counter()
    matched: Counter[Subject] = Counter()
    for result in results:
        compared[result.subject] += result.compared
        matched[result.subject] += result.matched
    found: dict[str, Decimal] = {}
    for number, held_at in places.items():
        own = subjects[number]
        told_by = [own] if compared[own] else [Subject(place, "") for place in held_at]
        lines = sum(compared[subject] for subject in told_by)
        if lines:
            found[number] = Decimal(sum(matched[subject] for subject in told_by)) * 100 / lines
    return found


def _chosen(
    by: By,
    worth: Worth[str],
    moves: Mapping[str, int],
    right: Mapping[str, Decimal],
    classes: Mapping[str, Classed],
) -> list[str]:
    """The part numbers, most worth counting first; equals by their shares of value and movement, then by number."""
    first: Callable[[str], Decimal]
    if by is By.ACCURACY:
        numbers, first = [number for number in worth.values if number in right], right.__getitem__
    elif by is By.MOVEMENT:
        numbers, first = list(worth.values), lambda number: Decimal(-moves.get(number, 0))
    else:
        numbers, first = list(worth.values), lambda number: -worth.values[number]
    return sorted(numbers, key=lambda number: (first(number), -classes[number].weight, natural(number)))


def _with_accuracy(row: Proposal, right: Decimal | None) -> Proposal:
    return row if right is None else replace(row, reason=f"{row.reason}, {right:.0f} % of lines right in past counts")


def _unknown(by: By, right: Mapping[str, Decimal]) -> list[str]:
    if by is not By.ACCURACY or right:
        return []
    return ["Nothing was compared yet, so nothing is known of past accuracy: choose by value or movement."]
