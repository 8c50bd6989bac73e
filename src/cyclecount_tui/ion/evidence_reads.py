"""Reads of what may explain a difference: parts by number, open kits, and what assemblies in progress call for."""

from collections.abc import Iterable

from cyclecount_tui.domain.evidence import KitItem, Requirement
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.wire import kit_item_of, part_of, requirements_of, sheet_part_of
from cyclecount_tui.ion.wire_shapes import AssemblyNode, KitItemNode, Page, PartNode, SheetPartNode

_PARTS = Listing("PartsNumbered", "parts", ReplyShape(Page[PartNode]), FLAT_ROWS)
_SHEET_PARTS = Listing("SheetParts", "parts", ReplyShape(Page[SheetPartNode]), FLAT_ROWS)
_KIT_ITEMS = Listing("OpenKitItems", "partKitItems", ReplyShape(Page[KitItemNode]))
_ASSEMBLIES = Listing("OpenRequirements", "partInventories", ReplyShape(Page[AssemblyNode]))


class EvidenceReads(Asking):
    """Evidence besides the records themselves."""

    def parts_numbered(self, numbers: Iterable[str]) -> list[Part]:
        """The parts with these part numbers, every revision."""
        return [part_of(row) for row in self._read_for(_PARTS, "numbers", numbers)]

    def sheet_parts(self, numbers: Iterable[str]) -> list[Part]:
        """As `parts_numbered` without costs: for what a counter finds before the count is submitted."""
        return [sheet_part_of(row) for row in self._read_for(_SHEET_PARTS, "numbers", numbers)]

    def open_kit_items(self, part_ids: Iterable[int]) -> list[KitItem]:
        """What open kits (requested, in progress, delivered) want of the parts; nothing on a tenant without kits."""
        rows = self._where_given("kits", lambda: self._read_for(_KIT_ITEMS, "parts", part_ids))
        return [kit_item_of(row) for row in rows]

    def open_requirements(self, part_ids: Iterable[int]) -> list[Requirement]:
        """What assemblies in progress call for of the parts; nothing on a tenant without build requirements.

        ION has no filter by required part, so this reads every assembly in progress.
        """
        wanted = frozenset(part_ids)
        if not wanted:
            return []
        assemblies = self._where_given("build_requirements", lambda: self._pages.read(_ASSEMBLIES, {}))
        found = (requirement for row in assemblies for requirement in requirements_of(row))
        return [requirement for requirement in found if requirement.part_id in wanted]
