"""What every use case works with: the journal, the schedule, ION, the clock and who is counting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from cyclecount_tui.domain.approval_rules import ApprovalRules
from cyclecount_tui.domain.count_mode import CountMode
from cyclecount_tui.domain.lease import Terminal
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.ion.errors import IonError
from cyclecount_tui.store.errors import StoreError
from cyclecount_tui.workflow.counts_seen import CountsSeen, LastLoaded
from cyclecount_tui.workflow.held_here import HeldHere
from cyclecount_tui.workflow.link import Link
from cyclecount_tui.workflow.this_terminal import this_terminal

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion
    from cyclecount_tui.ion.memory import Memory
    from cyclecount_tui.store.opening import Store


class ClosingOff(NamedTuple):
    """What this factory does to close a location off.

    `contact` is the name or number on the sign; `command` is run with the message on its standard input, `webhook` gets
    it as JSON; empty ones are not used. `stop_transactions`: whether ION's own `available` flag of a location may be
    turned off while it is counted.
    """

    contact: str = ""
    command: str = ""
    webhook: str = ""
    stop_transactions: bool = False


class Practice(NamedTuple):
    """How this factory works, as far as counting needs to know.

    `discrepancy_location` is the name of the place for unexplained extras; a location whose name contains `mrb_mark`
    is a material review board location (ION has no type for it, only the name). `scheduling` are the rules of the
    schedule, `closing_off` says what may be done to close a location off. A terminal that is silent for `lease_seconds`
    holds its count no longer. `recount` says which lines are counted again, `approval` what is posted with an approval
    only, `scanning` how codes are recognised. What was found at neighbouring locations in the last `neighbour_days`
    days may explain a difference. With `comments` a posting leaves one on each record it changed. A count is begun in
    `mode` where nobody says another; of `whole_units`, small letters, there are no fractions.
    """

    discrepancy_location: str = "CYCLE-COUNT-DISCREPANCY"
    mrb_mark: str = "MRB"
    scheduling: SchedulingRules = SchedulingRules()
    closing_off: ClosingOff = ClosingOff()
    lease_seconds: int = 300
    recount: RecountRules = RecountRules()
    approval: ApprovalRules = ApprovalRules()
    scanning: ScanRules = ScanRules()
    mode: CountMode = CountMode.BLIND
    comments: bool = False
    whole_units: frozenset[str] = frozenset({"ea", "each", "pc", "pcs"})
    neighbour_days: int = 7


@dataclass(slots=True)
class Workplace:
    """The parts, put together by the command line and handed to every use case.

    `connect` is called at the first question to ION and not before, so that a screen that needs none starts without.
    `clock` gives aware times. `counter` is the name that goes into the journal; it changes when somebody else counts at
    this `terminal`. `memory` keeps what was found out about the tenant until the next start; without one nothing is
    kept. `link` knows whether ION answered the latest request, `held_here` which counts this terminal holds,
    `counts_seen` how other counts stood when they were last read, `blind_seen` those of parts that are counted blind;
    `last_loaded` keeps the count that was loaded last.
    """

    store: Store
    connect: Callable[[], Ion]
    clock: Callable[[], datetime]
    counter: str
    practice: Practice = field(default_factory=Practice)
    memory: Memory | None = None
    terminal: Terminal = field(default_factory=this_terminal)
    link: Link = field(default_factory=Link)
    held_here: HeldHere = field(default_factory=HeldHere)
    counts_seen: CountsSeen = field(default_factory=CountsSeen)
    blind_seen: CountsSeen = field(default_factory=CountsSeen)
    last_loaded: LastLoaded = field(default_factory=LastLoaded)
    _ion: Ion | None = None
    _connecting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ion(self) -> Ion:
        """The connection to ION, made when first asked for."""
        with self._connecting:
            if self._ion is None:
                self._ion = self._connected()
            return self._ion

    def now(self) -> datetime:
        """The time for the journal."""
        return self.clock()

    def today(self) -> date:
        """The local date, by which counts are due."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Lets go of the counts that are held, of ION and of the database."""
        with suppress(StoreError):  # one that cannot be let go now lapses
            self.store.leases.release_all(self.terminal.session)
        if self._ion is not None:
            self._ion.close()
        self.store.close()

    def _connected(self) -> Ion:
        try:
            ion = self.connect()
        except IonError:
            self.link.heard(False)
            raise
        ion.tell_contact(self.link.heard)
        return ion
