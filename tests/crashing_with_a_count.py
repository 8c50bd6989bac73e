"""`python -m tests.crashing_with_a_count`: the program with a fault while a count is in hand, and a log of everything.

With CRASH=help it strikes at F1, with the count in a variable; with CRASH=judging where a submitted count is judged,
with ION's quantities in variables. TEST_LOG names the file for whatever the libraries have to log.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any
from unittest.mock import patch

from cyclecount_tui.cli.main import main
from cyclecount_tui.domain.recounting import Judgement
from cyclecount_tui.tui.app import CycleCountApp
from cyclecount_tui.workflow import submitting

REPORT = "the shelf fell over on purpose"


def _at_help(app: CycleCountApp) -> None:
    count: Any = getattr(app.screen, "count", None)
    lines = count.lines
    raise ZeroDivisionError(f"{REPORT}, {len(lines)} lines in hand")


def _at_judging(_workplace: object, judgement: Judgement) -> object:
    digital = dict(judgement.digital)
    assert any(digital.values())
    raise ZeroDivisionError(f"{REPORT}, {len(digital)} quantities in hand")


if __name__ == "__main__":
    logging.basicConfig(level=logging.NOTSET, filename=os.environ["TEST_LOG"])
    at_help = patch.object(CycleCountApp, "action_show_help", _at_help)
    at_judging = patch.object(submitting, "_asked", _at_judging)
    with at_help if os.environ["CRASH"] == "help" else at_judging:
        sys.exit(main())
