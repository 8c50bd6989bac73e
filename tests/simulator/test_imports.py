"""The simulator stands alone: the standard library, graphql-core, and httpx in a single module."""

import ast
import subprocess
import sys
from pathlib import Path

import cyclecount_tui.simulator

PACKAGE = "cyclecount_tui.simulator"
FOLDER = Path(cyclecount_tui.simulator.__file__).parent


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_nothing_else_is_imported() -> None:
    users_of_httpx = []
    for file in FOLDER.rglob("*.py"):
        names = {name for name in imported(file) if not name.startswith(PACKAGE)}
        outside = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names)
        users_of_httpx += [file.name] if "httpx" in outside else []
        # _typeshed exists for the type checker alone.
        assert outside <= {"graphql", "httpx", "_typeshed"}, file
    assert users_of_httpx == ["in_process.py"]


def test_the_package_loads_neither_the_client_nor_the_server() -> None:
    code = f"import sys, {PACKAGE}; print(sorted({{'httpx', 'http.server', 'textual'}} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_planting_does_not_depend_on_the_order_of_sets() -> None:
    code = (
        f"import hashlib; from datetime import *; from {PACKAGE} import plant_small; "
        "text = plant_small(3, datetime(2026, 3, 16, tzinfo=UTC)).to_json(); "
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2)
    }
    assert len(digests) == 1
