"""A plant kept in a file: all of it comes back, and a half-written file is never seen."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available


def test_everything_comes_back(plant: Plant, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "plant.json"
    plant.save(file)
    again = Plant.load(file)
    assert again.to_json() == plant.to_json()
    assert again.discrepancies == plant.discrepancies
    assert again.truth == plant.truth
    assert again.schedule_rows() == plant.schedule_rows()
    assert list(again.inventory) == list(plant.inventory)
    assert [path.name for path in file.parent.iterdir()] == ["plant.json"]


def test_etags_and_ids_go_on_where_they_were(plant: Plant) -> None:
    given = {plant.new_etag() for _ in range(5)}
    again = Plant.from_json(plant.to_json())
    assert again.new_etag() not in given
    assert again.inventory.next_id == plant.inventory.next_id


def test_each_write_is_saved(plant: Plant, tmp_path: Path) -> None:
    file = tmp_path / "plant.json"
    ask = Asker(Simulator(plant, SimulatorOptions(save_path=file)))
    record = available(plant)
    ask.data("{ me { id } }")
    assert not file.exists()
    ask.update(record.id, quantity=33)
    kept = Plant.load(file).inventory[record.id]
    assert (kept.quantity, kept.etag) == (33, record.etag)
    saved = file.read_bytes()
    ask.error(UPDATE, input={"id": record.id, "etag": "stale", "quantity": 1})
    assert file.read_bytes() == saved


def test_a_failed_save_leaves_the_old_file(plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plant.json"
    plant.save(file)

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        plant.save(file)
    assert [path.name for path in tmp_path.iterdir()] == ["plant.json"]
    assert Plant.load(file).to_json() == plant.to_json()


def test_a_plant_that_cannot_be_saved_is_said_so(plant: Plant, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    ask = Asker(Simulator(plant, SimulatorOptions(save_path=blocked / "plant.json")))
    record = available(plant)
    reply = ask.reply(UPDATE, input={"id": record.id, "etag": record.etag, "quantity": 5})
    assert reply.status == 500
    assert "could not be saved" in reply.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1}', "null"])
def test_what_is_not_a_plant_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"This is not a saved plant .*; remove it and start afresh\."):
        Plant.from_json(text)


def test_a_copy_is_a_plant_of_its_own(plant: Plant) -> None:
    again = Plant.from_json(plant.to_json())
    record = available(again)
    again.inventory.change(record, quantity=record.quantity + 1)
    assert plant.inventory[record.id] == replace(record, quantity=record.quantity - 1)


def test_a_plant_kept_since_before_a_column_was_added_is_read(plant: Plant) -> None:
    saved = json.loads(plant.to_json())
    assert saved["tables"]["rules"]["rows"][0][-2:] == [None, ""]
    for row in saved["tables"]["rules"]["rows"]:
        del row[-2:]
    again = Plant.from_json(json.dumps(saved))
    assert again.to_json() == plant.to_json()
    saved["tables"]["rules"]["rows"][0] += [None, "", "one too many"]
    with pytest.raises(ValueError, match="This is not a saved plant"):
        Plant.from_json(json.dumps(saved))


def test_a_plant_kept_since_before_receipts_has_none(plant: Plant) -> None:
    saved = json.loads(plant.to_json())
    for name in ("receipts", "receipt_items"):
        del saved["tables"][name]
    again = Plant.from_json(json.dumps(saved))
    assert (len(again.receipts), len(again.receipt_items)) == (0, 0)
    assert list(again.inventory) == list(plant.inventory)
