"""Everything that can go wrong between the program and its database, each with one sentence for the operator."""


class StoreError(Exception):
    """Something could not be stored or read. Its text is one sentence: what happened, what to do."""

    @property
    def sentence(self) -> str:
        """The sentence for the operator."""
        return str(self)


class FolderRefused(StoreError):
    """The data folder cannot be made, or nothing can be written into it."""


class DatabaseNewer(StoreError):
    """A newer cyclecount made this database; this one does not know how to read it."""


class DatabaseBusy(StoreError):
    """Another program kept the database locked for longer than the busy timeout."""


class DatabaseReadOnly(StoreError):
    """The database can be read at most, and something had to be written."""


class DatabaseBroken(StoreError):
    """The file is damaged, is not a cyclecount database, or holds an entry that cannot be read."""


class DiskFull(StoreError):
    """There is no room left on the disk; nothing of the write was kept."""


class NotStorable(StoreError):
    """A value cannot be stored so that it reads back the same; nothing was written."""


class CountMissing(StoreError):
    """There is no count of this id in the journal."""


class CountMoved(StoreError):
    """Another terminal wrote to this count meanwhile, or ended it; nothing was written."""


class LeaseMoved(StoreError):
    """Another terminal took or gave up the lease meanwhile; nothing was written."""


class AlreadyOpen(StoreError):
    """The location is being counted already; `count_id` says in which count."""

    def __init__(self, sentence: str, count_id: str) -> None:
        super().__init__(sentence)
        self.count_id = count_id
