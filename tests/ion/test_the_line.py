"""Real sockets on loopback: a refused connection, one dropped after the request, a proxy in the way."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from cyclecount_tui.ion.address import Addresses
from cyclecount_tui.ion.auth import ClientCredentials
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import Unclear, Unreachable
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.ion.transport import GraphQL
from tests.ion.scripted import ScriptedIon, data

PATIENCE = Patience(sleep=lambda _: None)


@pytest.fixture
def dropping_port() -> Iterator[int]:
    """A port where every connection is accepted, read from, and dropped without a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def drop() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)

        thread = Thread(target=drop)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=10)


def graphql_at(port: int) -> GraphQL:
    """GraphQL at a real port; the sign-in is scripted."""
    addresses = Addresses(f"http://127.0.0.1:{port}/graphql", ("http://127.0.0.1:1/token",))
    scripted = ScriptedIon([data()])
    credentials = ClientCredentials(addresses, "key", Secret("hush"), scripted.transport)
    return GraphQL(addresses, credentials, patience=PATIENCE)


def test_a_refused_connection_is_unreachable_for_writes_too(refusing_port: int) -> None:
    graphql = graphql_at(refusing_port)
    with pytest.raises(Unreachable, match="cannot be reached; check"):
        graphql.tell("SetQuantity", {})
    with pytest.raises(Unreachable):
        graphql.ask("Me", {})
    graphql.close()


def test_a_connection_dropped_after_sending_is_unclear_for_writes(dropping_port: int) -> None:
    graphql = graphql_at(dropping_port)
    with pytest.raises(Unclear):
        graphql.tell("SetQuantity", {})
    with pytest.raises(Unreachable, match="broke"):
        graphql.ask("Me", {})
    graphql.close()


def test_what_is_on_this_machine_is_not_asked_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, refusing_port: int
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy.invalid:1")
    graphql = graphql_at(refusing_port)
    with pytest.raises(Unreachable) as caught:
        graphql.tell("SetQuantity", {})
    assert "refused" in str(caught.value.__cause__)
    graphql.close()


@pytest.mark.parametrize(("variable", "value"), [("ALL_PROXY", "gopher://x"), ("SSL_CERT_FILE", "/nowhere")])
def test_an_environment_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(Unreachable, match=variable):
        connect("https://api.example.com", "auth.example.com", "key", "hush")
