"""A server before another one that makes every answer take one round trip: neither more nor less.

    python -m benchmarks.round_trips URL SECONDS

It asks the other server once for each question and keeps the answer; from then on the time an answer takes is that of
a line and not that of a server. Writes are passed on each time. GET /asked gives when it was asked for data, in seconds
of the system's monotonic clock.
"""

import http.client
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

KEPT_HEADERS = ("content-type", "content-encoding", "date")
TAKEN_ON = ("content-type", "authorization", "accept-encoding")
LOOPBACK = "127.0.0.1"


class Reply(NamedTuple):
    """What the other server said."""

    status: int
    headers: dict[str, str]
    body: bytes


class Passing(BaseHTTPRequestHandler):
    """One connection; the wait counts from the moment the question has come."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: "RoundTrips"

    def do_POST(self) -> None:
        """Answer from what is known, else ask."""
        came = time.monotonic()
        body = self.rfile.read(int(self.headers["content-length"]))
        reply = self.server.reply(self.path, {name: self.headers[name] or "" for name in TAKEN_ON}, body, came)
        time.sleep(max(0.0, came + self.server.seconds - time.monotonic()))
        self._send(reply)

    def do_GET(self) -> None:
        """When it was asked."""
        self._send(Reply(200, {"content-type": "application/json"}, json.dumps(self.server.asked).encode()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's argument
        """Nothing is printed."""

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        for name, value in {**reply.headers, "content-length": str(len(reply.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)


class RoundTrips(ThreadingHTTPServer):
    """Listens on loopback, at a free port."""

    daemon_threads = True

    def __init__(self, upstream: str, seconds: float) -> None:
        super().__init__((LOOPBACK, 0), Passing)
        self.seconds = seconds
        self.asked: list[float] = []
        self._upstream = urlsplit(upstream)
        self._known: dict[tuple[str, str, bytes], Reply] = {}
        self._lock = threading.Lock()

    def reply(self, path: str, headers: dict[str, str], body: bytes, came: float) -> Reply:
        """What the other server says to this, or said."""
        key = path, headers["accept-encoding"], body
        if path.endswith("/graphql"):
            self.asked.append(came)
        with self._lock:
            known = self._known.get(key)
        if known is not None:
            return known
        reply = self._ask(path, headers, body)
        if path.endswith("/graphql") and b"mutation" not in body and reply.status == http.client.OK:
            with self._lock:
                self._known[key] = reply
        return reply

    def _ask(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        connection = http.client.HTTPConnection(self._upstream.hostname or LOOPBACK, self._upstream.port)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            kept = {name: value for name in KEPT_HEADERS if (value := response.getheader(name)) is not None}
            return Reply(response.status, kept, response.read())
        finally:
            connection.close()


if __name__ == "__main__":
    serving = RoundTrips(sys.argv[1], float(sys.argv[2]))
    print(f"http://{LOOPBACK}:{serving.server_address[1]}", flush=True)
    serving.serve_forever()
