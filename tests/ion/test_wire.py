"""From the wire to the domain: exact quantities, aware times, unknown words, nulls."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cyclecount_tui.domain.evidence import KitItem, Requirement
from cyclecount_tui.domain.inventory import (
    InventoryRecord,
    Location,
    Part,
    Place,
    SheetRecord,
    Status,
    Tracking,
)
from cyclecount_tui.ion.errors import SchemaMismatch
from cyclecount_tui.ion.reply_shape import ReplyShape, checked
from cyclecount_tui.ion.wire import (
    kit_item_of,
    location_of,
    record_of,
    requirements_of,
    sheet_part_of,
    sheet_records,
)
from cyclecount_tui.ion.wire_shapes import (
    Amount,
    AssemblyNode,
    KitItemNode,
    LocationNode,
    Moment,
    RecordNode,
    SheetPartNode,
    SheetRecordNode,
)

RECORD = ReplyShape(RecordNode)
AMOUNT: ReplyShape[Decimal] = ReplyShape(Amount)
MOMENT: ReplyShape[datetime] = ReplyShape(Moment)


def part_node(**changes: object) -> dict[str, Any]:
    return {
        "id": 7,
        "partNumber": "FR-10034",
        "revision": "B",
        "description": "Bearing [bold]6201",
        "trackingType": "LOT",
        "unitOfMeasure": {"type": "EA"},
        "cost": 3.1,
        **changes,
    }


def record_node(**changes: object) -> dict[str, Any]:
    return {
        "id": 12,
        "etag": "e-1",
        "updated": "2025-11-22T09:05:00",
        "quantity": 80.5,
        "status": "AVAILABLE",
        "lotNumber": "L-2231",
        "serialNumber": None,
        "originPartInventoryId": 3,
        "location": {"id": 4, "name": "RACK-B / SHELF-04"},
        "unitOfMeasure": None,
        "part": part_node(),
        "issues": [{"id": 812, "status": "PENDING"}, {"id": 813, "status": "RESOLVED"}],
        "runs": [
            {"id": 554, "status": "IN_PROGRESS"},
            None,
            {"id": 555, "status": "COMPLETE"},
            {"id": 556, "status": None},
        ],
        **changes,
    }


def record(**changes: object) -> InventoryRecord:
    return record_of(checked(RECORD, "Records", "partInventories", record_node(**changes)))


def test_a_whole_record() -> None:
    assert record() == InventoryRecord(
        id=12,
        etag="e-1",
        part=Part(7, "FR-10034", "B", "Bearing [bold]6201", Tracking.LOT, "EA", Decimal("3.1")),
        quantity=Decimal("80.5"),
        status=Status.AVAILABLE,
        location=Place(4, "RACK-B / SHELF-04"),
        lot_number="L-2231",
        updated=datetime(2025, 11, 22, 9, 5, tzinfo=UTC),
        origin_id=3,
        open_issues=(812,),
        open_runs=(554,),
    )


@pytest.mark.parametrize(("own", "kept"), [("FT", "EA"), ("EA", ""), (None, "")])
def test_a_unit_of_its_own_stands_beside_that_of_its_part(own: str | None, kept: str) -> None:
    unit = None if own is None else {"type": own}
    assert (record(unitOfMeasure=unit).part.uom, record(unitOfMeasure=unit).unit_of_part) == (own or "EA", kept)
    assert record(unitOfMeasure=unit, part=part_node(unitOfMeasure=None)).unit_of_part == ""


def test_nulls_say_nothing() -> None:
    bare = record(
        etag=None,
        updated=None,
        status=None,
        lotNumber=None,
        originPartInventoryId=None,
        location=None,
        part=part_node(revision=None, description=None, trackingType=None, unitOfMeasure=None, cost=None),
        issues=None,
        runs=None,
    )
    assert bare == InventoryRecord(12, "", Part(7, "FR-10034"), Decimal("80.5"), Status.UNKNOWN, None)


@pytest.mark.parametrize("word", ["MELTED", "", "available", None])
def test_a_status_of_the_future_is_unknown(word: str | None) -> None:
    assert record(status=word).status is Status.UNKNOWN


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.UNKNOWN])
def test_known_statuses_are_themselves(status: Status) -> None:
    assert record(status=status.value).status is status


def test_the_records_own_unit_wins_over_the_parts() -> None:
    assert record(unitOfMeasure={"type": "FT"}).part.uom == "FT"
    assert record(unitOfMeasure=None).part.uom == "EA"


@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_a_float_becomes_the_decimal_it_was_meant_as(number: float) -> None:
    assert AMOUNT.validate_python(number) == round(Decimal(str(number)), 5)


@given(st.decimals(min_value=0, max_value=10**9, places=5))
def test_a_quantity_survives_the_wire(quantity: Decimal) -> None:
    assert AMOUNT.validate_python(float(quantity)) == quantity


def test_the_noise_of_floats_is_gone() -> None:
    assert AMOUNT.validate_python(0.1 + 0.2) == Decimal("0.3")
    assert AMOUNT.validate_python(100) == Decimal(100)
    assert AMOUNT.validate_python("12.50") == Decimal("12.5")


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 1e16, 10**400, True, None, "", "many", "NaN", "sNaN", [], {}]
)
def test_what_is_not_a_quantity(value: object) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(value)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-22T09:05:00",
        "2025-11-22 09:05:00",
        "2025-11-22T09:05:00Z",
        "2025-11-22T09:05:00+00:00",
        "2025-11-22T11:05:00.000000+02:00",
    ],
)
def test_times_with_and_without_an_offset(text: str) -> None:
    moment = MOMENT.validate_python(text)
    assert moment == datetime(2025, 11, 22, 9, 5, tzinfo=UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "soon", ""])
def test_times_outside_the_calendar(text: str) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(text)


@given(st.datetimes(timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=-7))])))
def test_any_time_is_aware_or_not_a_time(moment: datetime) -> None:
    try:
        read = MOMENT.validate_python(moment.isoformat())
    except ValidationError:
        assert moment.tzinfo is not None
        return
    assert read == (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def test_a_sheet_record_knows_no_quantity() -> None:
    node = record_node(part=part_node(cost=9.99), serialNumber="SN-1")
    sheet_record = sheet_records()(checked(ReplyShape(SheetRecordNode), "BlindSheet", "partInventories", node))
    part = Part(7, "FR-10034", "B", "Bearing [bold]6201", Tracking.LOT, "EA")
    assert sheet_record == SheetRecord(12, "e-1", part, "L-2231", "SN-1", Place(4, "RACK-B / SHELF-04"))
    assert sheet_part_of(checked(ReplyShape(SheetPartNode), "SheetParts", "parts", part_node())) == part


@pytest.mark.parametrize(("available", "meant"), [(True, True), (False, False), (None, True)])
def test_locations(available: bool | None, meant: bool) -> None:
    node = {"id": 4, "name": "MRB-1", "type": "SHELF", "parentId": 2, "available": available}
    location = location_of(checked(ReplyShape(LocationNode), "Location", "location", node))
    assert location == Location(4, "MRB-1", "SHELF", 2, meant)


def test_kit_items() -> None:
    kit = {
        "id": 31,
        "status": "IN_PROGRESS",
        "location": None,
        "deliveryLocation": {"id": 9, "name": "LINE-2"},
    }
    node = {
        "id": 1,
        "partId": 7,
        "quantity": 20,
        "quantityFulfilled": None,
        "partKit": kit,
        "partInventories": [{"id": 12}, {"id": 13}],
    }
    item = kit_item_of(checked(ReplyShape(KitItemNode), "OpenKitItems", "partKitItems", node))
    assert item == KitItem(31, "IN_PROGRESS", 7, Decimal(20), Decimal(0), None, Place(9, "LINE-2"), record_ids=(12, 13))


@pytest.mark.parametrize(
    ("serial", "lot", "words"),
    [("SN-9", "L-1", "FR-20000 serial SN-9"), (None, "L-1", "FR-20000 lot L-1"), (None, None, "FR-20000")],
)
def test_requirements(serial: str | None, lot: str | None, words: str) -> None:
    installed: list[object] = [{"quantity": 1}, None, {"quantity": None}, {"quantity": 0.5}]
    node = {
        "id": 90,
        "lotNumber": lot,
        "serialNumber": serial,
        "part": {"partNumber": "FR-20000"},
        "runs": [{"id": 554, "status": "HOLD"}, {"id": 555, "status": "CANCELED"}],
        "buildRequirements": [
            {"partId": 7, "quantity": 4, "abomInstallations": installed},
            {"partId": 8, "quantity": 2, "abomInstallations": None},
            {"partId": None, "quantity": 2, "abomInstallations": []},
            {"partId": 9, "quantity": None, "abomInstallations": []},
        ],
    }
    assembly = checked(ReplyShape(AssemblyNode), "OpenRequirements", "partInventories", node)
    assert list(requirements_of(assembly)) == [
        Requirement(7, Decimal(4), Decimal("1.5"), 90, words, (554,)),
        Requirement(8, Decimal(2), Decimal(0), 90, words, (554,)),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": None}, "quantity"),
        ({"quantity": "many"}, "quantity"),
        ({"part": None}, "part"),
        ({"part": part_node(partNumber=7)}, "part.partNumber"),
        ({"runs": "none"}, "runs"),
        ({"updated": "soon"}, "updated"),
        ({"id": None}, "id"),
    ],
)
def test_a_reply_of_another_shape_names_operation_and_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(SchemaMismatch) as caught:
        record(**changes)
    assert f"ION answered Records in a shape this version does not know, at partInventories.{field} (" in str(
        caught.value
    )


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)


@given(st.dictionaries(st.sampled_from(sorted(record_node())), scalars | st.lists(scalars, max_size=3), max_size=4))
def test_any_reply_is_a_record_or_a_mismatch(changes: dict[str, object]) -> None:
    try:
        read = record(**changes)
    except SchemaMismatch:
        return
    assert read.quantity.is_finite()
    assert read.updated is None or read.updated.tzinfo is UTC
