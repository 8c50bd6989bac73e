"""Textual programs of others to compare the start with, each in an environment of its own inside this one.

    python -m benchmarks.peer_programs

installs them: their pins contradict ours, so they cannot be in the same environment. What each of them needs is in
`peers/NAME.txt`. A run goes without those that are not there, and says so.
"""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

PINS = Path(__file__).with_name("peers")


@dataclass(frozen=True)
class Peer:
    """`arguments` start it; `shows` stands on its first screen."""

    name: str
    arguments: tuple[str, ...]
    shows: tuple[str, ...]
    limit: float
    """What our start may take of its start."""

    @property
    def folder(self) -> Path:
        """Its environment."""
        return Path(sys.prefix) / "peers" / self.name

    @property
    def command(self) -> list[str]:
        """Program and arguments."""
        return [str(self.folder / "bin" / self.name), *self.arguments]

    @property
    def is_there(self) -> bool:
        """Whether it was installed."""
        return Path(self.command[0]).exists()

    @property
    def version(self) -> str:
        """The pinned one."""
        if not self.is_there:
            return "(not installed)"
        pins = dict(line.split("==") for line in self.pins.read_text().splitlines())
        return pins[self.name]

    @property
    def pins(self) -> Path:
        """What is installed with it, in exact versions."""
        return PINS / f"{self.name}.txt"


PEERS = (
    Peer("posting", (), ("Request", "Collection"), 0.4),
    Peer("harlequin", ("-a", "sqlite", ":memory:"), ("Run Query", "Data Catalog"), 0.35),
)


def install() -> None:
    """Makes the environments that are missing."""
    for peer in PEERS:
        if not peer.is_there:
            venv.create(peer.folder, with_pip=True)
            pip = [str(peer.folder / "bin" / "pip"), "install", "--quiet", "-r", str(peer.pins)]
            subprocess.run(pip, check=True)  # noqa: S603 - pip of an environment that was just made


if __name__ == "__main__":
    install()
