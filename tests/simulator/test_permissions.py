"""What the API key may do, as ION names it."""

import pytest

from tests.simulator.asking import Asker

ME = "{ me { id permissionGroups { name family } } }"


def permissions(ask: Asker) -> dict[str, str]:
    return {group["name"]: group["family"] for group in ask.data(ME)["me"]["permissionGroups"]}


def test_a_key_names_its_permissions(ask: Asker) -> None:
    assert permissions(ask)["UpdatePartInventory"] == "Inventory"
    assert permissions(ask)["CreateComment"] == "Comments"
    assert not [name for name in permissions(ask) if "Merge" in name]


@pytest.mark.parametrize("name", ["createIssue", "CreateIssue"])
def test_a_permission_that_is_taken_away_is_no_longer_named(ask: Asker, name: str) -> None:
    create = 'mutation { createIssue(input: {title: "Dent"}) { issue { id } } }'
    before = permissions(ask)
    ask.simulator.faults.forbid(name)
    assert permissions(ask) == {key: family for key, family in before.items() if key != "CreateIssue"}
    assert "does not have permission" in ask.error(create)["message"]
    ask.simulator.faults.allow("createIssue")
    assert permissions(ask) == before
    assert ask.data(create)["createIssue"]["issue"]["id"]


def test_forbidding_a_query_is_no_permission(ask: Asker) -> None:
    before = permissions(ask)
    ask.simulator.faults.forbid("locations")
    assert permissions(ask) == before


def test_other_peoples_permissions_are_not_told(ask: Asker) -> None:
    edges = ask.data("{ users(filters: {ionBot: {eq: false}}) { edges { node { permissionGroups { name } } } } }")
    assert all(edge["node"]["permissionGroups"] == [] for edge in edges["users"]["edges"])
