"""What the client makes of answers that no well-behaved ION gives."""

from decimal import Decimal

import httpx
import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import NotFound, SchemaMismatch, Unclear
from tests.ion.scripted import ScriptedIon, data, errors, html


def client(*replies: httpx.Response) -> tuple[Ion, ScriptedIon]:
    scripted = ScriptedIon(replies)
    return Ion(scripted.graphql()), scripted


@pytest.mark.parametrize(
    ("user", "shown"),
    [
        ({"id": 1, "name": "Ada", "email": "ada@example.com"}, "Ada"),
        ({"id": 1, "name": None, "email": "ada@example.com"}, "ada@example.com"),
        ({"id": 1, "name": "", "email": None}, "user 1"),
    ],
)
def test_who_the_key_acts_as(user: dict[str, object], shown: str) -> None:
    with client(data(me=user))[0] as ion:
        assert ion.me() == shown


def test_nobody_is_a_mismatch() -> None:
    with client(data(me=None))[0] as ion, pytest.raises(SchemaMismatch, match=r"Me .* at me"):
        ion.me()


@pytest.mark.parametrize(
    "answer", [data(location=None), errors("Location 5 does not exist"), errors("No such location", 404)]
)
def test_a_location_that_is_not_there(answer: httpx.Response) -> None:
    with client(answer)[0] as ion:
        assert ion.location(5) is None


def test_an_address_without_ion_is_not_a_missing_location() -> None:
    with client(html(404))[0] as ion, pytest.raises(NotFound, match="ION_API_URI"):
        ion.location(5)


@pytest.mark.parametrize(
    "reply", [None, {}, {"partInventory": None}, {"partInventory": {"id": 12}}, {"partInventory": []}]
)
def test_a_write_with_an_odd_answer_is_unclear(reply: object) -> None:
    ion, scripted = client(data(updatePartInventory=reply))
    with ion, pytest.raises(Unclear, match="read the record in ION before anything else") as caught:
        ion.set_quantity(12, "e-1", Decimal(3))
    assert isinstance(caught.value.__cause__, SchemaMismatch)
    assert len(scripted.requests) == 1


def test_what_a_write_sends() -> None:
    ion, scripted = client(data(updatePartInventory=None))
    with ion, pytest.raises(Unclear):
        ion.set_quantity(12, "e-1", Decimal("0.1") + Decimal("0.2000004"))
    assert scripted.requests[0]["variables"] == {"input": {"id": 12, "etag": "e-1", "quantity": 0.3}}


def test_a_create_without_lot_and_serial_does_not_mention_them() -> None:
    ion, scripted = client(data(createPartInventory=None))
    with ion:
        for lot, serial in (("", ""), ("L-1", "SN-1")):
            with pytest.raises(Unclear):
                ion.create(7, Decimal(3), 4, lot, serial)
    plain = {"partId": 7, "quantity": 3.0, "locationId": 4}
    assert [request["variables"]["input"] for request in scripted.requests] == [
        plain,
        {**plain, "lotNumber": "L-1", "serialNumber": "SN-1"},
    ]
