"""Times captures: RGB, depth and instance ids of 12 views, beside 12 bare render calls.

    python3 build.py run -- python benchmarks/capture.py --json OUT [--faces 500 5000 …]

For each size of object, in turns in one run (one warm-up, then the median of five):
  bare      the same isolated scene, standing ready, rendered 12 times by
            bpy.ops.render.render(write_still=True); nothing is read back
  capture   api.capture(obj) from the object to the views in memory, without the cache
  all       the same with every channel, up to 5,000 faces
  hit       the same from the cache
Then a scene of 2,000 objects captured together, and how alike Workbench and the ray caster draw
the sample assets. Memory is the process's peak so far, in MB.
"""

import argparse
import importlib
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Blender looks for its profile when bpy is loaded; the user's own is not to be touched.
PROFILE = Path(tempfile.mkdtemp(prefix="reloop3d-benchmark-"))
os.environ["BLENDER_USER_RESOURCES"] = str(PROFILE)

import bpy  # noqa: E402
import numpy as np  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import build  # noqa: E402

REPEATS = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_memory() -> float:
    import resource

    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


class Bench:
    """The extension under test, and the settings of all runs."""

    def __init__(self, package: str, views: int, size: int) -> None:
        self.load = lambda name: importlib.import_module(f"{package}.{name}")
        self.views = views
        self.rig = self.load("engine.rigs").Rig(views, size=size)

    def settings(self, channels: tuple[str, ...]):
        return self.load("engine.capture.settings").CaptureSettings(self.rig, channels=channels)

    def capture(self, objects, channels: tuple[str, ...], *, is_cached: bool = False):
        api = self.load("reloop3d_addon.api")
        return api.capture(objects, self.settings(channels), is_cached=is_cached)

    def bare(self, obj: bpy.types.Object, folder: Path) -> Callable[[], None]:
        """12 render calls of a scene that holds what a capture's scene holds."""
        objects = self.load("reloop3d_addon.bridge.objects")
        stage = self.load("reloop3d_addon.bridge.stage")
        subject = self.load("engine.render.channels").Subject(objects.mesh_from_asset(obj))
        cameras = subject.cameras(self.settings(()))

        def copies() -> list[bpy.types.Object]:
            return [objects.object_from_mesh(subject.mesh, stage.NAME)]

        place = stage.Stage(copies, self.settings(()), color_type="TEXTURE")

        def render() -> float:
            with stage.untouched_renders(), place:
                scene = place._scene
                scene.render.filepath = str(folder / "bare.png")

                def calls() -> None:
                    for camera in cameras:
                        self.load("reloop3d_addon.bridge.cameras").set_camera(
                            place._eye, scene, subject.frame.unit_camera(camera), reach=(0.1, 10)
                        )
                        bpy.ops.render.render(write_still=True, scene=scene.name)

                return seconds(calls)

        return render


def ball(faces: int) -> bpy.types.Object:
    """A smooth ball of about so many triangles."""
    rings = max(4, round((faces / 2) ** 0.5))
    bpy.ops.mesh.primitive_uv_sphere_add(segments=rings, ring_count=rings)
    bpy.ops.object.shade_smooth()
    return bpy.context.object


def measure_object(bench: Bench, faces: int, folder: Path) -> dict:
    obj = ball(faces)
    bare = bench.bare(obj, folder)
    some, every = ("depth", "instance_ids"), tuple(bench.load("engine.datatypes").CHANNELS)
    kinds: dict[str, Callable[[], float]] = {
        "bare": bare,
        "capture": lambda: seconds(lambda: bench.capture(obj, some)),
        "hit": lambda: seconds(lambda: bench.capture(obj, some, is_cached=True)),
    }
    if faces <= 5000:
        kinds["all"] = lambda: seconds(lambda: bench.capture(obj, every))
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(REPEATS + 1):
        for kind, run in kinds.items():
            value = run()
            if turn:  # the first is the warm-up, and fills the cache
                times[kind].append(value)
    medians = {kind: statistics.median(values) for kind, values in times.items()}
    triangles = len(bench.load("reloop3d_addon.bridge.objects").mesh_from_asset(obj).faces)
    bpy.data.objects.remove(obj)
    return {
        "triangles": triangles,
        "ms_per_view": {kind: 1000 * value / bench.views for kind, value in medians.items()},
        "capture_over_bare": medians["capture"] / medians["bare"],
        "all_channels_over_bare": medians["all"] / medians["bare"] if "all" in medians else None,
        "capture_over_hit": medians["capture"] / medians["hit"],
        "peak_memory_mb": peak_memory(),
    }


def measure_scene(bench: Bench, count: int) -> dict:
    """Many objects, of ten meshes, captured together."""
    meshes = [ball(300 + 40 * i).data for i in range(10)]
    for obj in list(bpy.context.scene.objects):
        bpy.data.objects.remove(obj)
    side = int(np.ceil(count**0.5))
    for index in range(count):
        obj = bpy.data.objects.new(f"Thing {index}", meshes[index % 10])
        obj.location = (3 * (index % side), 3 * (index // side), 0)
        bpy.context.scene.collection.objects.link(obj)
    objects = list(bpy.context.scene.objects)
    channels = ("depth", "instance_ids")
    start = time.perf_counter()
    views = bench.capture(objects, channels)
    spent = time.perf_counter() - start
    seen = np.unique([view.instance_ids for view in views.views])
    for obj in objects:
        bpy.data.objects.remove(obj)
    return {
        "objects": count,
        "instances_seen": int((seen >= 0).sum()),
        "ms_per_view": 1000 * spent / bench.views,
        "peak_memory_mb": peak_memory(),
    }


def measure_agreement(bench: Bench) -> dict:
    """Workbench beside the ray caster on the sample assets."""
    drain = bench.load("engine.jobs").drain
    workbench = bench.load("reloop3d_addon.bridge.render").render_views
    caster = bench.load("engine.render.raycast").render_views
    rig = bench.load("engine.rigs").Rig(bench.views)
    settings = bench.load("engine.capture.settings").CaptureSettings(rig)
    times: dict[str, list[float]] = {"workbench": [], "raycast": []}
    overlaps, differences = [], []
    for make in bench.load("engine.samples").SAMPLES.values():
        mesh, pictures = make(), {}
        for name, draw in (("workbench", workbench), ("raycast", caster)):
            start = time.perf_counter()
            pictures[name] = drain(draw(mesh, settings)).views
            times[name].append(time.perf_counter() - start)
        for one, other in zip(pictures["raycast"], pictures["workbench"], strict=True):
            overlaps.append((one.mask & other.mask).sum() / (one.mask | other.mask).sum())
            differences.append(np.abs(one.rgb - other.rgb).mean() * 255)
    medians = {name: statistics.median(values) for name, values in times.items()}
    return {
        "seconds_per_asset": medians,
        "raycast_over_workbench": medians["raycast"] / medians["workbench"],
        "silhouette_iou_min": float(min(overlaps)),
        "silhouette_iou_mean": float(np.mean(overlaps)),
        "mean_abs_difference_of_255": float(np.mean(differences)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=12)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--faces", type=int, nargs="*", default=[500, 5_000, 100_000, 1_000_000])
    parser.add_argument("--objects", type=int, default=2000)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    options = parser.parse_args()
    try:
        archive = build.build_zip(PROFILE / "zip", env=Path(sys.prefix))
        bench = Bench(build.install_into_bpy(archive, PROFILE), options.views, options.size)
        bpy.ops.wm.read_homefile(use_empty=True)
        result = {
            "blender": bpy.app.version_string,
            "views": options.views,
            "size": options.size,
            "agreement": measure_agreement(bench),
            "faces": {n: measure_object(bench, n, PROFILE) for n in options.faces},
        }
        result["scene"] = measure_scene(bench, options.objects)
    finally:
        shutil.rmtree(PROFILE, ignore_errors=True)
    options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(options.json)


if __name__ == "__main__":
    main()
