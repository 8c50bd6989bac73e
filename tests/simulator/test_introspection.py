"""Questions about the schema: answered once, then from memory, and refused where the right is missing."""

import pytest
from graphql import build_client_schema, execute_sync, get_introspection_query

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions, graphql_endpoint
from tests.simulator.asking import Asker

TYPE = "query T($name: String!) { __type(name: $name) { name fields { name } } }"


@pytest.fixture
def executions(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each document that was executed."""
    executed: list[object] = []

    def counted(*arguments: object, **named: object) -> object:
        executed.append(named.get("variable_values"))
        return execute_sync(*arguments, **named)  # type: ignore[arg-type]  # whatever the endpoint gives

    monkeypatch.setattr(graphql_endpoint, "execute_sync", counted)
    return executed


def test_the_whole_schema_is_found_once(ask: Asker, executions: list[object]) -> None:
    query = get_introspection_query()
    answers = [ask.data(query) for _ in range(3)]
    assert len(executions) == 1
    assert answers[0] == answers[1] == answers[2]
    assert "PartInventory" in build_client_schema(answers[0]).type_map
    assert {request.response_keys for request in ask.simulator.requests} == {("__schema",)}


def test_each_question_has_its_own_answer(ask: Asker, executions: list[object]) -> None:
    names = [ask.data(TYPE, name=name)["__type"]["name"] for name in ("Part", "Location", "Part")]
    assert names == ["Part", "Location", "Part"]
    assert len(executions) == 2
    assert "$name" in ask.error(TYPE)["message"]


def test_what_asks_for_data_as_well_is_always_executed(ask: Asker, plant: Plant, executions: list[object]) -> None:
    query = "{ __typename me { name } }"
    ask.data(query)
    plant.people[plant.me_id].name = "Somebody new"
    assert ask.data(query)["me"]["name"] == "Somebody new"
    assert len(executions) == 2


def test_what_a_tenant_lacks_is_not_told(plant: Plant) -> None:
    full, lacking = Simulator(plant), Simulator(plant, SimulatorOptions(without=frozenset({"runs"})))
    query = get_introspection_query()
    names = [{each["name"] for each in Asker(one).data(query)["__schema"]["types"]} for one in (full, lacking)]
    assert "Run" in names[0] - names[1]


def test_it_can_be_forbidden(ask: Asker) -> None:
    ask.data(get_introspection_query())
    ask.simulator.faults.forbid("__schema")
    assert "does not have permission" in ask.error(get_introspection_query())["message"]
