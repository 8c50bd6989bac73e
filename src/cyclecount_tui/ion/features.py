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
    Feature("kits", "open kits", ("OpenKitItems",)),
    Feature("build_requirements", "build requirements", ("OpenRequirements",)),
    Feature("issues", "issues on records", fragment="RecordIssues"),
    Feature("runs", "runs on records", fragment="RecordRuns"),
    Feature("costs", "costs of parts", fragment="PartCost"),
    Feature("editors", "who changed a record last", fragment="RecordUpdatedBy"),
    Feature("timeline", "the history of a record", ("RecordHistories",), ("PartInventory.timeline",)),
    Feature("scan", "resolving barcodes", ("ScanBarcode",)),
    Feature("labels", "labels of records", fragment="RecordLabels"),
    Feature("comments", "comments on records", fields=("Mutation.createComment",)),
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
    Feature("adjust_inventory", "adjusting by ION's own mutation", fields=("Mutation.adjustInventory",), usual=False),
)  # fmt: skip
"""Every feature, the essential ones first."""

UNCHECKED = frozenset(
    {"Introspection", "AnyLocation", "AnyRecord", "RulesInForce", "Permissions", "TrainingQuantities"}
)
"""Operations that belong to no feature: the one that asks for the schema itself, and those of the doctor; and training,
which says by itself that it was refused."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a tenant lacks: the reason by the feature's name. `checked_at` is None before the schema was checked."""

    missing: Mapping[str, str] = field(default_factory=lambda: NONE_MISSING)
    checked_at: datetime | None = None
    tenant: str = ""

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
