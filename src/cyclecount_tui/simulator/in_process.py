"""The simulated ION as an httpx transport: the same requests and replies, with no network between."""

import httpx

from cyclecount_tui.simulator.messages import Dropped
from cyclecount_tui.simulator.simulation import Simulator


class InProcessTransport(httpx.BaseTransport):
    """Hands each request of an `httpx.Client` to a simulator in this process.

    Args:
        simulator: who answers.
    """

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request.

        Raises:
            httpx.RemoteProtocolError: the simulator cut the line, as a server would.
        """
        # Nothing travels, so nothing is worth squeezing.
        headers = {name: value for name, value in request.headers.items() if name != "accept-encoding"}
        try:
            reply = self._simulator.handle(request.method, request.url.path, headers, request.read())
        except Dropped as dropped:
            message = "Server disconnected without sending a response."
            raise httpx.RemoteProtocolError(message, request=request) from dropped
        if reply.missing:
            message = f"peer closed connection without sending complete message body ({reply.missing} bytes missing)"
            raise httpx.RemoteProtocolError(message, request=request)
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body, request=request)
