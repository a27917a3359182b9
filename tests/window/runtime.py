"""The lite zip in a Blender of a distribution (Python 3.14): its runtime explained and installed.

By mouse and keys in the preferences, from a folder of wheels, with online access off.
"""

from pathlib import Path

import pytest
from conftest import Window, missing_window

import build
from engine.runtime.lock import wheels_for
from wheels.bundle import get
from wheels.environments import DOWNLOADS

RUNTIME = "load('reloop3d_addon.runtime')"


@pytest.fixture
def lite() -> Path:
    """The lite zip for Linux; every wheel of Python 3.14 is downloaded."""
    if reason := missing_window():
        pytest.exit(f"no window can be had: {reason}", returncode=2)
    for wheel in wheels_for("linux-x64", "3.14"):
        get(wheel)
    env = build.blender_env(build.choose_blender())
    return build.build_zip(build.DIST, env=env, bundle="lite", platform="linux-x64")


def test_the_missing_runtime_is_explained_installed_from_a_folder_and_used(lite: Path) -> None:
    window = Window(lite, size="1280x1400", mount=DOWNLOADS)
    try:
        explain_and_install(window)
        window.stop()
        window = Window(lite, size="1280x1400", keep=True)  # installs the zip again: an update
        use_and_remove(window)
    finally:
        window.stop()


def explain_and_install(window: Window) -> None:
    needed = len([w for w in wheels_for("linux-x64", "3.14") if w.bundle == "full"])
    assert window.ask("__import__('sys').version_info[:2]") == [3, 14]
    window.run("build_scene(['chair'])")

    # Check Setup says what is missing.
    window.click(*window.header("Setup"))
    window.press("reloop3d.check()")
    assert finished(window, "Check Setup") == "done"
    facts = window.ask("[f.line for f in lanes.ended('Check Setup').result]")
    assert any(f"Runtime: 0 of {needed} packages" in fact for fact in facts)
    assert any("Install Runtime" in fact for fact in facts)
    assert "Online access: off" in facts

    # The preferences explain it; the button is dead and says why.
    window.press("reloop3d.show_preferences()")
    window.wait("len(bpy.context.window_manager.windows) == 2")
    x, y = window.find("reloop3d.install_runtime()", where="preferences")
    problem = "load('reloop3d_addon.operators.runtime').RELOOP3D_OT_install_runtime.problem"
    assert "Allow online access" in window.ask(f"{problem}(bpy.context)")
    window.click(x, y)
    assert window.ask("lanes.current() is None and lanes.ended('Install Runtime') is None")
    window.shot("runtime_missing", box=(100, 460, 985, 1080))

    # A folder of wheels, typed in; then the button works, and Esc stops it in the middle.
    x, y = window.find("buttons.directory_browse()", width=24, where="preferences")
    window.click(x - 100, y)  # Blender names no text field of an add-on: beside its button
    window.keys("ctrl+a")
    window.write(str(DOWNLOADS))
    assert window.ask(f"{problem}(bpy.context)") is None
    window.click(*window.find("reloop3d.install_runtime()", where="preferences"))
    window.wait("lanes.current() and lanes.current().fraction > 0.1")
    window.keys("Escape")
    window.wait("lanes.current() is None")
    assert window.ask("lanes.ended('Install Runtime').outcome") == "stopped"
    window.run(f"{RUNTIME}.look(bpy.context)")
    assert window.ask(f"{RUNTIME}.status().is_complete") is False
    assert window.ask("not any('/runtime/python' in p for p in __import__('sys').path)")

    # Pressed again it goes on; Check Setup had loaded the distribution's torch.
    window.click(*window.find("reloop3d.install_runtime()", where="preferences"))
    assert finished(window, "Install Runtime") == "done"
    notes = window.ask("lanes.ended('Install Runtime').notes")
    assert notes[0] == "Start Blender again to use it" and "packages installed" in notes[1]
    assert window.ask(f"{RUNTIME}.status().is_complete") is True


def use_and_remove(window: Window) -> None:
    window.run("build_scene(['chair'])")
    window.press("reloop3d.classify()")
    assert finished(window, "Classify") == "done"
    assert window.ask("bpy.data.objects['chair'].reloop3d.label") == "chair"
    assert "/runtime/python3.14/site/torch" in window.ask("__import__('torch').__file__")
    window.run("build_scene([])")  # its results would push Setup out of the sidebar
    window.click(*window.header("Setup"))
    window.press("reloop3d.show_preferences()")
    window.wait("len(bpy.context.window_manager.windows) == 2")
    window.click(*window.find("reloop3d.remove_runtime()", where="preferences"))
    assert finished(window, "Remove Runtime") == "done"
    assert not window.ask(f"{RUNTIME}.runtime(bpy.context).root.exists()")


def finished(window: Window, title: str) -> str:
    """How a job ended, as soon as it has."""
    return window.wait(f"lanes.ended({title!r}) and lanes.ended({title!r}).outcome", 200)
