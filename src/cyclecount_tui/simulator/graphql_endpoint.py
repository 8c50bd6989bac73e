"""POST /graphql: from the body of a request to the body of its answer."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute_sync,
)

from cyclecount_tui.simulator.documents import Document, Documents, is_mutation, names_in
from cyclecount_tui.simulator.faults import Faults
from cyclecount_tui.simulator.faults.strikes import Asked
from cyclecount_tui.simulator.faults.under_way import under_faults
from cyclecount_tui.simulator.introspection import Answer, Introspection, asks_about_the_schema
from cyclecount_tui.simulator.messages import ReceivedRequest, Reply, errors_reply, json_reply
from cyclecount_tui.simulator.mutations.refusal import Refused, forbidden
from cyclecount_tui.simulator.session import Session


@dataclass(frozen=True, slots=True)
class _Question:
    query: str
    variables: Mapping[str, Any]
    operation_name: str | None


class GraphqlEndpoint:
    """Executes documents against the plant, one at a time, and keeps what was asked.

    Args:
        schema: the executable schema.
        session: the surroundings of each request.
        faults: what goes wrong on purpose.
        lock: held while the plant is read or written.
    """

    def __init__(self, schema: GraphQLSchema, session: Session, faults: Faults, lock: "threading.RLock") -> None:
        self._schema = schema
        self._documents = Documents(schema)
        self._introspection = Introspection()
        self._session = session
        self._faults = faults
        self._lock = lock
        self.requests: list[ReceivedRequest] = []

    def answer(self, body: bytes) -> Reply:
        """Answer one request.

        Raises:
            Dropped: a fault cut the line.
        """
        asked = _read(body)
        if asked is None:
            return errors_reply(400, "The request body is not a valid GraphQL request.")
        with self._lock:
            document = self._documents.read(asked.query)
        operation = document.operation(asked.operation_name)
        name = operation.name.value if operation and operation.name else asked.operation_name
        received = ReceivedRequest(name, asked.query, asked.variables, is_mutation(operation))
        self.requests.append(received)
        what = Asked(names_in(operation), received.is_mutation)
        reply = under_faults(self._faults, what, lambda: self._reply(document, operation, asked, received))
        received.status = reply.status
        return reply

    def _reply(
        self,
        document: Document,
        operation: OperationDefinitionNode | None,
        asked: _Question,
        received: ReceivedRequest,
    ) -> Reply:
        if document.node is None or document.errors:
            status = 400 if self._session.options.error_statuses else 200
            return json_reply(status, {"errors": [error.formatted for error in document.errors]})
        node = document.node
        with self._lock:
            if asks_about_the_schema(operation):
                answer = self._about_the_schema(node, names_in(operation), asked, received)
            else:
                answer = self._execute(node, asked, received)
        received.response_keys = answer.keys
        return answer.reply

    def _about_the_schema(
        self, document: DocumentNode, names: set[str], asked: _Question, received: ReceivedRequest
    ) -> Answer:
        if any(self._session.restrictions.is_forbidden(name) for name in names):
            return Answer(errors_reply(200, str(forbidden())), ())
        return self._introspection.answer(
            asked.query, asked.variables, asked.operation_name, lambda: self._execute(document, asked, received)
        )

    def _execute(self, document: DocumentNode, asked: _Question, received: ReceivedRequest) -> Answer:
        result = execute_sync(
            self._schema,
            document,
            context_value=replace(self._session, operation_name=received.operation_name),
            variable_values=dict(asked.variables),
            operation_name=asked.operation_name,
        )
        problem = self._keep(received)
        keys = tuple(result.data or ())
        if problem is not None:
            return Answer(errors_reply(500, problem), keys)
        return Answer(json_reply(self._status(result), result.formatted), keys)

    def _keep(self, received: ReceivedRequest) -> str | None:
        path = self._session.options.save_path
        if path is None or not received.is_mutation:
            return None
        try:
            self._session.plant.save(path)
        except OSError as problem:
            return f"The write was done, but the plant could not be saved to {path}: {problem.strerror}."
        return None

    def _status(self, result: ExecutionResult) -> int:
        if not self._session.options.error_statuses or not result.errors:
            return 200
        return next((_status_of(error) for error in result.errors if _status_of(error) != 200), 200)


def _status_of(error: GraphQLError) -> int:
    cause = error.original_error
    return cause.status if isinstance(cause, Refused) else 200


def _read(body: bytes) -> _Question | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    if not isinstance(content, dict) or not isinstance(content.get("query"), str):
        return None
    variables, name = content.get("variables") or {}, content.get("operationName")
    if not isinstance(variables, dict) or not isinstance(name, str | None):
        return None
    return _Question(content["query"], variables, name or None)
