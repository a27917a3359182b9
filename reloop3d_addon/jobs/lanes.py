"""Who runs when: one job in front with a queue behind it, and one in the background.

The job in the background rests while another runs in front of it. No thread of ours runs while
Blender draws a view for a job: on Python 3.11 that would crash Blender.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import bpy

from . import display
from .job import Job
from .record import record
from .worker import Worker

_POLL = 0.02  # seconds between two looks at a thread
_JOIN = 15.0  # seconds that a thread gets to end, where there is no going on beside it

_front: Job | None = None
_queue: list[Job] = []
_background: list[Job] = []  # the first one has its turn
_leaving: list[
    Worker
] = []  # threads of stopped jobs that are still in a step; short ones of others
_held: list[Job] = []  # at rest for a render
_ended: dict[str, Job] = {}  # the last one of each title


def current() -> Job | None:
    """The job that runs in front."""
    return _front


def queue() -> list[Job]:
    """The jobs that wait, in their order."""
    return list(_queue)


def background() -> list[Job]:
    """The jobs of the background lane; the first one has its turn."""
    return list(_background)


def ended(title: str) -> Job | None:
    """The job of that title that ended last in this file."""
    return _ended.get(title)


def last_error() -> str:
    """What went wrong last, as a sentence."""
    job = last_failed()
    return (job.error or job.reasons[0]) if job else ""


def last_failed() -> Job | None:
    """The job in which something went wrong last."""
    failures = [job for job in _ended.values() if job.error or job.failed]
    return max(failures, key=lambda job: job.started, default=None)


def add(job: Job) -> None:
    """Run a job in front, after those that were added before; for the scene that is open now."""
    _remember_place(job)
    _queue.append(job)
    _ended.pop(job.title, None)
    _wake()


def add_in_background(job: Job, *, is_urgent: bool = False) -> None:
    """Run a job whenever nothing runs in front; an urgent one before those that wait there.

    What has its turn there rests meanwhile.
    """
    _remember_place(job)
    if is_urgent and _background:
        if _background[0].started:
            _background[0].pause(True)
        _background.insert(0, job)
    else:
        _background.append(job)
    _ended.pop(job.title, None)
    _wake()


def accompany(worker: Worker) -> None:
    """A short thread that is no job's: jobs wait for its end, and so does a render."""
    _leaving[:] = [other for other in _leaving if other.is_alive] + [worker]


def move(job: Job, by: int) -> None:
    """Let a waiting job wait so many places less (negative) or more."""
    if job in _queue:
        place = _queue.index(job) + by
        _queue.remove(job)
        _queue.insert(max(0, place), job)
        display.follow(_front, is_news=True)


def cancel(job: Job) -> None:
    """Stop a job that runs, or take it out of the queue."""
    global _front
    if job in _queue:
        _queue.remove(job)
        display.follow(_front, is_news=True)
        return
    if job is not _front and job not in _background:
        return
    was_started = bool(job.started)
    if (worker := job.cancel()) is not None:
        _leaving.append(worker)
    if job is _front:
        _front = None
    else:
        _background.remove(job)
    if was_started:
        _close(job)
    display.follow(_front, is_news=True)


def leave_file() -> None:
    """Stop and forget what belongs to the open file."""
    for job in (*_queue, *_background, *([_front] if _front else [])):
        if job.is_of_file:
            job.is_leaving = True
            cancel(job)
    for title in [title for title, job in _ended.items() if job.is_of_file]:
        del _ended[title]


def cancel_all(*, join: bool = False) -> None:
    """Stop everything, and forget what was; `join` waits for the threads too."""
    _queue.clear()
    for job in (*_background, *([_front] if _front else [])):
        job.is_leaving = True
        cancel(job)
    _ended.clear()
    if join:
        for worker in _leaving:
            worker.join(_JOIN)
        if bpy.app.timers.is_registered(pump):
            bpy.app.timers.unregister(pump)


def run_blocking(job: Job) -> None:
    """Run a job at once, without the window."""
    _ended.pop(job.title, None)
    with all_at_rest():
        job.run_blocking()
    _close(job)


@contextmanager
def all_at_rest() -> Iterator[None]:
    """Let none of our threads run in here, for a script that draws."""
    jobs = [job for job in (_front, *_background) if job]
    working = [job for job in jobs if not job.is_paused]
    for job in working:
        job.pause(True)
    _wait_for_rest(jobs)
    try:
        yield
    finally:
        for job in working:
            job.pause(False)


def rest_for_render() -> None:
    """Let no thread of ours run from here on, until pump() sees that the render is over.

    Blender calls it before the artist's own render, in the render's thread; before ours, where
    nothing runs anyway.
    """
    jobs = [job for job in (_front, *_background) if job and not job.is_resting]
    _held.extend(job for job in jobs if not job.is_paused)
    for job in jobs:
        job.pause(True)
    _wait_for_rest(jobs)


def _wait_for_rest(jobs: list[Job]) -> None:
    end = time.monotonic() + _JOIN
    while time.monotonic() < end and not (
        all(job.is_resting for job in jobs) and not any(w.is_alive for w in _leaving)
    ):
        time.sleep(_POLL)


def pump() -> float | None:
    """The timer: a little of whatever has its turn; seconds to the next time, None for never."""
    global _front
    if bpy.app.is_job_running("RENDER") or bpy.app.is_job_running("OBJECT_BAKE"):
        return _POLL  # the artist's own render goes first
    while _held:
        _held.pop().pause(False)
    _leaving[:] = [worker for worker in _leaving if worker.is_alive]
    if _front is None and _queue:
        _front = _queue.pop(0)
    if _front is None and not _background:
        return None
    is_front_at_work = _front is not None and not _front.is_paused
    behind = _background[0] if _background else None
    if behind is not None and behind.started and behind.is_paused != is_front_at_work:
        behind.pause(is_front_at_work)
    job = _front if is_front_at_work else behind
    if job is None:
        return _POLL  # paused, and nothing behind it
    others = [other for other in (_front, *_background) if other is not None and other is not job]
    if _leaving or not all(other.is_resting for other in others):
        return _POLL  # a thread has yet to come to rest
    with _place(job):
        job.tick()
    if job.is_over:
        if job is _front:
            _front = None
        else:
            _background.remove(job)
        _close(job)
    display.follow(_front, is_news=job.is_over)
    return _POLL if job.is_in_thread else 0.0


def _remember_place(job: Job) -> None:
    job.place = (bpy.context.scene.session_uid, bpy.context.view_layer.name)


def _place(job: Job) -> AbstractContextManager:
    """The scene and view layer the job was begun in, also while the windows show others.

    Timers run in those of the first window.
    """
    uid, name = job.place
    scene = next((scene for scene in bpy.data.scenes if scene.session_uid == uid), None)
    layer = scene and scene.view_layers.get(name)
    if layer is None or (bpy.context.scene == scene and bpy.context.view_layer == layer):
        return nullcontext()
    return bpy.context.temp_override(scene=scene, view_layer=layer)


def _wake() -> None:
    # Timers do not fire in background Blender, where jobs run blocking.
    if not bpy.app.timers.is_registered(pump):
        bpy.app.timers.register(pump, first_interval=0.0, persistent=True)
    display.follow(_front, is_news=True)


def _close(job: Job) -> None:
    """Keep what came of a job, for the panel and in the run log."""
    _ended[job.title] = job
    record(job)
