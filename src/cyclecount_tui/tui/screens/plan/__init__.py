"""The plan of exact writes, and its posting."""

from cyclecount_tui.tui.screens.plan.screen import PlanScreen

__all__ = ["PlanScreen"]
