"""Questions to ION that do not need each other's answers, asked at the same time."""

import contextvars
import threading
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, Self, TypeVar

MOST_AT_ONCE = 4
"""What one terminal may ask of ION at the same time."""

Found = TypeVar("Found")


class Answer(Generic[Found]):
    """The answer to one question, once it is there; it is asked for whoever waits where the question was put."""

    def __init__(self, question: Callable[[], Found]) -> None:
        self._question = question
        self._context = contextvars.copy_context()
        self._done = threading.Event()
        self._found: list[Found] = []
        self._error: BaseException | None = None

    def find(self) -> None:
        """Ask, and keep what comes back, error or not."""
        try:
            self._found.append(self._context.run(self._question))
        except BaseException as error:  # whoever wants the answer gets the error
            self._error = error
        finally:
            self._done.set()

    def wait(self) -> None:
        """Wait until the question is answered."""
        self._done.wait()

    @property
    def value(self) -> Found:
        """The answer, waited for; raises what asking raised."""
        self.wait()
        if self._error is not None:
            raise self._error
        return self._found[0]


class SideBySide:
    """Asks questions in a few threads; leaving the block waits for them, after an error without asking more.

    The threads are daemons, so that a program that is told to end does not wait for ION.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = min(most or MOST_AT_ONCE, MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._waiting: deque[Answer[object]] = deque()
        self._asked: list[Answer[object]] = []
        """Those without an answer yet."""
        self._threads = 0

    def ask(self, question: Callable[[], Found]) -> Answer[Found]:
        """Begin to ask, or let the question wait for a free thread."""
        answer = Answer(question)
        with self._lock:
            self._waiting.append(answer)  # type: ignore[arg-type]  # nothing is ever put into an answer from here
            self._asked.append(answer)  # type: ignore[arg-type]  # the same
            begin = self._threads < self._most
            self._threads += begin
        if begin:
            threading.Thread(target=self._work, name="question to ION", daemon=True).start()
        return answer

    @property
    def waiting(self) -> int:
        """How many questions wait for a free thread."""
        return len(self._waiting)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads -= 1
                    return
                answer = self._waiting.popleft()
            answer.find()
            with self._lock:
                self._asked.remove(answer)  # whoever wants it has it; a long list must not be kept here page by page

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._forget_waiting()
        if kind is None or issubclass(kind, Exception):
            with self._lock:
                asked = list(self._asked)
            for answer in asked:
                answer.wait()

    def _forget_waiting(self) -> None:
        with self._lock:
            for answer in self._waiting:
                self._asked.remove(answer)
            self._waiting.clear()


def side_by_side(questions: Iterable[Callable[[], Found]]) -> list[Found]:
    """The answers in the order of the questions; where several raise, the first of them is raised."""
    waiting = list(questions)
    if len(waiting) == 1:
        return [waiting[0]()]
    with SideBySide() as asking:
        answers = [asking.ask(question) for question in waiting]
        return [answer.value for answer in answers]
