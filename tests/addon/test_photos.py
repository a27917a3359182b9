"""Photos to Mesh: photos without cameras become an object with its cameras, as one undo step."""

from pathlib import Path

import bpy
import numpy as np
import pytest

from engine.selftest.scenes import boxes
from tests.engine.photographed import cameras, photos, written
from tests.fingerprint import fingerprint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five photos of boxes."""
    return written(tmp_path_factory.mktemp("photos") / "boxes", photos(boxes(), cameras()[:5]))


@pytest.fixture
def chosen(folder: Path):
    """The scene's settings with the folder chosen, small."""
    settings = bpy.context.scene.reloop3d.photos
    settings.folder, settings.sweep_size, settings.detail = str(folder), 128, 64
    bpy.ops.ed.undo_push(message="Before")
    return settings


def test_photos_become_a_mesh_with_the_cameras_that_took_them(chosen) -> None:
    chosen.length, chosen.texture = 2.0, 128
    bpy.ops.ed.undo_push(message="Before")
    before = fingerprint()
    assert bpy.ops.reloop3d.photos_to_mesh() == {"FINISHED"}
    made = bpy.context.view_layer.objects.active
    (collection,) = made.users_collection
    assert made.select_get() and collection.name == "boxes"
    assert np.isclose(max(made.dimensions), 2.0, rtol=1e-3)
    eyes = [obj for obj in collection.objects if obj.type == "CAMERA"]
    assert sorted(eye.name for eye in eyes) == [f"{name}.png" for name in "abcde"]
    for eye in eyes:
        (entry,) = eye.data.background_images
        assert tuple(entry.image.size) == (320, 240) and eye.data.show_background_images
        assert eye.matrix_world.translation.z > 0
    (slot,) = made.material_slots
    nodes = slot.material.node_tree.nodes
    assert any(node.type == "TEX_IMAGE" and node.image.size[0] == 128 for node in nodes)
    bpy.ops.ed.undo()
    assert fingerprint() == before


def test_a_button_without_photos_says_why_it_is_dead(addon) -> None:
    operators = addon("reloop3d_addon.operators.photos")
    settings = bpy.context.scene.reloop3d.photos
    settings.folder = settings.video = ""
    for operator in (operators.RELOOP3D_OT_photos_to_mesh, operators.RELOOP3D_OT_check_photos):
        assert operator.problem(bpy.context) == "Choose a folder of photos"
        settings.source = "VIDEO"
        assert operator.problem(bpy.context) == "Choose a video"
        settings.source = "FOLDER"
    with pytest.raises(RuntimeError, match="Choose a folder of photos"):
        bpy.ops.reloop3d.photos_to_mesh()


def test_without_the_packages_the_button_names_them(addon, chosen, monkeypatch) -> None:
    operators = addon("reloop3d_addon.operators.photos")
    monkeypatch.setattr(operators, "missing_for", lambda _: ["pycolmap"])
    assert "pycolmap" in operators.RELOOP3D_OT_photos_to_mesh.problem(bpy.context)


def test_checking_names_the_photos_that_are_no_good(addon, chosen, folder, tmp_path) -> None:
    from PIL import Image, ImageFilter

    for path in folder.iterdir():
        picture = Image.open(path)
        if path.name == "b.png":
            picture = picture.filter(ImageFilter.GaussianBlur(6))
        picture.save(tmp_path / path.name)
    Image.new("RGB", (320, 240)).save(tmp_path / "night.png")
    chosen.folder = str(tmp_path)
    before = fingerprint()
    assert bpy.ops.reloop3d.check_photos() == {"FINISHED"}
    notes = addon("reloop3d_addon.jobs.lanes").ended("Check Photos").notes
    assert any(note.startswith("night.png: left out, it is black") for note in notes)
    assert any(note.startswith("b.png: the picture is blurred") for note in notes)
    assert notes[-1] == "5 photos can be used"
    assert fingerprint() == before


def test_photos_that_do_not_overlap_are_refused_and_nothing_changes(chosen, tmp_path) -> None:
    from PIL import Image

    rng = np.random.default_rng(0)
    for number in range(3):
        blots = rng.integers(0, 255, (60, 80, 3), np.uint8).repeat(4, 0).repeat(4, 1)
        Image.fromarray(blots).save(tmp_path / f"{number}.png")
    chosen.folder = str(tmp_path)
    before = fingerprint()
    with pytest.raises(RuntimeError, match=r"do not overlap enough: 0.png and 1.png"):
        bpy.ops.reloop3d.photos_to_mesh()
    assert fingerprint() == before


def test_a_job_that_is_stopped_at_any_stage_leaves_nothing(addon, bench, chosen, folder) -> None:
    job_of = addon("reloop3d_addon.operators.photos").photos_job
    settings, fusing = chosen.to_settings(device="cpu"), chosen.to_fusing()
    before = fingerprint()
    for stage in ("Reading photos", "Looking for marks", "Comparing photos", "Comparing pictures"):
        job = job_of(folder, settings, fusing)
        bench.lanes.add(job)
        bench.pump(
            lambda job=job, stage=stage: job.is_over or job.progress.message == stage, seconds=120
        )
        bench.lanes.cancel_all(join=True)
        assert job.outcome == "stopped", (stage, job.error)
        assert fingerprint() == before, stage
