"""The rows of the simulated ION, one plain dataclass a table; quantities are `Decimal`, times are UTC."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Row:
    """What every ION row carries: its number, its etag, and who wrote it when."""

    id: int
    etag: str = ""
    entity_id: int = 0
    created: datetime = EPOCH
    updated: datetime = EPOCH
    created_by_id: int = 1
    updated_by_id: int = 1


@dataclass(slots=True, kw_only=True)
class Unit(Row):
    """A unit of measurement; its name is in `type`, as in ION."""

    type: str


@dataclass(slots=True, kw_only=True)
class Person(Row):
    """A user of ION; `ion_bot` marks a service key."""

    name: str
    email: str
    deactivated: bool = False
    ion_bot: bool = False
    is_admin: bool = False


@dataclass(slots=True, kw_only=True)
class Place(Row):
    """A location; places form a tree by `parent_id`."""

    name: str
    type: str | None = None
    parent_id: int | None = None
    available: bool = True
    archived: bool = False
    description: str | None = None
    address: str | None = None
    supervisor_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Part(Row):
    """A part in one revision; number and revision together are unique."""

    part_number: str
    revision: str
    description: str
    tracking_type: str | None = None
    part_type: str = "PART"
    cost: Decimal | None = None
    lead_time: int | None = None
    unit_of_measure_id: int | None = None
    supplier_part_number: str | None = None
    sourcing_strategy: str | None = None
    export_controlled: bool = False


@dataclass(slots=True, kw_only=True)
class Inventory(Row):
    """One inventory record; `unavailable` is the quality hold."""

    part_id: int
    quantity: Decimal = Decimal(0)
    quantity_scrapped: Decimal = Decimal(0)
    location_id: int | None = None
    lot_number: str | None = None
    serial_number: str | None = None
    unit_of_measure_id: int | None = None
    supplier_id: int | None = None
    cost: Decimal | None = None
    uri: str | None = None
    last_maintained_date: datetime | None = None
    origin_part_inventory_id: int | None = None
    unavailable: bool = False
    how_created: str = "MANUAL"


@dataclass(slots=True, kw_only=True)
class Kit(Row):
    """A part kit on its way from `location_id` to `delivery_location_id`."""

    status: str = "DRAFT"
    location_id: int | None = None
    delivery_location_id: int | None = None
    run_id: int | None = None
    assigned_to_id: int | None = None


@dataclass(slots=True, kw_only=True)
class KitItem(Row):
    """What a kit asks for."""

    part_kit_id: int
    part_id: int
    quantity: Decimal


@dataclass(slots=True, kw_only=True)
class KitIssue(Row):
    """A quantity of an inventory record issued to a kit item."""

    part_kit_item_id: int
    part_inventory_id: int
    quantity: Decimal


@dataclass(slots=True, kw_only=True)
class Run(Row):
    """A run that builds `part_inventory_id`."""

    title: str
    status: str = "TODO"
    part_id: int | None = None
    part_inventory_id: int | None = None
    quantity: int = 1
    percent_complete: int = 0
    due_date: datetime | None = None
    location_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Requirement(Row):
    """A build requirement: the assembly `part_inventory_id` needs `quantity` of a part."""

    part_inventory_id: int
    part_id: int
    quantity: Decimal


@dataclass(slots=True, kw_only=True)
class Installation(Row):
    """A quantity of an inventory record installed against a build requirement."""

    build_requirement_id: int
    part_inventory_id: int
    quantity: Decimal


@dataclass(slots=True, kw_only=True)
class PurchaseLine(Row):
    """A purchase order line and the inventory record that waits for it."""

    purchase_order_id: int
    part_id: int
    quantity: Decimal
    status: str = "ORDERED"
    part_inventory_id: int | None = None
    received_quantity: Decimal = Decimal(0)
    need_date: datetime | None = None
    estimated_arrival_date: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Receipt(Row):
    """A delivery that was taken in."""

    received_at: datetime
    received_by_id: int | None = None


@dataclass(slots=True, kw_only=True)
class ReceiptItem(Row):
    """What a delivery held of one thing: for which purchase line, and which inventory record stands for it."""

    receipt_id: int
    quantity: Decimal
    part_inventory_id: int | None = None
    purchase_order_line_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Issue(Row):
    """A quality issue about some inventory records."""

    title: str
    status: str = "PENDING"
    part_inventory_ids: list[int] = field(default_factory=list)
    assigned_to_id: int | None = None
    cause_condition: object = None
    expected_condition: object = None
    disposition: object = None


@dataclass(slots=True, kw_only=True)
class Comment(Row):
    """A comment on whatever has the given entity number (`about_entity_id`)."""

    about_entity_id: int
    content: str | None = None
    slate_content: object = None
    parent_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Rule(Row):
    """An ION Action.

    `location_id` and `refusal` are what the simulator does by it: while it is enabled, every inventory write
    that touches the location is refused with that message. A rule without a location refuses nothing.
    """

    title: str
    target: str = "PARTINVENTORY"
    event_type: str = "UPDATE"
    rule_type: str = "VALIDATION"
    enabled: bool = True
    status: str = "ACTIVE"
    error_state: str = "BLOCK"
    code: str = ""
    location_id: int | None = None
    refusal: str = ""


@dataclass(slots=True, kw_only=True)
class Change(Row):
    """One entry of a record's timeline; `old` and `new` hold only what changed, as text.

    `reason` is what an `adjustInventory` gave; no query shows it.
    """

    part_inventory_id: int
    event_type: str
    old: dict[str, str | None] = field(default_factory=dict)
    new: dict[str, str | None] = field(default_factory=dict)
    reason: str | None = None
