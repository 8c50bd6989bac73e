"""Features that a tenant's schema may lack, by name, for `SimulatorOptions.without`."""

from collections.abc import Iterable

# What goes with each feature: whole types, or single fields as "Type.field". Whatever needs a type goes with it.
OPTIONAL_FEATURES: dict[str, frozenset[str]] = {
    "timeline": frozenset({"Timeline"}),
    "kits": frozenset(
        {"PartKit", "PartKitItem", "IssuedPartInventory", "PartKitsInputFilters", "PartKitItemsInputFilters"}
        | {"PartInventory._PartKitsCount", "PartInventory._PartKitItemsCount", "Location._PartKitsCount"}
    ),
    "buildRequirements": frozenset({"BuildRequirement", "AbomInstallation"}),
    "scanBarcode": frozenset({"Query.scanBarcode"}),
    "barcodeLabels": frozenset({"BarcodeLabel"}),
    "comments": frozenset({"Comment", "PartInventory._CommentsCount"}),
    "createComment": frozenset({"Mutation.createComment"}),
    "issues": frozenset({"Issue", "IssueInputFilters", "PartInventory._IssuesCount"}),
    "createIssue": frozenset({"Mutation.createIssue"}),
    "runs": frozenset({"Run", "RunsInputFilters", "PartInventory._RunsCount"}),
    "purchaseOrderLines": frozenset({"PurchaseOrderLine", "PurchaseOrderLinesInputFilters"}),
    "receipts": frozenset({"Receipt", "ReceiptItem", "ReceiptsInputFilters", "ReceiptItemsInputFilters"}),
    "rules": frozenset({"Rule"}),
    "permissionGroups": frozenset({"PermissionGroup"}),
    "aggregates": frozenset({"AggregatesField"}),
    "unavailable": frozenset(
        {
            "PartInventory.unavailable",
            "IssuedPartInventory.unavailable",
            "PartInventoriesInputFilters.unavailable",
            "UpdatePartInventoryInput.unavailable",
        }
    ),
}


def paths_of(without: Iterable[str]) -> list[str]:
    """The types and fields behind names of features, types ("Run") and fields ("Query.runs"), in a fixed order."""
    paths: set[str] = set()
    for name in without:
        paths |= OPTIONAL_FEATURES.get(name, {name})
    return sorted(paths)
