"""Gives fields of the schema other names, as a tenant with a later ION might have them."""

from collections.abc import Iterable

from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema

# Names as one earlier state of the documentation has them; nothing else bears them out.
EARLIER_NAMES = {
    "PartInventory.status": "state",
    "PartInventory.quantityAvailable": "availableQuantity",
    "PartInventoriesInputFilters.status": "state",
    "UpdatePartInventoryInput.quantity": "newQuantity",
    "Query.me": "currentUser",
}


def rename(schema: GraphQLSchema, names: Iterable[tuple[str, str]]) -> None:
    """Rename fields of object and input types: pairs of "Type.field" and the new name.

    What answers a field, and what reads an input, stays the same.

    Raises:
        ValueError: there is no such field, or the new name is taken.
    """
    for path, new_name in names:
        type_name, _, old_name = path.partition(".")
        owner = schema.type_map.get(type_name)
        if not isinstance(owner, GraphQLObjectType | GraphQLInputObjectType) or old_name not in owner.fields:
            raise ValueError(f"The schema has no {path}; name a field as Type.field.")
        if new_name in owner.fields:
            raise ValueError(f"{type_name} has a field {new_name} already; give {path} another name.")
        if isinstance(owner, GraphQLInputObjectType):
            owner.fields[old_name].out_name = old_name
        _swap_key(owner, old_name, new_name)


def _swap_key(owner: GraphQLObjectType | GraphQLInputObjectType, old_name: str, new_name: str) -> None:
    fields = {new_name if name == old_name else name: field for name, field in owner.fields.items()}
    owner.fields.clear()
    owner.fields.update(fields)
