"""`reconcile` and `post` beside a count that is blind: what was planned before waits, without its quantities."""

from pathlib import Path

from cyclecount_tui.cli.exit_codes import Exit
from tests.cli.shell import Shell
from tests.cli.test_bad_input import surplus_planned
from tests.factory import Factory


def test_nothing_printed_tells_what_is_being_counted_blind(shell: Shell, factory: Factory, tmp_path: Path) -> None:
    name, record_id = surplus_planned(shell, factory)
    number = factory.planted("unexplained_surplus").part_number
    file = tmp_path / "plan.json"
    shell("plan", name, "-o", str(file))
    words = shell("plan", name, "--format", "json").document["writes"][0]["words"]
    assert words in shell("post", name, "--dry-run").out
    shell("sheet", "--part", number)

    planned = shell("post", name, "--dry-run")
    assert words not in planned.out + planned.err
    assert f"It waits: part {number} is being counted blind." in planned.err
    from_file = shell("post", name, "--plan", str(file), "--yes", code=Exit.CHANGED)
    assert words not in from_file.out + from_file.err
    assert f"It waits: part {number} is being counted blind." in from_file.err
    sent = shell("post", name, "--yes", code=None)
    assert words not in sent.out + sent.err
    reconciled = shell("reconcile", name)
    assert number not in reconciled.out
    assert f"what ION has of part {number}" in reconciled.err
    document = shell("reconcile", name, "--format", "json").out
    assert f'"record_id": {record_id}' not in document
    assert not any(request.is_mutation for request in factory.simulator.requests)
