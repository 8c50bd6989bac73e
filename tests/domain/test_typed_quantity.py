"""A number that a person typed for a line is written as typed, or not at all."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.domain.fixes_by_hand import HandMade, fix_by_hand
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord, Status
from cyclecount_tui.domain.plan import Step
from cyclecount_tui.domain.planning import make_plan
from tests.domain.building import FACT, OTHER, rec, reconciling


def typed(records: list[InventoryRecord], floor: int, wanted: int | None) -> Count:
    """A count whose first line is to be `wanted`, or what was counted where nothing was typed."""
    count = reconciling(records, {1: floor})
    quantity = None if wanted is None else Decimal(wanted)
    fix = fix_by_hand(count, count.rows[0], HandMade(FixKind.SET_QUANTITY, quantity, reason="looked"))
    return after(count, said.FixChosen(**FACT, line=1, fix=fix, cause=Cause.CHOSEN))


def now(*records: InventoryRecord) -> dict[int, InventoryRecord]:
    return {record.id: record for record in records}


def test_where_nothing_changed_it_is_what_ion_gets() -> None:
    count = typed([rec(11, 10)], 14, 12)
    assert count.choices[1].fix.words == "Set quantity, +2, to 12"
    (write,) = make_plan(count, now(rec(11, 10, etag="saved again"))).writes
    assert (write.before, write.quantity) == (10, 12)


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ([rec(11, 7), rec(12, 3)], 10),
        ([rec(11, 12), rec(12, 3)], 15),
        ([rec(11, 10), rec(12, 3, at=OTHER)], 10),
        ([rec(11, 10), rec(12, 3, Status.INSTALLED)], 10),
    ],
)
def test_where_ion_has_another_quantity_it_is_refused(there: list[InventoryRecord], found: int) -> None:
    count = typed([rec(11, 10), rec(12, 3)], 17, 15)
    plan = make_plan(count, now(*there))
    assert not plan.writes
    (missing,) = plan.not_planned
    assert missing.sentence == (
        f"ION had 13 of FR-1 rev A here when 15 was typed and has {found} now: whether 15 is right still cannot be "
        "told. Leave it with a note, and count it anew."
    )


def test_what_only_changed_places_among_the_records_of_the_line_is_no_other_number() -> None:
    count = typed([rec(11, 10), rec(12, 3)], 17, 15)
    there = now(rec(11, 8), rec(12, 5))
    change = sum(write.quantity - write.before for write in make_plan(count, there).writes)
    assert change == 2


def test_all_stays_the_counted_difference() -> None:
    count = typed([rec(11, 10)], 14, None)
    assert count.choices[1].fix.wanted is None
    (write,) = make_plan(count, now(rec(11, 7))).writes
    assert (write.before, write.quantity) == (7, 11)


def test_what_this_count_wrote_itself_is_known() -> None:
    records = [rec(11, 10), rec(12, 3)]
    count = typed(records, 0, 1)
    plan = make_plan(count, now(*records))
    assert [(write.record_id, write.quantity) for write in plan.writes] == [(11, 0), (12, 1)]
    count = after(count, said.Planned(**FACT, plan=plan))
    first = plan.writes[0].number
    count = after(count, said.WriteStarted(**FACT, write=first, step=Step.SET))
    count = after(
        count, said.WriteDone(**FACT, write=first, step=Step.SET, record_id=11, quantity=Decimal(0), etag="e11-0")
    )
    left = make_plan(count, now(rec(11, 0), rec(12, 3)))
    assert [(write.record_id, write.quantity) for write in left.writes] == [(12, 1)]
