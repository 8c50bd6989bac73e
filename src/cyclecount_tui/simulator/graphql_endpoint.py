"""POST /graphql: from the body of a request to the body of its answer."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute_sync

from cyclecount_tui.simulator.documents import Document, Documents, is_mutation, names_in
from cyclecount_tui.simulator.faults import Faults
from cyclecount_tui.simulator.messages import ReceivedRequest, Reply, errors_reply, json_reply
from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.session import Session


@dataclass(frozen=True, slots=True)
class _Asked:
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
        writes, names = is_mutation(operation), names_in(operation)
        received = ReceivedRequest(name, asked.query, asked.variables, writes)
        self.requests.append(received)
        reply = self._faults.strike(names, is_mutation=writes, committed=False)
        if reply is None:
            reply = self._execute(document, asked, received)
            reply = self._faults.strike(names, is_mutation=writes, committed=True) or reply
        received.status = reply.status
        return reply

    def _execute(self, document: Document, asked: _Asked, received: ReceivedRequest) -> Reply:
        if document.node is None or document.errors:
            status = 400 if self._session.options.error_statuses else 200
            return json_reply(status, {"errors": [error.formatted for error in document.errors]})
        session = replace(self._session, operation_name=received.operation_name)
        with self._lock:
            result = execute_sync(
                self._schema,
                document.node,
                context_value=session,
                variable_values=dict(asked.variables),
                operation_name=asked.operation_name,
            )
            problem = self._keep(received)
        received.response_keys = tuple(result.data or ())
        if problem is not None:
            return errors_reply(500, problem)
        return json_reply(self._status(result), result.formatted)

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


def _read(body: bytes) -> _Asked | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    if not isinstance(content, dict) or not isinstance(content.get("query"), str):
        return None
    variables, name = content.get("variables") or {}, content.get("operationName")
    if not isinstance(variables, dict) or not isinstance(name, str | None):
        return None
    return _Asked(content["query"], variables, name or None)
