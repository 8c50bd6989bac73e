"""The program as a shell runs it, against a simulated ION over real HTTP; `PROGRAM` is the installed one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.warm_program import run_warm, runs_warm

PROGRAM = str(Path(sys.executable).with_name("cyclecount"))
TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document it must be."""
        return json.loads(self.out)


class Shell:
    """Runs verbs with the same settings; `environment` may be changed between runs."""

    def __init__(self, folder: Path, url: str = "", client_id: str = "", secret: str = "") -> None:
        self.folder = folder
        ion = {"ION_API_URI": url, "ION_AUTH_SERVER": url, "ION_CLIENT_ID": client_id, "ION_CLIENT_SECRET": secret}
        base = {name: os.environ[name] for name in ("PATH", "HOME", "TZ", "LANG", "PYTHONPATH") if name in os.environ}
        self.environment = {
            **base,
            **ion,
            "CYCLECOUNT_DATA_DIR": str(folder / "data"),
            "CYCLECOUNT_COUNTER": "Ann",
            "CYCLECOUNT_RECOUNT_REQUIRED": "false",  # a count is one count, where the recount is not the point
            "CYCLECOUNT_APPROVAL_REQUIRED": "false",  # nor is the approval, where it is not the point
            "XDG_CONFIG_HOME": str(folder / "config"),  # nobody's own settings, and nobody's keyring
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONWARNINGS": "error",
        }

    def __call__(self, *arguments: str, stdin: str | None = None, code: int | None = 0) -> Ran:
        """Runs a verb; its exit code must be `code` unless that is None."""
        typed = None if stdin is None else stdin.encode()
        if runs_warm(self.environment, dict(os.environ)):
            ended, out, err = run_warm(arguments, self.folder, self.environment, typed)
        else:
            ended, out, err = self._started(arguments, typed)
        ran = Ran(ended, out.decode(), err.decode())
        assert "Traceback" not in ran.err, ran.err
        assert code is None or ran.code == code, ran
        return ran

    def _started(self, arguments: tuple[str, ...], stdin: bytes | None) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr
