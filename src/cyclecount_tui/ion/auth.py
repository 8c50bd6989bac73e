"""Signing in with an API key: a token is fetched when needed and kept until shortly before it ends."""

import json
import math
import time
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit

from cyclecount_tui.ion.address import Addresses
from cyclecount_tui.ion.errors import AuthRefused, IonError, RateLimited, Unreachable
from cyclecount_tui.ion.exchange import Clock, NoAnswer, NotSent, Received, exchange, http_client
from cyclecount_tui.ion.memory import Memory
from cyclecount_tui.ion.only_httpx import httpx
from cyclecount_tui.ion.retry_after import seconds_to_wait
from cyclecount_tui.ion.secret import Secret

MARGIN_SECONDS = 30.0
UNTOLD_LIFETIME_SECONDS = 60.0
"""How long a token is taken to live when the sign-in does not say: the shortest that such services use."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Where a token was given, and for how many seconds; None where the sign-in does not say."""

    url: str
    lifetime: float | None


@dataclass(frozen=True, slots=True)
class _Token:
    secret: Secret
    good_until: float
    lifetime: float | None


class ClientCredentials:
    """Tokens for one API key. Safe to use from several threads; shows neither the key's secret nor a token.

    Of several places where the sign-in may be, the one that gave a token is kept in `memory` and tried first.
    """

    def __init__(
        self,
        addresses: Addresses,
        client_id: str,
        client_secret: Secret,
        transport: httpx.BaseTransport | None = None,
        clock: Clock = time.monotonic,
        memory: Memory | None = None,
    ) -> None:
        self._urls = addresses.token_urls
        self._memory = memory
        self._memory_key = f"sign-in {addresses.token_urls[0]}"
        self._audience = addresses.audience
        self._client_id = client_id
        self._client_secret = client_secret
        self._client = http_client(transport, loopback=addresses.loopback)
        self._clock = clock
        self._lock = Lock()
        self._token: _Token | None = None
        self._signed_in: SignIn | None = None

    def __repr__(self) -> str:
        return f"ClientCredentials({self._client_id!r})"

    def token(self) -> Secret:
        """A token that is good for a while. AuthRefused, Unreachable or RateLimited when there is none to be had."""
        with self._lock:
            if self._token is None or self._clock() >= self._token.good_until:
                self._token = self._fetch()
            return self._token.secret

    def renew(self, refused: Secret | None = None) -> Secret:
        """A new token; one that another thread fetched since `refused` was handed out counts as new."""
        with self._lock:
            if refused is None or self._token is None or self._token.secret is refused:
                self._token = None
                self._token = self._fetch()
            return self._token.secret

    def sign_in(self) -> SignIn:
        """Fetch a token now, and tell where it was given. Raises what `token` raises."""
        with self._lock:
            self._token = self._fetch()
            assert self._signed_in is not None
            return self._signed_in

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _fetch(self) -> _Token:
        asked_at = self._clock()
        for url in self._urls_in_order():
            received = self._ask(url)
            if received.status != 404:
                self._urls = (url,)
                token = self._kept(received, asked_at)
                self._remember(url)
                self._signed_in = SignIn(url, token.lifetime)
                return token
        raise Unreachable(f"There is no sign-in of ION at {urlsplit(self._urls[0]).netloc}; check ION_AUTH_SERVER.")

    def _urls_in_order(self) -> list[str]:
        remembered = self._memory.read(self._memory_key) if self._memory is not None else None
        return sorted(self._urls, key=lambda url: url != remembered)

    def _remember(self, url: str) -> None:
        if self._memory is not None and self._memory.read(self._memory_key) != url:
            self._memory.write(self._memory_key, url)

    def _ask(self, url: str) -> Received:
        host = urlsplit(url).netloc
        try:
            return exchange(self._client, self._request(url), self._clock)
        except NotSent as event:
            raise Unreachable(
                f"The sign-in at {host} cannot be reached; check the network and ION_AUTH_SERVER."
            ) from event.__cause__
        except NoAnswer as event:
            raise Unreachable(
                f"The sign-in at {host} did not answer; wait a moment and try again."
            ) from event.__cause__

    def _request(self, url: str) -> httpx.Request:
        return self._client.build_request(
            "POST",
            url,
            data={
                "grant_type": "client_credentials",
                "client_id": self._client_id,
                "client_secret": self._client_secret.reveal(),
                "audience": self._audience,
            },
        )

    def _kept(self, received: Received, asked_at: float) -> _Token:
        token = _token_in(received, asked_at) if received.status == 200 else None
        if token is None:
            raise _refusal(received)
        return token


def _token_in(received: Received, asked_at: float) -> _Token | None:
    """The token of an answer, or None: whatever is wrong with it must not end up in a traceback."""
    try:
        content = json.loads(received.body)
    except (ValueError, RecursionError):
        return None
    text = content.get("access_token") if isinstance(content, dict) else None
    if not isinstance(text, str) or not text or not (text.isascii() and text.isprintable()):
        return None
    told = _told_lifetime(content.get("expires_in"))
    lifetime = told or UNTOLD_LIFETIME_SECONDS
    return _Token(Secret(text), asked_at + lifetime - min(MARGIN_SECONDS, lifetime / 2), told)


def _told_lifetime(told: object) -> float | None:
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if 0 < told < math.inf else None


def _refusal(received: Received) -> IonError:
    trace_id = received.headers.get("x-b3-trace-id")
    if received.status in {400, 401, 403}:
        return AuthRefused(
            f"ION's sign-in refused the API key (status {received.status}); "
            f"check ION_CLIENT_ID and ION_CLIENT_SECRET, and that they belong to ION_AUTH_SERVER.",
            trace_id=trace_id,
        )
    if received.status == 429:
        wait = seconds_to_wait(received.headers.get("retry-after"))
        return RateLimited(
            "ION's sign-in asks for fewer requests; wait a minute and try again.",
            trace_id=trace_id,
            retry_after=wait,
        )
    return Unreachable(
        f"ION's sign-in did not give a readable answer (status {received.status}); "
        f"wait a moment and try again, and check ION_AUTH_SERVER if it stays so.",
        trace_id=trace_id,
    )
