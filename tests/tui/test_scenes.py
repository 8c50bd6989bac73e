"""Every scene looks as it did when somebody last looked at it, also on a terminal that is sent the changes only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.scenes import SCENES, Scene, on_stage
from tests.tui.drawn_frames import assert_shown_alike, frames_drawn


class Svg(SingleFileSnapshotExtension):
    """One SVG file a picture; the id that Rich makes up for its style names is left out."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        return re.sub(r"terminal-\d+", "terminal", str(data))


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        pytest.param(scene, size, id=f"{scene.name}-{size}", marks=() if size in scene.often else pytest.mark.slow)
        for scene in SCENES
        for size in scene.sizes
    ],
)
async def test_scene(scene: Scene, size: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    with frames_drawn() as drawn:
        async with on_stage(scene, tmp_path / "data", scene.sizes[size]) as app:
            picture = app.export_screenshot(title=scene.title, simplify=True)
            frames = drawn.whole(scene.sizes[size])
    assert frames
    assert_shown_alike(frames, scene.sizes[size])
    assert picture == snapshot(extension_class=Svg, name=f"{scene.name}-{size}")
