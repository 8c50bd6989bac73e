"""Reading digital once more at the end of a posting, and keeping it in the journal for the certificate."""

from collections.abc import Callable

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import DigitalReadAgain
from cyclecount_tui.domain.reading_again import lines_after, to_read_again
from cyclecount_tui.workflow.blind_counts import Blind, blind_now
from cyclecount_tui.workflow.errors import IonError, StoppedWaiting
from cyclecount_tui.workflow.gathering import on_the_walk, records_lying
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.workplace import Workplace


def read_again(workplace: Workplace, count: Count) -> Count:
    """The count with what ION has by now, where something was sent to it since the last reading; else as it is.

    One list of records is read. Of what another count is counting blind nothing is kept. Where ION cannot be read, that
    is kept instead: it takes nothing back of what was posted, and the next posting or reopening tries again.

    Raises:
        StoppedWaiting: nobody waits for it. CountMoved: another terminal went on with the count.
    """
    if not to_read_again(count):
        return count
    try:
        lying = on_the_walk(workplace, count, records_lying(workplace, count))
    except StoppedWaiting:
        raise
    except IonError as error:
        if count.digital_after is not None and count.digital_after.failure == error.sentence:
            return count
        event = DigitalReadAgain(at=workplace.now(), by=workplace.counter, failure=error.sentence)
        return record(workplace, count, event)
    blind = blind_now(workplace, count)
    lines = lines_after(count, blind.shown(lying), _hidden_by(count, blind))
    event = DigitalReadAgain(at=workplace.now(), by=workplace.counter, lines=lines)
    return record(workplace, count, event)


def _hidden_by(count: Count, blind: Blind) -> Callable[[Row], bool]:
    def hidden(row: Row) -> bool:
        key = row.line.key
        return bool(blind.touched(key.part_number, row.line.part_id, (count.place_of(key),)))

    return hidden
