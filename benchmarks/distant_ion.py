"""ION a round trip away: a bench whose program asks it through `round_trips`, and when it was asked."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.cli.shell import Shell

from benchmarks.large_plant import Bench

ROUND_TRIP = 0.05
"""Seconds."""


@dataclass(frozen=True)
class DistantIon:
    """`url` is where it answers."""

    url: str

    def asked(self, since: float = 0.0) -> list[float]:
        """When data was asked for since then, by the monotonic clock."""
        with urllib.request.urlopen(f"{self.url}/asked", timeout=10) as answer:  # noqa: S310 - on loopback
            return [at for at in json.load(answer) if at >= since]

    def bench(self, of: Bench, name: str) -> Bench:
        """Another terminal with the same data, which asks this one."""
        fresh = of.fresh(name)
        shell = Shell(fresh.shell.folder)
        shell.environment |= fresh.shell.environment | {"ION_API_URI": self.url, "ION_AUTH_SERVER": self.url}
        return Bench(shell, fresh.shelf, fresh.shelf_id, fresh.plant)


@contextmanager
def distant_ion(of: Bench) -> Iterator[DistantIon]:
    """The bench's own ION, from farther away, until the block ends."""
    command = [sys.executable, "-m", "benchmarks.round_trips", of.environment["ION_API_URI"], str(ROUND_TRIP)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            assert process.stdout is not None
            yield DistantIon(process.stdout.readline().strip())
        finally:
            process.terminate()
