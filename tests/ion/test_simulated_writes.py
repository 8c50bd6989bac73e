"""Every write against the simulated ION over real HTTP, with the faults that real lines and real people have."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import pytest

from cyclecount_tui.domain.inventory import InventoryRecord, Status
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import (
    AuthRefused,
    IonError,
    NotPermitted,
    RateLimited,
    Refused,
    StaleEtag,
    Unclear,
)
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.in_process import InProcessTransport


@pytest.fixture
def record(ion: Ion, plant: Plant) -> InventoryRecord:
    """A plain record on a shelf: untracked by serial, available, more than a few."""
    row = next(
        row
        for row in plant.inventory
        if not row.serial_number and row.quantity > 5 and plant.status_of(row) == "AVAILABLE"
    )
    return ion.records([row.id])[0]


def elsewhere(plant: Plant, record: InventoryRecord) -> int:
    assert record.location is not None
    here = record.location.id
    return next(place.id for place in plant.places if place.id != here and place.available)


def test_set_quantity(ion: Ion, plant: Plant, record: InventoryRecord) -> None:
    changed = ion.set_quantity(record.id, record.etag, Decimal("4.12345"))
    assert changed.quantity == plant.inventory[record.id].quantity == Decimal("4.12345")
    assert changed.etag == plant.inventory[record.id].etag != record.etag
    emptied = ion.set_quantity(record.id, changed.etag, Decimal(0))
    assert (emptied.quantity, emptied.status) == (Decimal(0), Status.UNAVAILABLE)


def test_move(ion: Ion, plant: Plant, record: InventoryRecord) -> None:
    target = elsewhere(plant, record)
    moved = ion.move(record.id, record.etag, target)
    assert moved.location is not None
    assert moved.location.id == target == plant.inventory[record.id].location_id
    assert moved.quantity == record.quantity


def test_split(ion: Ion, plant: Plant, record: InventoryRecord) -> None:
    new = ion.split(record.id, record.etag, Decimal(2))
    assert (new.quantity, new.origin_id) == (Decimal(2), record.id)
    assert new.lot_number == record.lot_number
    assert plant.inventory[record.id].quantity == record.quantity - 2
    assert [child.id for child in ion.children(record.id)] == [new.id]


def test_create(ion: Ion, plant: Plant, record: InventoryRecord) -> None:
    target = elsewhere(plant, record)
    args = (record.part.id, "LOT-77" if record.lot_number else "", "", target)
    before = ion.records_matching(*args)
    new = ion.create(record.part.id, Decimal("3.5"), target, lot_number=args[1])
    assert (new.quantity, new.part.id, new.lot_number) == (Decimal("3.5"), record.part.id, args[1])
    after = ion.records_matching(*args)
    assert {each.id for each in after} - {each.id for each in before} == {new.id}
    assert ion.records_matching(record.part.id, "another lot", "", target) == []


def test_create_with_a_serial(ion: Ion, plant: Plant) -> None:
    part = next(part for part in plant.parts if part.tracking_type == "SERIAL")
    place = next(place for place in plant.places if place.available)
    new = ion.create(part.id, Decimal(1), place.id, serial_number="SN-NEW")
    assert ion.records_with_serials(["SN-NEW"])[0].id == new.id
    with pytest.raises(Refused):
        ion.create(part.id, Decimal(1), place.id, serial_number="SN-NEW")


@pytest.mark.parametrize("quantity", ["-1", "-0.00001", "NaN", "sNaN", "Infinity", "-Infinity", "1e16"])
def test_what_is_not_a_quantity_is_not_sent(ion: Ion, simulator: Simulator, quantity: str) -> None:
    amount = Decimal(quantity)
    with pytest.raises(ValueError, match="quantity"):
        ion.set_quantity(1, "e", amount)
    with pytest.raises(ValueError, match="quantity"):
        ion.split(1, "e", amount)
    with pytest.raises(ValueError, match="quantity"):
        ion.create(1, amount, 1)
    assert simulator.requests == []


@pytest.mark.parametrize("quantity", ["0", "-0", "0.000001"])
def test_nothing_cannot_be_split_off(ion: Ion, simulator: Simulator, quantity: str) -> None:
    with pytest.raises(ValueError, match="above zero"):
        ion.split(1, "e", Decimal(quantity))
    assert simulator.requests == []


@pytest.mark.parametrize("stale_etag", ["extensions", "message"])
@pytest.mark.parametrize("error_statuses", [False, True])
def test_a_changed_record_is_never_overwritten(
    ion_of: Callable[[Simulator], Ion],
    plant: Plant,
    stale_etag: Literal["extensions", "message"],
    error_statuses: bool,
) -> None:
    simulator = Simulator(plant, SimulatorOptions(stale_etag=stale_etag, error_statuses=error_statuses))
    ion = ion_of(simulator)
    row = next(row for row in plant.inventory if row.quantity > 5 and plant.status_of(row) == "AVAILABLE")
    record = ion.records([row.id])[0]
    simulator.faults.edit_behind_the_back(row.id, quantity=record.quantity - 1)
    with pytest.raises(StaleEtag) as caught:
        ion.set_quantity(record.id, record.etag, Decimal(1))
    assert caught.value.trace_id
    with pytest.raises(StaleEtag):
        ion.move(record.id, record.etag, elsewhere(plant, record))
    with pytest.raises(StaleEtag):
        ion.split(record.id, record.etag, Decimal(1))
    assert row.quantity == record.quantity - 1


def test_a_line_cut_after_the_write(ion: Ion, simulator: Simulator, record: InventoryRecord) -> None:
    simulator.faults.drop_after_commit()
    asked_before = len(simulator.requests)
    with pytest.raises(Unclear):
        ion.set_quantity(record.id, record.etag, Decimal(1))
    assert len(simulator.requests) == asked_before + 1
    assert ion.records([record.id])[0].quantity == 1, "it had been done"


@pytest.mark.parametrize("fault", ["drop", "502", "502 after the write"])
def test_other_broken_answers_to_a_write(ion: Ion, simulator: Simulator, record: InventoryRecord, fault: str) -> None:
    if fault == "drop":
        simulator.faults.drop_before()
    else:
        simulator.faults.http_status(502, html=True, after_commit=fault != "502")
    with pytest.raises(Unclear):
        ion.set_quantity(record.id, record.etag, Decimal(1))
    done = fault == "502 after the write"
    assert ion.records([record.id])[0].quantity == (1 if done else record.quantity)


@pytest.mark.parametrize(
    ("prepare", "error", "said"),
    [
        (lambda faults, _: faults.forbid("updatePartInventory"), NotPermitted, "does not have permission"),
        (lambda faults, here: faults.refuse_updates_at(here, "Being counted"), Refused, "“[^”]*Being counted"),
        (lambda faults, _: faults.rate_limited(retry_after=1), RateLimited, "wait 1 seconds"),
    ],
)
def test_refused_writes_change_nothing(
    ion: Ion,
    simulator: Simulator,
    plant: Plant,
    record: InventoryRecord,
    prepare: Callable[[object, int], None],
    error: type[IonError],
    said: str,
) -> None:
    assert record.location is not None
    prepare(simulator.faults, record.location.id)
    with pytest.raises(error, match=said):
        ion.set_quantity(record.id, record.etag, Decimal(1))
    assert plant.inventory[record.id].etag == record.etag


def test_a_rule_of_ion_is_quoted(ion: Ion, plant: Plant) -> None:
    row = next(row for row in plant.inventory if row.serial_number and row.quantity == 1)
    with pytest.raises(Refused, match="ION refused: “"):
        ion.set_quantity(row.id, row.etag, Decimal(2))


def test_a_token_that_ran_out_is_renewed_in_the_middle_of_a_posting(
    ion: Ion, simulator: Simulator, record: InventoryRecord
) -> None:
    simulator.expire_tokens()
    assert ion.set_quantity(record.id, record.etag, Decimal(1)).quantity == 1
    assert simulator.tokens_given == 2


@pytest.mark.parametrize("status", [400, 401])
def test_a_wrong_secret(plant: Plant, status: Literal[400, 401]) -> None:
    transport = InProcessTransport(Simulator(plant, SimulatorOptions(bad_secret_status=status)))
    address = "http://localhost:1"
    with (
        connect(address, address, "demo-client", "wrong", transport=transport) as ion,
        pytest.raises(AuthRefused, match="ION_CLIENT_SECRET"),
    ):
        ion.me()


def test_reads_live_through_what_passes(ion: Ion, simulator: Simulator, record: InventoryRecord) -> None:
    simulator.faults.http_status(502, html=True)
    simulator.faults.rate_limited()
    simulator.faults.drop_before()
    assert ion.records([record.id]) == [record]
    assert [request.variables["first"] for request in simulator.requests[-4:]] == [100, 50, 50, 50]
