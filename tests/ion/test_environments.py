"""The environments: every one can be connected to, and only sandboxes count as sandboxes."""

import pytest

from cyclecount_tui.ion.address import ion_addresses
from cyclecount_tui.ion.environments import (
    ENVIRONMENTS,
    OTHER_NAMES,
    Environment,
    NoSuchEnvironment,
    environment_named,
    is_sandbox,
)


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda each: str(each.name))
def test_each_is_found_by_its_name_and_has_addresses(environment: Environment) -> None:
    assert environment_named(f" {environment.name.upper()} ") is environment
    addresses = ion_addresses(environment.api_uri, environment.auth_server)
    assert addresses.graphql_url == f"{environment.api_uri}/graphql"
    assert all(url.startswith(f"https://{environment.auth_server}/") for url in addresses.token_urls)
    assert is_sandbox(addresses) == environment.sandbox == environment.name.endswith("sandbox")


def test_no_two_share_an_address() -> None:
    assert len({each.api_uri for each in ENVIRONMENTS}) == len({each.auth_server for each in ENVIRONMENTS})
    assert len({each.api_uri for each in ENVIRONMENTS}) == len(ENVIRONMENTS) == 8


def test_staging_is_the_sandbox() -> None:
    assert all(environment_named(other).name == name for other, name in OTHER_NAMES.items())
    assert environment_named("staging").api_uri == "https://staging-api.buildwithion.com"


def test_a_tenant_of_its_own() -> None:
    tenant = environment_named("tenant: Acme-2")
    assert tenant == Environment("tenant:acme-2", "https://api-acme-2.buildwithion.com", "auth-acme-2.buildwithion.com")
    assert not is_sandbox(ion_addresses(tenant.api_uri, tenant.auth_server))


@pytest.mark.parametrize("name", ["tenant:", "tenant:a.b", "tenant:evil.example/", "tenant:-a", "tenant:a b"])
def test_a_tenant_has_a_plain_name(name: str) -> None:
    with pytest.raises(NoSuchEnvironment, match="letters, digits and dashes"):
        environment_named(name)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("prodution", "did you mean production"), ("Gov-sandbx", "did you mean gov-sandbox"), ("", "choose production")],
)
def test_an_unknown_name_says_the_nearest(typed: str, said: str) -> None:
    with pytest.raises(NoSuchEnvironment, match=said):
        environment_named(typed)


def test_this_machine_is_a_sandbox_and_a_stranger_is_not() -> None:
    assert is_sandbox(ion_addresses("http://127.0.0.1:8080", "http://127.0.0.1:8080"))
    assert not is_sandbox(ion_addresses("https://staging-api.buildwithion.com.evil.example", "auth.example.com"))
