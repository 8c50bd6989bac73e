"""Puts the client together from the four values of the settings."""

from cyclecount_tui.ion.address import ion_addresses
from cyclecount_tui.ion.auth import ClientCredentials
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.memory import Memory
from cyclecount_tui.ion.only_httpx import httpx
from cyclecount_tui.ion.page_sizes import Now, PageSizes, system_time
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.ion.transport import Authorization, GraphQL, Observer


def connect(
    api_uri: str,
    auth_server: str,
    client_id: str,
    client_secret: str | Secret,
    *,
    transport: httpx.BaseTransport | None = None,
    observe: Observer | None = None,
    patience: Patience | None = None,
    authorization: Authorization = "bearer",
    memory: Memory | None = None,
    now: Now = system_time,
) -> Ion:
    """A client for one tenant; nothing is sent until it is used. AddressRefused for an address that cannot be used.

    `transport` stands in for the network, `observe` is called for every request, `patience` says how reads are retried,
    `authorization` how requests show their token; `memory` keeps for the next start where the sign-in was found, and
    for a day how many rows a page may have; `now` tells the day.
    """
    if not isinstance(client_secret, Secret):
        client_secret = Secret(client_secret)
    addresses = ion_addresses(api_uri, auth_server)
    credentials = ClientCredentials(addresses, client_id, client_secret, transport, memory=memory)
    graphql = GraphQL(
        addresses, credentials, transport, observe=observe, patience=patience, authorization=authorization
    )
    return Ion(graphql, PageSizes(graphql.tenant, memory, now))
