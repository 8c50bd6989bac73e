"""ION's own rules in a plan: told before anything is posted, and never a reason not to plan."""

from pathlib import Path

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Plan, WriteKind
from cyclecount_tui.domain.plan_warnings import rules_words, warnings_of
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.workflow.planning import plan
from tests.factory import Factory, factory_at
from tests.workflow.test_posting import planned


def _plan(count: Count) -> Plan:
    assert count.plan is not None
    return count.plan


def test_a_rule_at_the_place_is_a_warning_of_the_write_and_a_general_one_of_the_plan(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    (write,) = _plan(count).writes
    assert write.at is not None
    (general,) = rules_words(count)
    assert general.startswith("A rule of ION's own is in force")
    assert "“Tail-numbered parts carry a serial number”" in general
    assert not warnings_of(count, write)
    factory.simulator.faults.refuse_updates_at(write.at.id, "Closed for the audit.")
    again = plan(factory.workplace, count)
    (warning,) = warnings_of(again, _plan(again).writes[0])
    assert f"names {write.at.name}: it may refuse this." in warning
    assert factory.again(again) == again


def test_rules_that_may_not_be_read_are_said_and_the_plan_is_made(factory: Factory) -> None:
    factory.simulator.faults.forbid("rules")
    count = planned(factory, WriteKind.SET_QUANTITY)
    assert _plan(count).writes
    (said,) = rules_words(count)
    assert said.startswith("Whether ION has rules that refuse a write is not known.")


def test_a_tenant_without_rules_is_asked_once_and_nothing_is_said(tmp_path: Path) -> None:
    with factory_at(tmp_path / "data", options=SimulatorOptions(without=frozenset({"rules"}))) as factory:
        count = plan(factory.workplace, planned(factory, WriteKind.SET_QUANTITY))
        assert _plan(count).writes
        assert not rules_words(count)
        asked = [request for request in factory.simulator.requests if request.operation_name == "RulesInForce"]
        assert len(asked) == 1
