"""A kit and the shelf disagree: recorded but not pulled, or pulled but not recorded.

Source: the SOP's table, "parts not put into kits correctly"; fix "return excess parts to inventory".
"""

from collections.abc import Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.evidence import KitItem
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import plain


def kit_not_filled(case: Case) -> Iterator[Suggestion]:
    """Floor > digital: an open kit wants just so many, or says it has them, and they lie here."""
    for item in _items(case):
        wanted = case.extra in {item.quantity, item.fulfilled}
        if case.extra and (wanted or item.quantity > case.extra):
            note = f"put the extra parts into kit {item.kit_id}, or return them to inventory in ION"
            yield _suggestion(item, wanted, case.extra, "extra", note)


def pulled_for_a_kit(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: an open kit still wants just so many, and they are gone from here."""
    for item in _items(case):
        unfilled = item.quantity - item.fulfilled
        if case.missing and unfilled >= case.missing:
            note = f"record the missing parts in kit {item.kit_id} in ION"
            yield _suggestion(item, unfilled == case.missing, case.missing, "missing", note)


def _items(case: Case) -> list[KitItem]:
    part = case.part
    return [item for item in case.evidence.kit_items if part is not None and item.part_id == part.id]


def _suggestion(item: KitItem, exact: bool, amount: Decimal, what: str, note: str) -> Suggestion:
    where = f" for {item.deliver_to.name}" if item.deliver_to else ""
    status = item.kit_status.lower().replace("_", " ")
    sentence = (
        f"Kit {item.kit_id}{where} ({status}) wants {plain(item.quantity)} and has {plain(item.fulfilled)}; "
        f"{plain(amount)} {what} here."
    )
    confidence = Confidence.LIKELY if exact else Confidence.POSSIBLE
    weakness = "" if exact else f"kit {item.kit_id} does not ask for just {plain(amount)}"
    return Suggestion(Cause.KIT_NOT_FILLED, confidence, (sentence,), Fix(FixKind.HOLD, note=note), weakness)
