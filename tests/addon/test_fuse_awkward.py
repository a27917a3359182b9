"""Awkward files by others through capture and Views to Mesh: a mesh, or a reason."""

from pathlib import Path

import bpy
import numpy as np
import pytest

from tests.fingerprint import fingerprint

DETAIL = 64


@pytest.mark.slow
def test_every_awkward_mesh_comes_back_or_gets_a_plain_reason(
    addon, shared_data: Path, tmp_path: Path
) -> None:
    files = addon("reloop3d_addon.bridge.files")
    errors = addon("engine.errors").ReLoopError
    paths = [path for path in (shared_data / "awkward_meshes").rglob("*.*")]
    paths = sorted(path for path in paths if path.suffix.lower() in files.readable_suffixes())
    off, reasons = {}, {}
    for number, path in enumerate(paths):
        try:
            with files.imported(path) as scene:
                bpy.context.window.scene = scene
                off[path.name] = there_and_back(addon, scene, tmp_path / str(number))
        except (RuntimeError, errors) as error:
            reasons[path.name] = str(error)
    assert not [text for text in reasons.values() if "Traceback" in text or len(text) < 20]
    lacks_draco = [name for name, text in reasons.items() if "draco_bridge.so" in text]
    assert len(off) + len(lacks_draco) > 80 and len(reasons) - len(lacks_draco) < 25
    assert np.median(list(off.values())) < 0.02
    # What is thinner than a pixel of so small a picture is not seen.
    assert max(off.values()) < 0.25, max(off, key=off.get)


def there_and_back(addon, scene: bpy.types.Scene, folder: Path) -> float:
    """How far the mesh's box is off the captured one's, as a share of its diagonal.

    Raises:
        RuntimeError: the operator's sentence; nothing has changed.
    """
    bpy.context.view_layer.update()
    for obj in bpy.context.view_layer.objects:  # importers leave helpers outside
        obj.select_set(True)
    capture = scene.reloop3d.capture
    capture.folder, capture.size, capture.views = str(folder), 64, 12
    capture.layout, capture.channels, capture.is_together = "sphere", {"depth"}, True
    capture.engine = "raycast"
    scene.reloop3d.fuse.detail = DETAIL
    before = fingerprint()
    try:
        bpy.ops.reloop3d.capture()
        box = box_of(addon("reloop3d_addon.bridge.objects").mesh_from_scene(scene).vertices)
        assert bpy.ops.reloop3d.views_to_mesh() == {"FINISHED"}
    except RuntimeError:
        assert fingerprint() == before
        raise
    made = bpy.context.view_layer.objects.active
    points = np.array([made.matrix_world @ vertex.co for vertex in made.data.vertices])
    assert np.isfinite(points).all() and len(made.data.polygons) > 100
    return float(abs(box_of(points) - box).max() / np.linalg.norm(np.ptp(box, axis=0)))


def box_of(points: np.ndarray) -> np.ndarray:
    """The lower and the upper corner (2, 3)."""
    return np.array([points.min(axis=0), points.max(axis=0)])
