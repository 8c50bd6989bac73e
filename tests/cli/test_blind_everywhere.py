"""While stock is counted blind, no command prints what another count knows of it; before that and after it they do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cyclecount_tui import cli
from cyclecount_tui.cli.main import VERBS
from tests.cli.shell import Shell
from tests.factory import Factory

DIGITAL, FLOOR, APART = "4815162", "5326733", "511571"
SECRETS = (DIGITAL, FLOOR, APART)
REASON = ("--reason", "went there and looked")

SHOWING = (
    ("reconcile", "NAME"),
    ("reconcile", "NAME", "--format", "csv"),
    ("reconcile", "NAME", "--format", "json"),
    ("post", "NAME", "--dry-run"),
    ("certificate", "NAME"),
    ("certificate", "NAME", "--format", "csv"),
    ("certificate", "NAME", "--format", "json"),
)
"""What shows quantities, and changes nothing."""

DECIDING = (
    ("approve", "NAME", *REASON, "--by", "Cy", "--yes"),
    ("approve", "NAME", *REASON, "--by", "Cy", "--yes", "--plan", "before.json"),
    ("post", "NAME", "--yes"),
    ("post", "NAME", "--yes", "--plan", "before.json"),
    ("fix", "NAME", "--line", "LINE", "--take", "1"),
    ("fix", "NAME", "--line", "LINE", "--set", "1", *REASON),
    ("fix", "NAME", "--line", "LINE", "--move", "all", "--to", "MRB-1", *REASON),
    ("fix", "NAME", "--line", "LINE", "--move", "99999999", "--from", "MRB-1", *REASON),
    ("fix", "NAME", "--line", "LINE", "--create", "all", *REASON),
    ("fix", "NAME", "--line", "LINE", "--leave", *REASON),
    ("recount", "NAME", "--choose", "LINE=1"),
    ("recount", "NAME", "--status"),
    ("successor", "NAME"),
    ("successor", "NAME", "--line", "LINE"),
    ("reopen", "NAME"),
    ("plan", "NAME", "--take", "first"),
    ("plan", "NAME", "--format", "json"),
    ("plan", "NAME", "-o", "during.json"),
    ("plan", "NAME", "-o", "-"),
    ("fix", "NAME", "--line", "LINE", "--undo"),
    ("recount", "NAME", "--line", "LINE", *REASON),
    ("recount", "NAME", "--status"),
    ("recount", "NAME"),
    ("recount", "NAME", "--waive", "no time"),
)
"""What decides or writes, in an order in which each can be tried."""

OTHERS = (
    ("count", "submit", "NAME"),
    ("report", "causes"),
    ("schedule", "list"),
    ("schedule", "history"),
    ("due",),
    ("close", "NAME", "--show"),
    ("sheet", "--part", "PART"),
    ("verify",),
    ("doctor",),
    ("config", "show"),
)
"""What tells of counts without quantities."""

WITHOUT_COUNTS = {"demo", "simulate", "card", "login", "logout", "completion"}
"""Verbs that know of no count, or of one of their own."""


@dataclass(frozen=True)
class Known:
    """A count that was compared and planned: at a location, with a surplus of a part."""

    shell: Shell
    name: str
    line: str
    part: str

    def says(self, words: tuple[str, ...]) -> str:
        """All that a command prints, and the file that it writes."""
        filled = {"NAME": self.name, "LINE": self.line, "PART": self.part}
        ran = self.shell(*(filled.get(word, word) for word in words), code=None)
        file = self.shell.folder / "during.json"
        return ran.out + ran.err + (file.read_text() if file.exists() else "")

    def secrets_in(self, words: tuple[str, ...]) -> list[str]:
        said = self.says(words)
        return [f"{' '.join(words)}: {secret}" for secret in SECRETS if secret in said]

    def begin_blind(self) -> None:
        self.shell("sheet", "--part", self.part)

    def end_blind(self) -> None:
        self.shell("reopen", "--part", self.part, "--give-up", "not today")


@pytest.fixture
def known(shell: Shell, factory: Factory) -> Known:
    """Ann counted and planned; it is major, so that somebody else has to approve it."""
    shell.environment["CYCLECOUNT_APPROVAL_REQUIRED"] = "true"
    planted = factory.planted("unexplained_surplus")
    name, number = factory.location(planted.location_id).name, planted.part_number
    lines = shell("sheet", name).out.splitlines()
    line = next(each.split(",")[0] for each in lines if f",{number}," in each)
    part_ids = {part.id for part in factory.simulator.plant.parts if part.part_number == number}
    record = next(
        each for each in factory.simulator.plant.inventory
        if each.part_id in part_ids and each.location_id == planted.location_id
    )  # fmt: skip
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=DIGITAL)
    shell("count", "load", name, "-", stdin=f"line,floor_count\n{line},{FLOOR}\n")
    shell("count", "submit", name, "--leave", "no time")
    shell("fix", name, "--line", line, "--set", FLOOR, *REASON)
    shell("plan", name, "-o", "before.json")
    return Known(shell, name, line, number)


def test_every_verb_is_tried_or_knows_of_no_count() -> None:
    assert {words[0] for words in (*SHOWING, *DECIDING, *OTHERS)} | WITHOUT_COUNTS == set(VERBS)


def test_every_command_that_reads_a_count_shows_it_beside_blind_ones() -> None:
    """Or is one of those that tell no quantity of it."""
    without = {"close.py", "count.py", "recount_again.py", "reopen.py"}
    reading = {
        file.name: file.read_text(encoding="utf-8")
        for file in Path(cli.__file__).parent.glob("*.py")
        if "find_count" in file.read_text(encoding="utf-8")
    }
    assert {name for name, text in reading.items() if "beside_blind" not in text} <= without


@pytest.mark.parametrize(
    "commands",
    [pytest.param((*SHOWING, *DECIDING), id="all"), pytest.param(OTHERS, marks=pytest.mark.slow, id="others")],
)
def test_no_command_tells_of_what_is_counted_blind(
    known: Known, factory: Factory, commands: tuple[tuple[str, ...], ...]
) -> None:
    known.begin_blind()
    found = [each for words in commands for each in known.secrets_in(words)]
    assert not found
    assert not any(request.is_mutation for request in factory.simulator.requests)


@pytest.mark.slow
def test_each_command_tells_it_again_after_that(known: Known) -> None:
    """Also the file of a plan that was written before."""
    shown = {words: known.says(words) for words in SHOWING}
    assert FLOOR in (known.shell.folder / "before.json").read_text()
    known.begin_blind()
    for words in SHOWING:
        assert any(secret in shown[words] for secret in SECRETS), words
        said = known.says(words)
        assert f"part {known.part} is being counted blind" in said, words
        assert "is not shown until that is submitted, or given up" in said, words
    known.end_blind()
    assert {words: known.says(words) for words in SHOWING} == shown
    assert known.secrets_in(("approve", "NAME", *REASON, "--by", "Cy", "--yes"))


def test_what_touches_it_waits_with_a_sentence(known: Known, factory: Factory) -> None:
    known.begin_blind()
    why = f"part {known.part} is being counted blind"
    approved = known.says(("approve", "NAME", *REASON, "--by", "Cy", "--yes"))
    assert "needs approval by somebody other than Ann, and waits: " + why in approved
    posted = known.says(("post", "NAME", "--yes"))
    assert "and waits: " + why in posted
    assert "Nothing was posted." in posted
    for words in (("fix", "NAME", "--line", "LINE", "--set", "1", *REASON), ("successor", "NAME", "--line", "LINE")):
        said = f"Line {known.line} of {known.name} waits: {why}. Decide about it once that is submitted"
        assert said in known.says(words)
    known.end_blind()
    again = known.says(("approve", "NAME", *REASON, "--by", "Cy", "--yes", "--plan", "before.json"))
    assert "1 write may be posted now" in again
    known.shell("post", known.name, "--yes")
    assert any(request.is_mutation for request in factory.simulator.requests)


def test_the_certificate_of_a_closed_count_hides_its_lines_too(known: Known) -> None:
    certificates = SHOWING[-3:]
    known.shell("approve", known.name, *REASON, "--by", "Cy", "--yes")
    known.shell("post", known.name, "--yes")
    for words in certificates:
        assert known.secrets_in(words), words
    known.begin_blind()
    for words in certificates:
        assert not known.secrets_in(words)
        assert f"part {known.part} is being counted blind: 1 line is not shown" in known.says(words)
    known.end_blind()
    for words in certificates:
        assert known.secrets_in(words), words
