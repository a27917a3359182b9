"""Capture in a real window: led there by the Guide, dead without a folder, stopped, done."""

import pytest
from conftest import Window, ended, gui_root

SETTINGS = "bpy.context.scene.reloop3d.capture"
GUIDE, CAPTURE = 0, 5  # panels, counted from above
OWN = "drop/captured"  # in the root of the tool, which Blender sees as its own


@pytest.fixture
def opened(make_window) -> Window:
    """A window with two objects, and nothing but the panel Capture open."""
    window = make_window("1280x1500")
    window.run("build_scene(['chair', 'lamp'])")
    window.into_viewport()
    window.keys("Home")
    window.only(CAPTURE)
    return window


def test_assets_are_captured_as_the_guide_says(opened) -> None:
    window = opened
    button = window.find("reloop3d.capture()")
    window.click(*button)  # dead: the file was never saved
    assert window.ask("lanes.ended('Capture') is None")
    window.run(f"{SETTINGS}.preset = 'sphere'\n{SETTINGS}.folder = '/{OWN}'")
    before = window.fingerprint()
    window.click(*button)
    window.wait("lanes.current() and lanes.current().fraction > 0.1")
    window.keys_at("Escape")
    assert window.wait(ended("Capture")) == "stopped"
    assert window.fingerprint() == before

    window.click(*button)
    window.wait("lanes.current() and lanes.current().fraction > 0.3")
    window.shot("capture", box=(0, 30, 1060, 900))
    assert window.wait(ended("Capture"), 200) == "done"
    assert window.fingerprint() == before
    for name in ("chair", "lamp"):
        pictures = sorted((gui_root() / OWN / name).glob("[0-9]*.png"))
        assert len(pictures) == 32

    window.only(GUIDE)
    window.shot("guide", box=(700, 30, 1060, 900))
    done = "[[s.is_done(bpy.context) for s in steps] for steps in load('reloop3d_addon.guide')"
    assert window.ask(done + ".GUIDES.values()][5]") == [True] * 4
