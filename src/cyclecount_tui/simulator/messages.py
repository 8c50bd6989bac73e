"""What goes in and out of the simulated ION: replies, dropped connections, and the record of requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Dropped(Exception):
    """The connection was cut before any reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply; `missing` bytes are announced and never sent: the line ends in the middle of the body."""

    status: int
    headers: dict[str, str]
    body: bytes
    missing: int = 0

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class ReceivedRequest:
    """One GraphQL request, as it came in.

    Attributes:
        operation_name: the operation's name, if it has one.
        query: the document's text.
        variables: its variables.
        is_mutation: whether it writes.
        response_keys: the top-level keys of `data` in the answer; empty when there was none.
        status: the HTTP status of the answer; None when the connection was dropped.
    """

    operation_name: str | None
    query: str
    variables: Mapping[str, Any]
    is_mutation: bool = False
    response_keys: tuple[str, ...] = field(default=())
    status: int | None = None


def json_reply(status: int, content: object, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply with a JSON body."""
    body = json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()
    return Reply(status, {"content-type": "application/json", **(headers or {})}, body)


def errors_reply(status: int, message: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply whose body is nothing but one error."""
    return json_reply(status, {"errors": [{"message": message}]}, headers)


def html_reply(status: int, title: str) -> Reply:
    """What a gateway says on its own."""
    page = f"<html><head><title>{status} {title}</title></head><body><h1>{status} {title}</h1></body></html>\r\n"
    return Reply(status, {"content-type": "text/html"}, page.encode())
