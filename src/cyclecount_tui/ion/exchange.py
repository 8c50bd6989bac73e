"""One HTTP exchange: all of httpx that the rest of the client sees, with its errors told apart by what they mean."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext

from cyclecount_tui import __version__
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.ion.only_httpx import httpx

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 35.0
"""ION's gateway gives up after 30 seconds, so nothing worth having comes later."""

_NAMED = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where the environment says which certificates are trusted."""

_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

Clock = Callable[[], float]
"""Seconds that only go up, as `time.monotonic`."""


class NotSent(Exception):
    """No connection came about, so nothing was sent."""


class NoAnswer(Exception):
    """The request was sent, or part of it, and no whole answer came. `slow`: because time ran out."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__()
        self.slow = slow


@dataclass(frozen=True, slots=True)
class Received:
    """A whole answer. Its body may hold a token and is not shown."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def http_client(transport: httpx.BaseTransport | None, *, loopback: bool) -> httpx.Client:
    """A client that keeps its connections; what is on this machine is never asked through a proxy."""
    try:
        return httpx.Client(
            transport=transport,
            verify=True if transport else _certificates(tuple(map(os.environ.get, _NAMED)), trust_env=not loopback),
            timeout=httpx.Timeout(WHOLE_SECONDS, connect=CONNECT_SECONDS),
            trust_env=not loopback,
            headers={"User-Agent": f"cyclecount-tui/{__version__}", "Accept": "application/json"},
        )
    except (ImportError, OSError, ValueError, httpx.InvalidURL) as error:
        raise Unreachable(
            f"The proxy or the certificates named in the environment cannot be used ({error}); "
            f"correct HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE."
        ) from error


@cache
def _certificates(_named: tuple[str | None, ...], *, trust_env: bool) -> SSLContext:
    """Those that are trusted take most of a MiB, and a client some time to read: all clients share them."""
    return httpx.create_ssl_context(trust_env=trust_env)


def exchange(client: httpx.Client, request: httpx.Request, clock: Clock = time.monotonic) -> Received:
    """Send the request and read the whole answer. NotSent and NoAnswer are the only errors."""
    try:
        return _sent_and_read(client, request, clock)
    except _NOTHING_SENT as error:
        raise NotSent from _without_traces(error)
    except httpx.HTTPError as error:
        raise NoAnswer(slow=isinstance(error, httpx.TimeoutException)) from _without_traces(error)


def _sent_and_read(client: httpx.Client, request: httpx.Request, clock: Clock) -> Received:
    deadline = clock() + WHOLE_SECONDS
    response = client.send(request, stream=True)
    try:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if clock() > deadline:
                raise httpx.ReadTimeout("the answer came too slowly", request=request)
        return Received(response.status_code, response.headers, bytes(body))
    finally:
        response.close()


def _without_traces(error: BaseException) -> BaseException:
    """The error without the stack frames behind it: their local variables hold the request with its secrets."""
    link: BaseException | None = error
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
    return error
