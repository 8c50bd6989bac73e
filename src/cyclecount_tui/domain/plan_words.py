"""What a plan comes to in words: its value up and down, and for how much of it ION knows no cost."""

from decimal import ROUND_HALF_EVEN, Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan_sums import sums_of

_CENT = Decimal("0.01")


def value_words(count: Count) -> str:
    """`Value up 12.40, down 214.10; of 1 write ION knows no cost.`; empty where nothing changes how much there is."""
    sums = sums_of(count, count.plan)
    if not sums.changes:
        return ""
    known = f"Value up {money(sums.value_up)}, down {money(sums.value_down)}"
    if not sums.without_cost:
        return f"{known}."
    which = "1 write" if sums.without_cost == 1 else f"{sums.without_cost} writes"
    return f"{known}; of {which} ION knows no cost."


def money(value: Decimal | None) -> str:
    """Two places; empty where the cost is not known. No currency: ION's costs have none."""
    if value is None:
        return ""
    cents = value.quantize(_CENT, rounding=ROUND_HALF_EVEN)
    return f"{cents if cents else abs(cents):f}"
