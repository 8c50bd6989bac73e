"""The counted number is the recorded one with a slip: packs for pieces, another unit, a digit wrong.

Source: the rules of cycle counting and bookkeeping for what a difference looks like: a factor of a pack size points to
the unit; a difference that is divisible by 9 and a swap of two neighbouring digits to a transposition; one digit too
many or too few to the keys ("slide"). ION keeps no pack sizes, so the usual ones stand for them. Each is a reason to
look again and never to write: a number may look like another by chance.
"""

from collections.abc import Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.likenesses import put_in_at, swapped_at
from cyclecount_tui.domain.expressions import Tape
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.quantities import plain, rounded

PACK_SIZES = (10, 12, 20, 25, 50, 100)
"""The usual numbers of pieces in a pack."""

_BY_CHANCE = "small numbers look alike by chance"
_AGREED = "two counts found the same"

_FEWEST_PACKS, _FEWEST_DIGITS = 3, 3
"""With fewer of them two numbers are easily alike by chance."""

_IN_ONE = {
    ("FT", "IN"): 12, ("YD", "FT"): 3, ("YD", "IN"): 36, ("M", "CM"): 100, ("M", "MM"): 1000, ("CM", "MM"): 10,
    ("KG", "G"): 1000, ("LB", "OZ"): 16, ("L", "ML"): 1000, ("GAL", "QT"): 4, ("DZ", "EA"): 12,
}  # fmt: skip
"""How many of the second unit make one of the first."""


def unit_mixed(case: Case) -> Iterator[Suggestion]:
    """A record is kept in another unit of measure than its part, and the line differs."""
    record = next((each for each in case.row.records if _has_its_own_unit(each)), None)
    if record is None or case.key.serial_number:
        return
    unit, of_part = record.part.uom, record.unit_of_part
    evidence = [f"Record {record.id} is kept in {unit}, the part itself in {of_part}.", f"{_both(case)}."]
    ratio = _IN_ONE.get((unit.upper(), of_part.upper())) or _IN_ONE.get((of_part.upper(), unit.upper()))
    fits = ratio is not None and is_multiple(case.row.digital, case.row.floor, ratio)
    if fits:
        evidence.append(f"One is just {ratio} times the other, as these units are.")
    note = f"say which unit: the record is kept in {unit}, the part in {of_part}"
    confidence = Confidence.LIKELY if fits and not case.agreed else Confidence.POSSIBLE
    weakness = "" if fits else "the numbers do not show it"
    yield Suggestion(Cause.UNIT_MIXED, confidence, tuple(evidence), Fix(FixKind.RECOUNT, note=note), weakness)


def pack_size(case: Case) -> Iterator[Suggestion]:
    """One number is just the other times a usual pack size: packs were counted, or recorded, for single pieces."""
    digital, floor = case.row.digital, case.row.floor
    factor = next((k for k in PACK_SIZES if is_multiple(digital, floor, k)), None)
    if factor is None or case.key.serial_number:
        return
    few, many = sorted((digital, floor))
    sums = f"{plain(many)} is just {plain(few)} × {factor}"
    which = "counted" if floor < digital else "recorded"
    note = f"in single {case.row.line.uom or 'pieces'}: {sums}, maybe packs of {factor} were {which}"
    weakness = _BY_CHANCE if few < _FEWEST_PACKS else _AGREED if case.agreed else ""
    yield _suggestion(Cause.PACK_SIZE, case, f"{sums}.", note, weakness)


def digits_swapped(case: Case) -> Iterator[Suggestion]:
    """Two neighbouring digits of the one number are swapped in the other."""
    if not _typed_at_once(case):
        return
    swapped = swap_between(case.row.digital, case.row.floor)
    if swapped is not None:
        said = f"Both have the same digits, with {swapped[0]} and {swapped[1]} swapped; {_divided_by_nine(case)}"
        long_enough = len(plain(case.row.floor).replace(".", "")) >= _FEWEST_DIGITS
        yield _suggestion(Cause.DIGITS_SWAPPED, case, said, _digit_by_digit(case), "" if long_enough else _BY_CHANCE)


def digit_slipped(case: Case) -> Iterator[Suggestion]:
    """One number is the other with one digit more: typed twice, put in, or left out."""
    if not _typed_at_once(case):
        return
    digit = digit_between(case.row.digital, case.row.floor)
    if digit is None:
        return
    short = plain(min(case.row.digital, case.row.floor))
    what = f"a {digit} too many" if case.extra else f"a {digit} too few"
    weakness = "" if len(short) >= _FEWEST_DIGITS or (len(short) > 1 and digit in short) else _BY_CHANCE
    said = f"The counted number is the recorded one with {what}."
    yield _suggestion(Cause.DIGIT_SLIPPED, case, said, _digit_by_digit(case), weakness)


def is_multiple(one: Decimal, other: Decimal, factor: int) -> bool:
    """Whether the larger of two quantities is the smaller one so many times; never for nothing."""
    few, many = sorted((one, other))
    return few > 0 and few * factor == many


def swap_between(one: Decimal, other: Decimal) -> tuple[str, str] | None:
    """The two neighbouring digits, the smaller first, that are swapped between two quantities; None if none are."""
    if min(one, other) <= 0:
        return None
    left, right = _at_one_scale(one, other)
    at = swapped_at(left, right)
    if at is None or left[:1] == "0" or right[:1] == "0":
        return None
    low, high = sorted(left[at : at + 2])
    return low, high


def digit_between(one: Decimal, other: Decimal) -> str | None:
    """The digit that the larger of two quantities has more than the smaller; None where more than that differs.

    A single digit grows by itself or a nought only: everything else fits too many numbers.
    """
    few, many = sorted((one, other))
    shorter, longer = plain(few), plain(many)
    at = put_in_at(shorter, longer)
    if few <= 0 or at is None or longer[at] == ".":
        return None
    return longer[at] if len(shorter) > 1 or longer[at] in {shorter, "0"} else None


def _suggestion(cause: Cause, case: Case, said: str, note: str, weakness: str) -> Suggestion:
    confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
    return Suggestion(cause, confidence, (f"{_both(case)}.", said), Fix(FixKind.RECOUNT, note=note), weakness)


def _both(case: Case) -> str:
    entry = case.entry
    is_sum = entry is not None and not entry.adds and Tape(entry.expression, entry.quantity).is_sum
    typed = f" ({entry.expression})" if entry is not None and is_sum else ""
    return f"Counted {plain(case.row.floor)}{typed}, recorded {plain(case.row.digital)}"


def _digit_by_digit(case: Case) -> str:
    counted, recorded = plain(case.row.floor), plain(case.row.digital)
    return f"read the number digit by digit: counted {counted}, recorded {recorded}"


def _typed_at_once(case: Case) -> bool:
    """Whether one person typed the number as it is: sums, scans and what two counts agree on hold no such slip."""
    entry = case.entry
    if entry is None or case.agreed or entry.adds or entry.scanned or case.key.serial_number:
        return False
    return not Tape(entry.expression, entry.quantity).is_sum


def _divided_by_nine(case: Case) -> str:
    difference = abs(case.row.difference)
    if difference % 1:
        return "nothing else differs."
    return f"the difference {plain(difference)} is divisible by 9, as after every such swap."


def _at_one_scale(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Both as text with as many decimal places as the longer of them has."""
    places = max(len(plain(rounded(each)).partition(".")[2]) for each in (one, other))
    return f"{one:.{places}f}", f"{other:.{places}f}"


def _has_its_own_unit(record: InventoryRecord) -> bool:
    return bool(record.unit_of_part) and record.unit_of_part.casefold() != record.part.uom.casefold()
