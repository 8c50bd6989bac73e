"""Addresses as people type them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cyclecount_tui.ion.address import Addresses, AddressRefused, ion_addresses

TOKEN_PATH = "/realms/api-keys/protocol/openid-connect/token"


@pytest.mark.parametrize(
    "api_uri",
    [
        "https://api.buildwithion.com",
        "https://api.buildwithion.com/",
        "https://api.buildwithion.com//",
        "https://api.buildwithion.com/graphql",
        "https://api.buildwithion.com/graphql/",
        "HTTPS://API.buildwithion.com",
        "api.buildwithion.com",
        "  api.buildwithion.com/graphql ",
    ],
)
def test_every_way_to_write_the_api_means_the_same(api_uri: str) -> None:
    addresses = ion_addresses(api_uri, "auth.buildwithion.com")
    assert addresses.graphql_url == "https://api.buildwithion.com/graphql"
    assert addresses.audience == "https://api.buildwithion.com"
    assert not addresses.loopback


@pytest.mark.parametrize(
    "auth_server",
    [
        "auth.buildwithion.com",
        "https://auth.buildwithion.com/",
        "https://auth.buildwithion.com/auth",
        "https://auth.buildwithion.com/auth/",
        "auth.buildwithion.com/realms/api-keys",
        "auth.buildwithion.com/auth/realms/api-keys",
    ],
)
def test_both_sign_in_places_are_named(auth_server: str) -> None:
    assert ion_addresses("api.buildwithion.com", auth_server).token_urls == (
        "https://auth.buildwithion.com" + TOKEN_PATH,
        "https://auth.buildwithion.com/auth" + TOKEN_PATH,
    )


def test_a_whole_token_address_is_used_exactly() -> None:
    url = "https://auth.example.com:8443/elsewhere" + TOKEN_PATH
    assert ion_addresses("api.example.com", url).token_urls == (url,)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "[::1]"])
def test_plain_http_is_fine_on_this_machine(host: str) -> None:
    addresses = ion_addresses(f"http://{host}:8000", f"http://{host}:8001")
    assert addresses.graphql_url == f"http://{host}:8000/graphql"
    assert addresses.token_urls[0] == f"http://{host}:8001{TOKEN_PATH}"
    assert addresses.loopback


def test_loopback_means_both_servers() -> None:
    assert not ion_addresses("http://localhost:8000", "auth.example.com").loopback


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost@example.com",
        "http://127.0.0.1\\@example.com",
        "http://[::2]",
        "ftp://api.example.com",
        "https://",
        "https:///graphql",
        "https://user:word@api.example.com",
        "https://api.example.com?x=1",
        "https://api.example.com#x",
        "https://api.example.com:99999",
        "https://api.example.com:port",
        "https://a..b",
        "https://" + "a" * 64 + ".com",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://exa mple.com",
        "https://example.com\x1b[31m",
        "",
        "   ",
    ],
)
def test_other_addresses_are_refused_with_the_setting_named(address: str) -> None:
    with pytest.raises(AddressRefused, match="ION_API_URI"):
        ion_addresses(address, "auth.example.com")
    with pytest.raises(AddressRefused, match="ION_AUTH_SERVER"):
        ion_addresses("api.example.com", address)


@given(st.text(max_size=60))
@example("http://127.0.0.1:0")
@example("https://[::ffff:127.0.0.1]")
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        addresses = ion_addresses(text, text)
    except AddressRefused:
        return
    assert isinstance(addresses, Addresses)
    assert addresses.graphql_url.startswith("https://") or addresses.loopback
