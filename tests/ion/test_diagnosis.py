"""What the doctor asks of ION: where the sign-in was, one location, one record, rules, permissions and the clocks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from cyclecount_tui.domain.ion_rules import RuleText
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.diagnosis import TRIES, Rules
from cyclecount_tui.ion.errors import SchemaMismatch, Unreachable
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.ion.scripted import ScriptedIon, data, errors, html


def scripted(*replies: httpx.Response) -> tuple[Ion, ScriptedIon]:
    script = ScriptedIon(replies)
    return Ion(script.graphql()), script


def rules_page(*rules: dict[str, object] | None, more: bool = False) -> httpx.Response:
    info = {"hasNextPage": more, "endCursor": None, "totalCount": len(rules)}
    return data(rules={"pageInfo": info, "edges": [{"node": rule} for rule in rules]})


@pytest.mark.parametrize("auth_prefix", [False, True])
def test_a_sign_in_says_where_it_was_and_for_how_long(
    plant: Plant, ion_of: Callable[[Simulator], Ion], auth_prefix: bool
) -> None:
    simulator = Simulator(plant, SimulatorOptions(auth_prefix=auth_prefix, expires_in=90))
    ion = ion_of(simulator)
    ion.me()
    sign_in = ion.sign_in()
    assert ("/auth/realms/" in sign_in.url) == auth_prefix
    assert sign_in.lifetime == 90
    assert simulator.tokens_given == 2, "it is fetched anew, whatever there was before"
    ion.me()
    assert simulator.tokens_given == 2, "and used from then on"


def test_one_location_and_one_record_are_read_by_their_ids(ion: Ion, simulator: Simulator, plant: Plant) -> None:
    location, total = ion.any_location()
    assert location in plant.places
    assert total == sum(not place.archived for place in plant.places)
    record = ion.any_record()
    assert record is not None
    assert plant.inventory[record].quantity > 0
    assert [request.operation_name for request in simulator.requests] == ["AnyLocation", "AnyRecord"]


def test_an_empty_plant_has_neither(ion_of: Callable[[Simulator], Ion]) -> None:
    ion = ion_of(Simulator(Plant()))
    assert ion.any_location() == (None, 0)
    assert ion.any_record() is None


def test_rules_are_those_in_force_on_inventory(ion: Ion, plant: Plant) -> None:
    found = ion.rules_in_force()
    assert (found.titles, found.more) == (("Tail-numbered parts carry a serial number",), False)
    assert (found.texts[0].event, "ValidationError" in found.texts[0].code) == ("UPDATE", True)
    for rule in plant.rules:
        rule.enabled = False
    assert ion.rules_in_force() == Rules((), more=False)


def test_a_rule_on_deleting_refuses_no_count_and_one_without_a_title_is_one_still() -> None:
    page = rules_page({"title": "A", "eventType": "DELETE"}, {"title": None, "eventType": None}, more=True)
    ion, _ = scripted(page)
    found = ion.rules_in_force()
    assert found == Rules((RuleText(""),), more=True)
    assert found.titles == ("a rule without a title",)


def test_permissions_are_told_by_name(ion: Ion, simulator: Simulator) -> None:
    named = ion.permissions()
    assert named is not None
    assert {"UpdatePartInventory", "SplitPartInventory", "CreatePartInventory"} <= named
    simulator.faults.forbid("splitPartInventory")
    assert ion.permissions() == named - {"SplitPartInventory"}


@pytest.mark.parametrize(
    ("groups", "named"),
    [(None, None), ([], frozenset()), ([None, {"name": "A"}, {"name": None}], frozenset({"A", ""}))],
)
def test_permissions_may_be_untold(groups: object, named: frozenset[str] | None) -> None:
    ion, _ = scripted(data(me={"permissionGroups": groups}))
    assert ion.permissions() == named


def test_a_tenant_without_them_says_so() -> None:
    ion, _ = scripted(errors("Cannot query field 'permissionGroups' on type 'User'."))
    with pytest.raises(SchemaMismatch, match="permissionGroups"):
        ion.permissions()


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(minutes=10), timedelta(hours=-3)])
def test_the_clocks_are_those_of_the_latest_answer(ion_of: Callable[[Simulator], Ion], ahead: timedelta) -> None:
    plant = Plant(clock=lambda: datetime.now(UTC))
    ion = ion_of(Simulator(plant, SimulatorOptions(clock_ahead=ahead)))
    assert ion.clocks() is None, "nothing was asked yet"
    before = datetime.now(UTC)
    ion.any_location()
    clocks = ion.clocks()
    assert clocks is not None
    theirs, ours = clocks
    assert before <= ours <= datetime.now(UTC)
    assert before.replace(microsecond=0) + ahead <= theirs <= ours + ahead


@pytest.mark.parametrize("header", ["", "yesterday", "Mon, 99 Foo 2026 25:61:61 GMT"])
def test_a_date_that_is_none_tells_nothing(header: str) -> None:
    reply = httpx.Response(200, json={"data": {"me": {"id": 1, "name": "Ada", "email": ""}}}, headers={"date": header})
    ion, _ = scripted(reply)
    ion.me()
    assert ion.clocks() is None


def test_a_date_without_a_zone_is_utc() -> None:
    headers = {"date": "Mon, 02 Mar 2026 09:05:00 -0000"}
    ion, _ = scripted(httpx.Response(200, json={"data": {"me": {"permissionGroups": []}}}, headers=headers))
    ion.permissions()
    clocks = ion.clocks()
    assert clocks is not None
    assert clocks[0] == datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def test_a_brief_client_tries_less_often() -> None:
    ion, script = scripted(html(502))
    ion.be_brief()
    ion.be_brief()
    with pytest.raises(Unreachable):
        ion.any_record()
    assert len(script.requests) == TRIES
