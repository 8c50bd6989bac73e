"""What would give a quantity away: looked for in every request that was sent before a count was submitted."""

from collections.abc import Iterable

from graphql import FieldNode, Visitor, parse, visit

from cyclecount_tui.simulator import ReceivedRequest

TELLTALE = "48151623.42"
"""A quantity that nobody types: wherever these digits turn up, ION's quantity has leaked."""

TELLING = {"aggregates", "sum", "percentKitted", "partsInventory", "timeline"}
"""Fields that tell a quantity without being called one."""


class _Fields(Visitor):
    """The names of all selected fields."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.names.add(node.name.value)


def selected_fields(query: str) -> set[str]:
    """Every field a query selects, at any depth, fragments included."""
    fields = _Fields()
    visit(parse(query), fields)
    return fields.names


def leaks(requests: Iterable[ReceivedRequest]) -> list[str]:
    """The fields that give a quantity away, each with the operation that asked for it."""
    found = []
    for request in requests:
        for name in sorted(selected_fields(request.query)):
            if name in TELLING or "quantity" in name.casefold() or "cost" in name.casefold():
                found.append(f"{request.operation_name}: {name}")
    return found
