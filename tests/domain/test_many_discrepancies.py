"""A large reconciliation: the work grows with the discrepancies, not with discrepancies times evidence."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import KitItem, Requirement
from cyclecount_tui.domain.incoming import OrderLine, Receipt
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.record_changes import RecordChange
from tests.counted_work import calls
from tests.domain.building import AT, HERE, rec, reconciling

HOMES = [Place(100 + number, f"RACK-{number}") for number in range(40)]
ELSEWHERE, CHANGES = 10, 6


def large(lines: int, serials: bool = False) -> Count:
    """So many lines that nearly all differ, each with about twenty pieces of evidence of its own.

    With serials all of them are of one part.
    """
    parts = [Part(1000 + (0 if serials else line), f"FR-{line:05d}", "A", cost=Decimal(2)) for line in range(lines)]
    parts = [parts[0]] * lines if serials else parts
    names = [f"SN-{line}" if serials else "" for line in range(lines)]
    here = [rec(10_000 + at, 50 + at % 7, part=part, serial=names[at]) for at, part in enumerate(parts)]
    return reconciling(
        here,
        {line + 1: 40 + line % 29 for line in range(lines)},
        elsewhere=tuple(away for at, part in enumerate(parts) for away in _elsewhere(at, part, names[at])),
        kit_items=tuple(KitItem(at, "IN_PROGRESS", part.id, Decimal(9), Decimal(0)) for at, part in some(parts)),
        requirements=tuple(Requirement(part.id, Decimal(8), Decimal(0), at, "A", (at,)) for at, part in some(parts)),
        order_lines=tuple(OrderLine(at, at, part.id, Decimal(7)) for at, part in some(parts)),
        receipts=tuple(
            Receipt(at, at, part.id, Decimal(7), AT, "Bo", record_id=100_000 + at * ELSEWHERE, serial_number=names[at])
            for at, part in enumerate(parts)
        ),
        changes=tuple(_change(at, part, names[at], age) for at, part in enumerate(parts) for age in range(CHANGES)),
    )


def some(parts: list[Part]) -> list[tuple[int, Part]]:
    """Each part once, with its place."""
    return [(at, part) for at, part in enumerate(parts) if at == 0 or part.id != parts[0].id]


def _elsewhere(at: int, part: Part, serial: str) -> list[InventoryRecord]:
    first = 100_000 + at * ELSEWHERE
    return [rec(first + number, 5 + number, part=part, at=HOMES[number], serial=serial) for number in range(ELSEWHERE)]


def _change(at: int, part: Part, serial: str, age: int) -> RecordChange:
    when = AT - timedelta(days=age)
    had, has = Decimal(50), Decimal(44)
    return RecordChange(10_000 + at, part.id, when, "Bo", had, has, HERE, HERE, serial_number=serial)


def reasoned(lines: int, *, serials: bool = False) -> int:
    count = large(lines, serials)
    assert sum(row.differs for row in count.rows) > 0.9 * lines
    return calls(lambda: suggestions(count))


def test_the_work_grows_with_the_lines() -> None:
    assert reasoned(240) < 4.6 * reasoned(60)


def test_serials_of_one_part_do_not_look_at_each_others_evidence() -> None:
    assert reasoned(240, serials=True) < 4.6 * reasoned(60, serials=True)


@pytest.mark.slow
def test_a_thousand_discrepancies_over_twenty_thousand_records_are_few_steps() -> None:
    count = large(1000)
    evidence = count.evidence
    assert evidence is not None
    pieces = (evidence.here, evidence.elsewhere, evidence.kit_items, evidence.requirements, evidence.happened)
    assert sum(map(len, pieces)) >= 20_000
    assert calls(lambda: suggestions(count)) < 800_000, "more calls than a second has room for"
