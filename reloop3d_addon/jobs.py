"""Jobs: steps of work in; the window stays alive while they run, one job at a time.

A step on the main thread advances by one yield a tick (one rendered view) and may use bpy; a
worker step runs in a thread and must not. In background Blender the same steps run blocking.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import bpy

from ..engine.errors import ReLoopError
from ..engine.jobs import Progress, Steps, drain

_TICK = 0.02  # seconds between ticks while a job runs
_JOIN = 2.0  # seconds to wait for a worker that was told to stop

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One stage of a job: `run` gets the result of the stage before and yields Progress."""

    where: Literal["main", "worker"]
    run: Callable[[Any], Steps[Any]]


@dataclass
class Job:
    """Steps to run one after another; `on_done` gets the last result, on the main thread.

    What `on_done` returns is a sentence for the panel, or None.
    """

    title: str
    steps: list[Step]
    on_done: Callable[[Any], str | None]
    progress: Progress = field(default_factory=lambda: Progress(0, None, "Starting"))
    error: str = ""
    note: str = ""  # what `on_done` had to say
    is_over: bool = False
    _index: int = 0
    _value: Any = None
    _running: Any = None  # the generator of a main step
    _messages: queue.Queue | None = None  # from the worker of a worker step
    _worker: threading.Thread | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def fraction(self) -> float:
        """Share of the whole job that is done, in [0, 1]."""
        return (self._index + self.progress.fraction) / max(len(self.steps), 1)

    def tick(self) -> None:
        """Advance a little; call on the main thread until `is_over`."""
        try:
            if self._index == len(self.steps):
                self.is_over = True
                self.note = self.on_done(self._value) or ""
            elif self.steps[self._index].where == "main":
                self._tick_main()
            else:
                self._tick_worker()
        except Exception as error:
            self._fail(error)

    def run_blocking(self) -> None:
        """Run to the end at once.

        Raises:
            whatever a step raises.
        """
        for step in self.steps:
            self._value = drain(step.run(self._value))
        self.is_over = True
        self.note = self.on_done(self._value) or ""

    def cancel(self) -> None:
        """Stop; what a step holds is released, and `on_done` is not called."""
        self.is_over = True
        self._stop.set()
        if self._running is not None:
            self._running.close()
        if self._worker is not None:
            self._worker.join(_JOIN)

    def _next(self, value: Any) -> None:
        self._value, self._running, self._messages, self._worker = value, None, None, None
        self._index += 1
        self.progress = Progress(0, None, self.progress.message)

    def _tick_main(self) -> None:
        if self._running is None:
            self._running = self.steps[self._index].run(self._value)
        try:
            self.progress = next(self._running)
        except StopIteration as end:
            self._next(end.value)

    def _tick_worker(self) -> None:
        if self._messages is None:
            self._messages = queue.Queue()
            work = (self.steps[self._index].run(self._value), self._messages, self._stop)
            self._worker = threading.Thread(target=_work, args=work, daemon=True)
            self._worker.start()
        while True:
            try:
                kind, value = self._messages.get_nowait()
            except queue.Empty:
                return
            if kind == "progress":
                self.progress = value
            elif kind == "error":
                raise value
            else:
                self._next(value)
                return

    def _fail(self, error: Exception) -> None:
        self.cancel()
        if isinstance(error, ReLoopError):
            self.error = str(error)
        else:
            self.error = f"Internal error: {error} (details in the console)"
            _log.error("Job %s failed", self.title, exc_info=error)


def _work(steps: Steps[Any], messages: queue.Queue, stop: threading.Event) -> None:
    """Body of a worker thread: everything it says goes through the queue."""
    try:
        while not stop.is_set():
            messages.put(("progress", next(steps)))
        steps.close()
    except StopIteration as end:
        messages.put(("result", end.value))
    except Exception as error:
        messages.put(("error", error))


_current: Job | None = None  # the job slot
last_title: str = ""  # of the job that ended last
last_error: str = ""  # and what went wrong with it
last_note: str = ""  # or what it had to say


def current() -> Job | None:
    """The job that runs now."""
    return _current


def start(job: Job) -> None:
    """Run a job beside the window, ticked by a timer. Timers do not fire in the background."""
    global _current, last_title, last_error, last_note
    last_title, last_error, last_note = job.title, "", ""
    _current = job
    bpy.app.timers.register(_pump, first_interval=0.0, persistent=True)


def cancel() -> None:
    """Stop the running job, if there is one."""
    global _current
    if _current is not None:
        _current.cancel()
        _current = None
        _show_state()


def _pump() -> float | None:
    global _current, last_error, last_note
    if _current is None:
        return None
    before = _current.progress
    _current.tick()
    if _current.is_over:
        last_error, last_note = _current.error, _current.note
        _current = None
        _show_state()
        return None
    if _current.progress is not before:
        _show_state()
    return _TICK


def _show_state() -> None:
    """Status bar and sidebar follow the job."""
    text = f"{_current.title}: {_current.progress.text} (Esc to stop)" if _current else None
    for window in bpy.context.window_manager.windows:
        window.workspace.status_text_set(text)
        for area in window.screen.areas:
            for region in area.regions if area.type == "VIEW_3D" else ():
                if region.type == "UI":  # the sidebar only: the scene itself did not change
                    region.tag_redraw()
