"""The permissions that concern a count, by ION's names for them (the official list has none for merging)."""

PERMISSIONS: dict[str, str] = {
    "UpdatePartInventory": "Inventory",
    "CreatePartInventory": "Inventory",
    "SplitPartInventory": "Inventory",
    "SplitManyPartInventory": "Inventory",
    "DeletePartInventory": "Inventory",
    "UpdatePartInventoryAttribute": "Inventory",
    "UpdateLocationAttribute": "Locations",
    "CreateComment": "Comments",
    "CreateIssue": "Issues",
}


def permission_of(name: str) -> str:
    """The permission that a mutation needs; any other name stays as it is."""
    capital = name[:1].upper() + name[1:]
    return capital if capital in PERMISSIONS else name
