"""The whole client: every read and write the use cases need, on one connection to one tenant."""

from types import TracebackType
from typing import Self

from cyclecount_tui.ion.evidence_reads import EvidenceReads
from cyclecount_tui.ion.location_reads import LocationReads
from cyclecount_tui.ion.record_reads import RecordReads
from cyclecount_tui.ion.writes import RecordWrites


class Ion(LocationReads, RecordReads, EvidenceReads, RecordWrites):
    """One tenant of ION. Every method may raise an `IonError`; close it, or use it in a `with` block."""

    def close(self) -> None:
        """Let go of the connections."""
        self._graphql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
