"""`cyclecount fix`: the fix of one line from the command line, checked, kept and planned, and nothing written."""

import pytest

from tests.cli.shell import Shell
from tests.cli.test_bad_input import said, surplus_planned
from tests.factory import Factory

WHY = ("--reason", "looked myself")


def test_a_fix_made_by_hand_is_checked_kept_and_planned(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    planted = factory.planted("unexplained_surplus")
    line = str(shell("plan", name, "--format", "json").document["writes"][0]["line"])
    extra = planted.floor - planted.digital
    assert extra > 1

    ran = shell("fix", name, "--line", line, "--set", f"{planted.digital}+1", *WHY)
    assert f"Line {line}, " in ran.err
    assert "Set quantity, +1" in ran.err
    assert ran.out == ""
    (write,) = shell("plan", name, "--format", "json").document["writes"]
    assert (write["record_id"], write["quantity"]) == (record_id, str(planted.digital + 1))
    assert "Hold: asked Bo" in shell("fix", name, "--line", line, "--hold", "--reason", "asked Bo").err
    assert "nothing is chosen any more" in shell("fix", name, "--line", line, "--undo").err
    assert f"{planted.floor - planted.digital}" in shell("fix", name, "--line", line, "--take", "1").err
    assert not any(request.is_mutation for request in factory.simulator.requests)

    for wrong, sentence in (
        (("--set", "1000000", *WHY), "between the two"),
        (("--move", "all", "--to", name, *WHY), f"Line {line} has {extra} more than ION: say with --from"),
        (("--park", "1", *WHY), "Only what is missing is parked"),
        (("--leave",), "needs a reason"),
    ):
        assert sentence in said(shell("fix", name, "--line", line, *wrong, code=1).err)
    assert "is no discrepancy" in said(shell("fix", name, "--line", "900", "--leave", *WHY, code=1).err)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--move", "3", *WHY), "--move needs the other end"),
        (("--set", "3", "--to", "X", *WHY), "go with --move"),
        (("--take", "1", *WHY), "a suggestion brings its own"),
    ],
)
def test_options_that_do_not_go_together(shell: Shell, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in said(shell("fix", "RACK-A", "--line", "1", *arguments, code=2).err)
