"""The one choke point to ION's GraphQL: signing in, reads tried again, writes sent once, every answer judged."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import BoundedSemaphore, Lock
from typing import Any, Literal

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.address import Addresses
from cyclecount_tui.ion.answers import Answer, checked_data_of, data_of
from cyclecount_tui.ion.auth import ClientCredentials, SignIn
from cyclecount_tui.ion.contact import Contact, telling
from cyclecount_tui.ion.errors import AuthExpired, AuthRefused, IonError, SchemaMismatch, Unclear, Unreachable
from cyclecount_tui.ion.exchange import Clock, NoAnswer, NotSent, exchange, http_client
from cyclecount_tui.ion.offered import Offered
from cyclecount_tui.ion.only_httpx import httpx
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.reply_shape import Reader
from cyclecount_tui.ion.retry_after import seconds_to_wait
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.ion.side_by_side import MOST_AT_ONCE
from cyclecount_tui.ion.waiting import give_way

Observer = Callable[[str, dict[str, Any]], None]
"""Called before every request with the operation's name and its variables."""

Authorization = Literal["bearer", "raw", "token"]
"""How a request shows its token: `Bearer ...`, the token alone, or `Token ...`; ION is known to accept all three."""

_BEFORE_THE_TOKEN: dict[Authorization, str] = {"bearer": "Bearer ", "raw": "", "token": "Token "}

LessToAsk = Callable[[], Mapping[str, Any] | None]
"""Variables that ask for less, or None when there is no less."""


class GraphQL:
    """ION's GraphQL for one API key. The operations are the files of `operations`; only IonErrors come out.

    It may be used from several threads: at most four reads and one write are on their way at any time.
    """

    def __init__(
        self,
        addresses: Addresses,
        credentials: ClientCredentials,
        transport: httpx.BaseTransport | None = None,
        *,
        observe: Observer | None = None,
        patience: Patience | None = None,
        clock: Clock = time.monotonic,
        authorization: Authorization = "bearer",
    ) -> None:
        self.tenant = addresses.audience
        self.offered = Offered()
        self._url = addresses.graphql_url
        self._credentials = credentials
        self._client = http_client(transport, loopback=addresses.loopback)
        self._observe = observe
        self._patience = patience or Patience()
        self._clock = clock
        self._before_the_token = _BEFORE_THE_TOKEN[authorization]
        self._accepted = False
        self.dated: tuple[str, datetime] | None = None
        """The Date of the latest answer, and when it came by our own clock."""
        self.contact: Contact = lambda _answered: None
        """Told after each request whether ION answered."""
        self._reading = BoundedSemaphore(MOST_AT_ONCE)
        self._writing = Lock()

    def ask(
        self,
        operation: str,
        variables: Mapping[str, Any],
        *,
        when_slow: LessToAsk | None = None,
        read: Reader | None = None,
    ) -> dict[str, Any]:
        """The data of a read, tried again while that may help; `when_slow` may give other variables to go on with.

        With `read` a reply that fits is checked while its bytes are read: see `reply_shape.in_reply`.
        """
        current = variables

        def attempt() -> dict[str, Any]:
            return self._signed_in(_Question(operation, current, read=read))

        def ask_for_less(failure: BaseException) -> bool:
            nonlocal current
            less = when_slow() if when_slow and isinstance(failure, Unreachable) and failure.slow else None
            current = current if less is None else less
            return less is not None

        return self._patience.until_done(attempt, ask_for_less)

    def tell(self, operation: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of a write, sent once. Unclear when it was sent and what became of it is not known."""
        with self._writing:
            return self._signed_in(_Question(operation, variables, writing=True))

    def sign_in(self) -> SignIn:
        """Fetch a token now, and tell where it was given."""
        return self._credentials.sign_in()

    def be_brief(self, tries: int) -> None:
        """Try reads no more often than this from now on."""
        self._patience = replace(self._patience, tries=min(tries, self._patience.tries))

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()
        self._credentials.close()

    def _signed_in(self, question: "_Question") -> dict[str, Any]:
        try:
            with telling(self.contact):
                data = self._with_a_good_token(question)
        except AuthRefused as error:
            if not self._accepted:
                raise
            raise AuthExpired(
                f"The sign-in worked before and ION no longer accepts it; the API key may have been switched off "
                f"or replaced. {error.sentence}",
                trace_id=error.trace_id,
            ) from error
        self._accepted = True
        return data

    def _with_a_good_token(self, question: "_Question") -> dict[str, Any]:
        token = self._credentials.token()
        try:
            return self._fitting(question, token)
        except AuthRefused:
            # A request that is not signed in was not carried out, so even a write may be sent again.
            fresh = self._credentials.renew(token)
        return self._fitting(question, fresh)

    def _fitting(self, question: "_Question", token: Secret) -> dict[str, Any]:
        """The data, asked for without the pieces this tenant lacks; ION says which while a text is checked.

        A text that fails that check was not carried out, so even a write may be sent again.
        """
        operation = question.operation
        while True:
            left_out = self.offered.features.left_out
            text = operations.text_of(operation, left_out & operations.fragments_of(operation))
            try:
                if question.writing:
                    return self._once(question, text, token)
                with self._reading:
                    return self._once(question, text, token)
            except SchemaMismatch as error:
                if not self.offered.learn_from(operation, left_out, error.sentence):
                    raise

    def _once(self, question: "_Question", text: str, token: Secret) -> dict[str, Any]:
        give_way()
        request = self._request(question.operation, text, question.variables, token)
        if self._observe:
            self._observe(question.operation, dict(question.variables))
        try:
            received = exchange(self._client, request, self._clock)
        except NotSent as event:
            raise Unreachable(
                f"ION at {request.url.host} cannot be reached; check the network and ION_API_URI, then try again."
            ) from event.__cause__
        except NoAnswer as event:
            raise _silence(event, writing=question.writing) from event.__cause__
        give_way()
        self.dated = (received.headers.get("date", ""), datetime.now(UTC))
        answer = Answer(
            question.operation,
            received.status,
            received.body,
            trace_id=received.headers.get("x-b3-trace-id"),
            retry_after=seconds_to_wait(received.headers.get("retry-after")),
        )
        data = checked_data_of(answer, question.read) if question.read is not None else None
        return data_of(answer, writing=question.writing) if data is None else data

    def _request(self, operation: str, text: str, variables: Mapping[str, Any], token: Secret) -> httpx.Request:
        body = {"query": text, "variables": dict(variables), "operationName": operation}
        # Escaped to ASCII: a scanner may have typed bytes that are not text, and those cannot be sent as UTF-8.
        return self._client.build_request(
            "POST",
            self._url,
            content=json.dumps(body).encode("ascii"),
            headers={"Content-Type": "application/json", "Authorization": f"{self._before_the_token}{token.reveal()}"},
        )


@dataclass(frozen=True, slots=True)
class _Question:
    operation: str
    variables: Mapping[str, Any]
    writing: bool = False
    read: Reader | None = None


def _silence(event: NoAnswer, *, writing: bool) -> IonError:
    if writing:
        return Unclear(
            "The line to ION broke after a change was sent, so it may or may not have been made; "
            "read the record in ION before anything else."
        )
    if event.slow:
        return Unreachable("ION took too long to answer; wait a moment and try again.", slow=True)
    return Unreachable("The line to ION broke before the answer came; check the network and try again.")
