"""Waiting for ION, for the front ends: a wait can be given up, and says how many rows have come for it."""

from cyclecount_tui.ion.waiting import StoppedWaiting, Wait, give_way, go_on, waited_for

__all__ = ["StoppedWaiting", "Wait", "give_way", "go_on", "waited_for"]
