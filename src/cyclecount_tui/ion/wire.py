"""From ION's checked replies to the domain's objects; nothing here can fail."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

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
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.scans.scanned_things import CodedRecord, ScannedRecord
from cyclecount_tui.ion.wire_shapes import (
    AssemblyNode,
    CodedRecordNode,
    KitItemNode,
    LabelNode,
    LocationNode,
    PartNode,
    PlaceNode,
    RecordNode,
    RequirementNode,
    ScannedRecordNode,
    SheetPartNode,
    SheetRecordNode,
    StateNode,
    UnitNode,
)

OPEN_RUNS = frozenset({"TODO", "IN_PROGRESS", "REDLINE", "HOLD", "FAILED"})
"""Runs that make a record WIP (ION's status order)."""

ISSUE_CLOSED = "RESOLVED"

AnyPart = TypeVar("AnyPart", bound=SheetPartNode)

MakePart = Callable[[AnyPart, UnitNode | None], Part]


def location_of(node: LocationNode) -> Location:
    """A location; one that says nothing about its availability is available."""
    return Location(node["id"], node["name"], node["type"], node["parentId"], node["available"] is not False)


def part_of(node: PartNode, unit: UnitNode | None = None) -> Part:
    """A part; `unit` is the record's own unit of measure, which wins over the part's."""
    return _part(node, unit, node.get("cost"))


def sheet_part_of(node: SheetPartNode, unit: UnitNode | None = None) -> Part:
    """A part as a counter may know it, without its cost."""
    return _part(node, unit, None)


def each_part_once(make: MakePart[AnyPart]) -> MakePart[AnyPart]:
    """As `make`, which is asked once for the same part: ION tells it anew with every record that is of it."""
    known: dict[int, tuple[AnyPart, UnitNode | None, Part]] = {}

    def part_of(node: AnyPart, unit: UnitNode | None) -> Part:
        made = known.get(node["id"])
        if made is None or made[0] != node or made[1] != unit:
            made = known[node["id"]] = (node, unit, make(node, unit))
        return made[2]

    return part_of


def sheet_records() -> Callable[[SheetRecordNode], SheetRecord]:
    """What makes the records of one sheet, without any quantity; each part once."""
    part = each_part_once(sheet_part_of)

    def sheet_record_of(node: SheetRecordNode) -> SheetRecord:
        place, labelled = node.get("location"), node.get("entity")
        return SheetRecord(
            node["id"],
            node["etag"],
            part(node["part"], node["unitOfMeasure"]),
            node["lotNumber"],
            node["serialNumber"],
            _place(place) if place else None,
            labels_of(labelled["barcodeLabels"]) if labelled else (),
        )

    return sheet_record_of


def labels_of(labels: list[LabelNode]) -> tuple[str, ...]:
    """The uids that a scan may tell; a label that was taken out of use is told no more."""
    return tuple(label["iuid"].lower() for label in labels if label["iuid"] and not label["deactivated"])


def coded_record_of(node: CodedRecordNode) -> CodedRecord:
    """A record as one that was scanned is known."""
    return CodedRecord(sheet_part_of(node["part"]), node["lotNumber"], node["serialNumber"])


def scanned_record_of(node: ScannedRecordNode) -> ScannedRecord:
    """A record whose label was scanned."""
    part = sheet_part_of(node["part"])
    return ScannedRecord(part, node["lotNumber"], node["serialNumber"], _place(node.get("location")))


def records() -> Callable[[RecordNode], InventoryRecord]:
    """What makes the records of one list: `record_of`, each part made once."""
    part = each_part_once(part_of)
    return lambda node: record_of(node, part)


def record_of(node: RecordNode, make_part: MakePart[PartNode] = part_of) -> InventoryRecord:
    """An inventory record; a status this version does not know becomes `Status.UNKNOWN`."""
    return InventoryRecord(
        id=node["id"],
        etag=node["etag"],
        part=make_part(node["part"], node["unitOfMeasure"]),
        quantity=node["quantity"],
        status=_status(node["status"]),
        location=_place(node["location"]),
        lot_number=node["lotNumber"],
        serial_number=node["serialNumber"],
        updated=node["updated"],
        updated_by=_editor(node),
        origin_id=node["originPartInventoryId"],
        open_issues=tuple(issue["id"] for issue in node.get("issues", ()) if issue["status"] != ISSUE_CLOSED),
        open_runs=_open_runs(node.get("runs", [])),
        on_hold=node.get("unavailable") is True,
        unit_of_part=_unlike_unit(node["unitOfMeasure"], node["part"]["unitOfMeasure"]),
        held=_held(node),
    )


def _held(node: RecordNode) -> Decimal:
    parts = (node.get("quantityKitted"), node.get("quantityInstalled"), node.get("quantityScrapped"))
    return sum((amount for amount in parts if amount is not None), ZERO)


def kit_item_of(node: KitItemNode) -> KitItem:
    """A position of a kit with the kit's places."""
    kit = node["partKit"]
    return KitItem(
        kit_id=kit["id"],
        kit_status=kit["status"],
        part_id=node["partId"],
        quantity=node["quantity"],
        fulfilled=node["quantityFulfilled"] or ZERO,
        location=_place(kit["location"]),
        deliver_to=_place(kit["deliveryLocation"]),
        record_ids=tuple(record["id"] for record in node["partInventories"]),
    )


def requirements_of(node: AssemblyNode) -> Iterator[Requirement]:
    """What an assembly in progress calls for; a requirement without a part or quantity says nothing and is left out."""
    for wanted in node["buildRequirements"]:
        if wanted["partId"] is None or wanted["quantity"] is None:
            continue
        yield Requirement(
            part_id=wanted["partId"],
            quantity=wanted["quantity"],
            installed=_installed(wanted),
            assembly_id=node["id"],
            assembly=_assembly_words(node),
            run_ids=_open_runs(node.get("runs", [])),
        )


def _part(node: SheetPartNode | PartNode, unit: UnitNode | None, cost: Decimal | None) -> Part:
    own_unit = unit or node["unitOfMeasure"]
    return Part(
        id=node["id"],
        number=node["partNumber"],
        revision=node["revision"],
        description=node["description"],
        tracking=_tracking(node["trackingType"]),
        uom=own_unit["type"] if own_unit else "",
        cost=cost,
    )


def _unlike_unit(own: UnitNode | None, of_part: UnitNode | None) -> str:
    """The part's unit where a record has another one of its own."""
    return of_part["type"] if own and of_part and own["type"] != of_part["type"] else ""


def _place(node: PlaceNode | None) -> Place | None:
    return Place(node["id"], node["name"]) if node else None


def _editor(node: RecordNode) -> str:
    editor = node.get("updatedBy")
    return editor["name"] if editor else ""


def _status(word: str | None) -> Status:
    return Status(word) if word and word in Status.__members__ else Status.UNKNOWN


def _tracking(word: str | None) -> Tracking | None:
    return Tracking(word) if word and word in Tracking.__members__ else None


def _open_runs(runs: list[StateNode]) -> tuple[int, ...]:
    return tuple(run["id"] for run in runs if run["status"] in OPEN_RUNS)


def _installed(wanted: RequirementNode) -> Decimal:
    return sum((each["quantity"] or ZERO for each in wanted["abomInstallations"]), ZERO)


def _assembly_words(node: AssemblyNode) -> str:
    words = node["part"]["partNumber"]
    if node["serialNumber"]:
        return f"{words} serial {node['serialNumber']}"
    return f"{words} lot {node['lotNumber']}" if node["lotNumber"] else words
