"""First Resonance's environments by name, with the addresses of each; every setting may still name others."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

from cyclecount_tui.ion.address import Addresses

TENANT = "tenant:"
_TENANT_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_DOMAIN = "buildwithion.com"


@dataclass(frozen=True, slots=True)
class Environment:
    """A place where ION runs. `sandbox`: what is written there hurts nobody."""

    name: str
    api_uri: str
    auth_server: str
    sandbox: bool = False


class NoSuchEnvironment(ValueError):
    """There is no environment of this name; the text says which is nearest."""


ENVIRONMENTS = (
    Environment("production", f"https://api.{_DOMAIN}", f"auth.{_DOMAIN}"),
    Environment("sandbox", f"https://staging-api.{_DOMAIN}", f"staging-auth.{_DOMAIN}", sandbox=True),
    Environment("gov", f"https://api-production-gov.{_DOMAIN}", f"auth-production-gov.{_DOMAIN}"),
    Environment("gov-sandbox", f"https://api-staging-gov.{_DOMAIN}", f"auth-staging-gov.{_DOMAIN}", sandbox=True),
    Environment("gov-old", "https://api.ion-gov.com", "auth.ion-gov.com"),
    Environment("gov-old-sandbox", "https://staging-api.ion-gov.com", "staging-auth.ion-gov.com", sandbox=True),
    Environment("australia", f"https://api-production-aus.{_DOMAIN}", f"auth-production-aus.{_DOMAIN}"),
    Environment("australia-sandbox", f"https://api-staging-aus.{_DOMAIN}", f"auth-staging-aus.{_DOMAIN}", sandbox=True),
)
"""Every environment that many tenants share."""

OTHER_NAMES = {"staging": "sandbox", "gov-staging": "gov-sandbox", "gov-old-staging": "gov-old-sandbox",
               "australia-staging": "australia-sandbox"}  # fmt: skip
"""ION's sandbox and its staging are one."""

_SANDBOX_HOSTS = frozenset(urlsplit(each.api_uri).hostname for each in ENVIRONMENTS if each.sandbox)


def environment_named(name: str) -> Environment:
    """The environment of a name, whatever its case; `tenant:NAME` for one tenant's own. NoSuchEnvironment otherwise."""
    wanted = name.strip().lower()
    if wanted.startswith(TENANT):
        return _of_tenant(wanted.removeprefix(TENANT).strip())
    wanted = OTHER_NAMES.get(wanted, wanted)
    found = next((each for each in ENVIRONMENTS if each.name == wanted), None)
    if found is None:
        raise NoSuchEnvironment(_hint(name.strip(), wanted))
    return found


def is_sandbox(addresses: Addresses) -> bool:
    """Whether the API is one of the sandboxes, or runs on this machine: what is written there hurts nobody."""
    return addresses.loopback or urlsplit(addresses.graphql_url).hostname in _SANDBOX_HOSTS


def _of_tenant(tenant: str) -> Environment:
    if not _TENANT_NAME.fullmatch(tenant):
        raise NoSuchEnvironment(
            f"'{TENANT}{tenant}' names no tenant: write {TENANT} and its name in letters, digits and dashes."
        )
    return Environment(f"{TENANT}{tenant}", f"https://api-{tenant}.{_DOMAIN}", f"auth-{tenant}.{_DOMAIN}")


def _hint(typed: str, wanted: str) -> str:
    names = [each.name for each in ENVIRONMENTS]
    near = get_close_matches(wanted, [*names, *OTHER_NAMES], n=1, cutoff=0.5)
    if near:
        return f"There is no environment '{typed}'; did you mean {near[0]}?"
    return f"There is no environment '{typed}'; choose {', '.join(names)}, or {TENANT}NAME."
