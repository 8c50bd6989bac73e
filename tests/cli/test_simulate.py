"""`cyclecount simulate`: what it prints, what it serves, and the address that sets its faults."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.shell import PROGRAM, Shell

PROMISES = {"medium": ("2,000", "50,000"), "large": ("10,000", "300,000")}


class Simulated:
    """A running `cyclecount simulate`: the lines it printed, and a line to it."""

    def __init__(self, printed: list[str]) -> None:
        self.printed = printed
        exports = [line.removeprefix("export ").partition("=") for line in printed if line.startswith("export ")]
        self.settings = {name: value for name, _, value in exports}
        self.url = self.settings["ION_API_URI"]

    @property
    def control_address(self) -> str | None:
        """The address printed for faults, if one is."""
        words = [word for line in self.printed for word in line.split() if word.endswith("/simulator/faults")]
        return words[0] if words else None

    def ask(self, line: httpx.Client, query: str) -> Any:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.settings["ION_CLIENT_ID"],
            "client_secret": self.settings["ION_CLIENT_SECRET"],
        }
        token = line.post(f"{self.url}/realms/api-keys/protocol/openid-connect/token", data=form).json()
        headers = {"authorization": f"Bearer {token['access_token']}"}
        return line.post(f"{self.url}/graphql", json={"query": query}, headers=headers)


@contextmanager
def simulate(*arguments: str) -> Iterator[Simulated]:
    with subprocess.Popen([PROGRAM, "simulate", *arguments], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Simulated(_printed(process))
        finally:
            process.terminate()
        assert process.wait(timeout=60) == 0


def _printed(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("cyclecount"):
            return lines
    raise AssertionError(f"it ended after {lines}")


@pytest.fixture
def line() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=60) as client:
        yield client


def test_faults_are_set_at_the_printed_address(line: httpx.Client) -> None:
    with simulate() as simulated:
        address = simulated.control_address
        assert address == f"{simulated.url}/simulator/faults"
        assert simulated.ask(line, "{ me { id } }").json() == {"data": {"me": {"id": 1}}}
        line.post(address, json={"fault": "http_status", "status": 502, "html": True})
        reply = simulated.ask(line, "{ me { id } }")
        assert (reply.status_code, reply.headers["content-type"]) == (502, "text/html")
        assert line.get(address).json()["faults"]["struck"] == {"http_status": 1}


def test_the_address_for_faults_can_be_left_out(line: httpx.Client) -> None:
    with simulate("--no-control") as simulated:
        assert simulated.control_address is None
        assert line.get(f"{simulated.url}/simulator/faults").status_code == 404


@pytest.mark.parametrize("size", ["medium", pytest.param("large", marks=pytest.mark.slow)])
def test_other_sizes(size: str, line: httpx.Client, tmp_path: Path) -> None:
    schedule = tmp_path / "schedule.csv"
    locations, records = PROMISES[size]
    with simulate("--size", size, "--schedule", str(schedule)) as simulated:
        assert simulated.printed[0] == f"# A plant with {locations} locations and {records} inventory records."
        query = "{ partInventories(first: 1, sort: [ID_ASC]) { pageInfo { totalCount } } }"
        total = simulated.ask(line, query).json()["data"]["partInventories"]["pageInfo"]["totalCount"]
        assert f"{total:,}" == records
    assert "RACK-0001 / SHELF-01" in schedule.read_text(encoding="utf-8")


def test_the_plant_of_causes_has_its_shelves_on_the_schedule(line: httpx.Client, tmp_path: Path) -> None:
    schedule = tmp_path / "schedule.csv"
    with simulate("--size", "causes", "--schedule", str(schedule)) as simulated:
        query = '{ locations(filters: {name: {eq: "RACK-S / KITS"}}) { edges { node { name } } } }'
        (found,) = simulated.ask(line, query).json()["data"]["locations"]["edges"]
    assert f"{found['node']['name']}," in schedule.read_text(encoding="utf-8")


def test_a_size_there_is_not_is_refused(tmp_path: Path) -> None:
    ran = Shell(tmp_path)("simulate", "--size", "huge", code=2)
    assert "invalid choice: 'huge'" in ran.err
