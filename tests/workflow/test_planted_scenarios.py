"""Every detector of causes on planted scenarios, the deceptive ones among them: what is right comes first."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cyclecount_tui.domain import causes
from cyclecount_tui.domain.causes import suggesting
from cyclecount_tui.domain.causes.dealt_with import DealtWith
from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.fixes import Cause, FixKind, Suggestion
from cyclecount_tui.simulator.planting.causes import every_scenario
from cyclecount_tui.simulator.planting.layout import DISCREPANCY
from tests.factory import SEED
from tests.planted_counting import count_everything
from tests.planted_posting import digital_of, is_written, line_in, post_first_suggestions, wrong_lines
from tests.planted_scenarios import TABLE, Finding, Scenarios, at, scenarios_at, table_of


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenarios]:
    with scenarios_at(tmp_path_factory.mktemp("scenarios") / "data", SEED) as made:
        count_everything(made)
        yield made


def test_the_first_suggestion_is_right_and_nothing_is_certain_that_is_wrong(
    scenarios: Scenarios, record_property: Callable[[str, object], None]
) -> None:
    findings = list(scenarios.findings())
    record_property(TABLE, table_of(findings))
    assert_right(scenarios, findings)
    running = [each for each in findings if any(item.cause is Cause.SAME_SIGN for item in each.offered)]
    assert [each.planted.kind for each in running] == ["short_three_times_running"]
    assert all("third count running" in " ".join(item.evidence) for each in running for item in each.offered)


def test_posting_the_first_suggestions_makes_digital_equal_the_truth_wherever_the_fix_can(scenarios: Scenarios) -> None:
    assert_posted(scenarios)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 11))
def test_other_plants(tmp_path: Path, seed: int) -> None:
    with scenarios_at(tmp_path / "data", seed) as made:
        count_everything(made)
        assert_right(made, list(made.findings()))
        assert_posted(made)


def assert_right(scenarios: Scenarios, findings: list[Finding]) -> None:
    """Every planted line was counted and is suggested first what is right; whatever is certain anywhere is right."""
    told = {finding.planted for finding in findings if finding.planted.expected_cause}
    assert told == {item for item in scenarios.planted if item.expected_cause}
    assert [each.planted.kind for each in findings if each.wrongly_certain] == []
    assert [each.planted.kind for each in findings if each.planted.expected_cause and not each.right] == []


def assert_posted(scenarios: Scenarios) -> None:
    """Posts all first suggestions: what they write makes digital equal the truth, all else stays and has its reason."""
    factory = scenarios.factory
    held = {item: digital_of(factory, item) for item in scenarios.planted if not is_written(scenarios, item)}
    post_first_suggestions(scenarios)
    assert {item: digital_of(factory, item) for item in held} == held
    parked = {item.line: item.digital - item.floor for item in scenarios.planted if item.expected_fix == "park"}
    assert factory.simulator.plant.digital(factory.named(DISCREPANCY).id) == parked
    assert wrong_lines(factory) <= {(item.location_id, item.line) for item in held}
    lines = {place: (count, line) for count in scenarios.counts for place, line in line_in(count).items()}
    for item in scenarios.planted:
        if item.expected_cause is not None:
            count, line = lines[at(item)]
            choice = count.choices[line]
            assert (choice.cause.value, choice.fix.kind.value) == (item.expected_cause, item.expected_fix), item
            assert (line in count.posted_lines) is choice.fix.kind.writes, item
            assert choice.fix.kind.writes or choice.fix.note, item
    for count in scenarios.counts:
        again = any(choice.fix.kind is FixKind.RECOUNT for choice in count.choices.values())
        assert (count.phase is Phase.CLOSED) is not again, count.subject


def test_each_detector_has_two_scenarios_at_least_and_one_that_deceives() -> None:
    planted = list(every_scenario())
    names = {DealtWith.__name__, *(detector.__name__ for detector in detectors())}
    assert {scenario.detector for scenario in planted} == names
    for name in names:
        of_detector = [scenario.deceptive for scenario in planted if scenario.detector == name]
        assert len(of_detector) >= 2, name
        assert any(of_detector), name
        assert not all(of_detector), name


def test_every_registered_detector_is_looked_at() -> None:
    tuples = (value for value in vars(suggesting).values() if isinstance(value, tuple))
    registered = {each for value in tuples for each in value if inspect.isfunction(each)}
    assert set(suggesting.BY_RECORDS) < registered <= set(detectors())


def detectors() -> list[Callable[..., object]]:
    """Every public function among the causes that makes suggestions of one case, or of one line of a count."""
    found: list[Callable[..., object]] = []
    for name in sorted(module.name for module in pkgutil.iter_modules(causes.__path__)):
        module = importlib.import_module(f"{causes.__name__}.{name}")
        for member_name, member in inspect.getmembers(module, inspect.isfunction):
            told = inspect.signature(member)
            of_one_line = not member_name.startswith("_") and list(told.parameters) in (["case"], ["count", "line"])
            if member.__module__ == module.__name__ and of_one_line and told.return_annotation == Iterator[Suggestion]:
                found.append(member)
    return found
