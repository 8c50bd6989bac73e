"""Where ION is: the GraphQL address and the places where its sign-in may be, from the settings as typed."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

TOKEN_PATH = "/realms/api-keys/protocol/openid-connect/token"  # noqa: S105 - a path, not a password
"""First Resonance's current path; older installations have `/auth` before it."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?")


class AddressRefused(ValueError):
    """An address in the settings cannot be used; the text says why and what to do."""


class Addresses(NamedTuple):
    """The GraphQL address, and the sign-in addresses in the order to try them."""

    graphql_url: str
    token_urls: tuple[str, ...]

    @property
    def audience(self) -> str:
        """The API's own address, as the sign-in wants to hear it."""
        return self.graphql_url.removesuffix("/graphql")

    @property
    def loopback(self) -> bool:
        """Whether everything is on this machine."""
        return all(is_loopback(urlsplit(url).hostname or "") for url in (self.graphql_url, *self.token_urls))


def ion_addresses(api_uri: str, auth_server: str) -> Addresses:
    """The addresses for ION_API_URI and ION_AUTH_SERVER; https unless a scheme is given. AddressRefused otherwise.

    An `auth_server` that already ends with the token's path is used exactly as it is; for any other, both places
    are named: First Resonance's current one first, the older one second.
    """
    api = _tidy("ION_API_URI", api_uri).removesuffix("/graphql").rstrip("/")
    auth = _tidy("ION_AUTH_SERVER", auth_server)
    if auth.endswith(TOKEN_PATH):
        return Addresses(f"{api}/graphql", (auth,))
    base = auth.removesuffix("/realms/api-keys").removesuffix("/auth").rstrip("/")
    return Addresses(f"{api}/graphql", (f"{base}{TOKEN_PATH}", f"{base}/auth{TOKEN_PATH}"))


def _tidy(setting: str, address: str) -> str:
    """Scheme, host, port and path of an address, without a slash at the end."""
    text = address.strip()
    if not text:
        raise AddressRefused(f"{setting} is empty; give ION's address there.")
    parts, port = _taken_apart(setting, text if _SCHEME.match(text) else f"https://{text}")
    host = parts.hostname or ""
    if not _is_host(host) or parts.username is not None or parts.query or parts.fragment:
        raise AddressRefused(
            f"{setting} is not an address of the form https://api.example.com; correct it in the settings."
        )
    _check_scheme(setting, parts.scheme, host)
    shown_host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown_host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _taken_apart(setting: str, text: str) -> tuple[SplitResult, int | None]:
    if any(character.isspace() or not character.isprintable() for character in text):
        raise AddressRefused(f"{setting} has a space or an unprintable character in it; remove that.")
    try:
        parts = urlsplit(text)
        return parts, parts.port
    except ValueError as error:
        raise AddressRefused(f"{setting} is not an address ({error}); correct it in the settings.") from None


def _check_scheme(setting: str, scheme: str, host: str) -> None:
    if scheme == "https" or (scheme == "http" and is_loopback(host)):
        return
    if scheme == "http":
        raise AddressRefused(
            f"{setting} must begin with https:// ; plain http:// would send the key readable over the network "
            f"and is accepted for this machine only."
        )
    raise AddressRefused(f"{setting} begins with {scheme}://, which is not a way to reach ION; use https:// .")


def _is_host(host: str) -> bool:
    if ":" in host:
        return _parses_as_ip(host)
    return len(host) <= 253 and _HOST_NAME.fullmatch(host) is not None


def _parses_as_ip(host: str) -> bool:
    try:
        return "%" not in str(ip_address(host))
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    return host == "localhost" or (_parses_as_ip(host) and ip_address(host).is_loopback)
