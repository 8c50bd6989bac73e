"""Where a screen changes its layout: below these sizes it is a prompt, above them a table with a prompt."""

from __future__ import annotations

from textual.geometry import Size

NARROW = 60
"""Columns below which a title says the place alone."""

THIN = 46
"""Columns below which a count is a prompt without its table, as on a handheld."""

THIN_FORM = 30
"""Columns below which a form has short words before its answers."""

SHORT = 14
"""Rows below which the table gives its room to the line under the cursor."""

LOW = 11
"""The same for a count, whose sheet is of use with a few rows already."""

TALL = 30
"""Rows from which the details get more room."""

ROOMY = 110
"""Columns from which there is room for a second pane."""

BY_WIDTH: list[tuple[int, str]] = [(0, "-narrow"), (NARROW, "-wide"), (ROOMY, "-roomy")]
BY_WIDTH_OF_A_COUNT: list[tuple[int, str]] = [(0, "-thin"), (THIN, "-narrow"), *BY_WIDTH[1:]]
BY_HEIGHT: list[tuple[int, str]] = [(0, "-short"), (SHORT, "-medium"), (TALL, "-tall")]
BY_HEIGHT_OF_A_COUNT: list[tuple[int, str]] = [(0, "-short"), (LOW, "-medium"), (TALL, "-tall")]


def size_classes(size: Size) -> str:
    """The classes that `BY_WIDTH` and `BY_HEIGHT` give a screen of this size."""
    sizes = ((size.width, BY_WIDTH), (size.height, BY_HEIGHT))
    return " ".join(max((least, name) for least, name in steps if least <= length)[1] for length, steps in sizes)
