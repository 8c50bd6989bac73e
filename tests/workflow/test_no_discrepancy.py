"""A line that agrees with ION, or that there is none of, has nothing to take; that is what is said of it."""

import pytest

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.workflow.choosing import choose
from tests.factory import Factory


def test_a_line_that_agrees_is_no_discrepancy(factory: Factory) -> None:
    count = factory.compared(factory.planted("unexplained_shortage").location_id)
    agreeing = next(row.line.number for row in count.rows if not row.differs)
    for line in (agreeing, 10_000):
        with pytest.raises(DomainError, match=f"Line {line} of .* is no discrepancy: there is nothing to fix."):
            choose(factory.workplace, count, line, 1)
    assert factory.again(count) == count
