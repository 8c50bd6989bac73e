"""A whole count against tenants that each lack something: it goes through, and what is off is said once."""

from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.plan import WriteKind
from cyclecount_tui.ion.feature_check import checked_features
from cyclecount_tui.ion.features import FEATURES, Features
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.store.tenant_memory import TenantMemory
from cyclecount_tui.workflow.features import NOTHING, lacking, not_said_yet, was_read, what_is_off
from cyclecount_tui.workflow.posting import post
from tests.factory import NOW, SEED, factory_at
from tests.sweeps import some_by_default
from tests.workflow.test_posting import planned

OPTIONAL = {
    "PartInventory.issues": "issues",
    "Issue.status": "issues",
    "PartInventory.runs": "runs",
    "Run.status": "runs",
    "Part.cost": "costs",
    "Query.partKitItems": "kits",
    "PartKitItem.partKit": "kits",
    "PartKitItem.quantityFulfilled": "kits",
    "PartInventory.buildRequirements": "build_requirements",
    "BuildRequirement.abomInstallations": "build_requirements",
    "Query.purchaseOrderLines": "order_lines",
    "PurchaseOrderLine.receivedQuantity": "order_lines",
    "Query.receiptItems": "receipts",
    "ReceiptItem.partInventory": "receipts",
    "PartInventory.unavailable": "quality_holds",
    "PartInventory.updatedBy": "editors",
    "PartInventory.timeline": "timeline",
    "Query.scanBarcode": "scan",
    "Mutation.createComment": "comments",
    "Query.me": "identity",
}
NOT_ASKED_FOR_BY_A_COUNT = {"scan", "comments", "identity"}


@pytest.mark.parametrize("checked", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["checked", "unchecked"])
@pytest.mark.parametrize("path", some_by_default(OPTIONAL, "PartInventory.issues", "Query.partKitItems", "Part.cost"))
def test_a_count_goes_through_without(tmp_path: Path, path: str, checked: bool) -> None:
    feature = OPTIONAL[path]
    options = SimulatorOptions(without=frozenset({path}))
    with factory_at(tmp_path / "data", SEED, options) as factory:
        ion, memory = factory.workplace.ion, TenantMemory(tmp_path)
        if checked:
            checked_features(ion, memory, NOW)
        posting = post(factory.workplace, planned(factory, WriteKind.SET_QUANTITY))
        assert posting.count.phase is Phase.CLOSED
        said = not_said_yet(ion.features, memory)
        shows = checked or feature not in NOT_ASKED_FOR_BY_A_COUNT
        assert said == ([what_is_off(ion.features)[feature]] if shows else [])
        assert not_said_yet(ion.features, TenantMemory(tmp_path)) == []


def test_each_feature_has_a_sentence_of_its_own() -> None:
    sentences = what_is_off(Features({feature.name: "gone" for feature in FEATURES}))
    assert set(sentences) == {feature.name for feature in FEATURES if feature.usual}
    assert len(set(sentences.values())) == len(sentences)
    assert what_is_off(Features()) == {}


def test_what_comes_back_and_goes_again_is_said_again(tmp_path: Path) -> None:
    memory = TenantMemory(tmp_path)
    without = Features({"kits": "gone"})
    assert len(not_said_yet(without, memory)) == 1
    assert not_said_yet(Features(), memory) == []
    assert len(not_said_yet(without, memory)) == 1
    memory.write("said ", "no list")
    assert len(not_said_yet(without, memory)) == 1


def test_news_is_news_until_it_was_read_and_what_counting_needs_is_said_always(tmp_path: Path) -> None:
    options = SimulatorOptions(without=frozenset({"Query.partKitItems", "Part.cost", "PartInventory.lotNumber"}))
    with factory_at(tmp_path / "data", SEED, options) as factory:
        place = factory.workplace
        assert lacking(place, check=True) == NOTHING, "without a memory it would be said at every start"
        place.memory = TenantMemory(tmp_path)
        for _ in range(2):
            said = lacking(place, check=True)
            assert {"the blind count sheet", "open kits", "costs of parts"} <= set(said.things)
            assert all("update cyclecount" in sentence for sentence in said.essential)
            assert [sentence.partition(":")[0] for sentence in said.news] == [
                "This ION does not offer open kits",
                "This ION does not offer build requirements",
                "This ION does not offer open purchase order lines",
                "This ION does not offer receipts",
                "This ION does not offer costs of parts",
                "This ION does not offer the history of a record",
                "This ION does not offer resolving barcodes",
            ]
            assert said.sentences == said.essential + said.news
        was_read(place, said)
        again = lacking(place, check=True)
        assert (again.essential, again.news) == (said.essential, ())
        assert lacking(place, check=False) == again
    introspections = [request for request in factory.simulator.requests if request.operation_name == "Introspection"]
    assert len(introspections) == 1


def test_a_workplace_without_memory_reads_nothing_as_read(tmp_path: Path) -> None:
    with factory_at(tmp_path / "data", SEED) as factory:
        was_read(factory.workplace, NOTHING)
        assert not factory.simulator.requests
