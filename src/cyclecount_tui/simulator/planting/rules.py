"""The ION Actions of the small plant: one in force on inventory, which refuses nothing that a count does."""

from datetime import timedelta

from cyclecount_tui.simulator.plant.rows import Rule
from cyclecount_tui.simulator.planting.stockroom import Stockroom

AGE = timedelta(days=400)
TAIL_NUMBER_CODE = """\
if context["partInventory"]["part"]["partNumber"].startswith("TN-") and not context["partInventory"]["serialNumber"]:
    raise ValidationError("Tail-numbered parts need a serial number.")
"""


def plant_rules(room: Stockroom) -> None:
    """Plant three rules: one enabled and one disabled on inventory, and one on runs."""
    _rule(room, "Tail-numbered parts carry a serial number", code=TAIL_NUMBER_CODE)
    _rule(room, "Year-end stocktake: no inventory changes", enabled=False, status="DISABLED")
    _rule(room, "A run on hold needs an issue", target="RUN", error_state="ALLOW")


def _rule(room: Stockroom, title: str, **values: str | bool) -> None:
    rules = room.plant.rules
    rule = Rule(id=rules.next_id, title=title, **values)  # type: ignore[arg-type]  # each by its own type
    room.plant.stamp(rule, by=room.plant.me_id, at=room.now - AGE)
    rule.created = rule.updated
    rules.add(rule)
