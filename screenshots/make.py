"""Draws the pictures of the README from the scenes that the golden tests compare: `make screenshots`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
FONTS = (
    "/usr/share/fonts/truetype/firacode/FiraCode-Regular.ttf",
    "/usr/share/fonts/truetype/firacode/FiraCode-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
)
SIZE_OF = {"close_off": (80, 24), "count": (80, 24)}
USUAL_SIZE = (100, 28)


def main() -> int:
    """Writes one PNG a picture beside this file."""
    missing = [font for font in FONTS if not Path(font).exists()]
    if missing:
        print("Fonts are missing: apt-get install fonts-firacode fonts-dejavu-core", file=sys.stderr)
        return 1
    sys.path.insert(0, str(ROOT))
    os.environ["TZ"] = "UTC"
    time.tzset()
    asyncio.run(_draw_all())
    return 0


async def _draw_all() -> None:
    from tests.scenes import PICTURES, SCENES, on_stage

    for scene in SCENES:
        if scene.name not in PICTURES:
            continue
        with tempfile.TemporaryDirectory() as folder:
            async with on_stage(scene, Path(folder) / "data", SIZE_OF.get(scene.name, USUAL_SIZE)) as app:
                svg = app.export_screenshot(title=f"cyclecount: {scene.title}", simplify=True)
        target = ROOT / "screenshots" / f"{scene.name}.png"
        target.write_bytes(_png(svg))
        print(target.relative_to(ROOT))


def _png(svg: str) -> bytes:
    from resvg_py import svg_to_bytes

    # The title asks for a font of its own that is not at hand here; without this it would not be drawn.
    drawable = svg.replace("font-family: arial", "font-family: Fira Code")
    return bytes(
        svg_to_bytes(
            svg_string=drawable,
            zoom=2,
            skip_system_fonts=True,
            font_files=list(FONTS),
            monospace_family="DejaVu Sans Mono",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
