"""`python -m tests.cli.crashing [VERB ...]`: the program with a fault in the line to ION, to see what its report shows.

The fault strikes when a request is sent, deep in a library and with the request in hand: the first one, which holds the
API key's secret, or with CRASH_AT=graphql the first one that holds a token. In the app F1 sends one.
"""

import os
import sys
from typing import Any
from unittest.mock import patch

import httpx

from cyclecount_tui.cli.main import main
from cyclecount_tui.tui.app import CycleCountApp

REPORT = "the line burst on purpose"
_AT = os.environ.get("CRASH_AT", "token")


class Bursting(httpx.HTTPTransport):
    """Sends nothing of what it should burst at; everything about the request is a local variable then."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        in_hand: list[Any] = [*request.headers.raw, request.content]
        if in_hand and request.url.path.endswith(_AT):
            raise ZeroDivisionError(REPORT)
        return super().handle_request(request)


def _ask_ion(app: CycleCountApp) -> None:
    app.workplace.ion.me()


if __name__ == "__main__":
    burst = patch.object(httpx._client, "HTTPTransport", Bursting)
    with burst, patch.object(CycleCountApp, "action_show_help", _ask_ion):
        sys.exit(main())
