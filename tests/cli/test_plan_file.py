"""`plan -o` and `post --plan` on the command line: exported, approved, posted, and what changed in between."""

import json
from pathlib import Path

from cyclecount_tui.cli.exit_codes import Exit
from tests.cli.shell import Shell
from tests.cli.test_bad_input import said, surplus_planned
from tests.cli.test_whole_way import busiest, filled
from tests.factory import Factory


def test_from_one_lead_to_the_other(shell: Shell, factory: Factory, tmp_path: Path) -> None:
    name, record_id = surplus_planned(shell, factory)
    file = tmp_path / "plan.json"
    shown = shell("plan", name, "-o", str(file))
    assert f"The plan is in {file}" in shown.err
    assert "Value up " in shown.err
    header = shown.out.splitlines()[0].split()
    assert header == ["write", "line", "part", "what", "before", "after", "value", "warning"]
    assert json.loads(file.read_text())["exported_by"] == "Ann"
    assert "exported by Ann at" in shell("post", name, "--plan", str(file), "--dry-run").err
    assert not any(request.is_mutation for request in factory.simulator.requests)

    record = factory.simulator.plant.inventory[record_id]
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=record.quantity + 1)
    moved = shell("post", name, "--plan", str(file), "--yes", "--by", "Bo", code=Exit.CHANGED).err
    assert "Then: " in moved
    assert "Now: " in moved
    assert "Of 1 write of the file: 1 changed." in moved
    assert not any(request.is_mutation for request in factory.simulator.requests)

    shell("plan", name, "-o", str(file))
    assert "is open again" in shell("post", name, "--plan", str(file), "--yes", "--by", "Bo").err
    assert sum(request.is_mutation for request in factory.simulator.requests) == 1


def test_a_file_that_cannot_be_used_is_one_sentence(shell: Shell, factory: Factory, tmp_path: Path) -> None:
    name, _ = surplus_planned(shell, factory)
    file = tmp_path / "plan.json"
    shell("plan", name, "-o", str(file))
    document = json.loads(file.read_text())
    document["writes"][0]["quantity"] = "7000"
    file.write_text(json.dumps(document))
    sentence = said(shell("post", name, "--plan", str(file), "--yes", code=1).err)
    assert "plan.json was edited after it was exported, at write 1" in sentence
    assert "cannot be read" in said(shell("post", name, "--plan", str(tmp_path / "none.json"), code=1).err)
    assert "edited" in said(shell("approve", name, "--plan", str(file), "--reason", "seen", "--by", "Cy", code=1).err)
    missing = tmp_path / "no folder" / "plan.json"
    assert "written" in shell("plan", name, "-o", str(missing), code=1).err
    assert not missing.exists()
    assert not any(request.is_mutation for request in factory.simulator.requests)


def test_a_fix_that_waits_for_a_blind_count_ends_all_commands_alike(
    shell: Shell, factory: Factory, tmp_path: Path
) -> None:
    location_id, file = busiest(factory), tmp_path / "plan.json"
    name = factory.location(location_id).name
    shell("count", "load", name, "-", stdin=filled(shell("sheet", name).out, factory, location_id))
    shell("count", "submit", name)
    writes = shell("plan", name, "--take", "first", "--format", "json").document["writes"]
    there = next(write["to_location_id"] for write in writes if write["to_location_id"] not in {None, location_id})
    shell("sheet", str(there))
    planned = shell("plan", name, "-o", str(file), "--format", "json", code=Exit.CHANGED).document
    assert 0 < len(planned["writes"]) < len(writes)
    assert all("is being counted blind" in item["reason"] for item in planned["not_planned"])
    posted = shell("post", name, "--plan", str(file), "--yes", code=Exit.CHANGED).err
    assert posted.count("done ") == len(planned["writes"])
    again = shell("post", name, "--plan", str(file), "--yes", code=Exit.CHANGED).err
    assert f"{len(planned['writes'])} posted already" in again
