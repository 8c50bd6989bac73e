"""A comparison in the journal of an older version reads back: what was not read then is empty now."""

import json
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from cyclecount_tui.domain.events import Compared
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.incoming import OrderedRecord, OrderLine, Receipt
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place, Status
from cyclecount_tui.domain.record_changes import RecordChange
from cyclecount_tui.store.event_text import read, written
from tests.store.examples import NOON

SHELF = Place(1, "RACK-A")
RECORD = InventoryRecord(11, "e", Part(100, "FR-1", "A"), Decimal(4), Status.AVAILABLE, SHELF, on_hold=True)
LATER = Evidence(
    here=(RECORD,),
    read_at=NOON,
    order_lines=(OrderLine(901, 12, 100, Decimal(8), expected=NOON, records=(OrderedRecord(11, Decimal(4)),)),),
    receipts=(Receipt(7, 1007, 100, Decimal(4), NOON, "Bo", record_id=11, location=SHELF),),
    changes=(RecordChange(11, 100, NOON, "Bo", Decimal(9), Decimal(4), SHELF, SHELF),),
    changes_since=NOON,
    changes_cut=True,
    lacking=("receipts", "timeline"),
    not_permitted=("receipts",),
)
ADDED = ("read_at", "order_lines", "receipts", "changes", "changes_since", "changes_cut", "lacking", "not_permitted")


def test_what_is_new_in_a_comparison_reads_back() -> None:
    event = Compared(at=NOON, by="Ada", evidence=LATER)
    assert read(written(event).body) == event


@pytest.mark.parametrize("gone", [ADDED, *((name,) for name in ADDED)])
def test_an_older_comparison_lacks_it(gone: tuple[str, ...]) -> None:
    body = json.loads(written(Compared(at=NOON, by="Ada", evidence=LATER)).body)
    for name in gone:
        del body["evidence"][name]
    for record in body["evidence"]["here"]:
        del record["on_hold"]
    usual = {field.name: field.default for field in fields(Evidence) if field.name in gone}
    expected = replace(LATER, here=(replace(RECORD, on_hold=False),), **usual)  # type: ignore[arg-type]  # each its own default
    assert read(json.dumps(body)) == Compared(at=NOON, by="Ada", evidence=expected)
