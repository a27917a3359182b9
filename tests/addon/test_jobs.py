"""Jobs: order of steps, threads, items, errors, stopping, and what the run log keeps of them."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import bpy
import pytest
from working import slow


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


def test_what_work_notes_is_said_once_and_kept_to_the_end(bench) -> None:
    def short_of_memory():
        for done in range(3):
            yield bench.progress(done, 3, "Classifying", "Out of memory: 16 at a time now.")

    def body(_):
        yield bench.work(short_of_memory())
        return "1 classified"

    job = bench.job("Classify", body)
    bench.finish(job)
    assert job.notes == ["Out of memory: 16 at a time now.", "1 classified"]


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
    assert job.outcome == "done" and "cannot be written" in job.notes[0]


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
