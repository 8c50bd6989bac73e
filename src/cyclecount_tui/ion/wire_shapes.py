"""The shapes of ION's replies, checked once on arrival; quantities become exact, times aware, nulls text."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import (
    Annotated,
    Generic,
    NotRequired,  # pydantic asks for these before Python 3.12
    TypeVar,
)

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    no_info_after_validator_function,
    no_info_before_validator_function,
    none_schema,
    str_schema,
    union_schema,
)
from typing_extensions import TypedDict

from cyclecount_tui.domain.quantities import rounded

LARGEST = Decimal(10) ** 15
"""No quantity and no cost comes near; beyond it a float has no decimal places left."""


def exact(value: object) -> Decimal:
    """A JSON number (or a number as text) as a Decimal at five places; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("a number is needed")
    try:
        number = Decimal(value) if isinstance(value, int) else Decimal(str(value))
    except InvalidOperation:
        raise ValueError("a number is needed") from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError("a number within reason is needed")
    return rounded(number)


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without an offset is taken as UTC, since ION does not always send one."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a moment within the calendar is needed") from None


def what_is_there(value: object) -> object:
    """ION's lists may be null and may hold nulls; neither says anything."""
    if value is None:
        return []
    return [each for each in value if each is not None] if isinstance(value, list) else value


def _text(_source: object, _handler: object) -> CoreSchema:
    """Text passes without a call of ours, of which a page would need a thousand."""
    nothing = no_info_after_validator_function(lambda _: "", none_schema())
    return union_schema([str_schema(), nothing], mode="left_to_right", custom_error_type="string_type")


def _without_nulls(source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
    """A list without nulls passes without a call of ours."""
    usual = handler(source)
    with_nulls = no_info_before_validator_function(what_is_there, usual)
    return union_schema([usual, with_nulls], mode="left_to_right")


Amount = Annotated[Decimal, BeforeValidator(exact)]
Moment = Annotated[datetime, AfterValidator(in_utc)]
Text = Annotated[str, GetPydanticSchema(_text)]


class Identified(TypedDict):
    """Anything with ION's id."""

    id: int


class PageInfo(TypedDict):
    """Where a page of a list ends and how long the whole list is."""

    hasNextPage: bool
    endCursor: str | None
    totalCount: int


Node = TypeVar("Node", bound=Identified)


class Edge(TypedDict, Generic[Node]):
    """One row of a page."""

    node: Node


class Page(TypedDict, Generic[Node]):
    """One page of a list."""

    pageInfo: PageInfo
    edges: list[Edge[Node]]


class UnitNode(TypedDict):
    """A unit of measure; its name is in `type`."""

    type: Text


class UserNode(Identified):
    """Who an API key acts as."""

    name: Text
    email: Text


class PlaceNode(Identified):
    """A location as records and kits name it."""

    name: Text


class LocationNode(PlaceNode):
    """A location of the list."""

    type: str | None
    parentId: int | None
    available: bool | None


class SheetPartNode(Identified):
    """A part as a counter may know it."""

    partNumber: Text
    revision: Text
    description: Text
    trackingType: str | None
    unitOfMeasure: UnitNode | None


class PartNode(SheetPartNode):
    """A part with the value of one unit, where the tenant has costs."""

    cost: NotRequired[Amount | None]


class LabelNode(TypedDict):
    """A label that was printed for something."""

    iuid: Text
    deactivated: bool | None


class LabelledNode(TypedDict):
    """What labels hang on."""

    barcodeLabels: Annotated[list[LabelNode], GetPydanticSchema(_without_nulls)]


class SheetRecordNode(Identified):
    """An inventory record without any quantity; with its location where a sheet walks several, and with its labels."""

    etag: Text
    lotNumber: Text
    serialNumber: Text
    unitOfMeasure: UnitNode | None
    part: SheetPartNode
    location: NotRequired[PlaceNode | None]
    entity: NotRequired[LabelledNode | None]


class CodedRecordNode(Identified):
    """An inventory record as one that was scanned is known: what it is, neither where nor how much."""

    lotNumber: Text
    serialNumber: Text
    part: SheetPartNode


class ScannedRecordNode(CodedRecordNode):
    """An inventory record whose label was scanned, and where it lies, if that was asked."""

    location: NotRequired[PlaceNode | None]


class ScannedEntityNode(Identified):
    """What a barcode is stuck on."""

    type: Text
    locations: Annotated[list[PlaceNode], BeforeValidator(what_is_there)]
    partInventories: Annotated[list[ScannedRecordNode], BeforeValidator(what_is_there)]


class StateNode(Identified):
    """An issue or a run, and how it stands."""

    status: str | None


States = Annotated[list[StateNode], BeforeValidator(what_is_there)]


class EditorNode(TypedDict):
    """Who changed something last."""

    name: Text


class RecordNode(Identified):
    """An inventory record with everything the comparison needs; issues and runs where the tenant has them."""

    etag: Text
    updated: Moment | None
    quantity: Amount
    status: str | None
    lotNumber: Text
    serialNumber: Text
    originPartInventoryId: int | None
    location: PlaceNode | None
    unitOfMeasure: UnitNode | None
    part: PartNode
    issues: NotRequired[States]
    runs: NotRequired[States]
    unavailable: NotRequired[bool | None]
    updatedBy: NotRequired[EditorNode | None]
    quantityKitted: NotRequired[Amount | None]
    quantityInstalled: NotRequired[Amount | None]
    quantityScrapped: NotRequired[Amount | None]


class AmountNode(Identified):
    """An inventory record's quantity alone."""

    quantity: Amount


class KitNode(Identified):
    """A kit: where it is filled and where it goes."""

    status: Text
    location: PlaceNode | None
    deliveryLocation: PlaceNode | None


class KitItemNode(Identified):
    """A position of a kit."""

    partId: int
    quantity: Amount
    quantityFulfilled: Amount | None
    partKit: KitNode
    partInventories: Annotated[list[Identified], BeforeValidator(what_is_there)]


class InstallationNode(TypedDict):
    """A child installed for a requirement."""

    quantity: Amount | None


class RequirementNode(TypedDict):
    """What an assembly calls for."""

    partId: int | None
    quantity: Amount | None
    abomInstallations: Annotated[list[InstallationNode], BeforeValidator(what_is_there)]


class AssemblyPartNode(TypedDict):
    """The part an assembly will be."""

    partNumber: Text


class AssemblyNode(Identified):
    """An assembly in progress with what it calls for."""

    lotNumber: Text
    serialNumber: Text
    part: AssemblyPartNode
    runs: NotRequired[States]
    buildRequirements: Annotated[list[RequirementNode], BeforeValidator(what_is_there)]
