"""Labelling in a real window: by keys alone, undone, redone, look-alikes, and another day."""

import csv
import shutil
import time

import pytest
from conftest import ROOT, Window, gui_root

DATA = ROOT.parent / "shared" / "data" / "labelled_meshes"
SESSION = "load('reloop3d_addon.labelling.session')"
STATUS = (
    "load('reloop3d_addon.pool.opened').assets.status(load('reloop3d_addon.pool.opened')"
    ".project(bpy.context).store)"
)
# When a key was pressed, and when the next asset's strip and guesses had been drawn.
WATCH = f"""
import gpu
hud, keys, session = load('reloop3d_addon.labelling.hud'), load('reloop3d_addon.labelling.keys'), {SESSION}
pressed, drawn = [], []
meaning, draw = keys.meaning, hud._lines
def watched(*given, **named):
    found = meaning(*given, **named)
    if found and found.verb == 'label':
        pressed.append((time.perf_counter(), session.asset().id))
    return found
def seen(context, asked):
    lines = draw(context, asked)
    if hud._strip[1] is not None:
        drawn.append((time.perf_counter(), asked.asset.id))
    return lines
keys.meaning, hud._lines = watched, seen
"""  # noqa: E501
WAITS = "[next(t for t, b in drawn if t > at and b != a) - at for at, a in pressed[:-1]]"


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    """Sixty models of several authors, where Blender sees them; their classes by name."""
    folder = gui_root() / "tmp" / "assets"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open(DATA / "labels.csv", newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["geom_hash"])[:60]
    for number, row in enumerate(rows):
        shutil.copy(DATA / row["path"], folder / f"a{number:02}.glb")
    return {f"a{number:02}": row["label"] for number, row in enumerate(rows)}


def asked(window: Window) -> str:
    return window.ask(f"{SESSION}.asset().name")


def begin(window: Window) -> None:
    """Press Start Labelling; the pointer in the viewport."""
    window.press("start_labelling()")
    window.wait(f"{SESSION}.current() is not None")
    window.into_viewport()


def name_it(window: Window, label: str) -> None:
    """Name the asset that is asked by keys: a guess, or typed."""
    choices = [name for name, _ in window.ask(f"{SESSION}.choices()")]
    if choices and choices[0] == label:
        window.keys("Return")
    elif label in choices:
        window.keys(str(choices.index(label) + 1))
    else:
        window._tool("xdo", "type", "--delay", "30", label.replace("_", ""))
        window.keys("Return")


def labels(window: Window) -> dict[str, str]:
    pool = "load('reloop3d_addon.pool.opened')"
    found = f"{pool}.assets.page({pool}.project(bpy.context).store, count=-1)"
    return window.ask(f"{{a.name: a.label for a in {found} if a.label}}")


def test_thirty_assets_by_keys_alone_then_undo_look_alikes_and_another_day(
    make_window, archive, truth
) -> None:
    window = make_window("1000x900")
    window.run("bpy.ops.reloop3d.add_folder('EXEC_DEFAULT', directory='/tmp/assets')")
    window.wait("lanes.ended('Scan') and lanes.ended('Scan').outcome", 120)
    begin(window)
    window.run(WATCH)
    said = {}
    for _ in range(30):
        name = asked(window)
        assert name not in said
        # A class that is typed without its “_” is not found: it becomes a new one.
        said[name] = truth[name].replace("_", "")
        known = [choice for choice, _ in window.ask(f"{SESSION}.choices()")]
        said[name] = truth[name] if truth[name] in known or "_" not in truth[name] else said[name]
        name_it(window, truth[name])
        window.wait(f"not {SESSION}.asset() or {SESSION}.asset().name != {name!r}")
    assert labels(window) == said
    waits = sorted(window.ask(WAITS))
    print("from the key to strip and guesses, seconds:", [round(w, 3) for w in waits])
    assert waits[len(waits) // 2] < 0.3
    rounds = "[r.labels for r in load('reloop3d_addon.pool.opened').snapshot(bpy.context).rounds]"
    window.wait(f"len({rounds}) >= 2", 60)  # the model learnt beside it
    window.shot("label")

    _relabel_and_undo(window, said)
    _accept_look_alikes(window, said)
    _another_day(window, archive, truth, said)


def _relabel_and_undo(window: Window, said: dict[str, str]) -> None:
    before = asked(window)
    window.keys("Left")
    last = asked(window)
    assert last == list(said)[-1]
    window._tool("xdo", "type", "--delay", "30", "gadget")
    window.keys("Return")
    assert labels(window)[last] == "gadget" and asked(window) == before
    window.keys("ctrl+z")
    assert labels(window)[last] == said[last] and asked(window) == last
    window.keys("ctrl+z")
    assert last not in labels(window)
    window.keys("ctrl+shift+z")
    window.keys("ctrl+shift+z")
    assert labels(window)[last] == "gadget"
    said[last] = "gadget"
    window.keys("space")
    assert len(labels(window)) == 30 and window.ask(f"{STATUS}.marked") == 1


def _accept_look_alikes(window: Window, said: dict[str, str]) -> None:
    window.keys("Tab")
    cells = "bpy.context.window_manager.reloop3d.pool.cells"
    window.wait(f"len({cells}) == 20")
    time.sleep(1.0)
    window.shot("look_alikes")
    chosen = window.ask(f"[(c.name, c.label) for c in {cells} if c.is_chosen]")
    window.keys("Return")
    window.wait(f"len({cells}) == 0")
    assert labels(window) == said | dict(chosen) and chosen
    window.into_viewport()
    window.keys("ctrl+z")
    assert labels(window) == said
    window.keys("ctrl+shift+z")
    said |= dict(chosen)
    assert labels(window) == said


def _another_day(window: Window, archive, truth: dict[str, str], said: dict[str, str]) -> None:
    window.keys("Escape")
    assert window.ask(f"{SESSION}.current() is None and bpy.context.scene.name") == "Scene"
    window.run("bpy.app.timers.register(lambda: bpy.ops.wm.quit_blender())")
    assert window.has_ended(20)
    again = Window(archive, size="1000x900", keep=True)
    try:
        assert labels(again) == said
        begin(again)
        name = asked(again)
        assert name not in said
        again.keys("Return")
        again.wait(f"{SESSION}.asset().name != {name!r}")
        assert set(labels(again)) == {*said, name}
        again.keys("KP_1")  # Blender's own: the view from the front
        time.sleep(0.5)
        assert again.ask("area.spaces.active.region_3d.view_perspective") == "ORTHO"
    finally:
        again.stop()
