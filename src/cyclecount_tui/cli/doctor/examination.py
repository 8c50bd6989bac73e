"""The whole examination: the setup of this process, each line as soon as it is known, and the exit code."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.cli.doctor.lines import document_of, print_finding, print_verdict
from cyclecount_tui.cli.doctor.terminal_facts import terminal_facts
from cyclecount_tui.cli.exit_codes import Exit, exit_for
from cyclecount_tui.cli.passing_line import PassingLine
from cyclecount_tui.cli.printing import print_document
from cyclecount_tui.cli.putting_together import SettingsWrong, connected, settings_here
from cyclecount_tui.workflow.diagnosing.examining import findings_of
from cyclecount_tui.workflow.diagnosing.findings import Finding, State, can_count
from cyclecount_tui.workflow.diagnosing.setup import Setup
from cyclecount_tui.workflow.errors import StoreError

if TYPE_CHECKING:
    from cyclecount_tui.ion.memory import Memory

_OF_THE_SETTINGS = frozenset({"settings", "addresses"})


def examined(*, as_json: bool) -> int:
    """Prints every finding, and gives the exit code."""
    findings: list[Finding] = []
    with PassingLine() as line:
        for finding in findings_of(_setup(), line.looking_at):
            if not as_json:
                line.clear()
                print_finding(finding, findings[-1] if findings else None)
            findings.append(finding)
    if as_json:
        print_document(document_of(findings, can_count=can_count(findings)))
    else:
        print_verdict(findings)
    return exit_code_of(findings)


def exit_code_of(findings: list[Finding]) -> Exit:
    """What the first failure stands for; Exit.DONE without one."""
    failed = next((finding for finding in findings if finding.state is State.FAILED), None)
    if failed is None:
        return Exit.DONE
    if failed.name in _OF_THE_SETTINGS:
        return Exit.USAGE
    return exit_for(failed.error) if failed.error is not None else Exit.REFUSED


def _setup() -> Setup:
    facts = terminal_facts(os.environ)
    try:
        settings = settings_here()
    except SettingsWrong as error:
        return Setup(refused=error.sentences, now=_now, terminal=facts)
    memory = _memory(settings.data_dir)
    return Setup(
        missing=settings.missing,
        api_uri=settings.api_uri,
        auth_server=settings.auth_server,
        counter=settings.counter,
        connect=lambda: connected(settings, memory),
        memory=memory,
        now=_now,
        folder=lambda: _folder(settings.data_dir),
        terminal=replace(facts, ascii_only=settings.ascii_only),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _folder(override: Path | None) -> Path:
    from cyclecount_tui.store.folder import data_folder

    return data_folder(override)


def _memory(override: Path | None) -> "Memory | None":
    """Where the tenant's features are remembered; what is wrong with the folder is said on a line of its own."""
    from cyclecount_tui.store.tenant_memory import TenantMemory

    try:
        return TenantMemory(_folder(override))
    except StoreError:
        return None
