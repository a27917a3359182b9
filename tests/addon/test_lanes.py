"""Lanes: the queue, the background lane, pauses, and that no two of our threads work at once."""

import time

from working import slow, until


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


def test_opening_a_file_stops_the_jobs_of_the_file_only(bench) -> None:
    def body(job):
        while True:
            yield bench.progress(0, None, "Working")

    lanes, Job = bench.lanes, bench.job
    stays, goes = Job("Stays", body, items=0, is_of_file=False), Job("Goes", body)
    lanes.add(stays)
    lanes.add(goes)
    lanes.pump()
    lanes.leave_file()
    assert lanes.current() is stays and lanes.queue() == []
    lanes.cancel(stays)
    assert lanes.ended("Stays") is stays
    lanes.leave_file()
    assert lanes.ended("Stays") is stays and lanes.ended("Goes") is None


def test_a_job_without_items_is_as_far_as_its_progress(bench) -> None:
    def body(job):
        yield bench.progress(3, 4, "Working")

    job = bench.job("Alone", body, items=0)
    job.tick()
    assert job.fraction == 0.75


def test_before_the_artists_own_render_every_thread_comes_to_rest_and_goes_on_after(bench) -> None:
    events: list = []

    def body(_):
        yield bench.work(slow(bench, "model", events, 0.1))

    job = bench.job("Classify", body)
    bench.lanes.add(job)
    bench.pump(lambda: ("model", "begins") in events)
    bench.lanes.rest_for_render()  # Blender's handler
    assert job.is_resting and events[-1] == ("model", "ends")
    count = len(events)
    time.sleep(0.3)
    assert len(events) == count
    bench.pump(lambda: len(events) > count)
    assert not job.is_paused
    bench.lanes.cancel(job)


def test_blender_calls_the_lanes_before_a_render(addon) -> None:
    import bpy

    lanes = addon("reloop3d_addon.jobs.lanes")
    called = []
    kept, lanes.rest_for_render = lanes.rest_for_render, lambda: called.append(True)
    try:
        bpy.context.scene.render.engine = "BLENDER_WORKBENCH"
        bpy.context.scene.render.resolution_x = bpy.context.scene.render.resolution_y = 8
        bpy.context.scene.camera = bpy.data.objects.new("C", bpy.data.cameras.new("C"))
        bpy.context.scene.collection.objects.link(bpy.context.scene.camera)
        bpy.ops.render.render()
    finally:
        lanes.rest_for_render = kept
    assert called


def test_an_urgent_job_of_the_background_goes_first_and_the_other_goes_on_after_it(bench) -> None:
    events: list = []

    def long(_):
        yield bench.work(slow(bench, "long", events, 0.01, 30))

    def short(_):
        yield bench.work(slow(bench, "short", events, 0.01, 3))

    bench.lanes.add_in_background(bench.job("Long", long))
    bench.pump(lambda: len(events) > 4)
    bench.lanes.add_in_background(bench.job("Short", short), is_urgent=True)
    assert [job.title for job in bench.lanes.background()] == ["Short", "Long"]
    bench.pump(lambda: bench.lanes.ended("Short") is not None)
    names = [name for name, _ in events]
    first = names.index("short")
    assert names[first : first + 6] == ["short"] * 6  # alone
    assert bench.lanes.ended("Long") is None
    bench.pump(lambda: bench.lanes.ended("Long") is not None)
    assert names.count("long") < 60 == [name for name, _ in events].count("long")


def test_jobs_wait_for_the_short_thread_of_somebody_else(bench, addon) -> None:
    events: list = []
    worker = addon("reloop3d_addon.jobs.worker").Worker(slow(bench, "other", events, 0.05, 3))
    bench.lanes.accompany(worker)

    def body(_):
        events.append(("job", "begins"))
        yield bench.progress(0, None, "Drawing")

    bench.lanes.add(bench.job("Job", body))
    bench.pump(lambda: bench.lanes.ended("Job") is not None)
    assert events.index(("job", "begins")) == 6
