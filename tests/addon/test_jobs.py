"""Jobs: order of steps, threads, errors, stopping, lanes; ticked by hand, as timers do not fire."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import bpy
import pytest


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


@pytest.fixture
def bench(addon):
    bench = Bench(addon)
    yield bench
    bench.lanes.cancel_all(join=True)


def three_parts(bench):
    def body(_):
        first = yield from bench.counting("main")
        second = yield bench.work(bench.counting("worker"))
        third = yield from bench.counting("main again")
        return f"{first + second + third} counted"

    return bench.job("Count", body)


def test_parts_run_in_order_each_on_its_thread_and_pass_their_results_on(bench) -> None:
    job = three_parts(bench)
    bench.finish(job)
    expected = [("main", True)] * 3 + [("worker", False)] * 3 + [("main again", True)] * 3
    assert bench.log == expected
    assert job.outcome == "done" and job.notes == ["9 counted"] and job.fraction == 1


def test_blocking_gives_the_same_on_the_main_thread(bench) -> None:
    job = three_parts(bench)
    bench.lanes.run_blocking(job)
    assert [main for _, main in bench.log] == [True] * 9
    assert job.notes == ["9 counted"] and bench.lanes.current() is None
    assert bench.lanes.ended("Count") is job


def test_a_main_part_advances_by_one_yield_a_tick(bench) -> None:
    def body(_):
        yield from bench.counting("main", 5)

    job = bench.job("Count", body)
    for ticks in range(1, 6):
        job.tick()
        assert len(bench.log) == ticks
        assert job.progress.done == ticks - 1


@pytest.mark.parametrize("is_work", [False, True])
@pytest.mark.parametrize("is_blocking", [False, True])
def test_an_error_ends_the_job_with_a_sentence(bench, is_work: bool, is_blocking: bool) -> None:
    def broken():
        yield bench.progress(0, None, "Breaking")
        raise bench.error("It broke.", "Mend it.")

    def body(_):
        if is_work:
            yield bench.work(broken())
        else:
            yield from broken()
        bench.log.append("not reached")

    job = bench.job("Break", body)
    job.run_blocking() if is_blocking else bench.finish(job)
    assert job.outcome == "failed" and job.error == "It broke. Mend it." and not bench.log


def test_a_bug_is_an_internal_error_with_its_kind(bench, caplog) -> None:
    def body(_):
        yield bench.progress(0, None, "Dividing")
        1 / 0  # noqa: B018

    job = bench.job("Break", body)
    bench.finish(job)
    assert "Internal error: ZeroDivisionError" in job.error and "Traceback" in caplog.text


@pytest.mark.parametrize("is_blocking", [False, True])
def test_one_failing_item_of_two_hundred_does_not_cost_the_others(bench, is_blocking) -> None:
    def body(job):
        done = 0
        for number in range(200):
            with job.item(f"asset {number}"):
                yield bench.progress(0, 1, "Reading")
                if number == 7:
                    raise bench.error("No surface.")
                done += yield bench.work(bench.counting("work", 1))
        return f"{done} done"

    job = bench.job("Many", body, items=200)
    job.run_blocking() if is_blocking else bench.finish(job, 30)
    assert job.outcome == "done" and job.notes == ["199 done"]
    assert job.failed == [("asset 7", "No surface.")] and job.reasons == ["asset 7: No surface."]


def test_where_every_item_fails_the_job_has_failed(bench) -> None:
    def body(job):
        for name in ("a", "b"):
            with job.item(name):
                yield bench.progress(0, 1, "Reading")
                raise bench.error(f"{name} is empty.")

    job = bench.job("Many", body, items=2)
    bench.finish(job)
    assert job.outcome == "failed" and job.error == "a is empty. b is empty."


def test_progress_over_items_never_goes_back_and_tells_the_time_left(bench) -> None:
    def body(job):
        for name in ("a", "b"):
            with job.item(name):
                for stage in ("Reading", "Drawing"):
                    for index in range(4):
                        yield bench.progress(index, 4, stage)

    job, fractions = bench.job("Many", body, items=2), []
    while not job.is_over:
        job.tick()
        fractions.append(job.fraction)
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert 0.5 in fractions and 0.375 in fractions
    time_left = bench.job("Late", body, items=2)
    time_left.started, time_left.items_done = "now", 1
    time_left.stages = {"Reading": 90.0}
    assert time_left.time_left == "1:30"


@pytest.mark.parametrize("is_work", [False, True])
def test_stopping_runs_the_finally_and_not_what_comes_after(bench, is_work: bool) -> None:
    cleaned, started = threading.Event(), threading.Event()

    def endless():
        try:
            while True:
                started.set()
                time.sleep(0.001)
                yield bench.progress(0, None, "Running")
        finally:
            cleaned.set()

    def body(_):
        if is_work:
            yield bench.work(endless())
        yield from endless()
        bench.log.append("not reached")

    job = bench.job("Run", body)
    job.tick()
    assert started.wait(5)
    worker = job.cancel()
    assert cleaned.wait(5) and job.outcome == "stopped" and not bench.log
    if worker is not None:
        worker.join(5)
        assert not worker.is_alive


def slow(bench, name: str, events: list, seconds: float = 0.02, count: int = 1000):
    """Steps that are seen to be busy."""
    for index in range(count):
        events.append((name, "begins"))
        time.sleep(seconds)
        events.append((name, "ends"))
        yield bench.progress(index, count, name)


def test_a_stopped_jobs_thread_is_out_of_its_step_before_the_next_job_begins(bench) -> None:
    events: list = []

    def first(_):
        yield bench.work(slow(bench, "first", events, 0.3))

    def second(_):
        events.append(("second", "begins"))
        yield bench.progress(0, None, "Drawing")

    running = bench.job("First", first)
    bench.lanes.add(running)
    bench.lanes.add(bench.job("Second", second))
    bench.pump(lambda: ("first", "begins") in events)
    start = time.monotonic()
    bench.lanes.cancel(running)
    assert time.monotonic() - start < 0.1  # the window does not wait for the thread
    bench.pump(lambda: bench.lanes.current() is None and not bench.lanes.queue())
    assert events.index(("first", "ends")) < events.index(("second", "begins"))


def test_jobs_wait_in_the_queue_and_can_be_moved_and_removed(bench) -> None:
    def named(name):
        def body(_):
            yield from bench.counting(name, 1)

        return bench.job(name, body)

    jobs = {name: named(name) for name in "abcd"}
    for job in jobs.values():
        bench.lanes.add(job)
    bench.lanes.pump()
    assert bench.lanes.current() is jobs["a"]
    bench.lanes.move(jobs["d"], -1)
    assert [job.title for job in bench.lanes.queue()] == ["b", "d", "c"]
    bench.lanes.cancel(jobs["b"])
    bench.pump(lambda: bench.lanes.current() is None and not bench.lanes.queue())
    assert [name for name, _ in bench.log] == ["a", "d", "c"]
    assert bench.lanes.ended("b") is None and bench.lanes.ended("c").outcome == "done"


def test_a_job_in_the_background_rests_while_another_runs_in_front(bench) -> None:
    events: list = []

    def background(_):
        yield bench.work(slow(bench, "behind", events))

    def front(_):
        for _ in range(5):
            events.append(("front", "begins"))
            time.sleep(0.05)  # as a render would, on the main thread
            events.append(("front", "ends"))
            yield bench.progress(0, None, "Drawing")

    behind = bench.job("Scan", background)
    bench.lanes.add_in_background(behind)
    bench.pump(lambda: len(events) > 3)
    bench.lanes.add(bench.job("Classify", front))
    bench.pump(lambda: bench.lanes.ended("Classify") is not None)
    first, last = (
        events.index(("front", "begins")),
        len(events) - 1 - events[::-1].index(("front", "ends")),
    )
    assert {name for name, _ in events[first : last + 1]} == {"front"}
    count = len(events)
    bench.pump(lambda: len(events) > count + 4)  # and goes on afterwards
    assert bench.lanes.background() == [behind] and not behind.is_paused


def test_a_script_that_draws_finds_all_threads_at_rest_and_they_go_on_afterwards(bench) -> None:
    events: list = []

    def background(_):
        yield bench.work(slow(bench, "behind", events))

    behind = bench.job("Scan", background)
    bench.lanes.add_in_background(behind)
    bench.pump(lambda: len(events) > 3)
    with bench.lanes.all_at_rest():
        count = len(events)
        assert events[-1] == ("behind", "ends") and behind.is_resting
        time.sleep(0.1)
        assert len(events) == count
    until(lambda: len(events) > count + 4, lambda: None)


def test_a_paused_job_rests_and_goes_on_and_its_pause_does_not_count(bench) -> None:
    events: list = []

    def body(_):
        yield bench.work(slow(bench, "work", events, 0.01, 20))

    job = bench.job("Work", body)
    bench.lanes.add(job)
    bench.pump(lambda: len(events) > 4)
    job.pause(True)
    until(lambda: job.is_resting, lambda: None)
    count = len(events)
    for _ in range(20):
        bench.lanes.pump()
        time.sleep(0.01)
    assert len(events) == count and not job.is_over
    before = job.seconds
    job.pause(False)
    assert job.seconds == before
    bench.pump(lambda: job.is_over)
    assert job.outcome == "done" and len(events) == 40


def test_a_paused_job_can_be_stopped(bench) -> None:
    def body(_):
        yield bench.work(slow(bench, "work", []))

    job = bench.job("Work", body)
    bench.lanes.add(job)
    bench.pump(lambda: job.is_in_thread)
    job.pause(True)
    bench.lanes.cancel(job)
    bench.pump(lambda: bench.lanes.pump() is None)
    assert job.outcome == "stopped"


def test_loading_a_file_stops_all_jobs_and_forgets_what_was(bench) -> None:
    cleaned = []

    def endless(_):
        try:
            while True:
                yield bench.progress(0, None, "Running")
        finally:
            cleaned.append(True)

    jobs = [bench.job(title, endless) for title in ("One", "Two")]
    for job in jobs:
        bench.lanes.add(job)
    bench.lanes.pump()
    bpy.ops.wm.read_homefile(use_empty=True)
    assert cleaned == [True] and jobs[0].outcome == "stopped" and not jobs[1].started
    assert bench.lanes.current() is None and not bench.lanes.queue()
    assert bench.lanes.ended("One") is None


def test_every_job_leaves_a_line_in_the_run_log(bench, addon, tmp_path: Path) -> None:
    person = addon("reloop3d_addon.preferences").chosen(bpy.context)
    settings = addon("engine.classify.predict").ClassifySettings(views=3)

    def body(job):
        job.facts |= {"model": "embedded/default", "model_hash": "abc", "seed": 7}
        for name in ("a", "b"):
            with job.item(name):
                yield bench.progress(0, 1, "Reading")
                yield bench.work(slow(bench, "Working", [], 0.01, 2))
                if name == "b":
                    raise bench.error("It broke.")
        return "1 done"

    person.folder = str(tmp_path / "data")
    try:
        bench.lanes.run_blocking(bench.job("Classify", body, settings=settings, items=2))
        stopped = bench.job("Classify", body, items=2)
        bench.lanes.add(stopped)
        bench.lanes.pump()
        bench.lanes.cancel(stopped)
    finally:
        person.folder = ""
    lines = (tmp_path / "data" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert first["job"] == "Classify" and first["outcome"] == "done"
    assert first["settings"]["views"] == 3 and first["seed"] == 7
    assert (first["model"], first["model_hash"]) == ("embedded/default", "abc")
    assert first["failed"] == [["b", "It broke."]] and first["notes"] == ["1 done"]
    assert set(first["stages"]) >= {"Reading", "Working"} and first["stages"]["Working"] > 0.01
    assert abs(first["seconds"] - sum(first["stages"].values())) < 0.01
    assert first["versions"]["blender"] == bpy.app.version_string
    assert second["outcome"] == "stopped"
    runlog = addon("engine.runlog")
    assert runlog.read_runs(tmp_path / "data" / "runs.jsonl")[0].items == 2


def test_a_run_log_that_cannot_be_written_is_said_and_costs_nothing(bench, addon, tmp_path) -> None:
    person = addon("reloop3d_addon.preferences").chosen(bpy.context)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    person.folder = str(blocked / "inside")
    try:
        job = three_parts(bench)
        bench.lanes.run_blocking(job)
    finally:
        person.folder = ""
    assert job.outcome == "done" and "cannot be written" in job.notes[-1]


def test_models_load_after_blender_has_drawn_whatever_llvm_its_driver_brought() -> None:
    # In a process of its own: without care, triton and Mesa crash it.
    code = (
        "import bpy, sys\n"
        "sys.path.insert(0, '.')\n"
        "bpy.context.scene.render.engine = 'BLENDER_WORKBENCH'\n"
        "bpy.context.scene.render.resolution_x = bpy.context.scene.render.resolution_y = 16\n"
        "bpy.ops.render.render()\n"
        "from engine.models.registry import load_classifier\n"
        "print('loaded', load_classifier().id, flush=True)\n"
        "import os; os._exit(0)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0 and "loaded embedded/default" in done.stdout, done.stderr
