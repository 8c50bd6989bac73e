"""A shell whose settings come from `cyclecount login` alone, with a keyring of the test's own or with none."""

import json
from pathlib import Path
from typing import Any

from tests.cli.file_keyring import BACKEND
from tests.cli.shell import Ran, Shell
from tests.factory import Factory

ROOT = Path(__file__).parents[2]
ION = ("ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET")


class Desk:
    """A shell without any of ION's variables, the simulated factory to sign in to, and where things are kept."""

    def __init__(self, factory: Factory, folder: Path, *, keyring: bool = True) -> None:
        self.factory = factory
        self.url = factory.server.url
        self.client_id = factory.simulator.client_id
        self.secret = factory.simulator.client_secret
        self.shell = Shell(folder)
        for name in ION:
            del self.shell.environment[name]
        self.keyring_file = folder / "keyring" / "passwords.json"
        self.keyring_file.parent.mkdir()
        if keyring:
            self.shell.environment |= {
                "PYTHON_KEYRING_BACKEND": BACKEND, "TEST_KEYRING": str(self.keyring_file), "PYTHONPATH": str(ROOT),
            }  # fmt: skip
        self.config = folder / "config" / "cyclecount" / "config.toml"
        self.secret_file = self.config.with_name("secrets.json")

    @property
    def account(self) -> str:
        return f"{self.client_id}@{self.url.removeprefix('http://')}"

    @property
    def passwords(self) -> Any:
        """What the keyring holds."""
        return json.loads(self.keyring_file.read_text()) if self.keyring_file.exists() else {}

    def lock_keyring(self) -> None:
        self.keyring_file.with_name("locked").touch()

    def unlock_keyring(self) -> None:
        self.keyring_file.with_name("locked").unlink()

    @property
    def options(self) -> list[str]:
        """Everything that login has to know, but the secret."""
        return ["--api-uri", self.url, "--auth-server", self.url, "--client-id", self.client_id, "--secret-stdin"]

    def login(self, *more: str, secret: str | None = None, code: int = 0) -> Ran:
        return self.shell("login", *self.options, *more, stdin=f"{secret or self.secret}\n", code=code)

    def shown(self) -> Any:
        """The effective settings by name."""
        return self.shell("config", "show", "--format", "json").document["settings"]
