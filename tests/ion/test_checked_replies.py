"""Rows that are checked while a reply is read come out as if the reply had been read first and checked then."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.ion.answers import Answer, checked_data_of, data_of
from cyclecount_tui.ion.errors import IonError, SchemaMismatch
from cyclecount_tui.ion.paging import Listing
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire_shapes import Page, SheetRecordNode

LISTING = Listing("BlindSheet", "partInventories", ReplyShape(Page[SheetRecordNode]))

odd = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3)
texts = st.none() | st.text(max_size=6)
ids = st.integers(1, 99) | st.integers(1, 99).map(str)
units = st.none() | st.fixed_dictionaries({"type": texts})
labels = st.none() | st.lists(
    st.none() | st.fixed_dictionaries({"iuid": texts, "deactivated": st.none() | st.booleans()}), max_size=2
)
parts = st.fixed_dictionaries(
    {"id": ids, "partNumber": texts, "revision": texts, "description": texts, "trackingType": texts,
     "unitOfMeasure": units}
)  # fmt: skip
nodes = st.fixed_dictionaries(
    {"id": ids, "etag": texts, "lotNumber": texts, "serialNumber": texts | odd, "unitOfMeasure": units, "part": parts},
    optional={"entity": st.none() | st.fixed_dictionaries({"barcodeLabels": labels | odd})},
)


def reply(nodes: list[Any], **more: Any) -> bytes:
    info = {"hasNextPage": False, "endCursor": None, "totalCount": len(nodes)}
    rows = {"pageInfo": info, "edges": [{"node": node} for node in nodes]}
    return json.dumps({"data": {"partInventories": rows}, **more}).encode()


def read_first(body: bytes) -> object:
    answer = Answer("BlindSheet", 200, body)
    return field_of(LISTING.shape, "BlindSheet", "partInventories", data_of(answer, writing=False))


@given(st.lists(nodes, max_size=3))
def test_what_is_checked_in_the_bytes_is_what_would_be_checked_after_reading_them(rows: list[Any]) -> None:
    body = reply(rows)
    data = checked_data_of(Answer("BlindSheet", 200, body, trace_id="trace"), LISTING.reply)
    try:
        wanted = read_first(body)
    except IonError:
        assert data is None, "the slow way says what is wrong"
        return
    assert data is not None
    assert data.trace_id == "trace"
    assert field_of(LISTING.shape, "BlindSheet", "partInventories", data) == wanted


@pytest.mark.parametrize(
    "answer",
    [
        Answer("BlindSheet", 200, reply([], errors=[{"message": "no"}])),
        Answer("BlindSheet", 200, b'{"data": null}'),
        Answer("BlindSheet", 200, b"<html>"),
        Answer("BlindSheet", 200, b""),
        Answer("BlindSheet", 502, reply([])),
    ],
)
def test_what_is_not_all_that_was_hoped_for_is_looked_at_more_closely(answer: Answer) -> None:
    assert checked_data_of(answer, LISTING.reply) is None


def test_a_field_that_does_not_fit_is_named_without_the_places_in_lists() -> None:
    node = {"id": 1, "etag": "e", "lotNumber": "", "serialNumber": "", "unitOfMeasure": None, "part": None}
    labelled = {**node, "entity": {"barcodeLabels": [{"iuid": 7, "deactivated": None}]}}
    with pytest.raises(SchemaMismatch, match=r"at partInventories\.edges\.node\.part \("):
        read_first(reply([node]))
    with pytest.raises(SchemaMismatch, match=r"at partInventories\.edges\.node\."):
        read_first(reply([labelled]))
