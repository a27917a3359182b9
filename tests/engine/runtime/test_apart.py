"""Steps in another process: same results, errors and progress; stopped at once; its death told."""

import os
from pathlib import Path

import numpy as np
import pytest

from engine.capture.settings import CaptureSettings
from engine.datatypes import View, ViewSet
from engine.errors import InputError, MissingDependency, ResultError
from engine.jobs import drain
from engine.reconstruct.fusion.fuse import fuse_views
from engine.reconstruct.settings import FuseSettings
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.runtime.apart import apart
from engine.samples import SAMPLES

SMALL = CaptureSettings(Rig(3, size=32), channels=("depth",))

STEPS = """
import os, signal, tempfile, time
from engine.errors import MissingDependency
from engine.jobs import Progress

def told(folder):
    yield Progress(1, 2, "Half", "a note")
    print("not an answer", flush=True)
    open(folder + "/pid", "w").write(str(os.getpid()))
    return os.getpid()

def endless(folder):
    with tempfile.TemporaryDirectory() as place:
        open(folder + "/place", "w").write(place)
        yield from told(folder)
        time.sleep(600)

def killed():
    yield Progress(0, 1, "Dying")
    os.kill(os.getpid(), signal.SIGKILL)

def faulty():
    yield Progress(0, 1, "Failing")
    raise ZeroDivisionError("a bug")

def needy():
    yield Progress(0, 1, "Looking")
    raise MissingDependency("absent", feature="This")
"""


@pytest.fixture
def steps(tmp_path: Path, monkeypatch):
    (tmp_path / "apart_steps.py").write_text(STEPS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "apart_steps", raising=False)
    return __import__("apart_steps")


def test_the_result_is_the_same_as_here() -> None:
    mesh = SAMPLES["chair"]()
    here, there = drain(render_views(mesh, SMALL)), drain(apart(render_views, mesh, SMALL))
    assert isinstance(there, ViewSet) and there.is_studio and len(there.views) == 3
    for one, other in zip(here.views, there.views, strict=True):
        assert np.array_equal(one.rgba, other.rgba) and np.array_equal(one.depth, other.depth)


def test_progress_comes_over_with_its_notes_and_print_does_no_harm(steps, tmp_path) -> None:
    seen = []
    assert drain(apart(steps.told, str(tmp_path)), seen.append) != os.getpid()
    assert any(p.text == "Half 1/2" and p.note == "a note" for p in seen)


def test_errors_are_raised_as_they_are(steps) -> None:
    views = ViewSet((View(np.zeros((4, 4, 4), np.uint8)),))
    with pytest.raises(InputError, match="View 0 is left out: its camera is not known") as raised:
        drain(apart(fuse_views, views, FuseSettings()))
    assert "needs a camera" in raised.value.hint
    with pytest.raises(MissingDependency) as raised:
        drain(apart(steps.needy))
    assert raised.value.module == "absent" and "Install Runtime" in raised.value.hint


def test_a_bug_keeps_its_trace_and_a_death_is_told(steps) -> None:
    with pytest.raises(RuntimeError, match="(?s)Traceback.*in faulty.*ZeroDivisionError: a bug"):
        drain(apart(steps.faulty))
    with pytest.raises(ResultError, match="ended by the system"):
        drain(apart(steps.killed))


def test_stopping_ends_the_process_in_the_middle_of_a_step(steps, tmp_path) -> None:
    work = apart(steps.endless, str(tmp_path))
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        next(work)
    pid = int((tmp_path / "pid").read_text())
    os.kill(pid, 0)  # it is there
    work.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not Path((tmp_path / "place").read_text()).exists()  # what it put aside is gone too
