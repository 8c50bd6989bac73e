"""Where a screen changes its layout: below these sizes it is a prompt, above them a table with a prompt."""

from __future__ import annotations

NARROW = 60
"""Columns below which a title says the place alone."""

SHORT = 14
"""Rows below which the table gives its room to the line under the cursor."""

TALL = 30
"""Rows from which the details get more room."""

BY_WIDTH: list[tuple[int, str]] = [(0, "-narrow"), (NARROW, "-wide")]
BY_HEIGHT: list[tuple[int, str]] = [(0, "-short"), (SHORT, "-medium"), (TALL, "-tall")]
