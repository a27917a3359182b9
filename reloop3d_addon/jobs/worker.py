"""A worker thread: steps that need no Blender in, messages out; it can be held and stopped."""

import contextlib
import os
import queue
import sys
import threading
from typing import Any

from ...engine.jobs import Steps, inline


def give_way() -> None:
    """Let the window's thread go before this one, and before those that this one starts.

    A model uses every core: on two, a redraw beside it took 0.24 s before, and takes 0.18 s now.
    """
    if sys.platform == "linux":  # elsewhere a thread has no niceness of its own
        with contextlib.suppress(OSError):  # all of Blender runs at less than that
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


class Worker:
    """Runs steps in a thread of its own; between two of them it may be held, or stopped.

    It says ("progress", Progress), then ("result", value) or ("error", exception).
    """

    def __init__(self, steps: Steps[Any], *, is_held: bool = False) -> None:
        self._messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._steps = inline(steps)
        self._turn = threading.Condition()
        self._is_held, self._is_stopped, self._waits = is_held, False, False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    @property
    def is_resting(self) -> bool:
        """Whether it does nothing, and will not until it is released."""
        with self._turn:
            return not self.is_alive or (self._is_held and self._waits)

    def hear(self, seconds: float) -> tuple[str, Any] | None:
        """The next thing it says; None where that takes longer."""
        try:
            return self._messages.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def hold(self, is_held: bool) -> None:
        """Let it rest as soon as it has finished its step, or go on."""
        with self._turn:
            self._is_held = is_held
            self._turn.notify()

    def stop(self) -> None:
        """Let it end as soon as it has finished its step; does not wait for it."""
        with self._turn:
            self._is_stopped = True
            self._turn.notify()

    def join(self, seconds: float) -> None:
        """Wait for its end, so long at most."""
        self._thread.join(seconds)

    def _may_go_on(self) -> bool:
        with self._turn:
            while self._is_held and not self._is_stopped:
                self._waits = True
                self._turn.wait()
            self._waits = False
            return not self._is_stopped

    def _run(self) -> None:
        give_way()
        try:
            while self._may_go_on():
                self._messages.put(("progress", next(self._steps)))
            self._steps.close()
        except StopIteration as end:
            self._messages.put(("result", end.value))
        except Exception as error:
            self._messages.put(("error", error))
        except BaseException as error:  # a library's panic or exit: silence would hang the job
            self._messages.put(("error", RuntimeError(f"{type(error).__name__}: {error}")))
