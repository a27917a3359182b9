"""Asset libraries in a real window: tags written by a button, listed by Blender, taken back."""

import shutil
import time

import pytest
from conftest import Window, gui_root

NAMES = ("chair", "table", "lamp", "cup")
# Four assets in each of three files; as somebody else's library would be.
KIT = f"""
def make_kit():
    make = load('reloop3d_addon.bridge.objects').object_from_mesh
    samples = load('engine.samples').SAMPLES
    for number in range(3):
        made = []
        for name in {NAMES}:
            obj = make(samples[name](), name)
            obj.name = name
            obj.asset_mark()
            obj.asset_data.tags.new('mine')
            made.append(obj)
        path = '/tmp/kit/%d.blend' % number
        bpy.data.libraries.write(path, set(made), fake_user=True)
        for obj in made:
            bpy.data.objects.remove(obj)
make_kit()
bpy.context.preferences.filepaths.asset_libraries.new(name='Kit', directory='/tmp/kit')
"""
# Blender's asset browser in place of the timeline, and what it lists.
BROWSER = """
shelf = next(a for a in window.screen.areas if a.type == 'DOPESHEET_EDITOR')
shelf.type = 'FILE_BROWSER'
shelf.ui_type = 'ASSETS'
def there():
    region = next(r for r in shelf.regions if r.type == 'WINDOW')
    space = shelf.spaces.active
    return bpy.context.temp_override(window=window, area=shelf, region=region, space_data=space)
def refresh():
    shelf.spaces.active.params.asset_library_reference = 'Kit'
    with there():
        bpy.ops.asset.library_refresh()
def listed():
    with there():
        bpy.ops.file.select_all(action='SELECT')
        found = bpy.context.selected_assets
        return sorted((a.name, sorted(t.name for t in a.metadata.tags)) for a in found)
"""
POOL = "load('reloop3d_addon.pool.opened')"


@pytest.fixture
def kit(make_window) -> Window:
    """A library that Blender knows, scanned and labelled."""
    folder = gui_root() / "tmp" / "kit"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    window = make_window("1280x1400")
    window.run(KIT)
    window.press("add_libraries()")
    window.wait("lanes.ended('Scan') and lanes.ended('Scan').outcome", 120)
    window.run(
        f"store = {POOL}.project(bpy.context).store\n"
        "assets, label = load('engine.pool.assets'), load('engine.pool.label')\n"
        "found = assets.page(store, count=-1)\n"
        "label.put(store, {a.id: 'seat' if a.name == 'chair' else 'thing' for a in found})\n"
        f"{POOL}.changed()"
    )
    window.wait(f"{POOL}.snapshot(bpy.context).status.labelled == 12")
    window.run(BROWSER)
    return window


def listed(window: Window) -> list:
    window.run("refresh()")
    time.sleep(3)  # Blender reads the files beside the window
    return window.ask("listed()")


def test_the_asset_browser_lists_the_tags_in_between_and_not_before_or_after(kit) -> None:
    mine = sorted([name, ["mine"]] for name in NAMES * 3)
    assert listed(kit) == mine
    tags = {name: ["mine", "seat" if name == "chair" else "thing"] for name in NAMES}
    x, y = kit.find("retrain()")
    kit.click(x, y - 105)  # the header of Use Labels: no button, so by its distance
    kit.press("write_tags()")
    assert kit.wait("lanes.ended('Write Tags') and lanes.ended('Write Tags').outcome", 60) == "done"
    assert listed(kit) == sorted([name, tags[name]] for name in NAMES * 3)
    text = (gui_root() / "tmp" / "kit" / "blender_assets.cats.txt").read_text(encoding="utf-8")
    assert ":seat:" in text and ":thing:" in text
    kit.shot("asset_browser", box=(0, 900, 1280, 1400))
    kit.press("undo_tags()")
    ended = "lanes.ended('Take Tags Back') and lanes.ended('Take Tags Back').outcome"
    assert kit.wait(ended, 60) == "done"
    assert listed(kit) == mine
    assert not (gui_root() / "tmp" / "kit" / "blender_assets.cats.txt").exists()
