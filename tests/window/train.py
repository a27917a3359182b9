"""Train in a real window: a live curve, Esc, going on, classifying with it, back to the default."""

import shutil

import pytest
import trimesh
from conftest import gui_root

from engine.parametric.catalog import make

ENDED = "lanes.ended('Train') and lanes.ended('Train').outcome"
EPOCHS = "len(load('reloop3d_addon.curve').epochs())"
MODEL = "bpy.context.scene.reloop3d.model"


@pytest.fixture
def data(window):
    """Twelve chairs and twelve tables in a folder for each class, named in the panel."""
    folder = gui_root() / "tmp" / "labelled"
    shutil.rmtree(folder, ignore_errors=True)
    for label in ("chair", "table"):
        (folder / label).mkdir(parents=True)
        for number in range(12):
            mesh = make(label, number)
            path = folder / label / f"{number}.stl"
            trimesh.Trimesh(mesh.vertices, mesh.faces).export(path)
    window.press("reloop3d.train.source", width=70)
    window.keys("ctrl+a")
    window.write("/tmp/labelled")
    window.press("reloop3d.train.out", width=70)
    window.keys("ctrl+a")
    window.write("/tmp/labelled/furniture")
    return window


def test_a_head_is_trained_used_and_left_again(data) -> None:
    data.run("build_scene(('chair', 'table'))")
    data.press("reloop3d.train()")
    assert data.wait(ENDED, 120) == "done"
    assert data.ask(EPOCHS) > 3
    data.shot("train", box=(760, 80, 1055, 900))
    data.press("use_model(model=")
    assert data.ask(MODEL) == "/tmp/labelled/furniture.safetensors"
    data.press("reloop3d.classify()")
    data.wait("lanes.ended('Classify') and lanes.ended('Classify').outcome")
    root = "bpy.data.objects['chair'].reloop3d"
    assert data.ask(f"[{root}.label, {root}.model]") == ["chair", "labelled/furniture"]
    data.press('use_model(model="default")', width=16)
    assert data.ask(MODEL) == "default"


def test_esc_keeps_the_best_so_far_and_train_goes_on_from_there(data) -> None:
    data.run(
        "train = bpy.context.scene.reloop3d.train\n"
        "train.method, train.is_based, train.epochs = 'full', False, 12"
    )
    place = data.find("reloop3d.train()")
    data.click(*place)
    data.wait(f"{EPOCHS} >= 2", 120)
    data.into_viewport()
    data.keys("Escape")
    assert data.wait(ENDED) == "stopped"
    reached = data.ask(EPOCHS)
    assert (gui_root() / "tmp" / "labelled" / "furniture.safetensors").is_file()
    data.click(*place)
    data.wait("lanes.current() is not None")
    assert data.wait("lanes.current() is None and " + ENDED, 180) == "done"
    numbers = data.ask("[e.number for e in load('reloop3d_addon.curve').epochs()]")
    assert numbers == list(range(1, 13)) and reached < 12
