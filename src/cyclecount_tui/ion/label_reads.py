"""Looking a scanned label up: what it is stuck on, without any quantity."""

from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.labelled import Labelled, LabelledRecord
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.errors import NotFound, SchemaMismatch
from cyclecount_tui.ion.reply_shape import field_of
from cyclecount_tui.ion.wire_shapes import Identified, PlaceNode, Text, what_is_there

FEATURE = "scan"


class PartNumberNode(TypedDict):
    """A part by its number alone."""

    partNumber: Text


class LabelledRecordNode(Identified):
    """An inventory record with a label."""

    part: PartNumberNode
    location: PlaceNode | None


class EntityNode(TypedDict):
    """Something with a label, as ION tells it."""

    type: Text
    locations: Annotated[list[PlaceNode], BeforeValidator(what_is_there)]
    partInventories: Annotated[list[LabelledRecordNode], BeforeValidator(what_is_there)]


class ScanNode(TypedDict):
    """All that a label may stand for."""

    entities: Annotated[list[EntityNode], BeforeValidator(what_is_there)]


_SCAN: TypeAdapter[ScanNode | None] = TypeAdapter(ScanNode | None)


class LabelReads(Asking):
    """Labels by what a scanner reads from them."""

    def on_label(self, barcode: str) -> list[Labelled] | None:
        """What the label is stuck on, nothing where ION does not know it; None on a tenant that looks no labels up."""
        offered = self._graphql.offered
        if not offered.features.has(FEATURE):
            return None
        try:
            data = self._graphql.ask("ScanBarcode", {"barcode": barcode})
        except SchemaMismatch as error:
            offered.learn(FEATURE, error.sentence)
            return None
        except NotFound as error:
            if error.address_doubtful:
                raise
            return []
        node = field_of(_SCAN, "ScanBarcode", "scanBarcode", data)
        return [_labelled(entity) for entity in node["entities"]] if node else []


def _labelled(node: EntityNode) -> Labelled:
    places = tuple(_place(place) for place in node["locations"])
    return Labelled(node["type"], places, tuple(_record(record) for record in node["partInventories"]))


def _record(node: LabelledRecordNode) -> LabelledRecord:
    place = _place(node["location"]) if node["location"] else None
    return LabelledRecord(node["id"], node["part"]["partNumber"], place)


def _place(node: PlaceNode) -> Place:
    return Place(node["id"], node["name"])
