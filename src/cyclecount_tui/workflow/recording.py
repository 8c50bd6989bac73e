"""What a counter enters: quantities, none here, found items, notes, and taking back the last entry."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted, EntryUndone, ItemFound, LineLeft, LineNoted, NoneConfirmed
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import Line, LineKey, found_line
from cyclecount_tui.domain.quantities import ZERO, plain
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.keeping import record, record_all
from cyclecount_tui.workflow.workplace import Workplace

LONGEST_PART_NUMBER = 128
"""Characters; anything longer was scanned or pasted into the wrong place."""


def enter(workplace: Workplace, count: Count, line: int, typed: str, scanned: str = "") -> Count:
    """Stores what was typed for a line; with a plus before it, on top of what was counted of it already.

    `scanned` is the scan that stands for it, if one does.

    Raises:
        DomainError: it is no quantity; or it comes to nothing, which is a statement of its own.
    """
    adds = typed.lstrip().startswith("+") and line in count.standing
    tape = read_quantity(typed.lstrip().removeprefix("+"))
    if tape.quantity == 0:
        raise DomainError("That comes to 0: if there is none here, say so with F4.")
    before = count.standing[line].quantity if adds else ZERO
    serial_is_one(count, line, before + tape.quantity == 1)
    whole_where_it_must_be(workplace, count.line(line), before + tape.quantity)
    event = Counted(
        at=workplace.now(),
        by=workplace.counter,
        line=line,
        expression=tape.expression,
        quantity=tape.quantity,
        adds=adds,
        scanned=scanned,
    )
    return record(workplace, count, event)


def none_here(workplace: Workplace, count: Count, line: int) -> Count:
    """Stores that the counter looked and there is none."""
    return record(workplace, count, NoneConfirmed(at=workplace.now(), by=workplace.counter, line=line))


def undo(workplace: Workplace, count: Count) -> Count:
    """Takes back the last standing entry; it stays in the journal."""
    return record(workplace, count, EntryUndone(at=workplace.now(), by=workplace.counter))


def note(workplace: Workplace, count: Count, line: int, text: str) -> Count:
    """Stores a remark on a line.

    Raises:
        Refusal: the remark is empty.
    """
    if not text.strip():
        raise Refusal("The note is empty: type what there is to say about the line.")
    return record(workplace, count, LineNoted(at=workplace.now(), by=workplace.counter, line=line, text=text.strip()))


def leave(workplace: Workplace, count: Count, lines: Iterable[int], reason: str) -> Count:
    """Leaves lines uncounted, for a reason that is kept with each; all of them or none.

    Raises:
        Refusal: no reason is given. DomainError: a line is counted already.
    """
    if not reason.strip():
        raise Refusal("Say why they are left uncounted: a line without a count needs a reason.")
    at, by = workplace.now(), workplace.counter
    return record_all(workplace, count, [LineLeft(at=at, by=by, line=line, reason=reason.strip()) for line in lines])


def found_item(workplace: Workplace, count: Count, key: LineKey, typed: str, scanned: str = "") -> Count:
    """Stores something that lies here and is not on the sheet, as a line of its own; `scanned` as in `enter`.

    In the count of a part, `key` is of that part and has its place.

    Raises:
        Refusal: it has no part number, or it is not of the part that is counted. DomainError: it is no quantity, or the
            line is on the sheet already.
    """
    refuse_another_part(count, key)
    tape = read_quantity(typed)
    if tape.quantity == 0:
        raise DomainError("That comes to 0: a found item is one that is here, so count at least some of it.")
    if key.serial_number and tape.quantity != 1:
        raise DomainError(f"{key.words} has a serial: there is exactly one of it.")
    key, part = resolve_part(workplace, key)
    line = found_line(len(count.lines) + 1, key, part)
    whole_where_it_must_be(workplace, line, tape.quantity)
    event = ItemFound(
        at=workplace.now(),
        by=workplace.counter,
        line=line,
        expression=tape.expression,
        quantity=tape.quantity,
        scanned=scanned,
    )
    return record(workplace, count, event)


def resolve_part(workplace: Workplace, key: LineKey) -> tuple[LineKey, Part | None]:
    """The key with the revision filled in, and the part, as far as ION is there to tell; asks for no quantity.

    Raises:
        Refusal: no part number or no possible one, or several revisions exist and none was said.
    """
    refuse_part_number(key.part_number)
    return resolve_among(parts_known(workplace, [key.part_number]), key)


def parts_known(workplace: Workplace, part_numbers: Iterable[str]) -> tuple[Part, ...]:
    """What ION has under these part numbers, by one question; nothing while ION is away: the comparison asks again."""
    numbers = list(part_numbers)
    try:
        return tuple(workplace.ion.sheet_parts(numbers)) if numbers else ()
    except IonError:
        return ()


def resolve_among(known: Iterable[Part], key: LineKey) -> tuple[LineKey, Part | None]:
    """As `resolve_part`, by parts that were read already.

    Raises:
        Refusal: no part number or no possible one, or several revisions exist and none was said.
    """
    refuse_part_number(key.part_number)
    parts = [part for part in known if part.number == key.part_number]
    exact = [part for part in parts if part.revision == key.revision]
    if exact:
        return key, exact[0]
    if not key.revision and len(parts) == 1:
        return replace(key, revision=parts[0].revision), parts[0]
    if not key.revision and parts:
        revisions = ", ".join(sorted(part.revision for part in parts))
        raise Refusal(f"{key.part_number} has several revisions ({revisions}): say which one this is.")
    return key, None


def refuse_another_part(count: Count, key: LineKey) -> None:
    """Raises Refusal for a found item that is not of the part that is counted; a location takes any part."""
    if count.subject.is_part and key.part_number != count.subject.name:
        raise Refusal(
            f"This is a count of {count.subject.name}: {key.part_number or 'an item without number'} is not part of "
            "it. Count it with its location."
        )


def refuse_part_number(part_number: str) -> None:
    """Raises Refusal for what cannot be a part number: nothing at all, or more than a label holds."""
    if not part_number:
        raise Refusal("A found item needs a part number: type it or scan it.")
    if len(part_number) > LONGEST_PART_NUMBER:
        raise Refusal(
            f"A part number has at most {LONGEST_PART_NUMBER} characters, this one has {len(part_number)}: "
            "check what was typed or scanned."
        )


def serial_is_one(count: Count, line: int, is_one: bool) -> None:
    """A serial is there or it is not.

    Raises:
        DomainError: the line has a serial and another quantity than 1 was counted.
    """
    sheet_line = count.line(line)
    if sheet_line is not None and sheet_line.key.serial_number and not is_one:
        raise DomainError(f"{sheet_line.key.words} has a serial: count 1 if it is here, or none.")


def whole_where_it_must_be(workplace: Workplace, line: Line | None, quantity: Decimal) -> None:
    """Of some units there are no fractions (setting `count.whole_units`).

    Raises:
        DomainError: the line has such a unit, and the quantity is none of it.
    """
    if line is not None and line.uom.casefold() in workplace.practice.whole_units and quantity % 1:
        said = f"{line.key.words} is counted in whole {line.uom}"
        raise DomainError(f"{said}, and {plain(quantity)} is not whole: count it again.")
