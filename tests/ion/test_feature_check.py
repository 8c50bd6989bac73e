"""The schema check against simulated tenants that lack something: the right feature, the right reason, once a day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import SchemaMismatch, Unreachable
from cyclecount_tui.ion.feature_check import checked_features, remembered_features
from cyclecount_tui.ion.features import FEATURES, UNCHECKED, Features
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.ion.scripted import ScriptedIon, data, errors
from tests.sweeps import some_by_default

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ABSENT_HERE = {"adjust_inventory"}
"""What the simulated ION never has."""


class Notes:
    """A memory that lasts as long as the test."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, key: str) -> str | None:
        return self.texts.get(key)

    def write(self, key: str, text: str) -> None:
        self.texts[key] = text


def tenant(plant: Plant, *without: str) -> Simulator:
    return Simulator(plant, SimulatorOptions(without=frozenset(without)))


def test_every_operation_belongs_to_exactly_one_feature() -> None:
    assigned = [name for feature in FEATURES for name in feature.operations]
    assert sorted([*assigned, *UNCHECKED]) == sorted(operations.names())
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_a_whole_tenant_lacks_nothing_that_counting_needs(ion: Ion, simulator: Simulator) -> None:
    features = checked_features(ion, None, NOW)
    assert set(features.missing) == ABSENT_HERE
    assert features.can_count
    assert (features.checked_at, ion.features) == (NOW, features)
    assert [request.operation_name for request in simulator.requests] == ["Introspection"]


LACKING = {
    "PartInventory.issues": {"issues"},
    "Issue.status": {"issues"},
    "PartInventory.runs": {"runs"},
    "Run.status": {"runs"},
    "Part.cost": {"costs"},
    "Query.partKitItems": {"kits", "kit_filling"},
    "PartKitItemsInputFilters._updated": {"kit_filling"},
    "IssuedPartInventory.issuedQuantity": {"issued_quantities"},
    "PartInventory.abomInstallations": {"installations"},
    "AbomInstallation._created": {"installations"},
    "PartInventoryEventFilter.Updated": {"timeline"},
    "Query.parts": {"sheet", "parts", "plant"},
    "PartKit.deliveryLocation": {"kits"},
    "PartInventory.buildRequirements": {"build_requirements"},
    "BuildRequirement.abomInstallations": {"build_requirements"},
    "PartInventory.updatedBy": {"editors"},
    "UpdateLocationInput.available": {"stop_transactions"},
    "PartInventory.timeline": {"timeline"},
    "Query.scanBarcode": {"scan"},
    "Entity.partInventories": {"scan"},
    "PartInventory.entity": {"labels"},
    "Entity.barcodeLabels": {"labels"},
    "BarcodeLabel.iuid": {"labels"},
    "PartInventoriesInputFilters.lotNumber": {"serials_and_lots"},
    "Mutation.createComment": {"comments"},
    "Mutation.createIssue": {"raising_issues"},
    "PartInventory.quantityKitted": {"held"},
    "Rule.code": {"rule_code"},
    "Query.me": {"identity"},
    "Mutation.splitPartInventory": {"split"},
    "UpdatePartInventoryInput.quantity": {"set_quantity"},
    "UpdatePartInventoryInput.locationId": {"move"},
    "UpdatePartInventoryInput.etag": {"move", "set_quantity"},
    "CreatePartInventoryInput.lotNumber": {"create"},
    "Location.available": {"locations", "stop_transactions"},
    "Query.partInventories": {
        "sheet",
        "compare",
        "split",
        "create",
        "build_requirements",
        "timeline",
        "plant",
        "serials_and_lots",
        "changes",
        "stop_transactions",
    },
    "PartInventoriesInputFilters._updated": {"timeline", "changes"},
}


@pytest.mark.parametrize("path", some_by_default(LACKING, "PartInventory.issues", "Mutation.createComment"))
def test_what_is_missing_switches_off_its_feature_alone(
    plant: Plant, ion_of: Callable[[Simulator], Ion], path: str
) -> None:
    features = checked_features(ion_of(tenant(plant, path)), None, NOW)
    assert set(features.missing) - ABSENT_HERE == LACKING[path]
    essential = {feature.name for feature in FEATURES if feature.essential}
    assert features.can_count == (not LACKING[path] & essential)
    assert all(path.partition(".")[2] in features.missing[name] for name in LACKING[path])


def test_the_check_is_good_for_a_day_at_one_tenant(plant: Plant, ion_of: Callable[[Simulator], Ion]) -> None:
    memory = Notes()
    simulator = tenant(plant, "Part.cost")
    first = checked_features(ion_of(simulator), memory, NOW)
    asked = len(simulator.requests)
    url_of_first = first.tenant
    again = ion_of(simulator)
    assert checked_features(again, memory, NOW).tenant != url_of_first, "another address is another tenant"
    assert len(simulator.requests) == asked + 1
    kept = checked_features(again, memory, NOW + timedelta(hours=23))
    assert len(simulator.requests) == asked + 1
    assert (kept.missing, kept.checked_at) == (first.missing, NOW)
    assert again.features == kept
    later = checked_features(again, memory, NOW + timedelta(days=1))
    assert len(simulator.requests) == asked + 2
    assert later.checked_at == NOW + timedelta(days=1)


def test_what_is_remembered_is_gone_by_and_nothing_is_sent(plant: Plant, ion_of: Callable[[Simulator], Ion]) -> None:
    memory = Notes()
    simulator = tenant(plant, "Part.cost")
    ion = ion_of(simulator)
    assert remembered_features(ion, memory, NOW) is None
    assert remembered_features(ion, None, NOW) is None
    assert not simulator.requests
    checked_features(ion, memory, NOW)
    ion.go_by(Features())
    asked = len(simulator.requests)
    remembered = remembered_features(ion, memory, NOW + timedelta(hours=23))
    assert remembered is not None
    assert "costs" in remembered.missing
    assert ion.features == remembered
    assert remembered_features(ion, memory, NOW + timedelta(days=1)) is None
    assert len(simulator.requests) == asked


def test_what_turned_out_to_be_missing_since_the_check_stays_missing(
    plant: Plant, ion_of: Callable[[Simulator], Ion]
) -> None:
    memory = Notes()
    ion = ion_of(tenant(plant))
    checked_features(ion, memory, NOW)
    ion._graphql.offered.learn("kits", "not permitted any more")
    assert not checked_features(ion, memory, NOW + timedelta(hours=1)).has("kits")
    assert not ion.features.has("kits")


@pytest.mark.parametrize(
    "text", ["", "{}", '{"checked_at": "2026-03-02T09:00:00Z", "operations": "older", "missing": {"kits": "?"}}']
)
def test_a_memory_that_does_not_fit_is_not_believed(ion: Ion, simulator: Simulator, text: str) -> None:
    memory = Notes()
    memory.texts[f"features {ion.tenant}"] = text
    assert set(checked_features(ion, memory, NOW).missing) == ABSENT_HERE
    assert len(simulator.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        errors("GraphQL introspection is not allowed."),
        errors("forbidden", status=403),
        data(),
        data(__schema={"types": 7}),
        data(__schema={"queryType": {"name": "Query"}, "types": [{"kind": "OBJECT", "name": "Query"}]}),
    ],
)
def test_a_tenant_that_does_not_describe_itself_stays_unchecked(reply: httpx.Response) -> None:
    memory = Notes()
    ion = Ion(ScriptedIon([reply]).graphql())
    assert checked_features(ion, memory, NOW) == Features()
    assert memory.texts == {}


def test_a_line_that_is_down_is_said(ion: Ion, simulator: Simulator) -> None:
    simulator.faults.drop_before(count=10)
    with pytest.raises(Unreachable):
        checked_features(ion, Notes(), NOW)


@pytest.mark.parametrize("checked", [True, False])
def test_records_are_read_without_the_evidence_a_tenant_lacks(
    plant: Plant, ion_of: Callable[[Simulator], Ion], checked: bool
) -> None:
    whole = {record.id: record for record in ion_of(Simulator(plant)).records_at(_crowded(plant))}
    simulator = tenant(plant, "PartInventory.issues", "Part.cost")
    ion = ion_of(simulator)
    if checked:
        checked_features(ion, None, NOW)
    asked = len(simulator.requests)
    for record in ion.records_at(_crowded(plant)):
        assert (record.open_issues, record.part.cost) == ((), None)
        assert record.open_runs == whole[record.id].open_runs
        assert record.quantity == whole[record.id].quantity
    assert {"issues", "costs"} <= set(ion.features.missing)
    assert "runs" not in ion.features.missing
    assert len(simulator.requests) - asked == (1 if checked else 3), "each missing piece is found out once"
    ion.records_at(_crowded(plant))
    assert len(simulator.requests) - asked == (2 if checked else 4)


def test_a_write_goes_through_without_what_its_answer_cannot_show(
    plant: Plant, ion_of: Callable[[Simulator], Ion]
) -> None:
    simulator = tenant(plant, "PartInventory.runs")
    ion = ion_of(simulator)
    record = next(row for row in plant.inventory if row.quantity > 1 and not row.serial_number and row.location_id)
    before = record.quantity
    written = ion.set_quantity(record.id, str(record.etag), before + 1)
    assert written.quantity == before + 1 == plant.inventory[record.id].quantity
    assert [request.response_keys for request in simulator.requests] == [(), ("updatePartInventory",)]


def test_what_is_no_piece_of_the_evidence_is_still_a_mismatch(plant: Plant, ion_of: Callable[[Simulator], Ion]) -> None:
    simulator = tenant(plant, "PartInventory.lotNumber")
    with pytest.raises(SchemaMismatch, match="lotNumber"):
        ion_of(simulator).records_at(_crowded(plant))
    assert len(simulator.requests) == 1


def _crowded(plant: Plant) -> int:
    places = [row.location_id for row in plant.inventory if row.location_id]
    return max(set(places), key=places.count)
