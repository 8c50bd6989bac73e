"""A kit and the shelf disagree: recorded but not pulled, or pulled but not recorded.

Source: the SOP's table, "parts not put into kits correctly"; fix "return excess parts to inventory".
"""

from collections.abc import Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.evidence import KitItem
from cyclecount_tui.domain.fixes import Awaited, AwaitedKind, Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import plain


def kit_not_filled(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: an open kit still wants just so many, or left with them in the records only, and they lie here.

    One whose delivery is recorded has its parts: other extra ones are of just as many by chance.
    """
    for item in _items(case):
        wanted = case.extra == item.quantity - item.fulfilled or _left_in_the_records_only(case, item)
        if case.extra and (wanted or item.quantity >= case.extra):
            note = f"put the extra parts into kit {item.kit_id}, or return them to inventory in ION"
            yield _suggestion(item, wanted, _fix(AwaitedKind.KIT_RETURN, item, case.extra, note), "extra")


def _left_in_the_records_only(case: Case, item: KitItem) -> bool:
    """Whether the kit's parts are just what is extra, and are recorded where it goes without being delivered."""
    if item.fulfilled != case.extra or item.kit_status == "DELIVERED" or item.deliver_to is None:
        return False
    there = (record for record in case.evidence.elsewhere if record.location == item.deliver_to)
    return any(record.id in item.record_ids for record in there)


def pulled_for_a_kit(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: an open kit still wants just so many, and they are gone from here."""
    for item in _items(case):
        unfilled = item.quantity - item.fulfilled
        if case.missing and unfilled >= case.missing:
            note = f"record the missing parts in kit {item.kit_id} in ION"
            yield _suggestion(
                item, unfilled == case.missing, _fix(AwaitedKind.KIT, item, case.missing, note), "missing"
            )


def _items(case: Case) -> list[KitItem]:
    part = case.part
    return [item for item in case.evidence.kit_items if part is not None and item.part_id == part.id]


def _fix(kind: AwaitedKind, item: KitItem, amount: Decimal, note: str) -> Fix:
    return Fix(FixKind.HOLD, note=note, awaited=(Awaited(kind, item.kit_id, item.part_id, amount),))


def _suggestion(item: KitItem, exact: bool, fix: Fix, what: str) -> Suggestion:
    amount = fix.awaited[0].quantity
    where = f" for {item.deliver_to.name}" if item.deliver_to else ""
    status = item.kit_status.lower().replace("_", " ")
    sentence = (
        f"Kit {item.kit_id}{where} ({status}) wants {plain(item.quantity)} and has {plain(item.fulfilled)}; "
        f"{plain(amount)} {what} here."
    )
    confidence = Confidence.LIKELY if exact else Confidence.POSSIBLE
    full = item.fulfilled >= item.quantity
    doubt = "has all it wants" if full else f"does not ask for just {plain(amount)}"
    weakness = "" if exact else f"kit {item.kit_id} {doubt}"
    return Suggestion(Cause.KIT_NOT_FILLED, confidence, (sentence,), fix, weakness)
