"""Codes for scanners, drawn on a page: QR for those that see, Code 128 for those that only see bars."""

from fpdf import FPDF
from fpdf.enums import RenderStyle

from cyclecount_tui.workflow.paper.qr import Modules, rectangles

NARROWEST = 0.25
"""Millimetres of the narrowest bar that an everyday scanner reads from an everyday printer."""

QUIET_BARS = 10
"""Modules of white that a reader wants on both sides of bars (ISO/IEC 15417)."""

_SEAM = 0.02
"""A hair more than a module, or some printers leave white lines between two rows."""


def draw_qr(document: FPDF, modules: Modules, left: float, top: float, size: float) -> None:
    """Draws a code; all in millimetres. The white around it is left to the page."""
    module = size / len(modules)
    document.set_fill_color(0, 0, 0)
    for column, row, width, height in rectangles(modules):
        document.rect(
            left + column * module,
            top + row * module,
            width * module + _SEAM,
            height * module + _SEAM,
            style=RenderStyle.F,
        )


def bars_of(text: str) -> list[bool] | None:
    """The modules of a Code 128, True is a bar; None for a text that it cannot hold."""
    # it comes without types
    from barcode.codex import Code128  # type: ignore[import-untyped]

    if not (text.isascii() and text.isprintable() and text):
        return None
    return [module == "1" for module in Code128(text).build()[0]]


def fitting_module(bars: list[bool], room: float, widest: float) -> float | None:
    """How wide a module of bars may be, white on both sides included; None where they would be too narrow to read."""
    module = min(widest, room / (len(bars) + 2 * QUIET_BARS))
    return module if module >= NARROWEST else None


def draw_bars(document: FPDF, bars: list[bool], left: float, top: float, module: float, height: float) -> None:
    """Draws bars from their first one on; the white beside them is left to the page."""
    document.set_fill_color(0, 0, 0)
    for column, _, width, _ in rectangles([bars]):
        document.rect(left + column * module, top, width * module, height, style=RenderStyle.F)
