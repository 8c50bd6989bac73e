"""GraphQL documents: parsed and validated once, remembered by their text."""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)

REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document, or the errors that kept it from being one."""

    node: DocumentNode | None
    errors: list[GraphQLError]

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation that would be executed; None when there is no telling."""
        if self.node is None:
            return None
        operations = [each for each in self.node.definitions if isinstance(each, OperationDefinitionNode)]
        named = [each for each in operations if name is None or _name(each) == name]
        return named[0] if len(named) == 1 else None


class Documents:
    """Documents by text, for one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._known: dict[str, Document] = {}

    def read(self, text: str) -> Document:
        """Parse and validate a text, or remember having done so."""
        document = self._known.get(text)
        if document is None:
            document = self._parse(text)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[text] = document
        return document

    def _parse(self, text: str) -> Document:
        try:
            node = parse(text)
        except GraphQLError as problem:
            return Document(None, [problem])
        return Document(node, validate(self._schema, node))


def is_mutation(operation: OperationDefinitionNode | None) -> bool:
    """Whether an operation writes."""
    return operation is not None and operation.operation is OperationType.MUTATION


def names_in(operation: OperationDefinitionNode | None) -> set[str]:
    """The operation's name and the names of its top-level fields."""
    if operation is None:
        return set()
    fields = {each.name.value for each in operation.selection_set.selections if isinstance(each, FieldNode)}
    name = _name(operation)
    return fields | ({name} if name else set())


def _name(operation: OperationDefinitionNode) -> str | None:
    return operation.name.value if operation.name else None
