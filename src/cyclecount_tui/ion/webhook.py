"""Telling another program by a webhook: one JSON document sent once; what goes wrong is one sentence."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cyclecount_tui.ion.address import is_loopback
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.ion.exchange import NoAnswer, NotSent, exchange, http_client
from cyclecount_tui.ion.only_httpx import httpx


class NotDelivered(Exception):
    """The document did not arrive, or may not have; the text is a sentence that names the host and no more."""


def host_of(url: str) -> str:
    """The host of a webhook: all of its address that may be shown, since the rest may hold a secret."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def deliver(url: str, document: Mapping[str, Any], transport: httpx.BaseTransport | None = None) -> None:
    """Post the document to the webhook.

    Raises:
        NotDelivered: the address cannot be used, nobody answered, or the answer was no success.
    """
    host = host_of(url)
    try:
        with http_client(transport, loopback=is_loopback(host)) as client:
            received = exchange(client, _request(client, url.strip(), host, document))
    except Unreachable as error:
        raise NotDelivered(error.sentence) from None
    except NotSent:
        raise NotDelivered(f"The webhook at {host} cannot be reached: check the network and its address.") from None
    except NoAnswer:
        raise NotDelivered(f"The webhook at {host} did not answer: whether the message arrived is not known.") from None
    if not 200 <= received.status < 300:
        raise NotDelivered(f"The webhook at {host} refused the message with HTTP status {received.status}.")


def _request(client: httpx.Client, url: str, host: str, document: Mapping[str, Any]) -> httpx.Request:
    secure = url.lower().startswith("https://") or (url.lower().startswith("http://") and is_loopback(host))
    if not host or not secure:
        raise NotDelivered("The webhook's address must begin with https:// ; http:// is for this machine alone.")
    content = json.dumps(dict(document)).encode("ascii")
    try:
        return client.build_request("POST", url, content=content, headers={"Content-Type": "application/json"})
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise NotDelivered("The webhook's address cannot be used: correct it in the settings.") from None
