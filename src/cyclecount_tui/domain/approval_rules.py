"""When a posting waits for somebody else's approval, and how large a discrepancy has to be for that."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from cyclecount_tui.domain.recount_rules import Tolerance, of_class

USUAL_LIMITS: Mapping[str, Tolerance] = MappingProxyType(
    {
        "A": Tolerance(Decimal(10), Decimal(500)),
        "B": Tolerance(Decimal(20), Decimal(500)),
        "C": Tolerance(Decimal(30), Decimal(500)),
    }
)
"""By class: far beyond what is counted again. Our own choice; the cycle-counting SOP says "major" and no number."""


class ApprovalRules(NamedTuple):
    """The rules by which major discrepancies are approved.

    `required`: nothing is posted before they are. A discrepancy beyond one of the two `limits` of its class is major.
    `ion_issue`: one that was posted is recorded as an issue on its records in ION.
    """

    required: bool = False
    limits: Mapping[str, Tolerance] = USUAL_LIMITS
    ion_issue: bool = False

    def limit(self, count_class: str) -> Tolerance:
        """That of a class; what has no class is measured by the narrowest."""
        return of_class(self.limits, count_class)
