"""Check Setup in a real window: what is found is shown and can be copied; dead buttons say why."""

import time


def test_the_setup_is_checked_shown_and_copied(window) -> None:
    window.click(*window.header("Setup"), key="ctrl")  # and closes the others
    check = window.find("reloop3d.check()")
    copy = window.find("reloop3d.copy_check()", width=24)
    window.click(*copy)  # dead as yet
    assert window.ask("lanes.ended('Check Setup') is None")
    window.click(*check)
    window.wait("lanes.ended('Check Setup') and lanes.ended('Check Setup').outcome == 'done'")
    facts = window.ask("[fact.line for fact in lanes.ended('Check Setup').result]")
    assert any(line.startswith("torch: 2") for line in facts)
    assert "Device: cpu" in facts and any("5.2" in line for line in facts)
    window.click(*copy)
    assert window.ask("bpy.context.window_manager.clipboard").splitlines() == facts
    window.shot("check", box=(700, 30, 1050, 1000))


def test_a_dead_button_says_why(window) -> None:
    x, y = window.find("reloop3d.capture()")
    before = window.pixels((x - 300, y - 80, x + 60, y - 10))
    window.move(x - 30, y - 5)
    window.move(x - 32, y - 5)
    time.sleep(1.5)  # Blender shows its tooltip
    assert window.ask(
        "load('reloop3d_addon.operators.capture').RELOOP3D_OT_capture.problem(bpy.context)"
    ).startswith("Save the file first")
    after = window.pixels((x - 300, y - 80, x + 60, y - 10))
    assert (before != after).any(axis=2).mean() > 0.1
    top = window.height - round(y)
    window.shot("dead", box=(560, top - 200, 1280, top + 250))
