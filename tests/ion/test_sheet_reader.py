"""A sheet's page that is read by hand comes out as by its shape, or is left to that."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.inventory import SheetRecord
from cyclecount_tui.ion.errors import IonError
from cyclecount_tui.ion.page_walk import Came
from cyclecount_tui.ion.record_reads import SHEET
from tests.ion.test_checked_replies import labels, nodes, odd, parts, read_first, reply, texts, units

FIELD = "partInventories"

same_ids = parts.flatmap(lambda part: st.sampled_from([part, part | {"id": 1}, part | {"id": "1"}]))
as_usual = st.fixed_dictionaries(
    {
        "id": st.integers(1, 99),
        "etag": texts,
        "lotNumber": texts,
        "serialNumber": texts,
        "unitOfMeasure": units,
        "part": same_ids,
    },
    optional={"entity": st.none() | labels.filter(lambda each: each is not None and None not in each).map(
        lambda each: {"barcodeLabels": each})},
)  # fmt: skip
with_something_odd = st.builds(
    lambda node, field, value: {**node, field: value},
    as_usual,
    st.sampled_from(["id", "etag", "lotNumber", "serialNumber", "unitOfMeasure", "part", "entity", "location"]),
    odd,
)


def came(body: bytes) -> Came[SheetRecord] | None:
    assert SHEET.quick_reader is not None
    found = SHEET.quick_reader()(body)
    return None if found is None else found[FIELD]


def by_shape(body: bytes) -> Came[SheetRecord]:
    page: Any = read_first(body)
    rows = [edge["node"] for edge in page["edges"]]
    return Came(page["pageInfo"], [row["id"] for row in rows], list(map(SHEET.rows_made(), rows)))


@given(st.lists(nodes | as_usual | with_something_odd, max_size=4))
def test_the_rows_are_those_of_the_shape(rows: list[Any]) -> None:
    body = reply(rows)
    found = came(body)
    try:
        wanted = by_shape(body)
    except IonError:
        assert found is None, "the shape says what is wrong"
        return
    if found is not None:
        assert (found.info, list(found.ids), found.rows) == (wanted.info, list(wanted.ids), wanted.rows)


@given(st.lists(as_usual, max_size=4), st.booleans())
def test_what_is_as_usual_is_not_looked_at_again(rows: list[Any], ids_are_text: bool) -> None:
    told = [row | {"id": str(row["id"])} for row in rows] if ids_are_text else rows
    body = reply(told)
    assert came(body) == by_shape(body)


@given(st.lists(as_usual, min_size=2, max_size=4), parts)
def test_a_part_is_made_once_for_all_its_records(rows: list[Any], part: Any) -> None:
    page = came(reply([row | {"part": part, "unitOfMeasure": None} for row in rows]))
    assert page is not None
    assert len({id(row.part) for row in page.rows}) == 1


@pytest.mark.parametrize(
    "body",
    [
        reply([], errors=[{"message": "no"}]),
        json.dumps({"data": {FIELD: {"pageInfo": {}, "edges": []}}}).encode(),
        json.dumps({"data": {FIELD: {"pageInfo": {"hasNextPage": 7}, "edges": []}}}).encode(),
        b'{"data": {"others": null}}',
        b'{"data": {"partInventories": null}}',
        b'{"data": null}',
        b"[]",
        b"<html>",
        b"",
    ],
)
def test_what_is_not_all_that_was_hoped_for_is_left_to_the_shape(body: bytes) -> None:
    assert came(body) is None
