"""The simulated ION behind real HTTP on the loopback address."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from cyclecount_tui.simulator.messages import Dropped, Reply
from cyclecount_tui.simulator.simulation import Simulator

LOOPBACK = "127.0.0.1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Headers and body leave together.
    wbufsize = -1
    server: "_Server"

    def do_POST(self) -> None:
        """Answer a POST."""
        length = self.headers.get("content-length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        try:
            reply = self.server.simulator.handle(self.command, self.path, dict(self.headers.items()), body)
        except Dropped:
            self.close_connection = True
            return
        self._send(reply)

    def do_GET(self) -> None:
        """Answer a GET, which ION's API does not offer."""
        self.do_POST()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's argument
        """Keep the terminal clean."""

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        announced = str(len(reply.body) + reply.missing)
        for name, value in {**reply.headers, "content-length": announced}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        if reply.missing:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Clients that open many lines at once are not turned away.
    request_queue_size = 64

    def __init__(self, simulator: Simulator, port: int) -> None:
        self.simulator = simulator
        self._lines: set[socket.socket] = set()
        self._lines_lock = threading.Lock()
        super().__init__((LOOPBACK, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lines_lock:
            self._lines.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lines_lock:
            self._lines.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that breaks is the client's affair; nothing is printed."""

    def cut_lines(self) -> None:
        """End the connections that are still open."""
        with self._lines_lock:
            lines = list(self._lines)
        for line in lines:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class SimulatorServer:
    """A simulator that listens on loopback; use it in `with`, or call `stop`.

    Args:
        simulator: who answers.
        port: where to listen; 0 takes a free port.
    """

    def __init__(self, simulator: Simulator, port: int = 0) -> None:
        self.simulator = simulator
        self._server = _Server(simulator, port)
        self._thread: threading.Thread | None = None
        self._serving = False

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        """The base address, for ION_API_URI and ION_AUTH_SERVER."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> "SimulatorServer":
        """Answer requests in a thread of its own."""
        self._serving = True
        self._thread = threading.Thread(target=self.serve_forever, name="simulated ION", daemon=True)
        self._thread.start()
        return self

    def serve_forever(self) -> None:
        """Answer requests in this thread until `stop` is called from another one, or Ctrl+C."""
        self._serving = True
        self._server.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        """Stop answering, cut the open lines, and free the port."""
        if self._serving:
            self._server.shutdown()
            self._serving = False
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._server.cut_lines()
        self._server.server_close()

    def __enter__(self) -> "SimulatorServer":
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def serve(simulator: Simulator, port: int = 0) -> SimulatorServer:
    """A server that is already answering.

    Args:
        simulator: who answers.
        port: where to listen; 0 takes a free port.
    """
    return SimulatorServer(simulator, port).start()
