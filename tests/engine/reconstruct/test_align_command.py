"""The verb `align`, and cameras compared by `evaluate-mesh`."""

import json
from pathlib import Path

import numpy as np
import pytest
from posed import scene_views
from test_align import SPOT, movement

from engine.__main__ import main
from engine.camera import Frame
from engine.capture.store import save_views
from engine.command.shared import NOTHING_DONE, OK
from engine.datatypes import Camera, View, ViewSet
from engine.meshes import load_mesh, transformed
from engine.modelfile import write_model
from engine.samples import box


@pytest.fixture
def scans(shared_data: Path, tmp_path: Path) -> list[Path]:
    """A cow, and the same turned by 30 degrees and moved."""
    cow = load_mesh(shared_data / SPOT)
    diagonal = Frame.around(cow.vertices).diagonal
    move = movement(np.array([0.3, -1.0, 0.5]), 30, 0.1 * diagonal * np.array([0.6, 0.0, 0.8]))
    paths = [tmp_path / "one.glb", tmp_path / "other.glb"]
    write_model(paths[0], cow)
    write_model(paths[1], transformed(cow, move))
    return paths


def test_scans_are_written_where_they_belong(run, scans: list[Path], tmp_path: Path) -> None:
    said = run("align", *scans, "--out", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "aligned.json").read_text()) == said
    one, other = (load_mesh(tmp_path / "out" / path.name) for path in scans)
    assert np.allclose(load_mesh(scans[0]).vertices, one.vertices, atol=1e-6)
    assert np.sqrt(((one.vertices - other.vertices) ** 2).sum(axis=1).mean()) < said["voxel_m"]
    assert all(scan["fitness"] > 0.9 for scan in said["scans"].values())


def test_scans_of_one_name_are_refused(scans: list[Path], tmp_path: Path, capsys) -> None:
    words = ["align", str(scans[0]), str(scans[0]), "--out", str(tmp_path / "out")]
    assert main(words) == NOTHING_DONE
    assert "Two scans have the same name. Rename one" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_cameras_are_compared_beside_meshes(tmp_path: Path, capsys) -> None:
    truth = scene_views(5)
    move = movement(np.array([0.0, 0.0, 1.0]), 90, np.array([1.0, 0.0, 0.0]))
    found = [
        View(v.rgba, Camera(v.camera.intrinsics, move @ v.camera.world_from_camera))
        for v in truth.views
    ]
    save_views(truth, tmp_path / "true")
    save_views(ViewSet(tuple(found)), tmp_path / "found")
    write_model(tmp_path / "box.glb", box((0, 0, 0), (1, 1, 1)))
    files = [str(tmp_path / "box.glb")] * 2
    poses = ["--poses", str(tmp_path / "found"), str(tmp_path / "true")]
    out = tmp_path / "metrics.json"
    assert main(["evaluate-mesh", *files, *poses, "--samples", "1000", "--json", str(out)]) == OK
    said = json.loads(out.read_text())
    assert np.allclose(said["rotation_deg"], 90, atol=1e-4) and len(said["position_m"]) == 5
    assert np.allclose(said["aligned_rotation_deg"], 0, atol=1e-4)
    printed = capsys.readouterr().out
    assert "rotation deg" in printed and "90 median, 90 worst" in printed
