"""Bells that can be told apart by their number, for people who look at the shelf and not at the screen."""

from __future__ import annotations

from typing import Literal

RingKind = Literal["good", "bad", "unknown"]

BELLS: dict[RingKind, int] = {"good": 1, "bad": 2, "unknown": 3}
"""How many bells each result rings."""
