"""Digital and floor side by side: causes, fixes, and what was decided."""

from cyclecount_tui.tui.screens.reconcile.screen import ReconcileScreen

__all__ = ["ReconcileScreen"]
