"""Options stand anywhere on a command line: before, behind and between the names of what a verb works on."""

from itertools import permutations

import pytest

from cyclecount_tui.cli.main import parser


def read(*words: str) -> dict[str, object]:
    """What a command line says, without the function that runs it."""
    said = vars(parser().parse_args(words))
    return {name: value for name, value in said.items() if name != "run" and value not in (None, False)}


def orders(names: list[str], *options: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every order of names and options in which the names keep theirs."""
    pieces = [*((name,) for name in names), *options]
    kept = [order for order in permutations(pieces) if [piece[0] for piece in order if piece[0] in names] == names]
    return [tuple(word for piece in order for word in piece) for order in kept]


@pytest.mark.parametrize("words", orders(["RACK-A", "sheet.csv"], ("--by", "Bo")))
def test_a_sheet_is_loaded_into_a_location(words: tuple[str, ...]) -> None:
    assert read("count", "load", *words) == {
        "verb": "count",
        "location": "RACK-A",
        "file": "sheet.csv",
        "by": "Bo",
    }


@pytest.mark.parametrize("words", orders(["-"], ("--part", "FR-1"), ("--by", "Bo")))
def test_a_sheet_is_loaded_into_a_part(words: tuple[str, ...]) -> None:
    assert read("count", "load", *words) == {"verb": "count", "part": "FR-1", "file": "-", "by": "Bo"}


@pytest.mark.parametrize("words", orders(["A", "B"], ("--reason", "x"), ("--part", "FR-1")))
def test_several_rows_are_named_around_the_options(words: tuple[str, ...]) -> None:
    assert read("schedule", "pause", *words) == {
        "verb": "schedule",
        "locations": ["A", "B"],
        "reason": "x",
        "part": ["FR-1"],
    }


@pytest.mark.parametrize("words", orders(["A"], ("--leave", "x"), ("--sign-down",), ("--told", "Bo")))
def test_a_location_is_reopened_in_any_order(words: tuple[str, ...]) -> None:
    said = read("reopen", *words)
    assert (said["location"], said["leave"], said["told"], said["sign_down"]) == ("A", "x", "Bo", True)


def test_behind_two_dashes_stand_names_alone() -> None:
    assert read("count", "load", "RACK-A", "--", "--odd.csv")["file"] == "--odd.csv"
    assert read("schedule", "retire", "--reason", "x", "--", "--odd", "A")["locations"] == ["--odd", "A"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["count", "load", "RACK-A", "--by", "Bo", "a.csv", "b.csv"], "unrecognized arguments: b.csv"),
        (["count", "load", "--by", "Bo"], "the following arguments are required: FILE"),
        (["schedule", "pause", "A"], "the following arguments are required: --reason"),
        (["schedule", "assign", "A", "--to", "Bo", "--to-nobody"], "not allowed with argument"),
        (["schedule", "assign", "A"], "one of the arguments --to --to-nobody is required"),
        (["reopen", "A", "--bogus"], "unrecognized arguments: --bogus"),
        (["schedule"], "the following arguments are required: WAY"),
    ],
)
def test_what_is_wrong_is_still_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_help_shows_the_names_and_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["count", "load", "--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    usage = " ".join(shown.split("\n\n")[0].split())
    assert usage.startswith("usage: cyclecount count load [-h] [--part NUMBER] ")
    assert usage.endswith(" [LOCATION] FILE")
    assert "the filled sheet as CSV" in shown
