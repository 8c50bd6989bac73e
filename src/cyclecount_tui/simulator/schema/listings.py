"""Which lists ION offers: the query's name, its types, and what it can be sorted by."""

from dataclasses import dataclass

COMMON_SORTS = ("_CREATED", "_UPDATED", "_ETAG", "_LAST_SESSION_ID", "ID", "CREATED_BY_ID", "UPDATED_BY_ID")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list query.

    Attributes:
        query: the query field, e.g. "partInventories".
        node: the type of its nodes.
        connection: the stem of the connection's and the edge's name.
        filters: the filter input type.
        sort_enum: the sort enumeration.
        sorts: what can be sorted by, besides `COMMON_SORTS`.
        table: the plant's table the rows come from.
        one: the query for a single row, if ION has one.
    """

    query: str
    node: str
    connection: str
    filters: str
    sort_enum: str
    sorts: tuple[str, ...]
    table: str
    one: str | None = None


INVENTORY_SORTS = (
    "PART_ID LOCATION_ID LOT_NUMBER SERIAL_NUMBER QUANTITY QUANTITY_SCRAPPED SUPPLIER_ID UNIT_OF_MEASURE_ID "
    "ORIGIN_PART_INVENTORY_ID KITTED URI ENTITY_ID ESTIMATED_ARRIVAL NEED_DATE LAST_MAINTAINED_DATE _COST _STATUS"
)
PLACE_SORTS = "NAME PARENT_ID TYPE AVAILABLE ARCHIVED DESCRIPTION ADDRESS LOCATION_SUBTYPE_ID SUPERVISOR_ID ENTITY_ID"
PART_SORTS = (
    "PART_NUMBER REVISION DESCRIPTION PART_TYPE TRACKING_TYPE COST LEAD_TIME UNIT_OF_MEASURE_ID "
    "SUPPLIER_PART_NUMBER SOURCING_STRATEGY ENTITY_ID"
)


def _listing(query: str, node: str, filters: str, sorts: str, table: str, one: str | None = None) -> Listing:
    connection = query[0].upper() + query[1:]
    return Listing(query, node, connection, filters, f"{node}SortEnum", tuple(sorts.split()), table, one)


LISTINGS: tuple[Listing, ...] = (
    _listing(
        "partInventories",
        "PartInventory",
        "PartInventoriesInputFilters",
        INVENTORY_SORTS,
        "inventory",
        "partInventory",
    ),
    _listing("locations", "Location", "LocationsInputFilters", PLACE_SORTS, "places", "location"),
    _listing("parts", "Part", "PartsInputFilters", PART_SORTS, "parts", "part"),
    _listing(
        "partKits",
        "PartKit",
        "PartKitsInputFilters",
        "STATUS LOCATION_ID DELIVERY_LOCATION_ID RUN_ID ASSIGNED_TO_ID ENTITY_ID",
        "kits",
        "partKit",
    ),
    _listing(
        "partKitItems",
        "PartKitItem",
        "PartKitItemsInputFilters",
        "PART_ID PART_KIT_ID QUANTITY ENTITY_ID",
        "kit_items",
        "partKitItem",
    ),
    _listing(
        "runs",
        "Run",
        "RunsInputFilters",
        "TITLE STATUS PART_ID PART_INVENTORY_ID QUANTITY DUE_DATE ENTITY_ID",
        "runs",
        "run",
    ),
    _listing("issues", "Issue", "IssueInputFilters", "TITLE STATUS ASSIGNED_TO_ID ENTITY_ID", "issues", "issue"),
    _listing(
        "purchaseOrderLines",
        "PurchaseOrderLine",
        "PurchaseOrderLinesInputFilters",
        "PURCHASE_ORDER_ID PART_ID STATUS QUANTITY NEED_DATE ESTIMATED_ARRIVAL_DATE ENTITY_ID",
        "purchase_lines",
        "purchaseOrderLine",
    ),
    _listing(
        "receipts", "Receipt", "ReceiptsInputFilters", "RECEIVED_AT RECEIVED_BY_ID ENTITY_ID", "receipts", "receipt"
    ),
    _listing(
        "receiptItems",
        "ReceiptItem",
        "ReceiptItemsInputFilters",
        "RECEIPT_ID PART_INVENTORY_ID PURCHASE_ORDER_LINE_ID QUANTITY",
        "receipt_items",
        "receiptItem",
    ),
    _listing("users", "User", "UserInputFilters", "NAME EMAIL DEACTIVATED ION_BOT", "people", "user"),
    _listing("unitsOfMeasurement", "UnitOfMeasurement", "UnitsOfMeasurementInputFilters", "TYPE", "units"),
    _listing("comments", "Comment", "CommentsInputFilters", "CONTENT PARENT_ID", "comments", "comment"),
    _listing("rules", "Rule", "RulesInputFilters", "TITLE ENABLED STATUS TARGET", "rules", "rule"),
)
