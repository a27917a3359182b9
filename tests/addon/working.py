"""Bodies for jobs, and what runs them: by hand, as timers do not fire in background Blender."""

import threading
import time
from collections.abc import Callable


class Bench:
    """The add-on's jobs, and bodies for them."""

    def __init__(self, addon) -> None:
        self.job = addon("reloop3d_addon.jobs.job").Job
        self.lanes = addon("reloop3d_addon.jobs.lanes")
        self.progress = addon("engine.jobs").Progress
        self.work = addon("engine.jobs").Work
        self.error = addon("engine.errors").InputError
        self.log: list = []

    def counting(self, name: str, count: int = 3):
        """Steps that note their name, and whether they run on the main thread."""
        for index in range(count):
            self.log.append((name, threading.current_thread() is threading.main_thread()))
            yield self.progress(index, count, name)
        return count

    def finish(self, job, seconds: float = 10.0) -> None:
        until(lambda: job.is_over, job.tick, seconds)

    def pump(self, is_enough: Callable[[], bool], seconds: float = 10.0) -> None:
        until(is_enough, self.lanes.pump, seconds)


def until(is_enough: Callable[[], bool], work: Callable, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not is_enough():
        assert time.monotonic() < end, "it does not come to its end"
        work()
        time.sleep(0.001)


def slow(bench, name: str, events: list, seconds: float = 0.02, count: int = 1000):
    """Steps that are seen to be busy."""
    for index in range(count):
        events.append((name, "begins"))
        time.sleep(seconds)
        events.append((name, "ends"))
        yield bench.progress(index, count, name)
