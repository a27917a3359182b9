"""Models in a real window: a goal is advised on, its model shown, placed by hand, used, deleted."""

import time

import pytest
from conftest import Window

SHOWN = "bpy.context.window_manager.reloop3d.models"
SHELF = "load('engine.models.shelf')"


@pytest.fixture
def opened(make_window) -> Window:
    """A window with the panel open."""
    window = make_window("1280x1500")
    window.click(*window.header("Models"), key="ctrl")  # and closes the others
    return window


def test_a_goal_leads_to_its_model_which_placed_by_hand_can_be_used_and_deleted(opened) -> None:
    window = opened
    window.run(f"{SHOWN}.goal = 'photo-mask'")
    window.press("reloop3d.show_advised()")
    assert window.ask(f"{SHOWN}.model") == "sam-base"
    use = window.find("reloop3d.choose_model()")
    window.click(*use)  # dead: it is not here
    assert window.ask("bpy.context.scene.reloop3d.relief.mask_model") == ""
    get = window.find("reloop3d.get_model()", width=40)
    window.click(*get)  # dead: online access is off
    assert window.ask("lanes.current() is None and not lanes.queue()")
    reason = "load('reloop3d_addon.operators.models').RELOOP3D_OT_get_model.problem(bpy.context)"
    assert "online access" in window.ask(reason)
    window.shot("models", box=(740, 30, 1280, 1000))
    window.run(
        f"folder = {SHELF}.folder_of('facebook/sam-vit-base')\n"
        "folder.mkdir(parents=True)\n"
        "(folder / 'config.json').write_text('{}')\n"
        "(folder / 'model.safetensors').write_bytes(b'weights')"
    )
    time.sleep(3)  # the panel looks again
    window.press("reloop3d.choose_model()")
    assert window.ask("bpy.context.scene.reloop3d.relief.mask_model") == "sam-base"
    window.into_viewport()
    window.keys("ctrl+z")
    time.sleep(1)
    assert window.ask("bpy.context.scene.reloop3d.relief.mask_model") == ""
    window.press("reloop3d.delete_model()", width=40)
    time.sleep(0.5)
    window.keys("Return")  # it asks first
    window.wait("not folder.exists()")
