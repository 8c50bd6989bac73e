"""The installed program without the time that Python takes to start: a process that has imported it forks for each run.

Every run is a process of its own, with its own environment, folder and standard streams, and ends as any process does.
Whatever is about starting the program itself (encodings, imports, signals) uses a real start instead.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Written as the program of the process that forks: it has no threads, and nothing of the tests.
_SERVER = """
import gc, importlib, json, os, pkgutil, sys, time

import httpx
certificates = httpx.create_ssl_context(trust_env=False)  # reading them takes longer than most runs
create = httpx._transports.default.create_ssl_context
def shared(**how):
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    return create(**how) if named or how["verify"] is not True or how["cert"] else certificates
httpx._transports.default.create_ssl_context = shared

import cyclecount_tui
for package in ("cli", "workflow", "ion", "store", "domain", "settings"):
    package = importlib.import_module("cyclecount_tui." + package)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
from cyclecount_tui.__main__ import main

gc.collect()
gc.freeze()

def run(asked):
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    for number, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
        os.dup2(os.open(asked[name], mode), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)
        for number, mode, errors in ((0, "r", "surrogateescape"), (1, "w", "strict"), (2, "w", "backslashreplace"))
    )
    sys.argv = ["cyclecount", *asked["arguments"]]
    sys.exit(main())

print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            run(json.loads(line))
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""

_CHANGES_THE_START = ("PYTHONIOENCODING", "PYTHONPATH", "PYTHONUTF8", "LC_ALL", "LANG", "LC_CTYPE", "COVERAGE")


def runs_warm(environment: dict[str, str], usual: dict[str, str]) -> bool:
    """Whether a run differs in nothing that Python reads when it starts."""
    return all(environment.get(name) == usual.get(name) for name in _CHANGES_THE_START)


def run_warm(
    arguments: tuple[str, ...], folder: Path, environment: dict[str, str], stdin: bytes | None
) -> tuple[int, bytes, bytes]:
    """Exit code, standard output and standard error of a run."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        (place / "in").write_bytes(stdin or b"")
        for name in ("out", "err"):
            (place / name).touch()
        asked = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": environment,
            "stdin": str(place / "in") if stdin is not None else "/dev/null",
            "stdout": str(place / "out"),
            "stderr": str(place / "err"),
        }
        return _server().run(asked), (place / "out").read_bytes(), (place / "err").read_bytes()


class _Server:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._stop)
        assert self._answer() == "ready"

    def run(self, asked: Mapping[str, object]) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)


@cache
def _server() -> _Server:
    return _Server()
