"""Who works beside the thread that draws holds still while a key is answered, and never for good."""

from __future__ import annotations

from cyclecount_tui.tui.keys_first import LONGEST, SECONDS_OF_A_KEY, KeysFirst
from tests.tui.driving import until
from tests.tui.plant_floor import PlantFloor


class Time:
    """A clock that goes on while somebody pauses; a key comes at each of some times."""

    def __init__(self, *keys: float) -> None:
        self.now = 0.0
        self.first = KeysFirst(lambda: self.now, self.pause)
        self._keys = list(keys)

    def pause(self, seconds: float) -> None:
        until = self.now + seconds
        while self._keys and self._keys[0] <= until:
            self.now = max(self.now, self._keys.pop(0))
            self.first.key_came()
        self.now = until


def test_without_a_key_nobody_waits() -> None:
    time = Time()
    time.first.let_by()
    assert time.now == 0.0


def test_a_key_is_let_by_for_its_moment() -> None:
    time = Time()
    time.first.key_came()
    time.first.let_by()
    assert time.now == SECONDS_OF_A_KEY
    time.first.let_by()
    assert time.now == SECONDS_OF_A_KEY


def test_keys_without_end_do_not_stop_what_is_read() -> None:
    time = Time(*(number * SECONDS_OF_A_KEY / 2 for number in range(1000)))
    time.first.key_came()
    time.first.let_by()
    assert abs(time.now - LONGEST) < SECONDS_OF_A_KEY


async def test_the_app_tells_of_each_key(plant: PlantFloor) -> None:
    app, told = plant.app, list[str]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.keys_first.key_came = lambda: told.append("key")  # type: ignore[method-assign]  # to see it
        await pilot.press("down", "up")
        await until(pilot, lambda: len(told) == 2)
