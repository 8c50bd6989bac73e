"""The repetitive parts of the schema: enumerations, operators, sort orders, connections, and the queries."""

from collections.abc import Iterator

from cyclecount_tui.simulator.schema.listings import COMMON_SORTS, LISTINGS, Listing

ENUMS: dict[str, tuple[str, ...]] = {
    "InventoryStatus": (
        "AVAILABLE",
        "INSTALLED",
        "KITTED",
        "ON_ORDER",
        "SCRAPPED",
        "UNAVAILABLE",
        "WIP",
    ),
    "Partkitstatusenum": ("CANCELED", "COMPLETED", "DELIVERED", "DRAFT", "IN_PROGRESS", "REQUESTED"),
    "RunStatus": (
        "TODO",
        "IN_PROGRESS",
        "FAILED",
        "COMPLETE",
        "REDLINE",
        "CANCELED",
        "HOLD",
        "PARTIAL_COMPLETE",
    ),
    "Locationtypeenum": ("WORKCENTER", "TOTE", "WAREHOUSE", "RACK", "SHELF"),
    "Parttypeenum": ("PART", "TOOL"),
    "Trackingtypeenum": ("SERIAL", "LOT"),
    "Sourcingstrategyenum": ("MAKE", "BUY"),
    "MaintenanceStatus": ("AVAILABLE", "UNAVAILABLE"),
    "Issuestatusenum": ("PENDING", "IN_PROGRESS", "IN_REVIEW", "RESOLVED"),
    "Purchaseorderstatusenum": (
        "DRAFT",
        "REQUESTED",
        "APPROVED",
        "ORDERED",
        "RECEIVED",
        "CANCELED",
    ),
    "EventType": ("CREATE", "UPDATE", "DELETE", "CONNECTED", "DETACHED"),
    "RuleTargetEnum": ("PARTINVENTORY", "LOCATION", "PART", "PARTKIT", "PARTKITITEM", "RUN", "ISSUE"),
    "RuleEventType": ("CREATE", "UPDATE", "DELETE"),
    "RuleType": ("VALIDATION",),
    "RuleStatus": ("UNINITIALIZED", "VALIDATING", "DISABLED", "ACTIVE", "ERROR"),
    "RuleErrorState": ("ALLOW", "BLOCK"),
}
SCALARS = ("DateTime", "Decimal", "ScalarValue", "SlateContent")
FILTERED = ("String", "ID", "Int", "Float", "Boolean", "DateTime", *ENUMS)
ONE_VALUE_OPERATORS = ("eq", "neq", "like", "ilike", "notlike", "notilike", "gt", "gte", "lt", "lte")

PAGE_INFO = """
# Source: the current documentation on pagination; ION's 2023 schema has the same.
type IonPageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
  count: Int!
  totalCount: Int!
}
"""


def generated_sdl() -> str:
    """The generated part of the schema, as SDL."""
    return "\n".join(_definitions())


def _definitions() -> Iterator[str]:
    yield "# Source: ION's 2023 schema, on its own scalars."
    yield from (f"scalar {name}" for name in SCALARS)
    yield "# Source: ION's 2023 schema; ION's manuals on the states of inventory, kits, runs and locations."
    yield from (f"enum {name} {{ {' '.join(values)} }}" for name, values in ENUMS.items())
    yield "# Source: ION's 2023 schema, the operators of every filter; `eq`, `neq` and `in` in the official examples."
    yield from (_operators(name) for name in FILTERED)
    yield PAGE_INFO
    yield "# Source: ION's 2023 schema, the Relay connections and the sort orders of each list."
    for listing in LISTINGS:
        yield from _connection(listing)
    yield "# Source: ION's 2023 schema; the current documentation on queries and pagination, `me` among them."
    yield _queries()


def _operators(value_type: str) -> str:
    fields = " ".join(f"{operator}: {value_type}" for operator in ONE_VALUE_OPERATORS)
    return f"input {value_type}Filter {{ {fields} in: [{value_type}] isnull: Boolean }}"


def _connection(listing: Listing) -> Iterator[str]:
    orders = " ".join(f"{name}_ASC {name}_DESC" for name in dict.fromkeys((*COMMON_SORTS, *listing.sorts)))
    aggregates = "aggregates: AggregatesField!" if listing.node == "PartInventory" else ""
    stem = listing.connection
    yield f"enum {listing.sort_enum} {{ {orders} }}"
    yield f"type {stem}Edge {{ node: {listing.node} cursor: String! }}"
    yield f"type {stem}Connection {{ pageInfo: IonPageInfo! edges: [{stem}Edge]! {aggregates} }}"


def _queries() -> str:
    fields = ["me: User", "scanBarcode(barcode: String!): ScanBarcode"]
    for listing in LISTINGS:
        arguments = (
            f"filters: {listing.filters} distinctOn: [{listing.sort_enum}] sort: [{listing.sort_enum}] "
            "before: String after: String first: Int last: Int"
        )
        fields.append(f"{listing.query}({arguments}): {listing.connection}Connection")
        if listing.one:
            fields.append(f"{listing.one}(id: ID!): {listing.node}")
    return "type Query {\n" + "\n".join(fields) + "\n}"
