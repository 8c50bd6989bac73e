"""All checks in their order: those on ION one after the other, until it is known that the rest would be in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.clock import clock_finding
from cyclecount_tui.workflow.diagnosing.database import database_findings
from cyclecount_tui.workflow.diagnosing.findings import Finding, can_count, not_checked, told_by
from cyclecount_tui.workflow.diagnosing.offered import feature_findings
from cyclecount_tui.workflow.diagnosing.reading import location_findings, record_findings
from cyclecount_tui.workflow.diagnosing.refusals import permission_findings, rules_findings
from cyclecount_tui.workflow.diagnosing.settings import addresses_finding, connection_finding, settings_findings
from cyclecount_tui.workflow.diagnosing.setup import Setup
from cyclecount_tui.workflow.diagnosing.signing_in import identity_findings, token_findings
from cyclecount_tui.workflow.diagnosing.terminal import terminal_findings
from cyclecount_tui.workflow.diagnosing.versions import versions_finding
from cyclecount_tui.workflow.errors import AuthRefused, IonError, Unreachable

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

Waiting = Callable[[str], None]
"""Called with what is being waited for, in a few words."""

MOST_SILENT = 2
"""ION answered none of so many questions in a row: it is away, and each further one would wait as long."""


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    words: str
    ask: Callable[[Ion], Iterable[Finding]]


def findings_of(setup: Setup, waiting: Waiting = lambda _: None) -> Iterator[Finding]:
    """Every finding in order, each as soon as it is there. Changes nothing in ION, and asks for no quantity."""
    yield from _of_ion(setup, waiting)
    yield from terminal_findings(setup.terminal)
    waiting("the database")
    yield from database_findings(setup.folder)
    yield versions_finding()


def _of_ion(setup: Setup, waiting: Waiting) -> Iterator[Finding]:
    settings, addresses = settings_findings(setup), addresses_finding(setup)
    ion: Ion | None = None
    if setup.connect is not None and can_count([*settings, addresses]):
        try:
            ion = setup.connect()
        except IonError as error:
            settings = [connection_finding(error)]
    yield from settings
    yield addresses
    questioning = _Questioning(ion, "the settings do not say how to reach ION", waiting)
    try:
        for question in _questions(setup):
            yield from questioning.ask(question)
        yield questioning.clock()
    finally:
        if ion is not None:
            ion.close()


def _questions(setup: Setup) -> tuple[_Question, ...]:
    return (
        _Question("token", "the sign-in", token_findings),
        _Question("me", "who the API key is", identity_findings),
        _Question("schema", "what ION offers", lambda ion: feature_findings(ion, setup.memory, setup.now())),
        _Question("location", "one location", location_findings),
        _Question("record", "one inventory record", record_findings),
        _Question("rules", "ION's rules", rules_findings),
        _Question("permissions", "the permissions", permission_findings),
    )


class _Questioning:
    """Asks ION, and knows when asking has become useless."""

    def __init__(self, ion: Ion | None, without_one: str, waiting: Waiting) -> None:
        self._ion = ion
        self._useless = "" if ion is not None else without_one
        self._waiting = waiting
        self._silent = 0
        if ion is not None:
            ion.be_brief()

    def ask(self, question: _Question) -> Iterator[Finding]:
        """The findings of one question; an error of ION is a failure, where the check has no milder word for it."""
        if self._ion is None or self._useless:
            yield not_checked(question.name, self._useless)
            return
        self._waiting(question.words)
        try:
            found = list(question.ask(self._ion))
        except IonError as error:
            found = [told_by(error, question.name)]
        self._learn(question, found)
        yield from found

    def clock(self) -> Finding:
        """The clocks compared, where ION answered anything at all."""
        if self._ion is None or (self._useless and self._ion.clocks() is None):
            return not_checked("clock", self._useless)
        return clock_finding(self._ion)

    def _learn(self, question: _Question, found: list[Finding]) -> None:
        errors = [finding.error for finding in found]
        if question.name == "token" and any(errors):
            self._useless = "there is no sign-in"
        elif any(isinstance(error, AuthRefused) for error in errors):
            self._useless = "ION does not accept the sign-in"
        self._silent = self._silent + 1 if any(isinstance(error, Unreachable) for error in errors) else 0
        if self._silent >= MOST_SILENT:
            self._useless = "ION did not answer the questions before"
