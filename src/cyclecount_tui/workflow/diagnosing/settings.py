"""Whether the settings are complete, and whether they name places where ION may be."""

from urllib.parse import urlsplit

from cyclecount_tui.ion.address import Addresses, AddressRefused, ion_addresses
from cyclecount_tui.ion.environments import ENVIRONMENTS, TENANT
from cyclecount_tui.workflow.diagnosing.findings import (
    AGAIN,
    Finding,
    doubtful,
    fine,
    not_checked,
    said,
    told_by,
    wrong,
)
from cyclecount_tui.workflow.diagnosing.setup import Setup
from cyclecount_tui.workflow.errors import IonError

_TENANT_HOSTS = ("api-", "auth-", ".buildwithion.com")


def settings_findings(setup: Setup) -> list[Finding]:
    """Whether ION can be asked with these settings; one line for each thing that is wrong in them."""
    if setup.refused:
        return [wrong("settings", *said(sentence)) for sentence in setup.refused]
    return [_complete(setup)]


def addresses_finding(setup: Setup) -> Finding:
    """Where ION is looked for, and which environment that is."""
    if setup.refused:
        return not_checked("addresses", "the settings cannot be used")
    if not (setup.api_uri and setup.auth_server):
        return not_checked("addresses", "they are not both set")
    try:
        addresses = ion_addresses(setup.api_uri, setup.auth_server)
    except AddressRefused as error:
        return wrong("addresses", *said(str(error)), error)
    return _known_as(addresses)


def connection_finding(error: IonError) -> Finding:
    """The settings once more, after no client could be made with them."""
    return told_by(error, "settings")


def _complete(setup: Setup) -> Finding:
    if setup.missing:
        names = ", ".join(setup.missing)
        return wrong(
            "settings",
            f"Not set: {names}.",
            f"Run cyclecount login or set them; cyclecount demo needs none of it. {AGAIN}",
        )
    who = f"; entries are recorded under the name {setup.counter}" if setup.counter else ""
    return fine("settings", f"Everything that ION needs is set{who}.")


def _known_as(addresses: Addresses) -> Finding:
    api, sign_in = (urlsplit(url) for url in (addresses.graphql_url, addresses.token_urls[0]))
    shown = f"API {api.netloc}, sign-in {sign_in.netloc}"
    if addresses.loopback:
        return fine("addresses", f"{shown}: both on this machine.")
    of_api = _environment(api.hostname or "", sign_in=False)
    of_sign_in = _environment(sign_in.hostname or "", sign_in=True)
    if of_api == of_sign_in:
        return fine("addresses", f"{shown}: {f'environment {of_api}' if of_api else 'an environment of your own'}.")
    return doubtful(
        "addresses",
        f"{shown}: the API is {of_api or 'none that is known'}, the sign-in is {of_sign_in or 'none that is known'}.",
        "Check that both belong to the same environment of ION.",
    )


def _environment(host: str, *, sign_in: bool) -> str:
    """The name of the environment that a host belongs to; empty for a host of somebody's own."""
    for each in ENVIRONMENTS:
        if host == (each.auth_server if sign_in else urlsplit(each.api_uri).hostname):
            return each.name
    api, auth, domain = _TENANT_HOSTS
    start = auth if sign_in else api
    if host.startswith(start) and host.endswith(domain):
        return TENANT + host.removeprefix(start).removesuffix(domain)
    return ""
