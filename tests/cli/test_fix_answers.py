"""`cyclecount fix` says what it cannot take: nothing where something is needed, and lines that are no discrepancy."""

from decimal import Decimal

import pytest

from tests.cli.shell import Shell
from tests.cli.test_bad_input import said, surplus_planned
from tests.factory import Factory


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--move", "", "--to", "MRB-1"), "--move is empty: say how many, or all."),
        (("--set", " "), "--set is empty"),
        (("--create", ""), "--create is empty"),
        (("--park", ""), "--park is empty"),
        (("--move", "3", "--to", ""), "--to is empty: say which location."),
        (("--move", "3", "--from", " "), "--from is empty"),
        (("--set", "3", "--by", ""), "--by is empty: say who does this, or leave it out."),
    ],
)
def test_an_empty_answer_is_no_answer(shell: Shell, arguments: tuple[str, ...], sentence: str) -> None:
    refused = shell("fix", "RACK-A", "--line", "3", *arguments, "--reason", "x", code=2)
    assert said(refused.err).startswith(sentence)


def test_a_line_that_is_none_has_nothing_to_take(shell: Shell, factory: Factory) -> None:
    name, _ = surplus_planned(shell, factory)
    differing = shell("plan", name, "--format", "json").document["writes"][0]["line"]
    rows = shell("reconcile", name, "--format", "json").document["rows"]
    for what in (("--take", "1"), ("--undo",), ("--move", "1", "--to", name, "--reason", "x")):
        refused = said(shell("fix", name, "--line", "99", *what, code=1).err)
        assert refused == f"Line 99 of {name} is no discrepancy: there is nothing to fix."
    offered = len(next(row["suggestions"] for row in rows if row["line"] == differing))
    sentence = said(shell("fix", name, "--line", str(differing), "--take", "9", code=1).err)
    assert sentence == f"Line {differing} has {offered} suggestion{'s' * (offered != 1)}: there is no number 9."


def test_a_typed_quantity_is_written_as_typed_or_not_at_all(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    planted = factory.planted("unexplained_surplus")
    line = str(shell("plan", name, "--format", "json").document["writes"][0]["line"])
    typed = str(planted.digital + 1)
    chosen = shell("fix", name, "--line", line, "--set", typed, "--reason", "looked").err
    assert f"Set quantity, +1, to {typed}." in chosen
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=planted.digital - 2)
    document = shell("plan", name, "--format", "json", code=5).document
    assert document["writes"] == []
    assert f"whether {typed} is right still cannot be told" in document["not_planned"][0]["reason"]
    assert shell("fix", name, "--line", line, "--set", "all", "--reason", "the difference").code == 0
    (write,) = shell("plan", name, "--format", "json").document["writes"]
    assert Decimal(write["quantity"]) == planted.floor - 2
