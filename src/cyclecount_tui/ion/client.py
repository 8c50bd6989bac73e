"""The whole client: every read and write the use cases need, on one connection to one tenant."""

from types import TracebackType
from typing import Any, Self

from cyclecount_tui.ion.availability import AvailabilityCalls
from cyclecount_tui.ion.changed_reads import ChangedReads
from cyclecount_tui.ion.contact import Contact
from cyclecount_tui.ion.diagnosis import DiagnosisReads
from cyclecount_tui.ion.evidence_reads import EvidenceReads
from cyclecount_tui.ion.features import Features
from cyclecount_tui.ion.history_reads import HistoryReads
from cyclecount_tui.ion.incoming_reads import IncomingReads
from cyclecount_tui.ion.location_reads import LocationReads
from cyclecount_tui.ion.page_sizes import PageSizes
from cyclecount_tui.ion.paging import Pages
from cyclecount_tui.ion.part_reads import PartReads
from cyclecount_tui.ion.plant_reads import PlantReads
from cyclecount_tui.ion.record_reads import RecordReads
from cyclecount_tui.ion.remarks import Remarks
from cyclecount_tui.ion.scan_reads import ScanReads
from cyclecount_tui.ion.transport import GraphQL
from cyclecount_tui.ion.writes import RecordWrites


class Ion(
    ChangedReads,
    LocationReads,
    RecordReads,
    EvidenceReads,
    IncomingReads,
    HistoryReads,
    PartReads,
    PlantReads,
    ScanReads,
    RecordWrites,
    Remarks,
    AvailabilityCalls,
    DiagnosisReads,
):
    """One tenant of ION. Every method may raise an `IonError`; close it, or use it in a `with` block."""

    def __init__(self, graphql: GraphQL, sizes: PageSizes | None = None) -> None:
        super().__init__(graphql)
        self._pages = Pages(graphql, sizes)

    @property
    def tenant(self) -> str:
        """The API's own address."""
        return self._graphql.tenant

    @property
    def features(self) -> Features:
        """What the tenant is known to lack: nothing, until it was checked or something turned out to be missing."""
        return self._graphql.offered.features

    def go_by(self, features: Features) -> None:
        """From now on ask only for what the tenant has."""
        self._graphql.offered.told(features)

    def tell_contact(self, contact: Contact) -> None:
        """From now on tell after each request whether ION answered; in the thread that asked."""
        self._graphql.contact = contact

    def introspected(self) -> dict[str, Any]:
        """The tenant's schema as it describes it itself."""
        return self._graphql.ask("Introspection", {})

    def close(self) -> None:
        """Let go of the connections."""
        self._graphql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
