"""Nothing runs while nobody does anything, on any screen: no clock, no spinner, no cursor that blinks."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.timer import Timer

from tests.scenes import SCENES, on_stage
from tests.sweeps import some_by_default

STAGES = {scene.name: scene for scene in SCENES if not scene.reading}


def runs(timer: Timer) -> bool:
    """Whether it goes off again and again."""
    unfinished = {task.get_name() for task in asyncio.all_tasks()}
    return timer._repeat is None and timer.name in unfinished and timer._active.is_set()


@pytest.mark.parametrize("scene", some_by_default(STAGES, "count"))
async def test_no_timer_runs_on(scene: str, tmp_path: Path) -> None:
    async with on_stage(STAGES[scene], tmp_path, (80, 24)) as app:
        nodes = [app, *app.screen.walk_children(with_self=True)]
        drawing = app.screen._update_timer  # pauses by itself once all is drawn
        running = [timer for node in nodes for timer in node._timers if timer is not drawing and runs(timer)]
        assert [timer._callback for timer in running] == []
