"""Jobs: order of steps, threads, errors, stopping; ticked by hand, as timers do not fire here."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import bpy
import pytest


@pytest.fixture
def jobs(addon):
    return addon("reloop3d_addon.jobs")


def finish(job, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not job.is_over:
        assert time.monotonic() < end, "the job does not end"
        job.tick()


def counting(addon, log: list, count: int = 3):
    def run(value):
        for index in range(count):
            log.append((threading.current_thread() is threading.main_thread(), value))
            yield addon("engine.jobs").Progress(index, count, "Counting")
        return (value or 0) + count

    return run


def test_steps_run_in_order_each_on_its_thread_and_pass_their_results_on(addon, jobs) -> None:
    log, done = [], []
    steps = [jobs.Step(where, counting(addon, log)) for where in ("main", "worker", "main")]
    job = jobs.Job("Count", steps, done.append)
    finish(job)
    assert [main for main, _ in log] == [True] * 3 + [False] * 3 + [True] * 3
    assert [value for _, value in log] == [None] * 3 + [3] * 3 + [6] * 3
    assert done == [9] and not job.error and job.fraction == 1


def test_a_main_step_advances_by_one_yield_a_tick(addon, jobs) -> None:
    log = []
    job = jobs.Job("Count", [jobs.Step("main", counting(addon, log, 5))], lambda _: None)
    for ticks in range(1, 6):
        job.tick()
        assert len(log) == ticks
        assert job.progress.done == ticks - 1


@pytest.mark.parametrize("where", ["main", "worker"])
def test_errors_reach_the_job_and_end_it(addon, jobs, where) -> None:
    def broken(_):
        yield addon("engine.jobs").Progress(0, None, "Breaking")
        raise addon("engine.errors").InputError("It broke.", "Mend it.")

    done = []
    job = jobs.Job("Break", [jobs.Step(where, broken)], done.append)
    finish(job)
    assert job.error == "It broke. Mend it." and not done


@pytest.mark.parametrize("where", ["main", "worker"])
def test_stopping_runs_the_finally_of_a_step_and_not_what_comes_after(addon, jobs, where) -> None:
    cleaned, done, started = threading.Event(), [], threading.Event()

    def endless(_):
        try:
            while True:
                started.set()
                time.sleep(0.001)
                yield addon("engine.jobs").Progress(0, None, "Running")
        finally:
            cleaned.set()

    job = jobs.Job("Run", [jobs.Step(where, endless)], done.append)
    job.tick()
    assert started.wait(5)
    job.cancel()
    assert cleaned.wait(5) and job.is_over and not done


def test_run_blocking_runs_at_once_and_raises(addon, jobs) -> None:
    done = []
    jobs.Job("Count", [jobs.Step("worker", counting(addon, []))], done.append).run_blocking()
    assert done == [3] and jobs.current() is None

    def broken(_):
        raise addon("engine.errors").InputError("It broke.")
        yield

    with pytest.raises(addon("engine.errors").InputError):
        jobs.Job("Break", [jobs.Step("main", broken)], done.append).run_blocking()


def test_loading_a_file_stops_the_job_that_runs(addon, jobs, monkeypatch) -> None:
    cleaned = []

    def endless(_):
        try:
            while True:
                yield addon("engine.jobs").Progress(0, None, "Running")
        finally:
            cleaned.append(True)

    job = jobs.Job("Run", [jobs.Step("main", endless)], lambda _: None)
    monkeypatch.setattr(jobs, "_current", job)
    job.tick()
    bpy.ops.wm.read_homefile(use_empty=True)
    assert cleaned == [True] and job.is_over and jobs.current() is None


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
