"""Self-Test and Bug Report in a real window: stopped, run, read, copied; a report written."""

import time
import zipfile

import pytest
from conftest import Window, ended, gui_root

TICKED = "bpy.context.window_manager.reloop3d.bugreport"


@pytest.fixture
def setup(make_window) -> Window:
    """A window with two objects, and the panel Setup open."""
    window = make_window("1280x1900")
    window.run("build_scene(['chair', 'cup'])\nbpy.data.objects['cup'].name = 'Grandmas cup'")
    window.click(*window.header("Setup"), key="ctrl")  # and closes the others
    return window


def test_the_self_test_is_stopped_then_run_to_its_end_and_copied(setup) -> None:
    window = setup
    before = window.fingerprint()
    button = window.find("reloop3d.selftest()")
    window.click(*button)
    window.wait("lanes.current() and bool(lanes.current().result)")
    window.keys_at("Escape")
    window.wait(f"{ended('Self-Test')} == 'stopped'")
    assert window.fingerprint() == before

    window.click(*button)
    window.wait("lanes.current() and len(lanes.current().result or []) > 3", 120)
    window.shot("selftest_running", box=(700, 30, 1280, 700))
    window.wait(f"{ended('Self-Test')} == 'done'", 300)
    assert window.fingerprint() == before
    rows = window.ask("[(r.name, r.outcome) for r in lanes.ended('Self-Test').result]")
    assert len(rows) >= 17 and {outcome for _, outcome in rows} == {"holds"}, rows
    window.press("reloop3d.copy_selftest()")
    copied = window.ask("bpy.context.window_manager.clipboard")
    assert all(name in copied for name, _ in rows)
    window.shot("selftest", box=(700, 30, 1280, 1000))


def test_a_bug_report_is_read_given_the_file_and_written(setup) -> None:
    window = setup
    window.press("reloop3d.bugreport()")
    window.wait(f"{ended('Bug Report')} == 'done'")
    window.press("reloop3d.read_bugreport()")
    window.wait("len(bpy.context.window_manager.windows) == 2")
    shown = "[a.spaces.active.text.name for w in bpy.context.window_manager.windows"
    shown += " for a in w.screen.areas if a.type == 'TEXT_EDITOR']"
    assert window.ask(shown) == ["ReLoop3D Bug Report"]
    report = window.ask("bpy.data.texts['ReLoop3D Bug Report'].as_string()")
    assert "Blender" in report and "Grandmas" not in report
    window.run(
        "with bpy.context.temp_override(window=bpy.context.window_manager.windows[-1]):\n"
        "    bpy.ops.wm.window_close()"
    )
    time.sleep(1)
    window.press("bugreport.is_with_file")
    assert window.ask(f"{TICKED}.is_with_file") is True
    window.shot("bugreport", box=(700, 30, 1280, 700))

    path = gui_root() / "drop" / "report.zip"
    window.press("reloop3d.write_bugreport()")
    window.wait("len(bpy.context.window_manager.windows) == 2")
    window.run(
        "chooser = bpy.context.window_manager.windows[-1]\n"
        "space = chooser.screen.areas[0].spaces.active\n"
        "space.params.directory = b'/drop'\n"
        "space.params.filename = 'report.zip'"
    )
    time.sleep(1)
    window.move(*window.ask("(chooser.x + chooser.width / 2, chooser.y + chooser.height / 2)"))
    window.keys("Return")
    window.wait("len(bpy.context.window_manager.windows) == 1")
    written = window.wait(f"{TICKED}.path")
    with zipfile.ZipFile(path) as held:
        names = held.namelist()
        assert held.read(names[0]).decode() == report
    assert written.endswith("report.zip") and any(name.endswith(".blend") for name in names)
    assert window.ask("'ReLoop3D Bug Report' not in bpy.data.texts")
    assert window.ask(f"{TICKED}.is_with_file") is False
