"""Presses every button and runs every verb of a Blender that may not go online.

    python tests/addon/offline.py ZIP PROFILE FOLDER

test_offline.py runs it with sockets forbidden and every attempt written down.
"""

import contextlib
import hashlib
import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from authored import authored
from bare import ROOT, Visit, install

_SMALL = ("--sweep-size", "96", "--detail", "48")  # of photos
# The verbs without Blender one after another: torch is read once, which takes seconds.
OUTSIDE = """
import json, sys
from engine.command.main import main
said = {}
for name, words in json.loads(sys.argv[1]).items():
    try:
        said[name] = main(words)
    except SystemExit as error:
        said[name] = error.code
print()
print(json.dumps(said))
"""


def main(archive: str, profile: str, folder: str) -> None:
    visit = Visit(install(archive, profile))
    place = Path(folder)
    said = {"buttons": press_all(visit, place), "verbs": run_all(visit, place), "hub": hub()}
    print(json.dumps(said), flush=True)
    os._exit(0)


def press_all(visit: Visit, place: Path) -> dict[str, str]:
    """Every operator once, on two classified and captured assets; what came of it."""
    bpy, said = visit.bpy, {}
    assert not bpy.app.online_access
    visit.classify("")
    bpy.ops.wm.save_as_mainfile(filepath=str(place / "scene.blend"))
    bpy.context.scene.reloop3d.capture.size = 16
    bpy.context.scene.reloop3d.capture.views = 2
    bpy.context.scene.reloop3d.capture.channels = {"depth"}
    for label in ("chair", "cup"):
        (place / "labelled" / label).mkdir(parents=True)
        bpy.ops.wm.obj_export(filepath=str(place / "labelled" / label / "one.obj"))
    bpy.context.scene.reloop3d.train.source = str(place / "labelled")
    options = {
        "save_annotated": {"filepath": str(place / "sheet.png")},
        "select_results": {"is_unsure": True},
        "show_result": {"object_name": "chair"},
        "selftest": {"only": "capture,classify"},
        "write_bugreport": {"filepath": str(place / "report.zip")},
    }
    with jobs_at_work(visit):
        for name in ("move_job", "remove_job", "pause", "stop_background", "stop"):
            said[name] = press(visit, name)
    said["show_result"] = press(visit, "show_result", **options["show_result"])
    said |= press_views(visit)
    said |= press_relief(visit)
    said |= press_scans(visit)
    said |= press_photos(visit, place)
    said |= press_models(visit)
    said |= press_pool(visit, place)  # renames objects
    for cls in visit.classes():
        name = getattr(cls, "bl_idname", "").partition("reloop3d.")[2]
        if name and name not in said and issubclass(cls, bpy.types.Operator):
            said[name] = press(visit, name, **options.get(name, {}))
    visit.preferences.wheels = str(place)  # a folder without wheels
    said["install from a folder"] = visit.press("install_runtime")
    return said


def press_views(visit: Visit) -> dict[str, str]:
    """The buttons that look for a view, with a picture of a box."""
    bpy = visit.bpy
    group = bpy.context.scene.reloop3d.viewpoint
    group.picture = image = bpy.data.images.new("Photo", 32, 24, alpha=True)
    for row in range(24):
        for column in range(32):
            is_box = 6 <= row < 18 and 10 <= column < 22
            place = 4 * (32 * row + column)
            image.pixels[place : place + 4] = (0.5, 0.5, 0.5, 1.0) if is_box else (0, 0, 0, 0)
    group.size, group.candidates = 32, 4
    names = ("show_picture", "add_pair", "remove_pair", "match_image", "best_view", "set_previews")
    said = {name: press(visit, name) for name in (*names, "deciding_view", "new_drawing")}
    bpy.context.object.asset_clear()
    return said


def press_relief(visit: Visit) -> dict[str, str]:
    """The buttons that make a mesh of one picture, with a picture of stripes."""
    bpy = visit.bpy
    before, active = bpy.context.selected_objects, bpy.context.object
    group = bpy.context.scene.reloop3d.relief
    group.picture = image = bpy.data.images.new("Stripes", 64, 48)
    image.pixels.foreach_set([float(n // 4 % 8 < 4 or n % 4 == 3) for n in range(4 * 64 * 48)])
    group.cut = 0.5
    said = {name: press(visit, name) for name in ("check_picture", "preview_depth")}
    found = visit._module("jobs.lanes").ended("Check Picture")
    found.result = (image.session_uid, "prop")  # stripes are of no kind
    said |= {"use_kind": press(visit, "use_kind"), "image_to_mesh": press(visit, "image_to_mesh")}
    said["new_mask"] = press(visit, "new_mask")
    bpy.context.object.select_set(False)
    for obj in before:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = active
    return said


def press_scans(visit: Visit) -> dict[str, str]:
    """The button that aligns scans, with a thing and the same again."""
    bpy = visit.bpy
    before = bpy.context.selected_objects
    for obj in before:
        obj.select_set(False)
    scan = bpy.context.object
    other = scan.copy()
    bpy.context.scene.collection.objects.link(other)
    for obj in (scan, other):
        obj.select_set(True)
    said = {"align_scans": press(visit, "align_scans")}
    bpy.data.objects.remove(other)
    for obj in before:
        obj.select_set(True)
    return said


def press_photos(visit: Visit, place: Path) -> dict[str, str]:
    """The buttons that make a mesh of photos, with photos of boxes."""
    code = "import sys; from pathlib import Path; sys.path[:0] = ['.', 'tests/engine']; "
    code += "from photographed import cameras, photos, written; "
    code += "from engine.selftest.scenes import boxes; "
    code += "written(Path(sys.argv[1]), photos(boxes(), cameras()[:4]))"
    # Apart: here the engine is the installed extension's.
    subprocess.run([sys.executable, "-c", code, str(place / "photos")], cwd=ROOT, check=True)
    settings = visit.bpy.context.scene.reloop3d.photos
    settings.folder = str(place / "photos")
    settings.sweep_size, settings.detail = 96, 48
    return {name: press(visit, name) for name in ("check_photos", "photos_to_mesh")}


def press_models(visit: Visit) -> dict[str, str]:
    """The buttons of models, with one that was downloaded, as far as the shelf can tell."""
    shelf = importlib.import_module(f"{visit.package}.engine.models.shelf")
    source = "facebook/sam-vit-base"
    folder = shelf.folder_of(source)
    folder.mkdir(parents=True)
    files = {"config.json": b"{}", "model.safetensors": b"weights"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    listed = {
        name: shelf.Listed(len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    }
    shelf.write_list(folder, source, "0", listed)
    visit.bpy.context.window_manager.reloop3d.models.model = "sam-base"
    while visit.bpy.context.window_manager.reloop3d.models.advice is None:
        time.sleep(0.1)  # what this machine has is being found out
    names = ("choose_model", "verify_model", "delete_model", "get_model", "show_advised")
    said = {name: press(visit, name) for name in (*names, "unload_models")}
    assert not folder.exists()
    return said


def press_pool(visit: Visit, place: Path) -> dict[str, str]:
    """The pool's buttons, in an order in which all of them have something to do."""
    bpy, shelf = visit.bpy, place / "shelf"
    shelf.mkdir()
    chair = bpy.context.object
    chair.asset_mark()
    bpy.data.libraries.write(str(shelf / "kit.blend"), {chair}, fake_user=True)
    chair.asset_clear()
    bpy.ops.wm.obj_export(filepath=str(shelf / "chair.obj"))
    bpy.context.preferences.filepaths.asset_libraries.new(name="Kit", directory=str(shelf))
    bpy.ops.wm.save_as_mainfile(filepath=str(place / "scene.blend"))
    visit.preferences.project = str(place / "project")
    labels = str(place / "labels.csv")
    presses: list[tuple[str, dict]] = [
        ("add_folder", {"directory": str(shelf)}),
        ("add_scene", {}),
        ("add_libraries", {}),
        ("scan_pool", {}),
        ("start_labelling", {}),
        ("label", {"label": "seat"}),
        ("label_back", {}),
        ("label_batch", {"label": "seat"}),
        ("mark", {"what": "skip"}),
        ("ask_again", {}),
        ("ask_asset", {"asset": 1}),
        ("stop_labelling", {}),
        *(("label", {"asset": number, "label": "seat"}) for number in (1, 2, 3)),
        ("add_class", {"new": "throne"}),
        ("rename_class", {"label": "throne", "new": "chair of state"}),
        ("split_class", {"label": "seat", "new": "stool", "text": "chair"}),
        ("merge_class", {"label": "seat", "into": "stool"}),
        ("set_hotkey", {"label": "stool", "key": "s"}),
        ("color_class", {"label": "stool", "color": "#808080"}),
        ("remove_class", {"label": "chair of state"}),
        ("retrain", {}),
        ("find_duplicates", {}),
        ("export_labels", {"filepath": labels}),
        ("import_labels", {"filepath": labels}),
        ("export_dataset", {"directory": str(place / "set")}),
        ("write_tags", {}),
        ("undo_tags", {}),
        ("select_labelled", {}),
        ("select_similar", {}),
        ("rename_labelled", {}),
        ("sort_labelled", {}),
        ("mark_labelled", {}),
    ]
    said = {name: press(visit, name, **options) for name, options in presses}
    plant_suspect(visit)
    return said | {name: press(visit, name) for name in ("start_suspects", "stop_labelling")}


def plant_suspect(visit: Visit) -> None:
    """A label in doubt: three are too few for the model to find one."""
    opened = visit._module("pool.opened")
    with opened.project(visit.bpy.context).store.writing() as base:
        base.execute("UPDATE rounds SET accuracy = 0.9")
        base.execute("UPDATE labels SET origin = 'person', mark = '' WHERE asset = 1")
        base.execute(
            "INSERT OR REPLACE INTO suspects SELECT 1, l.class, 0.01, c.id, 0.9"
            " FROM labels l JOIN classes c ON c.id != l.class WHERE l.asset = 1 LIMIT 1"
        )
    opened.changed()


def press(visit: Visit, name: str, **options) -> str:
    """Press a button: "pressed", or why it could not be."""
    try:
        getattr(visit.bpy.ops.reloop3d, name)(**options)
    except RuntimeError as error:
        return str(error).strip().splitlines()[0]
    return "pressed"


@contextlib.contextmanager
def jobs_at_work(visit: Visit):
    """One job in front, two that wait, one in the background: to be moved, paused and stopped."""
    lanes, Job = visit._module("jobs.lanes"), visit._module("jobs.job").Job
    Progress = importlib.import_module(f"{visit.package}.engine.jobs").Progress

    def body(job):
        while True:
            yield Progress(0, None, "Working")

    for title in ("Front", "Next", "Last"):
        lanes.add(Job(title, body))
    lanes.add_in_background(Job("Behind", body))
    lanes.pump()
    yield
    lanes.cancel_all()


def run_all(visit: Visit, place: Path) -> dict[str, int]:
    """Every verb of both command lines; its exit status."""
    scene = place / "chair.obj"
    visit.bpy.ops.wm.obj_export(filepath=str(scene))
    pictures = place / "pictures"
    for label in ("chair", "cup"):
        (pictures / label).mkdir(parents=True)
    views, csv = str(place / "views"), str(place / "predictions.csv")
    # What `viewpoint single` draws comes later in both lists; a captured view is there.
    photo, small = f"{views}/chair/0000.png", ["--preset", "auto", "--mask", "none", "--cut", "1"]
    inside = {
        "classify": ["classify", str(scene), "--out", csv],
        "capture": [
            "capture",
            str(scene),
            *("--out", views, "--views", "2", "--size", "16", "--channels", "depth"),
        ],
        "export": ["export", f"{views}/chair", "--format", "transforms", "--out", f"{views}/nerf"],
        "pool": ["pool", "add", str(place / "shelf")],
        "scan": ["pool", "scan"],
        "score": ["score"],
        "queue": ["queue"],
        "label": ["label", "set", str(place / "shelf" / "chair.obj"), "seat"],
        "retrain": ["retrain"],
        "apply": ["apply", "dataset", str(place / "labelled set")],
        "models": ["models", "list"],
        "check": ["check"],
        "selftest": ["selftest", "--only", "export,workbench"],
        "report-bug": ["report-bug", "--out", str(place / "report 1.zip"), "--yes"],
        "demo": ["demo", "--out", str(place / "demo")],
        "evaluate-mesh": ["evaluate-mesh", str(scene), str(scene), "--samples", "100"],
        "fuse": ["fuse", f"{views}/chair", "--out", str(place / "fused"), "--detail", "32"],
        "relief": ["relief", photo, "--out", str(place / "relief"), *small],
        "photos": ["photos", str(place / "photos"), "--out", str(place / "made"), *_SMALL],
        "align": ["align", str(scene), "--out", str(place / "aligned")],
        **viewpoints(scene, place / "blender"),
        **{f"runtime {a}": ["runtime", a] for a in ("status", "install", "verify", "remove")},
    }
    said = {f"blender {name}": visit.command(words) for name, words in inside.items()}
    outside = {
        "classify": ["classify", str(scene), "--out", f"{csv}2"],
        "capture": ["capture", str(scene), "--out", f"{views}2", "--views", "2", "--size", "16"],
        "export": [
            "export",
            f"{views}2/chair",
            "--format",
            "transforms",
            "--out",
            f"{views}2/nerf",
        ],
        **viewpoints(scene, place / "engine"),
        "pool": ["pool", "status", "--project", str(place / "project")],
        "score": ["score", "--project", str(place / "project")],
        "retrain": ["retrain", "--project", str(place / "project")],
        "models": ["models", "advise", "photo-room"],
        "check": ["check"],
        "selftest": ["selftest", "--only", "capture"],
        "report-bug": ["report-bug", "--out", str(place / "report 2.zip"), "--yes"],
        "runtime": ["runtime", "verify", "--folder", str(place)],
        "train": ["train", str(place / "labelled"), "--out", f"{csv}.st", "--validate", "0"],
        "evaluate": ["evaluate", str(place / "labelled")],
        "evaluate-mesh": ["evaluate-mesh", str(scene), str(scene), "--samples", "100"],
        "fuse": ["fuse", f"{views}/chair", "--out", str(place / "fused 2"), "--detail", "32"],
        "relief": ["relief", photo, "--out", str(place / "relief 2"), *small],
        "photos": ["photos", str(place / "photos"), "--out", str(place / "made 2"), *_SMALL],
        "align": ["align", str(scene), "--out", str(place / "aligned 2")],
        "simulate": [
            "simulate",
            str(authored(place / "own")),
            *("--author", "me", "--seeds", "1", "--strategies", "margin", "--noise", ""),
        ],
    }
    command = [sys.executable, "-c", OUTSIDE, json.dumps(outside)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    statuses = json.loads(done.stdout.splitlines()[-1])
    return said | {f"engine {name}": status for name, status in statuses.items()}


def viewpoints(mesh: Path, out: Path) -> dict[str, list[str]]:
    """All that `viewpoint` can do, briefly."""
    photo, small = str(out / "single_view.png"), ["--size", "32"]
    few = [*small, "--candidates", "4"]
    verbs = {
        "single": ["--image-size", "32"],
        "match": ["--image", photo, *small],
        "best": few,
        "decide": few,
        "turntable": ["--image-size", "16", "--num-views", "2"],
        "grid": ["--image-size", "16"],
    }
    return {
        f"viewpoint {name}": ["viewpoint", name, str(mesh), "--out", str(out), *options]
        for name, options in verbs.items()
    }


def hub() -> dict[str, str]:
    """What the hub's own libraries do when asked for a model that is not here."""
    import timm

    said = {}
    from huggingface_hub import constants, hf_hub_download

    said["HF_HUB_OFFLINE"] = str(constants.HF_HUB_OFFLINE)
    for name, ask in {
        "timm": lambda: timm.create_model("resnet18.a1_in1k", pretrained=True),
        "hub": lambda: hf_hub_download("timm/resnet18.a1_in1k", "config.json"),
    }.items():
        try:
            ask()
            said[name] = "came"
        except Exception as error:
            said[name] = type(error).__name__
    return said


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(*sys.argv[1:])
