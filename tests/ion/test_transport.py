"""The choke point: what is sent, what is tried again, and what a write never does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
import pytest

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import (
    AuthExpired,
    AuthRefused,
    IonError,
    RateLimited,
    Refused,
    Unclear,
    Unreachable,
)
from cyclecount_tui.ion.retry_after import seconds_to_wait
from cyclecount_tui.ion.transport import Authorization
from tests.ion.scripted import CLIENT_SECRET, TOKEN, Reply, ScriptedIon, data, errors, html


def named(trouble: object) -> str:
    """A name that is the same in every process."""
    return getattr(trouble, "__name__", repr(trouble))


def not_gzip(_: httpx.Request) -> httpx.Response:
    headers = {"content-encoding": "gzip"}
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"this is not gzip"))


ME = data(me={"id": 1, "name": "Ada", "email": "ada@example.com"})


def test_a_request_carries_name_text_variables_and_token() -> None:
    ion = ScriptedIon([ME])
    seen: list[tuple[str, dict[str, Any]]] = []
    graphql = ion.graphql(observe=lambda name, variables: seen.append((name, variables)))
    assert graphql.ask("Me", {"unused": 1})["me"]["name"] == "Ada"
    assert ion.requests == [{"query": operations.text_of("Me"), "variables": {"unused": 1}, "operationName": "Me"}]
    headers = ion.headers[0]
    assert headers["authorization"] == f"Bearer {TOKEN}-1"
    assert "gzip" in headers["accept-encoding"]
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("cyclecount-tui/")
    assert seen == [("Me", {"unused": 1})]


def test_one_token_serves_many_requests() -> None:
    ion = ScriptedIon([ME])
    graphql = ion.graphql()
    for _ in range(3):
        graphql.ask("Me", {})
    assert ion.tokens == 1


def test_bytes_that_are_not_text_can_be_sent() -> None:
    ion = ScriptedIon([ME])
    ion.graphql().ask("Me", {"scanned": "SN-\udcff ä"})
    assert ion.requests[0]["variables"] == {"scanned": "SN-\udcff ä"}


@pytest.mark.parametrize(
    "trouble",
    [
        html(502),
        html(200),
        httpx.Response(500),
        httpx.Response(200, content=b'{"data": {"me'),
        not_gzip,
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
        httpx.ReadTimeout("late"),
        httpx.ReadError("broken"),
        httpx.RemoteProtocolError("gone"),
        errors("Too many requests"),
        httpx.Response(429),
    ],
    ids=named,
)
def test_reads_are_tried_again(trouble: Reply) -> None:
    ion = ScriptedIon([trouble, trouble, trouble, ME])
    assert ion.graphql().ask("Me", {})["me"]["id"] == 1
    assert len(ion.waits) == 3
    assert 0.5 <= ion.waits[0] <= 1.0 <= ion.waits[1] <= 1.5 <= 2.0 <= ion.waits[2] <= 2.5, (
        "half a second, one, two, each with up to half a second of chance"
    )


def test_reads_give_up_after_four_tries() -> None:
    ion = ScriptedIon([html(503)])
    with pytest.raises(Unreachable) as caught:
        ion.graphql().ask("Me", {})
    assert len(ion.requests) == 4
    assert caught.value.trace_id == "trace-1"


@pytest.mark.parametrize(
    "answer",
    [errors("Etag does not match"), errors("no such thing", 404), errors("No"), errors("Cannot query field")],
)
def test_what_will_not_pass_is_not_tried_again(answer: httpx.Response) -> None:
    ion = ScriptedIon([answer])
    with pytest.raises(IonError):
        ion.graphql().ask("Me", {})
    assert len(ion.requests) == 1


def test_retry_after_is_honoured() -> None:
    ion = ScriptedIon([httpx.Response(429, headers={"Retry-After": "20"}), ME])
    ion.graphql().ask("Me", {})
    assert ion.waits == [20.0]


def test_a_very_long_wait_is_left_to_a_person() -> None:
    ion = ScriptedIon([httpx.Response(429, headers={"Retry-After": "3600"})])
    with pytest.raises(RateLimited, match="3600 seconds") as caught:
        ion.graphql().ask("Me", {})
    assert (ion.waits, caught.value.retry_after) == ([], 3600)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("12", 12),
        ("1.5", 1.5),
        ("-3", 0),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("Sat, 22 Nov 2025 09:00:30 GMT", 30),
        ("Sat, 22 Nov 2025 08:00:00 GMT", 0),
        ("Sat, 22 Nov 2025 09:00:30 -0000", 30),
        ("Sat, 99 Nov 2025 09:00:30 GMT", None),
    ],
)
def test_retry_after_in_all_its_forms(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header, datetime(2025, 11, 22, 9, tzinfo=UTC)) == seconds


@pytest.mark.parametrize("writing", [False, True])
@pytest.mark.parametrize(
    "refusal",
    [errors("Token is expired.", 401), errors("Token is expired."), httpx.Response(401), html(401)],
    ids=named,
)
def test_a_refused_token_is_renewed_once(refusal: httpx.Response, writing: bool) -> None:
    ion = ScriptedIon([refusal, ME])
    graphql = ion.graphql()
    (graphql.tell if writing else graphql.ask)("Me", {})
    assert [headers["authorization"] for headers in ion.headers] == [
        f"Bearer {TOKEN}-1",
        f"Bearer {TOKEN}-2",
    ]


@pytest.mark.parametrize(("form", "before"), [("bearer", "Bearer "), ("raw", ""), ("token", "Token ")])
def test_the_token_is_shown_as_the_setting_says(form: Authorization, before: str) -> None:
    scripted = ScriptedIon([ME])
    connected = connect(
        "http://127.0.0.1:9",
        "http://127.0.0.1:9",
        "key",
        CLIENT_SECRET,
        transport=scripted.transport,
        authorization=form,
    )
    connected.me()
    assert [headers["authorization"] for headers in scripted.headers] == [f"{before}{TOKEN}-1"]


@pytest.mark.parametrize("writing", [False, True])
def test_a_sign_in_that_worked_and_is_no_longer_accepted_has_expired(writing: bool) -> None:
    ion = ScriptedIon([ME, errors("Unable to validate authentication token", 401)])
    graphql = ion.graphql()
    graphql.ask("Me", {})
    with pytest.raises(AuthExpired, match=r"worked before.*Unable to validate") as caught:
        (graphql.tell if writing else graphql.ask)("Me", {})
    assert caught.value.trace_id == "trace-1"
    assert (len(ion.requests), ion.tokens) == (3, 2)


@pytest.mark.parametrize("writing", [False, True])
def test_a_token_refused_twice_is_the_end(writing: bool) -> None:
    ion = ScriptedIon([errors("Unable to find appropriate RSA key", 401)])
    graphql = ion.graphql()
    with pytest.raises(AuthRefused, match="RSA key") as caught:
        (graphql.tell if writing else graphql.ask)("Me", {})
    assert not isinstance(caught.value, AuthExpired)
    assert len(ion.requests) == 2


@pytest.mark.parametrize(
    "trouble",
    [
        html(502),
        html(200),
        httpx.Response(500),
        httpx.Response(200, content=b'{"data": {"updatePart'),
        not_gzip,
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.WriteError("broken"),
        httpx.ReadError("broken"),
        httpx.RemoteProtocolError("gone"),
    ],
    ids=named,
)
def test_a_write_without_a_readable_answer_is_unclear_and_not_repeated(
    trouble: Reply,
) -> None:
    ion = ScriptedIon([trouble])
    with pytest.raises(Unclear, match="read the record in ION before anything else"):
        ion.graphql().tell("SetQuantity", {})
    assert len(ion.requests) == 1
    assert ion.waits == []


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
        httpx.PoolTimeout("late"),
        httpx.ProxyError("no"),
    ],
    ids=named,
)
def test_a_write_that_was_never_sent_is_unreachable_and_not_repeated(trouble: Exception) -> None:
    ion = ScriptedIon([trouble])
    with pytest.raises(Unreachable, match="cannot be reached; check") as caught:
        ion.graphql().tell("SetQuantity", {})
    assert len(ion.requests) == 1
    assert caught.value.__cause__ is trouble


@pytest.mark.parametrize(
    ("answer", "error"),
    [(httpx.Response(429, headers={"Retry-After": "1"}), RateLimited), (errors("On hold"), Refused)],
)
def test_a_refused_write_is_not_repeated(answer: httpx.Response, error: type[IonError]) -> None:
    ion = ScriptedIon([answer])
    with pytest.raises(error):
        ion.graphql().tell("SetQuantity", {})
    assert len(ion.requests) == 1


class Trickle(httpx.SyncByteStream):
    """A whole answer, a piece at a time."""

    def __iter__(self) -> Iterator[bytes]:
        yield from (b'{"data"', b': {"me"', b": null", b"}}")


@pytest.mark.parametrize(("seconds_a_piece", "in_time"), [(8.0, True), (9.0, False)])
def test_an_answer_that_trickles_is_cut_off(seconds_a_piece: float, in_time: bool) -> None:
    ion = ScriptedIon([httpx.Response(200, stream=Trickle())])
    ticks = count(0.0, seconds_a_piece)
    graphql = ion.graphql()
    graphql._credentials.token()
    graphql._clock = lambda: next(ticks)
    if in_time:
        assert graphql.tell("SetQuantity", {}) == {"me": None}
    else:
        with pytest.raises(Unclear):
            graphql.tell("SetQuantity", {})
