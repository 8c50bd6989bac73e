"""What every kind of answer means, for reads and for writes."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.ion.answers import Answer, data_of
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import (
    AuthRefused,
    IonError,
    NotFound,
    NotPermitted,
    RateLimited,
    Refused,
    SchemaMismatch,
    StaleEtag,
    Unclear,
    Unreachable,
)
from tests.ion.scripted import ScriptedIon, data


def body(message: str, code: str | None = None, data: object = None, **more: object) -> bytes:
    error = {"message": message, **more}
    if code:
        error["extensions"] = {"code": code}
    return json.dumps({"errors": [error], "data": data}).encode()


def judged(status: int, content: bytes, *, writing: bool) -> IonError:
    with pytest.raises(IonError) as caught:
        data_of(Answer("SetQuantity", status, content, trace_id="trace-1"), writing=writing)
    assert caught.value.trace_id == "trace-1"
    assert caught.value.sentence == str(caught.value)
    return caught.value


MESSAGES = [
    ("Etag does not match", None, StaleEtag),
    ("ETAG DOES NOT MATCH for PartInventory 12", None, StaleEtag),
    ("Conflict", "CONCURRENCY_ERROR", StaleEtag),
    ("CONCURRENCY_ERROR: somebody was faster", None, StaleEtag),
    ("Please provide proper credentials", None, AuthRefused),
    ("Unable to parse authentication token", None, AuthRefused),
    ("Unable to find appropriate RSA key", None, AuthRefused),
    ("Unable to validate authentication token", None, AuthRefused),
    ("Token is expired.", None, AuthRefused),
    ("UNAUTHORIZED", None, AuthRefused),
    ("Who is it?", "unauthenticated", AuthRefused),
    ("User does not have permission to update this resource.", None, NotPermitted),
    ("No.", "FORBIDDEN", NotPermitted),
    ("Too many requests", None, RateLimited),
    ("Slow down", "RATE_LIMITED", RateLimited),
    ("PartInventory 12 does not exist", None, NotFound),
    ("Location not found", None, NotFound),
    ('Cannot query field "buildRequirements" on type "PartInventory".', None, SchemaMismatch),
    ('Unknown argument "sort" on field "Query.locations".', None, SchemaMismatch),
    ('Field "gt" is not defined by type "FloatFilter".', None, SchemaMismatch),
    ('Unknown type "UpdatePartInventoryInput".', None, SchemaMismatch),
    ('Variable "$ids" of type "[ID!]!" used in position expecting type "Int".', None, SchemaMismatch),
    ('Value "MELTED" does not exist in "InventoryStatus" enum.', "GRAPHQL_VALIDATION_FAILED", SchemaMismatch),
    ("Serial quantity must be 0 or 1", None, Refused),
    ("Location RACK-A is being counted", None, Refused),
]


@pytest.mark.parametrize(("message", "code", "expected"), MESSAGES)
@pytest.mark.parametrize("status", [200, 400, 422])
@pytest.mark.parametrize("writing", [False, True])
def test_messages_decide_whatever_the_status(
    message: str, code: str | None, expected: type[IonError], status: int, writing: bool
) -> None:
    assert type(judged(status, body(message, code), writing=writing)) is expected


@pytest.mark.parametrize(("status", "telling"), [(409, StaleEtag), (403, NotPermitted), (500, StaleEtag)])
def test_a_known_message_wins_over_the_status(status: int, telling: type[IonError]) -> None:
    message = "User does not have permission" if telling is NotPermitted else "Etag does not match"
    assert type(judged(status, body(message), writing=True)) is telling


@pytest.mark.parametrize("content", [b"", b"<html>no</html>", b'{"detail": "no"}', body("no words known")])
@pytest.mark.parametrize(
    ("status", "reading", "writing"),
    [
        (400, Refused, Refused),
        (401, AuthRefused, AuthRefused),
        (403, NotPermitted, NotPermitted),
        (404, NotFound, NotFound),
        (405, Refused, Refused),
        (408, Unreachable, Unclear),
        (409, StaleEtag, StaleEtag),
        (422, Refused, Refused),
        (429, RateLimited, RateLimited),
        (500, Unreachable, Unclear),
        (502, Unreachable, Unclear),
        (503, Unreachable, Unclear),
        (504, Unreachable, Unclear),
        (599, Unreachable, Unclear),
    ],
)
def test_the_status_decides_where_the_body_does_not(
    status: int, content: bytes, reading: type[IonError], writing: type[IonError]
) -> None:
    assert type(judged(status, content, writing=False)) is reading
    assert type(judged(status, content, writing=True)) is writing


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Welcome to the hotel</html>",
        b'{"data": {"updatePartInventory": {"partInv',
        b"",
        b"null",
        b"[]",
        b'{"data": null}',
        b'{"data": 5}',
        b'{"errors": []}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"data": ' + b"9" * 5000 + b"}",
    ],
)
@pytest.mark.parametrize("status", [200, 204, 302])
def test_unreadable_answers(content: bytes, status: int) -> None:
    assert type(judged(status, content, writing=False)) is Unreachable
    assert type(judged(status, content, writing=True)) is Unclear


@pytest.mark.parametrize(("status", "slow"), [(408, True), (502, True), (504, True), (500, False), (503, False)])
def test_only_gateways_that_waited_ask_for_fewer_rows(status: int, slow: bool) -> None:
    error = judged(status, b"<html></html>", writing=False)
    assert isinstance(error, Unreachable)
    assert error.slow is slow


def test_a_write_that_failed_inside_its_reply_is_unclear() -> None:
    """The mutation itself went through: only what was asked for of its result failed."""
    inside = body("Something", path=["updatePartInventory", "partInventory", "part"])
    with_result = body("Something", data={"updatePartInventory": {"partInventory": None}})
    for content in (inside, with_result):
        assert type(judged(200, content, writing=True)) is Unclear
        assert type(judged(200, content, writing=False)) is Refused


def test_a_changed_record_is_certain_wherever_the_error_stands() -> None:
    content = body("Etag does not match", path=["updatePartInventory", "partInventory"], data={"x": {}})
    assert type(judged(200, content, writing=True)) is StaleEtag


def test_a_write_that_failed_itself_is_refused() -> None:
    content = body("Lot is on hold", path=["updatePartInventory"], data={"updatePartInventory": None})
    assert type(judged(200, content, writing=True)) is Refused


def test_a_failure_in_the_server_is_unclear_for_a_write() -> None:
    content = body("Internal server error", path=["updatePartInventory"])
    assert type(judged(200, content, writing=True)) is Unclear
    assert type(judged(200, content, writing=False)) is Unreachable


def test_words_of_validation_inside_an_operation_are_a_refusal() -> None:
    content = body('Unknown type "glue" in RACK-A', path=["createPartInventory"])
    assert type(judged(200, content, writing=True)) is Refused


def test_the_most_telling_of_several_errors_decides() -> None:
    content = json.dumps({"errors": ["odd", {"message": "odd too"}, {"message": "Etag does not match"}]})
    assert type(judged(200, content.encode(), writing=True)) is StaleEtag


def test_ions_own_words_are_quoted_on_one_line_without_control_characters() -> None:
    sentence = judged(200, body("Rule 12:\n  ask \x1b[31mAda\x1b[0m\tfirst"), writing=True).sentence
    assert "“Rule 12: ask \N{REPLACEMENT CHARACTER}[31mAda\N{REPLACEMENT CHARACTER}[0m first”" in sentence
    assert len(judged(200, body("word " * 1000), writing=True).sentence) < 500


def test_a_page_in_place_of_graphql_makes_the_address_doubtful() -> None:
    by_a_gateway = judged(404, b"<html></html>", writing=False)
    by_ion = judged(404, body("PartInventory 12 does not exist"), writing=False)
    assert isinstance(by_a_gateway, NotFound)
    assert by_a_gateway.address_doubtful
    assert isinstance(by_ion, NotFound)
    assert not by_ion.address_doubtful


def test_data_comes_out_as_it_is() -> None:
    assert data_of(Answer("Me", 200, b'{"data": {"me": null}}'), writing=False) == {"me": None}
    assert data_of(Answer("Me", 200, b'\xef\xbb\xbf{"data": {}, "errors": null}'), writing=True) == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
odd_errors = st.fixed_dictionaries(
    {}, optional={"message": json_values, "path": json_values, "extensions": json_values, "code": json_values}
)
odd_replies = st.fixed_dictionaries(
    {}, optional={"errors": json_values | st.lists(odd_errors | json_values, max_size=3), "data": json_values}
).map(lambda reply: json.dumps(reply).encode())
retry_afters = st.none() | st.floats(min_value=0, allow_infinity=False)


@given(st.integers(100, 999), odd_replies | st.binary(max_size=60), st.booleans(), retry_afters)
def test_any_answer_is_data_or_an_ion_error(
    status: int, content: bytes, writing: bool, retry_after: float | None
) -> None:
    outcome = outcome_of(Answer("SetQuantity", status, content, retry_after=retry_after), writing=writing)
    if isinstance(outcome, dict):
        assert 200 <= status < 300
        return
    assert outcome.sentence.isprintable()
    assert type(outcome) is not IonError
    assert not (writing and isinstance(outcome, Unreachable)), "a write that was answered is never 'not sent'"
    assert writing or not isinstance(outcome, Unclear)


def outcome_of(answer: Answer, *, writing: bool) -> dict[str, Any] | IonError:
    try:
        return data_of(answer, writing=writing)
    except IonError as error:
        return error


def test_an_answer_in_another_shape_has_its_trace_too() -> None:
    reply = data(me={"id": "no number"}, updatePartInventory={"partInventory": None})
    reply.headers["x-b3-trace-id"] = "trace-1"
    ion = Ion(ScriptedIon([reply]).graphql())
    with pytest.raises(SchemaMismatch) as mismatch:
        ion.me()
    with pytest.raises(Unclear) as unclear:
        ion.set_quantity(1, "etag", Decimal(1))
    assert (mismatch.value.trace_id, unclear.value.trace_id) == ("trace-1", "trace-1")
