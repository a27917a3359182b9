"""A job: a feature's steps with its items, outcome, timings and what went wrong.

The body is a generator on the main thread, which may use bpy between its yields. What it yields
as Work runs in a thread and must not. In background Blender the same body runs blocking.
"""

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from ...engine.errors import ReLoopError, ResultError
from ...engine.jobs import Progress, Steps, Work, drain, time_left
from .worker import Worker

_LISTEN = 0.01  # seconds that a tick waits for a worker: short work costs no turn of the window

_log = logging.getLogger(__name__)


class Job:
    """Steps to run beside the window or at once; what the body returns is said in the panel."""

    def __init__(
        self,
        title: str,
        body: Callable[["Job"], Steps[str | None]],
        *,
        settings: Any = None,
        items: int = 1,
        is_of_file: bool = True,
    ) -> None:
        """A job that has not started.

        Args:
            title: the feature's word, as on its button.
            body: makes the steps; gets the job, to name its items and add its facts.
            settings: a dataclass for the run log.
            items: how many `item`s there will be; 0: none, what it yields is its progress.
            is_of_file: whether it ends with the open file.
        """
        self.title, self.settings, self.items = title, settings, items
        self.is_of_file = is_of_file
        self.progress = Progress(0, None, "Waiting")
        self.item_name = ""  # what it is busy with
        self.failed: list[tuple[str, str]] = []  # item, reason
        self.notes: list[str] = []  # what a person should know in the end
        self.facts: dict[str, Any] = {}  # of runlog.Run: model, model_hash, seed
        self.result: Any = None  # for its panel to show
        self.stages: dict[str, float] = {}  # stage -> seconds
        self.outcome = ""  # "done", "stopped" or "failed"
        self.failure: Exception | None = None  # why the job as a whole ended
        self.trace = ""  # of the last error in it
        self.started = ""
        self.is_paused = False
        self.is_blocking = False  # nobody can do anything meanwhile: it must not wait for them
        self.is_leaving = False  # its file or the add-on goes: nothing it has begun may stay
        self.is_kept = False  # it was stopped, and what it had come to stays
        self.meanwhile: Callable[[], None] | None = None  # what a window shows of its thread's work
        self.place = (0, "")  # the scene's session_uid and the view layer it is for
        self._body = body(self)
        self._worker: Worker | None = None
        self.items_done = 0
        self._share = 0.0  # of the item in hand
        self._before_items = 0.0  # seconds
        self._last = 0.0  # when time was last taken

    # --- what it says ------------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Whether it has an outcome."""
        return bool(self.outcome)

    @property
    def fraction(self) -> float:
        """Share of the whole job that is done, in [0, 1]; never goes back."""
        return (
            1.0 if self.outcome == "done" else (self.items_done + self._share) / max(1, self.items)
        )

    @property
    def seconds(self) -> float:
        """How long it has worked; pauses do not count."""
        return sum(self.stages.values())

    @property
    def time_left(self) -> str:
        """The time still to go, as “1:05”; empty while there is no telling."""
        spent = self.seconds - self._before_items
        return time_left(spent, self.fraction) if spent > 1 else ""

    @property
    def error(self) -> str:
        """Why the job as a whole ended, as a sentence; empty if it did not fail."""
        return "" if self.failure is None else _sentence(self.failure)

    @property
    def reasons(self) -> list[str]:
        """Why items failed, a sentence each, with the item's name."""
        return [reason if name in reason else f"{name}: {reason}" for name, reason in self.failed]

    # --- what its body calls -----------------------------------------------------------------

    @contextmanager
    def item(self, name: str) -> Iterator[None]:
        """Work on one item in here; if it fails, that is noted and the next one has its turn."""
        if not self.items_done:
            self._before_items = self.seconds
        self.item_name, self._share = name, 0.0
        try:
            yield
        except Exception as error:
            self.failed.append((name, _sentence(error)))
            self.trace = _trace(error)
            if not isinstance(error, ReLoopError):
                _log.error("%s: %s", self.title, name, exc_info=error)
        self.item_name, self._share = "", 0.0
        self.items_done += 1

    # --- what runs it ------------------------------------------------------------------------

    def run_blocking(self) -> None:
        """Run to the end at once."""
        self.is_blocking = True
        self._start()
        try:
            note = drain(self._body, self._show)
        except Exception as error:
            self._fail(error)
        else:
            self._end(note)

    def tick(self) -> None:
        """Advance a little; call on the main thread until `is_over`."""
        if not self.started:
            self._start()
        if self.is_paused:
            return
        if self._worker is not None:
            self._listen(self._worker)
        elif isinstance(given := self._advance(), Work):
            self._worker = Worker(given.steps)
            self._listen(self._worker)

    def pause(self, is_paused: bool) -> None:
        """Rest after the step in hand, or go on."""
        if self._worker is not None:
            self._worker.hold(is_paused)
        if is_paused and self.started:
            self._take_time()
        self._last = time.perf_counter()
        self.is_paused = is_paused

    @property
    def is_resting(self) -> bool:
        """Whether no thread of it does anything."""
        return self._worker is None or self._worker.is_resting

    @property
    def is_in_thread(self) -> bool:
        """Whether a thread has the turn, so that there is nothing to do but listen."""
        return self._worker is not None

    def cancel(self) -> Worker | None:
        """Stop; what its steps hold is released. A thread that has yet to end is returned."""
        if self.started and not self.is_paused:
            self._take_time()
        self.outcome = "stopped"
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
        try:
            self._body.close()
        except Exception as error:  # its cleaning up failed
            _log.error("%s", self.title, exc_info=error)
        return worker

    def _start(self) -> None:
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self._last = time.perf_counter()
        self.progress = Progress(0, None, "Starting")

    def _advance(self, value: Any = None, error: Exception | None = None) -> Progress | Work | None:
        """Let the body go on to its next yield; None when it is over."""
        try:
            given = self._body.throw(error) if error else self._body.send(value)
        except StopIteration as end:
            self._end(end.value)
            return None
        except Exception as raised:
            self._fail(raised)
            return None
        if isinstance(given, Progress):
            self._show(given)
        return given

    def _fail(self, error: Exception) -> None:
        self._take_time()
        self.outcome, self.failure = "failed", error
        self.trace = _trace(error)
        if not isinstance(error, ReLoopError):
            _log.error("%s failed", self.title, exc_info=error)

    def _end(self, note: str | None) -> None:
        self._take_time()
        if self.failed and len(self.failed) == self.items:
            self.outcome = "failed"
            self.failure = ResultError(" ".join(self.reasons[:3]))
        else:
            self.outcome = "done"
            self.notes += [note] if note else []

    def _listen(self, worker: Worker) -> None:
        """Read what a worker says, for a moment; with its result the body goes on."""
        self._look_on()
        end = time.perf_counter() + _LISTEN
        while (message := worker.hear(end - time.perf_counter())) is not None:
            kind, value = message
            if kind == "progress":
                self._show(value)
                continue
            worker.join(1.0)  # it only has to return; no thread may run when the body draws
            self._worker = None
            result = (value, None) if kind == "result" else (None, value)
            if isinstance(given := self._advance(*result), Work):
                self._worker = worker = Worker(given.steps)
                continue
            return

    def _look_on(self) -> None:
        """Show what the thread has come to; if that fails, it is shown no more."""
        if self.meanwhile is None:
            return
        try:
            self.meanwhile()
        except Exception as error:
            self.meanwhile = None
            _log.error("%s cannot be shown", self.title, exc_info=error)

    def _show(self, progress: Progress) -> None:
        self._take_time()
        self.progress = progress
        counts = self.item_name or not self.items
        self._share = max(self._share, min(progress.fraction, 0.99)) if counts else 0.0
        if progress.note and progress.note not in self.notes:
            self.notes.append(progress.note)

    def _take_time(self) -> None:
        """Give the time since it was last taken to the stage in hand."""
        now = time.perf_counter()
        stage = self.progress.message
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now


def _trace(error: Exception) -> str:
    return "".join(traceback.format_exception(error))


def _sentence(error: Exception) -> str:
    if isinstance(error, ReLoopError):
        return str(error)
    return f"Internal error: {type(error).__name__}: {error} (details in the console)"
