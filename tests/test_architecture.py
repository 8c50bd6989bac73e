"""The layers, the budgets and the promises about the repository itself, held by measuring them."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cyclecount_tui"
PACKAGE = "cyclecount_tui"

FILE_LINES, CLASS_LINES, FUNCTION_LINES, COMPLEXITY = 300, 200, 40, 8

SOURCES = sorted(SOURCE.rglob("*.py"))
ALL_PYTHON = sorted(
    [*SOURCES, *(path for name in ("tests", "benchmarks", "screenshots") for path in (ROOT / name).rglob("*.py"))]
)

NOT_OURS = {".git", ".venv", "__pycache__", "dist", "build", "__actual__", ".hypothesis"}


def shown(path: Path) -> str:
    """A path for a test's name or a message."""
    return path.relative_to(ROOT).as_posix()


def repository_files() -> Iterator[Path]:
    """Every file that belongs to the repository."""
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        made = any(part.endswith(("_cache", ".egg-info")) for part in parts)
        if path.is_file() and not parts & NOT_OURS and not made:
            yield path


def modules_below(*packages: str) -> list[str]:
    """The dotted names of all modules of these packages, read from the files."""
    names = []
    for path in SOURCES:
        parts = [PACKAGE, *path.relative_to(SOURCE).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if any(f"{name}.".startswith(f"{PACKAGE}.{package}.") for package in packages):
            names.append(name)
    return names


def imported_by(code: str) -> set[str]:
    """What a fresh interpreter has in `sys.modules` after running the code, beyond what it began with."""
    script = f"""
import json, sys
before = set(sys.modules)
{code}
print("", json.dumps(sorted(set(sys.modules) - before)), sep="\\n", file=sys.__stderr__)"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def imported_with(*modules: str) -> set[str]:
    """What comes along when these modules are imported in a fresh interpreter."""
    assert modules, "there is nothing to import"
    return imported_by("\n".join(f"import {module}" for module in modules))


def belongs_to(module: str, owner: str) -> bool:
    """Whether a module is the owner or below it."""
    return f"{module}.".startswith(f"{owner}.")


def strangers(imported: set[str], *forbidden: str) -> list[str]:
    """Those of the forbidden packages that were imported."""
    return [owner for owner in forbidden if any(belongs_to(module, owner) for module in imported)]


def over_budget(path: Path) -> Iterator[str]:
    """What is too long in a file: the file itself, a class, a function."""
    text = path.read_text(encoding="utf-8")
    if len(text.splitlines()) > FILE_LINES:
        yield f"{shown(path)}: {len(text.splitlines())} lines, budget {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            budget = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            if lines > budget:
                yield f"{shown(path)}: {node.name} has {lines} lines, budget {budget}"


def test_size_budgets() -> None:
    assert len(SOURCES) > 100, "the sources were not found"
    assert [said for path in SOURCES for said in over_budget(path)] == []


def test_complexity_budget() -> None:
    budget = f"lint.mccabe.max-complexity={COMPLEXITY}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "C901", "--ignore-noqa"]
    done = subprocess.run([*command, "--config", budget, SOURCE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_says_what_it_is_for() -> None:
    told = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in ALL_PYTHON}
    assert [shown(path) for path, said in told.items() if not said] == [], "the first line should say it"


def test_names_say_what_is_inside() -> None:
    empty_words = {"utils", "util", "helpers", "helper", "manager", "common", "base", "misc"}
    named = {path: set(path.stem.split("_")) | {path.parent.name} for path in SOURCES}
    assert [shown(path) for path, words in named.items() if words & empty_words] == []


def test_import_contracts() -> None:
    script = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_domain_needs_the_standard_library_only() -> None:
    imported = imported_with(*modules_below("domain"))
    roots = {module.partition(".")[0] for module in imported}
    assert roots - sys.stdlib_module_names == {PACKAGE}
    assert {module for module in imported if belongs_to(module, PACKAGE)} == {PACKAGE, *modules_below("domain")}
    assert strangers(imported, "sqlite3", "socket", "subprocess") == []


# httpx brings rich along wherever it is installed, for a command line of its own.
LAYERS = {
    "ion": ["textual", "sqlite3", "cyclecount_tui.store"],
    "store": ["textual", "rich", "httpx", "pydantic", "cyclecount_tui.ion"],
    "workflow": ["textual", "rich", "httpx", "pydantic", "sqlite3"],
    "tui": ["httpx", "pydantic", "sqlite3"],
    "simulator": ["textual", "pydantic", "sqlite3"],
}

UPPER_LAYERS = {
    "ion": ["workflow", "tui", "cli", "settings", "simulator"],
    "store": ["workflow", "tui", "cli", "settings", "simulator"],
    "workflow": ["tui", "cli", "settings", "simulator"],
    "tui": ["cli", "settings", "simulator"],
    "simulator": ["domain", "ion", "store", "workflow", "tui", "cli", "settings"],
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_does_not_bring_what_it_may_not_know(layer: str) -> None:
    imported = imported_with(*modules_below(layer))
    upper = [f"{PACKAGE}.{name}" for name in UPPER_LAYERS[layer]]
    assert strangers(imported, *LAYERS[layer], *upper) == []


def test_the_terminal_comes_up_without_network_and_database() -> None:
    imported = imported_with(*modules_below("workflow", "tui"))
    assert "textual" in imported
    assert strangers(imported, "httpx", "pydantic", "sqlite3", "graphql", "tenacity") == []


@pytest.mark.parametrize("errors", ["ion.errors", "store.errors"])
def test_errors_cost_nothing_to_know(errors: str) -> None:
    imported = imported_with(f"{PACKAGE}.{errors}")
    assert strangers(imported, "httpx", "pydantic", "sqlite3") == []


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["--no-such-option"], ["count", "--help"]])
def test_the_command_line_answers_without_loading_the_rest(arguments: list[str]) -> None:
    code = f"""
import contextlib
from cyclecount_tui.cli.main import main
with contextlib.suppress(SystemExit):
    main({arguments!r})"""
    imported = imported_by(code)
    assert f"{PACKAGE}.cli.main" in imported
    assert strangers(imported, "textual", "rich", "httpx", "pydantic", "graphql", "sqlite3") == []


def test_the_readme_shows_pictures_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\(([^)\s]+)", readme) + re.findall(r"<img[^>]*\bsrc=\"([^\"]+)\"", readme)
    assert pictures, "the README shows no picture"
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_the_readme_prints_the_command_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^<!-- test-command -->\n+```\w*\n(.+?)^```", readme, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1, "one fenced block should follow the marker <!-- test-command -->"
    assert blocks[0].rstrip().endswith("&& make test")
    assert "$(BIN)pytest\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "<!-- test-command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_constraints_are_exact_and_come_from_nowhere_in_particular() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+]*", pin)] == []
    pinned = {re.sub(r"[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = set(re.findall(r"^    \"([a-z][a-z0-9-]*)(?:[><=~,.0-9]*)\",", project, re.MULTILINE))
    assert {"textual", "pytest", "resvg-py"} <= needed
    assert needed <= pinned


# Put together from pieces, so that this file does not contain what it looks for.
REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "artifact" + "ory", "index" + "-url"]

MACHINE_PATHS = re.compile(r"(?<![\w.~/-])(?:/(?:root|work|tmp|home|Users|workspace|builds)/\w|[A-Z]:\\Users)")


def spoken_of(path: Path) -> list[str]:
    """The registries and the places on somebody's machine that a file names."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [] if path.suffix in {".png", ".ico"} else ["it is not text"]
    return [host for host in REGISTRIES if host in text.lower()] + MACHINE_PATHS.findall(text)


def test_no_file_speaks_of_a_registry_or_of_somebodys_machine() -> None:
    found = {shown(path): spoken_of(path) for path in repository_files()}
    assert "README.md" in found
    assert {name: said for name, said in found.items() if said} == {}
