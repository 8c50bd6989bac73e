"""A scripted ION at the transport: it signs anybody in and answers GraphQL from a list, one answer a request."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import httpx

from cyclecount_tui.ion.address import ion_addresses
from cyclecount_tui.ion.auth import ClientCredentials
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.ion.transport import GraphQL, Observer

ADDRESSES = ion_addresses("http://127.0.0.1:9/", "http://127.0.0.1:9")
CLIENT_SECRET = "hush-client-secret"
TOKEN = "hush-token"
MOST_REQUESTS = 500

Reply = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class ScriptedIon:
    """`replies` are given in order to GraphQL requests; the last one goes on being given."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[httpx.Headers] = []
        self.tokens = 0
        self.waits: list[float] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            self.tokens += 1
            return httpx.Response(200, json={"access_token": f"{TOKEN}-{self.tokens}", "expires_in": 300})
        self.requests.append(json.loads(request.content))
        self.headers.append(request.headers)
        assert len(self.requests) < MOST_REQUESTS, "this would go on for ever"
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, httpx.Response) else reply(request)

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.handle)

    @property
    def patience(self) -> Patience:
        return Patience(sleep=self.waits.append)

    def graphql(self, observe: Observer | None = None) -> GraphQL:
        credentials = ClientCredentials(ADDRESSES, "key", Secret(CLIENT_SECRET), self.transport)
        return GraphQL(ADDRESSES, credentials, self.transport, observe=observe, patience=self.patience)


def errors(
    message: str, status: int = 200, code: str | None = None, data: object = None, **more: object
) -> httpx.Response:
    """An answer with one entry in `errors[]`."""
    error: dict[str, object] = {"message": message, **more}
    if code:
        error["extensions"] = {"code": code}
    return httpx.Response(status, json={"errors": [error], "data": data}, headers={"x-b3-trace-id": "trace-1"})


def data(**fields: object) -> httpx.Response:
    """An answer with data alone."""
    return httpx.Response(200, json={"data": fields})


def html(status: int) -> httpx.Response:
    """A gateway's page."""
    return httpx.Response(status, html="<html><h1>Bad gateway</h1></html>", headers={"x-b3-trace-id": "trace-1"})
