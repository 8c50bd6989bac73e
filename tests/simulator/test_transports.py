"""The simulator behind a real socket and as an httpx transport: the same answers both ways."""

import http.client
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest

from cyclecount_tui.simulator import Plant, Simulator
from cyclecount_tui.simulator.in_process import InProcessTransport
from cyclecount_tui.simulator.server import SimulatorServer, serve
from tests.simulator.asking import TOKEN_PATH, UPDATE, token_form
from tests.simulator.records import available

ME = {"query": "{ me { name } }"}


@pytest.fixture(params=["socket", "in process"])
def client(request: pytest.FixtureRequest, simulator: Simulator) -> Iterator[httpx.Client]:
    if request.param == "in process":
        with httpx.Client(transport=InProcessTransport(simulator), base_url="http://ion.example") as inner:
            yield inner
        return
    with serve(simulator) as server, httpx.Client(base_url=server.url, trust_env=False) as inner:
        yield inner


def sign_in(client: httpx.Client, simulator: Simulator) -> None:
    form = token_form(simulator)
    reply = client.post(TOKEN_PATH, content=form, headers={"content-type": "application/x-www-form-urlencoded"})
    client.headers["authorization"] = f"Bearer {reply.json()['access_token']}"


def test_the_whole_way(client: httpx.Client, simulator: Simulator, plant: Plant) -> None:
    assert client.post("/graphql", json=ME).status_code == 401
    sign_in(client, simulator)
    reply = client.post("/graphql", json=ME)
    assert reply.json() == {"data": {"me": {"name": "Cycle count service"}}}
    assert len(reply.headers["x-b3-trace-id"]) == 32
    record = available(plant)
    given = {"id": record.id, "etag": record.etag, "quantity": 8}
    written = client.post("/graphql", json={"query": UPDATE, "variables": {"input": given}})
    assert written.json()["data"]["updatePartInventory"]["partInventory"]["quantity"] == 8


def test_text_survives_the_way(client: httpx.Client, simulator: Simulator) -> None:
    sign_in(client, simulator)
    query = '{ parts(filters: {description: {like: "%[%"}}) { edges { node { description } } } }'
    edges = client.post("/graphql", json={"query": query}).json()["data"]["parts"]["edges"]
    assert {edge["node"]["description"] for edge in edges} == {
        "Gasket, silicone [bold red]do not stack[/bold red] [see drawing]",
        "Label, caution \x1b[31mHOT SURFACE\x1b[0m, adhesive",
    }


def test_long_replies_arrive_whole(client: httpx.Client, simulator: Simulator, plant: Plant) -> None:
    sign_in(client, simulator)
    query = "{ partInventories { edges { node { id _etag part { description } } } } }"
    edges = client.post("/graphql", json={"query": query}).json()["data"]["partInventories"]["edges"]
    assert len(edges) == len(plant.inventory)


def test_a_dropped_line_is_the_same_error_both_ways(client: httpx.Client, simulator: Simulator) -> None:
    sign_in(client, simulator)
    simulator.faults.drop_before()
    with pytest.raises(httpx.RemoteProtocolError, match="disconnected"):
        client.post("/graphql", json=ME)
    assert client.post("/graphql", json=ME).status_code == 200


def test_other_paths_and_methods(client: httpx.Client) -> None:
    assert client.get("/graphql").status_code == 405
    assert client.post("/nowhere").status_code == 404


def test_a_line_is_kept_alive(simulator: Simulator) -> None:
    with serve(simulator) as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port)
        try:
            own_ends = set()
            for _ in range(3):
                line.request("POST", TOKEN_PATH, body=token_form(simulator))
                assert line.getresponse().read().startswith(b"{")
                assert line.sock is not None
                own_ends.add(line.sock.getsockname())
            assert len(own_ends) == 1
        finally:
            line.close()


def test_it_listens_on_loopback_only_and_frees_its_port(simulator: Simulator) -> None:
    server = serve(simulator)
    port = server.port
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("GET", "/graphql")
    assert line.getresponse().read().startswith(b"{")
    server.stop()
    assert line.sock is not None
    assert line.sock.recv(1) == b""
    line.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    with serve(simulator, port) as again:
        assert (again.port, again.url) == (port, f"http://127.0.0.1:{port}")


def test_it_can_serve_in_the_callers_thread(simulator: Simulator) -> None:
    server = SimulatorServer(simulator)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        reply = httpx.post(f"{server.url}{TOKEN_PATH}", content=token_form(simulator), trust_env=False)
        assert reply.status_code == 200
    finally:
        server.stop()
        thread.join(timeout=10)
    assert not thread.is_alive()


def test_the_log_is_silent(simulator: Simulator, capfd: pytest.CaptureFixture[str]) -> None:
    with serve(simulator) as server:
        httpx.post(f"{server.url}/nowhere", trust_env=False)
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.sendall(b"not http at all\r\n\r\n")
            while line.recv(4096):
                pass
    assert capfd.readouterr() == ("", "")


def test_a_line_that_ends_in_the_middle_is_the_same_error_both_ways(client: httpx.Client, simulator: Simulator) -> None:
    sign_in(client, simulator)
    simulator.faults.truncated_json(cut=True)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        client.post("/graphql", json=ME)
    assert client.post("/graphql", json=ME).status_code == 200


def test_a_long_answer_may_come_by_half(client: httpx.Client, simulator: Simulator) -> None:
    sign_in(client, simulator)
    query = {"query": "{ partInventories(first: 100) { edges { node { id _etag } } } }"}
    whole = client.post("/graphql", json=query).content
    simulator.faults.truncated_json()
    half = client.post("/graphql", json=query)
    assert half.status_code == 200
    assert half.content == whole[: len(whole) // 2]
