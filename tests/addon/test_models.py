"""Models in Blender: where they lie, why buttons are dead, choosing one, freeing memory."""

import threading
from pathlib import Path

import bpy
import pytest


@pytest.fixture
def shelf(addon, tmp_path: Path, monkeypatch):
    monkeypatch.delenv("RELOOP3D_MODELS", raising=False)
    preferences = addon("reloop3d_addon.preferences").chosen(bpy.context)
    preferences.models = str(tmp_path / "models")
    yield addon("engine.models.shelf")
    preferences.models = ""


def shown():
    return bpy.context.window_manager.reloop3d.models


def problem(addon, name: str) -> str | None:
    operators = addon("reloop3d_addon.operators.models")
    return getattr(operators, f"RELOOP3D_OT_{name}").problem(bpy.context)


def place(shelf, source: str) -> Path:
    folder = shelf.folder_of(source)
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_the_shelf_is_where_the_preferences_say(addon, shelf, tmp_path: Path) -> None:
    assert shelf.shelf() == tmp_path / "models"
    addon("reloop3d_addon.preferences").chosen(bpy.context).models = ""
    data = addon("reloop3d_addon.preferences").data_folder(bpy.context)
    assert shelf.shelf() == data / "models"


def test_dead_buttons_say_why(addon, shelf) -> None:
    shown().model = "default"
    for name in ("get_model", "verify_model", "delete_model"):
        assert problem(addon, name) == "It comes with ReLoop3D"
    shown().model = "zoedepth"
    assert "online access" in problem(addon, "get_model")
    assert problem(addon, "choose_model") == "Download it first"
    assert problem(addon, "verify_model") == "It is not on this machine"
    assert problem(addon, "delete_model") == "It is not on this machine"
    place(shelf, "Intel/zoedepth-nyu-kitti")
    addon("reloop3d_addon.models").look_again()
    assert "placed by hand" in problem(addon, "verify_model")
    assert problem(addon, "choose_model") is None
    with pytest.raises(RuntimeError, match="comes with ReLoop3D"):
        shown().model = "depth"
        bpy.ops.reloop3d.delete_model()


def test_a_model_is_chosen_where_it_is_used_and_deleted(addon, shelf) -> None:
    scene = bpy.context.scene.reloop3d
    for name, source in (
        ("depth-anything-v2-small", "depth-anything/Depth-Anything-V2-Small-hf"),
        ("sam-base", "facebook/sam-vit-base"),
        ("resnet18", "timm/resnet18.a1_in1k"),
    ):
        folder = place(shelf, source)
        shown().model = name
        addon("reloop3d_addon.models").look_again()
        bpy.ops.reloop3d.choose_model()
        bpy.ops.reloop3d.delete_model()
        assert not folder.exists()
    assert scene.relief.source == "MODEL"
    assert scene.relief.depth_model == scene.photos.model == "depth-anything-v2-small"
    assert scene.relief.mask_model == "sam-base"
    assert (scene.train.method, scene.train.pretrained) == ("full", "resnet18")
    shown().model = "depth"
    bpy.ops.reloop3d.choose_model()
    assert scene.relief.source == "NETWORK" and scene.photos.model == ""
    shown().model = "pictures"
    bpy.ops.reloop3d.choose_model()
    assert scene.model == "pictures"


def test_memory_is_given_back(addon, shelf) -> None:
    registry = addon("engine.models.registry")
    registry.unload()
    assert problem(addon, "unload_models") == "No model is in memory"
    registry.load_classifier(device="cpu")
    assert registry.loaded()
    bpy.ops.reloop3d.unload_models()
    assert not registry.loaded()


@pytest.fixture
def asked(addon) -> None:
    """This machine, looked at: beside the window, so that a slow driver holds nothing up."""
    models = addon("reloop3d_addon.models")
    models.machine()
    models._asked.join()


def test_until_the_machine_is_known_nothing_is_advised(addon, monkeypatch) -> None:
    models = addon("reloop3d_addon.models")
    gone = threading.Event()
    monkeypatch.setattr(models, "_asked", None)
    monkeypatch.setattr(models.advice, "machine", gone.wait)
    assert shown().advice is None
    assert "found out" in problem(addon, "show_advised")
    gone.set()
    models._asked.join()


def test_every_goal_is_advised_and_leads_to_its_model(addon, shelf, asked) -> None:
    for goal in addon("engine.models.advice").goals():
        shown().goal = goal.goal
        advice = shown().advice
        assert advice.goal is goal and advice.reasons
        if advice.model:
            bpy.ops.reloop3d.show_advised()
            assert shown().entry is advice.model
        else:
            assert "no model" in problem(addon, "show_advised")
