"""Questions about the schema itself: answered once for each text and remembered, for the schema never changes."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from graphql import FieldNode, OperationDefinitionNode

from cyclecount_tui.simulator.messages import Reply

ABOUT_THE_SCHEMA = frozenset({"__schema", "__type", "__typename"})
REMEMBERED = 32


class Answer(NamedTuple):
    """A reply, and the top-level keys of its data."""

    reply: Reply
    keys: tuple[str, ...]


class Introspection:
    """Remembers the answers to documents that ask about nothing but the schema."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}

    def answer(self, text: str, variables: Mapping[str, Any], name: str | None, find: Callable[[], Answer]) -> Answer:
        """The answer to an operation of a document, found only the first time."""
        key = json.dumps([text, variables, name], sort_keys=True)
        known = self._answers.get(key)
        if known is None:
            known = find()
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            self._answers[key] = known
        return known


def asks_about_the_schema(operation: OperationDefinitionNode | None) -> bool:
    """Whether an operation asks about nothing else; a fragment at its top might, so it does not count."""
    if operation is None:
        return False
    fields = operation.selection_set.selections
    return all(isinstance(field, FieldNode) and field.name.value in ABOUT_THE_SCHEMA for field in fields)
