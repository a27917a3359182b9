"""Long work as generators: run at once, with the work for other threads done in between."""

import pytest

from engine.jobs import Progress, Work, drain, inline, time_left, within


def counted(count: int, name: str = "Counting"):
    for index in range(count):
        yield Progress(index, count, name)
    return count


def test_drain_returns_the_result_and_shows_every_progress() -> None:
    seen = []
    assert drain(counted(3), seen.append) == 3
    assert [progress.text for progress in seen] == [f"Counting {i}/3" for i in range(3)]


def test_work_is_done_in_between_and_its_result_comes_back() -> None:
    def nested():
        inner = yield Work(counted(2, "Inside"))
        yield Progress(0, None, "Outside")
        return inner + (yield Work(counted(1, "Again")))

    def steps():
        return 10 * (yield Work(nested()))

    seen = []
    assert drain(steps(), lambda progress: seen.append(progress.message)) == 30
    assert seen == ["Inside", "Inside", "Outside", "Again"]


def test_an_error_in_work_is_raised_where_it_was_asked_for() -> None:
    def broken():
        yield Progress(0, None, "Breaking")
        raise ValueError("broken")

    def steps():
        try:
            yield Work(broken())
        except ValueError as error:
            yield Progress(0, None, "Mending")
            return f"caught {error}"

    assert drain(steps()) == "caught broken"
    with pytest.raises(ValueError, match="broken"):
        drain(broken())


def test_closing_closes_all_that_is_open() -> None:
    closed = []

    def inner():
        try:
            while True:
                yield Progress(0, None, "Running")
        finally:
            closed.append("inner")

    def outer():
        try:
            yield Work(inner())
        finally:
            closed.append("outer")

    running = inline(outer())
    next(running)
    running.close()
    assert closed == ["inner", "outer"]


def test_the_time_left_is_in_proportion_and_reads_as_a_clock() -> None:
    assert time_left(30, 0.5) == "0:30"
    assert time_left(65, 0.5) == "1:05"
    assert time_left(3605, 0.5) == "1:00:05"
    assert time_left(59.7, 0.5) == "1:00"
    assert time_left(10, 0) == "" == time_left(10, 1)


def test_steps_within_others_tell_the_others_step_and_their_own_notes() -> None:
    def inner():
        yield Progress(0, 12, "Small")
        yield Progress(1, 12, "Small", "Out of memory")
        return "done"

    told, step = [], Progress(3, 5, "Great")
    assert drain(within(inner(), step), told.append) == "done"
    assert told == [step, Progress(3, 5, "Great", "Out of memory")]
