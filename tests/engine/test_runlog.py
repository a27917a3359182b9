"""The run log: what is written is read again; settings of every kind become plain values."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics
from engine.errors import DataError
from engine.runlog import Run, plain, read_runs, write_run


def test_runs_are_added_one_to_a_line_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "runs.jsonl"
    runs = [
        Run("Classify", "2026-11-21T10:00:00+00:00", 1.5, "done", {"views": 12}, seed=3, items=2),
        Run("Capture", "2026-11-21T10:01:00+00:00", 0.1, "stopped", {}, notes=["größer als"]),
    ]
    assert read_runs(path) == []
    for run in runs:
        write_run(path, run)
    assert read_runs(path) == runs
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_settings_with_cameras_and_arrays_become_plain_values() -> None:
    lens = Intrinsics(100.0, 100.0, 31.5, 31.5, 64, 64)
    camera = Camera(lens, look_at(np.array([0.0, -3, 0]), np.zeros(3)))
    values = plain(CaptureSettings(cameras=(camera,), channels=("depth",)))
    assert json.loads(json.dumps(values)) == values
    assert values["channels"] == ["depth"] and len(values["cameras"][0]["world_from_camera"]) == 4
    assert plain(None) == {}


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    write_run(path, Run("Classify", "now", 1.0, "done", {}))
    with open(path, "a", encoding="utf-8") as file:
        file.write("not json\n")
    with pytest.raises(DataError, match="line 2"):
        read_runs(path)
    with pytest.raises(DataError, match="cannot be written"):
        write_run(path / "inside", Run("Classify", "now", 1.0, "done", {}))
