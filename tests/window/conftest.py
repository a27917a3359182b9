"""A real Blender window, worked with mouse and keys: `python3 build.py window`.

Where a button is, Blender is asked: the pointer goes over the sidebar, and Blender's own “copy
Python command” and “copy data path” say what lies under it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import build
from wheels.bundle import zip_name

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "blender_gui.py"
SHOTS = Path(__file__).parent / "screenshots"
PACKAGE = build.PACKAGE

# Sent into Blender once: what the tests ask of it, and a scene to work on.
INSIDE = f'''
import bpy, importlib, json, time
load = lambda name: importlib.import_module("{PACKAGE}." + name)
# A pool of this profile's, not the one in the home folder.
own = load("reloop3d_addon.preferences").chosen(bpy.context)
own.project = own.project or bpy.utils.resource_path("USER") + "/project"
lanes = load("reloop3d_addon.jobs.lanes")
window = bpy.context.window_manager.windows[0]
area = next(a for a in window.screen.areas if a.type == "VIEW_3D")
regions = {{region.type: region for region in area.regions}}
regions["UI"].active_panel_category = "ReLoop3D"

def build_scene(names, gap=3.0):
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    samples = load("engine.samples").SAMPLES
    make = load("reloop3d_addon.bridge.objects").object_from_mesh
    for place, name in enumerate(names):
        obj = make(samples[name](), name)
        obj.location = (gap * (place % 4), gap * (place // 4), 0)
        bpy.context.scene.collection.objects.link(obj)
        obj.select_set(True)
        bpy.context.view_layer.objects.active = obj

def pixel(name):
    from bpy_extras.view3d_utils import location_3d_to_region_2d as to_pixel
    from mathutils import Vector
    obj = bpy.data.objects[name]
    middle = obj.matrix_world @ (sum((Vector(c) for c in obj.bound_box), Vector()) / 8)
    x, y = to_pixel(regions["WINDOW"], area.spaces.active.region_3d, middle)
    return regions["WINDOW"].x + x, regions["WINDOW"].y + y

def place(where):
    if where == "sidebar":
        return window, area, regions["UI"]
    own = bpy.context.window_manager.windows[-1]
    shown = next(a for a in own.screen.areas if a.type == "PREFERENCES")
    return own, shown, next(r for r in shown.regions if r.type == "WINDOW")

def sweep(target, width, step, top, pause, where="sidebar"):
    (window, area, region), found = place(where), []
    asks = (bpy.ops.ui.copy_python_command_button, bpy.ops.ui.copy_data_path_button)
    columns = range(region.x + region.width - 44, region.x + 12, -width)
    rows = range(top or region.y + region.height - 4, top - 60 if top else region.y, -step)
    points = iter([(x, y) for y in rows for x in columns])
    at = None
    def look():
        nonlocal at
        if at is not None:
            with bpy.context.temp_override(window=window, area=area, region=region):
                for ask in asks:
                    bpy.context.window_manager.clipboard = ""
                    try:
                        ask()
                    except RuntimeError:
                        continue
                    if bpy.context.window_manager.clipboard:
                        spot = (at[0] + window.x, at[1] + window.y)
                        found.append((bpy.context.window_manager.clipboard, *spot))
        at = next(points, None)
        if at is None or (target and any(target in name for name, _, _ in found)):
            swept.append(found)
            return None
        window.cursor_warp(*at)  # pixels of its own window
        return pause
    swept.clear()
    bpy.app.timers.register(look)
swept = []
'''

# Sent into Blender: stops the job as soon as it is seen at one of these stages; where that was.
STOP_AT = """
met = []
def stop_at(stages):
    job = lanes.current()
    if job is not None and job.progress.message in stages:
        met.append(job.progress.message)
        lanes.cancel(job)
        return None
    return 0.0
"""


def ended(title: str) -> str:
    """An expression for Blender: how the job of that title ended; false while it has not."""
    return f"lanes.ended({title!r}) and lanes.ended({title!r}).outcome"


class Window:
    """Blender's window: what a person can do to it, and what can be read from it."""

    def __init__(self, archive: Path, *, size: str, mount: Path = ROOT, keep: bool = False) -> None:
        self.height = int(size.split("x")[1])
        kept = ["--keep"] if keep else []
        self._tool("start", "--zip", str(archive), "--size", size, "--mount", str(mount), *kept)
        self.run(INSIDE)
        self.wait("len(bpy.context.window_manager.windows) == 1")

    def _tool(self, *words: str, text: str | None = None) -> str:
        command = [sys.executable, str(TOOL), *words]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    # --- reading -----------------------------------------------------------------------------

    def run(self, code: str) -> str:
        """Run code on Blender's main thread; what it prints."""
        out = self._tool("exec", "-", text=code)
        assert "Traceback" not in out, out
        return out

    def ask(self, expression: str) -> Any:
        """The value of an expression in Blender."""
        return json.loads(self.run(f"print(json.dumps({expression}))").splitlines()[-1])

    def wait(self, expression: str, seconds: float = 60) -> Any:
        """Wait until an expression in Blender is true; its value."""
        end = time.monotonic() + seconds
        while not (value := self.ask(expression)):
            assert time.monotonic() < end, f"never: {expression}"
        return value

    def fingerprint(self) -> str:
        """All of the file and the window that a person could find changed."""
        code = (ROOT / "tests" / "fingerprint.py").read_text(encoding="utf-8")
        return self.run(code + "\nprint(fingerprint())")

    def log(self) -> str:
        """What Blender printed."""
        return self._tool("log")

    # --- doing -------------------------------------------------------------------------------

    def move(self, x: float, y: float) -> None:
        """Put the pointer there: pixels from the lower left, as Blender counts them."""
        self._tool("xdo", "mousemove", str(round(x)), str(round(self.height - y)))
        time.sleep(0.4)

    def click(self, x: float, y: float, *, key: str = "") -> None:
        """Click there, perhaps with a key held."""
        self.move(x, y)
        held = ["keydown", key] if key else []
        released = ["keyup", key] if key else []
        self._tool("xdo", *held, "click", "1", *released)
        time.sleep(0.4)

    def write(self, text: str) -> None:
        """Type text into the field that has the cursor, and confirm it."""
        self._tool("xdo", "type", "--delay", "20", text)
        self.keys("Return")

    def keys(self, *names: str) -> None:
        """Press keys, one after the other, as xdotool names them: ctrl+z, Escape."""
        for name in names:
            self._tool("xdo", "key", name)
            time.sleep(0.3)

    def keys_at(self, *names: str) -> None:
        """Press keys with the pointer in the viewport."""
        self.into_viewport()
        self.keys(*names)

    def into_viewport(self) -> None:
        """Put the pointer into a free corner of the viewport, for its keys."""
        x, y = self.ask("(regions['WINDOW'].x + 120, regions['WINDOW'].y + 60)")
        self.move(x, y)

    def press(self, name: str, **options: int | str) -> None:
        """Find a button whose command or data path holds `name`, and click it."""
        self.click(*self.find(name, **options))

    def find(
        self,
        name: str,
        *,
        width: int = 100,
        step: int = 8,
        under: float = 0,
        where: str = "sidebar",
    ) -> tuple[float, float]:
        """Where the first button or setting of the sidebar is whose command or data path holds it.

        Args:
            name: as in `bpy.ops.reloop3d.classify()`, or `reloop3d.capture.folder`.
            width, step: pixels between the places that are tried.
            under: look only in the 60 pixels under this height, slowly, as while a job runs.
            where: "sidebar", or "preferences", whose window is open.
        """
        pause = 0.15 if under else 0.02
        self.run(f"sweep({name!r}, {width}, {step}, {round(under)}, {pause}, {where!r})")
        found = self.wait("swept", 120)[0]
        matching = [(x, y) for command, x, y in found if name in command]
        assert matching, f"{name} is not among {sorted({command for command, _, _ in found})}"
        x, y = matching[0]
        return x, y - 5  # the sweep comes from above and meets the upper edge

    def listed(self) -> list[str]:
        """The objects of the list of results, from the top."""
        self.run("sweep('', 100, 8, 0, 0.02)")
        commands = [name for name, _, _ in self.wait("swept", 120)[0] if "show_result" in name]
        return list(dict.fromkeys(name.split('"')[1] for name in commands))

    def header(self, name: str) -> tuple[float, float]:
        """Where the header of a closed panel under Capture is: no button, so by its distance."""
        x, y = self.find("capture.folder")
        made = ("Views to Mesh", "Image to Mesh", "Photos to Mesh")
        names = ("Viewpoint", *made, "Models", "Jobs", "Setup")
        return x, y - 110 - 28 * names.index(name)

    def only(self, number: int) -> None:
        """Open that panel, counted from above, and close the others; 0 is the Guide, closed."""
        x, y = self.ask("(regions['UI'].x + 60, regions['UI'].y + regions['UI'].height - 12)")
        self.click(x, y, key="ctrl")  # closes the others
        self.click(x, y)
        self.click(x, y - 28 * number, key="ctrl")

    def has_ended(self, seconds: float) -> bool:
        """Whether Blender ends within that time."""
        pid = int((gui_root() / "drop" / "pids").read_text().split()[0])
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                state = Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0]
            except OSError:
                return True
            if state == "Z":
                return True
            time.sleep(0.2)
        return False

    def shot(self, name: str, *, box: tuple[int, int, int, int] | None = None) -> Path:
        """Save a picture of the screen, or of a box (left, top, right, bottom) of it."""
        from PIL import Image

        SHOTS.mkdir(exist_ok=True)
        path = SHOTS / f"{name}.png"
        self._tool("shot", str(path))
        picture = Image.open(path).convert("RGB")
        picture = picture.crop(box) if box else picture
        picture.quantize(250).save(path, optimize=True)
        return path

    def pixels(self, box: tuple[float, float, float, float]):
        """The colours of a box (left, bottom, right, top) of the screen, as an array."""
        import numpy as np
        from PIL import Image

        path = ROOT / "dist" / "window.png"
        self._tool("shot", str(path))
        left, bottom, right, top = box
        picture = Image.open(path).convert("RGB")
        return np.array(picture.crop((left, self.height - top, right, self.height - bottom)))

    def stop(self) -> None:
        """End Blender."""
        self._tool("stop")


def gui_root() -> Path:
    """Where the tool keeps its Blender."""
    return Path(
        os.environ.get("BLENDER_GUI_ROOT", Path(tempfile.gettempdir()) / "blender-gui-root")
    )


def missing_window() -> str:
    """Why no window can be had here; empty if one can."""
    if not TOOL.is_file():
        return "../shared/tools/blender_gui.py is not there"
    if not (gui_root() / "usr" / "bin" / "blender").exists():
        return "its Blender is not set up: run `blender_gui.py setup` first"
    return ""


@pytest.fixture(scope="session")
def archive() -> Path:
    """The packaged extension."""
    if reason := missing_window():
        pytest.exit(f"no window can be had: {reason}", returncode=2)
    return build.DIST / zip_name(build.version())


@pytest.fixture
def make_window(archive: Path) -> Iterator:
    """Start Blender with a window of a size; it ends with the test."""
    made: list[Window] = []

    def make(size: str = "1280x1400") -> Window:
        made.append(Window(archive, size=size))
        return made[-1]

    yield make
    for window in made:
        window.stop()


TEN = ("chair", "table", "sofa", "lamp", "cup", "bottle", "tree", "building", "barrel", "sword")


@pytest.fixture
def many(window) -> Window:
    """The same with forty, for jobs that take their time."""
    window.run(f"build_scene({TEN * 4!r})")
    return window


@pytest.fixture
def window(make_window) -> Window:
    """A window with ten selected objects, framed in the viewport."""
    return ten_objects(make_window())


def ten_objects(window: Window) -> Window:
    """Put ten selected objects into the window's scene, and frame them."""
    window.run(f"build_scene({TEN!r})")
    window.into_viewport()
    window.keys("Home")
    time.sleep(0.5)
    return window
