"""`cyclecount reconcile`: what this ION does not offer is said with the reconciliation, each time."""

from pathlib import Path

from cyclecount_tui.simulator import SimulatorOptions
from tests.cli.shell import Shell
from tests.factory import SEED, factory_at


def test_what_is_off_is_said_each_time(tmp_path: Path) -> None:
    options = SimulatorOptions(without=frozenset({"receipts", "purchaseOrderLines"}))
    with factory_at(tmp_path / "data", SEED, options) as factory:
        simulator = factory.simulator
        shell = Shell(tmp_path, factory.server.url, simulator.client_id, simulator.client_secret)
        name = factory.compared(factory.planted("unexplained_surplus").location_id).subject.name
        for _ in range(2):
            said = shell("reconcile", name).err
            assert "does not offer open purchase order lines: open purchase orders are not offered as" in said
            assert "does not offer receipts: what was received lately is not offered as an explanation" in said
        document = shell("reconcile", name, "--format", "json").document
        assert [each["feature"] for each in document["not_offered"]] == ["order_lines", "receipts"]
