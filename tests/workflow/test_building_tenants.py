"""Tenants that each lack something: the schedule is built all the same, and what it went by is said."""

from pathlib import Path

import pytest

from cyclecount_tui.ion.feature_check import checked_features
from cyclecount_tui.simulator import OPTIONAL_FEATURES, SimulatorOptions
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.building_parts import part_proposals
from tests.factory import NOW, SEED, factory_at
from tests.workflow.busy_plant import keep_busy

NO_INSTALLING = "This ION does not tell when parts were installed."
NO_KITS = "This ION does not tell what kits were filled from."
NO_HISTORY = "This ION does not tell the history of records: of what was moved out, only what was split off is counted."
NO_COSTS = "This ION does not offer costs of parts: everything is classed by movement."
VALUE = "Value is annual value: what was used in 90 days, at cost, over a year."
BY = {
    NO_INSTALLING: "Movement is what was kitted and moved out in 90 days.",
    NO_KITS: "Movement is what was installed and moved out in 90 days.",
}
LACKING = {
    "": (),
    "PartInventory.abomInstallations": (NO_INSTALLING,),
    "AbomInstallation._created": (NO_INSTALLING,),
    "buildRequirements": (NO_INSTALLING,),
    "Query.partKitItems": (NO_KITS,),
    "IssuedPartInventory.issuedQuantity": (),
    "PartKitItemsInputFilters._updated": (NO_KITS,),
    "PartKit.locationId": (NO_KITS,),
    "kits": (NO_KITS,),
    "timeline": (NO_HISTORY,),
    "PartInventoryEvents.oldValues": (NO_HISTORY,),
    "PartInventoryEventFilter.Updated": (NO_HISTORY,),
    "Part.cost": (NO_COSTS,),
}
OTHERS = [name for name in OPTIONAL_FEATURES if name not in LACKING]
QUICK = ["", "buildRequirements", "PartKitItemsInputFilters._updated", "kits", "timeline", "Part.cost"]
PATHS = [
    pytest.param(name, marks=() if name in QUICK else pytest.mark.slow, id=name or "nothing")
    for name in [*LACKING, *OTHERS]
]


@pytest.mark.parametrize("checked", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["unchecked", "checked"])
@pytest.mark.parametrize("path", PATHS)
def test_the_schedule_is_built_without(tmp_path: Path, path: str, checked: bool) -> None:
    options = SimulatorOptions(without=frozenset({path} - {""}))
    with factory_at(tmp_path / "data", SEED, options) as factory:
        keep_busy(factory.simulator.plant, moves=200, now=NOW)
        if checked:
            checked_features(factory.workplace.ion, None, NOW)
        built = proposals(factory.workplace)
    lacks = LACKING.get(path, ())
    went_by = next((BY[each] for each in lacks if each in BY), "Movement is what was installed, kitted and moved out")
    assert built.remarks[0].startswith(went_by)
    assert built.remarks[1:-1] == (*lacks, *([VALUE] if NO_COSTS not in lacks else []))
    assert len(built.rows) > 15
    assert {row.count_class for row in built.rows} >= {"A", "C"}
    assert all(("% of annual value" in row.reason) == (NO_COSTS not in lacks) for row in built.rows if row.lines)


def test_a_tenant_that_tells_nothing_is_built_by_changed_records(tmp_path: Path) -> None:
    without = frozenset({"kits", "buildRequirements", "timeline", "Part.cost"})
    with factory_at(tmp_path / "data", SEED, SimulatorOptions(without=without)) as factory:
        built = proposals(factory.workplace)
        parts = part_proposals(factory.workplace)
    assert built.remarks[0].startswith("Movement is the number of records changed in 90 days:")
    assert built.remarks[1] == NO_COSTS
    assert len(parts.rows) == 20
    assert {row.count_class for row in built.rows} >= {"A", "C"}
