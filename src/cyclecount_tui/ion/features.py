"""What a tenant's ION may lack: every feature by name, what it is made of, and which of them were found missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

NONE_MISSING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing the program does with ION.

    `operations` are whole operations that it needs; `fields` are "Type.field" that no operation names by itself, as
    the keys of a write's input; `fragment` is a piece that other operations can do without. `essential`: without it
    nothing can be counted or posted. `usual`: a tenant without it is worth a word.
    """

    name: str
    words: str
    operations: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    fragment: str = ""
    essential: bool = False
    usual: bool = True


def _inputs(name: str, *keys: str) -> tuple[str, ...]:
    return tuple(f"{name}.{key}" for key in keys)


FEATURES = (
    Feature("sheet", "the blind count sheet", ("BlindSheet", "BlindSheetOfParts", "SheetParts"), essential=True),
    Feature("locations", "finding locations", ("Location", "Locations", "LocationsLike", "LocationsNamed"),
            essential=True),
    Feature("parts", "finding parts by number", ("PartsLike", "PartsNumbered"), essential=True),
    Feature("compare", "comparing a count with ION",
            ("RecordsAt", "Records", "RecordsOfParts", "RecordsWithSerials", "InstalledAt"), essential=True),
    Feature("set_quantity", "setting a quantity", ("SetQuantity",),
            _inputs("UpdatePartInventoryInput", "id", "etag", "quantity"), essential=True),
    Feature("move", "moving a record", ("Move",),
            _inputs("UpdatePartInventoryInput", "id", "etag", "locationId"), essential=True),
    Feature("split", "splitting a record", ("Split", "Children"), essential=True),
    Feature("create", "creating a record", ("Create", "RecordsMatching"),
            _inputs("CreatePartInventoryInput", "partId", "quantity", "locationId", "lotNumber", "serialNumber"),
            essential=True),
    Feature("neighbours", "finding locations by their ids", ("LocationsById",)),
    Feature("kits", "open kits", ("OpenKitItems",)),
    Feature("build_requirements", "build requirements", ("OpenRequirements",)),
    Feature("order_lines", "open purchase order lines", ("OpenOrderLines",)),
    Feature("receipts", "receipts", ("RecentReceipts",)),
    Feature("issues", "issues on records", fragment="RecordIssues"),
    Feature("runs", "runs on records", fragment="RecordRuns"),
    Feature("quality_holds", "quality holds on records", fragment="RecordHold"),
    Feature("costs", "costs of parts", fragment="PartCost"),
    Feature("editors", "who changed a record last", fragment="RecordUpdatedBy"),
    Feature("held", "how much of a record is kitted or installed", fragment="RecordHeld"),
    Feature("timeline", "the history of a record", ("RecordHistories", "PartHistories"), ("PartInventory.timeline",)),
    Feature("scan", "resolving barcodes", ("ScanBarcode",)),
    Feature("labels", "labels of records", fragment="RecordLabels"),
    Feature("comments", "comments on records", ("RecordComments", "LeaveComment")),
    Feature("raising_issues", "raising issues about records", ("RaiseIssue", "IssuesTitled"), usual=False),
    Feature("identity", "the API key's user", ("Me",)),
    Feature("stop_transactions", "turning a location's availability off",
            ("Availability", "SetAvailability", "UnavailableRecords"),
            _inputs("UpdateLocationInput", "id", "etag", "available"), usual=False),
    Feature("plant", "reading the whole inventory", ("PlantRecords", "PlantParts"), usual=False),
    Feature("kit_filling", "what kits were filled from", ("FilledKitItems",), usual=False),
    Feature("issued_quantities", "how much kits were filled with", fragment="IssuedQuantity", usual=False),
    Feature("installations", "when parts were installed", fragment="RecordInstallations", usual=False),
    Feature("serials_and_lots", "finding a record by its serial or lot", ("RecordsCoded",), usual=False),
    Feature("changes", "records changed since a time", ("ChangedRecords",), usual=False),
    Feature("rule_code", "what ION's own rules say", fragment="RuleCode", usual=False),
    Feature("rules", "ION's own rules on inventory", ("RulesInForce",), usual=False),
    Feature("adjust_inventory", "adjusting by ION's own mutation", fields=("Mutation.adjustInventory",), usual=False),
)  # fmt: skip
"""Every feature, the essential ones first."""

UNCHECKED = frozenset({"Introspection", "AnyLocation", "AnyRecord", "Permissions", "TrainingQuantities"})
"""Operations that belong to no feature: the one that asks for the schema itself, and those of the doctor; and training,
which says by itself that it was refused."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a tenant lacks: the reason by the feature's name. `checked_at` is None before the schema was checked.

    `refused` are those of the missing ones that the API key may not use.
    """

    missing: Mapping[str, str] = field(default_factory=lambda: NONE_MISSING)
    checked_at: datetime | None = None
    tenant: str = ""
    refused: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether nothing is known to be missing of a feature."""
        return name not in self.missing

    @property
    def left_out(self) -> frozenset[str]:
        """The fragments that operations go without."""
        return frozenset(each.fragment for each in FEATURES if each.fragment and each.name in self.missing)

    @property
    def can_count(self) -> bool:
        """Whether everything is there that counting and posting cannot do without."""
        return all(self.has(each.name) for each in FEATURES if each.essential)
