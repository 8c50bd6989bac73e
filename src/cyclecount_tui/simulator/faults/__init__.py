"""Things that go wrong on purpose: cut lines, gateway pages, rate limits, missing rights, and other people."""

from cyclecount_tui.simulator.faults.switches import Faults

__all__ = ["Faults"]
