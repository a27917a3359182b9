"""Times classifying an object: 12 views of 224 pixels of 5,000 triangles, from object to label.

    python3 build.py run -- python benchmarks/classify.py --json OUT

`cold` is the first answer of a new process, Blender being there: imports, model and all. Then in
one process, in turns (one warm-up, the median of five):
  warm      api.classify(obj) with the cache emptied
  cached    the same with its views in the cache
  peer      what it cannot do without: 12 bare render calls of the same isolated scene, and the
            network on 12 pictures that lie ready, its library called directly
  default   api.classify(obj) as it comes: the embedded default, which casts rays; cache emptied
All but the last by the embedded model that reads pictures, asked for 12 of 224 pixels.
"""

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
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
VIEWS, SIZE = 12, 224


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Bench:
    """The extension under test, an object of 5,000 triangles, and a model that reads 224 pixels."""

    def __init__(self, package: str) -> None:
        self.load = lambda name: importlib.import_module(f"{package}.{name}")
        bpy.ops.wm.read_homefile(use_empty=True)
        bpy.ops.mesh.primitive_uv_sphere_add(segments=50, ring_count=51)
        self.obj = bpy.context.object
        self.obj.modifiers.new("Triangulate", "TRIANGULATE")
        self.model = PROFILE / "model.safetensors"

    def write_model(self) -> None:
        """The weights of the model for pictures, asked for 224 pixels."""
        from dataclasses import replace

        registry, files = self.load("engine.models.registry"), self.load("engine.models.checkpoint")
        spec, state = files.read(registry.model_path("pictures"))
        rig = replace(spec.rig, views=VIEWS, size=SIZE)
        files.write(self.model, replace(spec, rig=rig, image_size=SIZE), state)

    def settings(self):
        return self.load("engine.classify.predict").ClassifySettings(model=str(self.model))

    def classify(self) -> None:
        prediction = self.load("reloop3d_addon.api").classify(self.obj, self.settings())
        assert len(prediction.view_probs) == VIEWS

    def classify_by_default(self) -> None:
        self.load("reloop3d_addon.api").classify(self.obj)

    def empty_cache(self) -> None:
        self.load("reloop3d_addon.capture").cache().clear()

    def peer(self) -> Callable[[], float]:
        """12 bare renders and the bare network."""
        import torch

        objects = self.load("reloop3d_addon.bridge.objects")
        stage = self.load("reloop3d_addon.bridge.stage")
        settings = self.load("engine.capture.settings").CaptureSettings(
            self.load("engine.rigs").Rig(VIEWS, size=SIZE)
        )
        subject = self.load("engine.render.channels").Subject(objects.mesh_from_asset(self.obj))
        cameras = [subject.frame.unit_camera(camera) for camera in subject.cameras(settings)]
        place = stage.Stage(
            lambda: [objects.object_from_mesh(subject.mesh, stage.NAME)],
            settings,
            color_type="TEXTURE",
        )
        network = self.load("engine.models.registry").load_classifier(str(self.model))._network
        pictures = torch.from_numpy(np.random.rand(VIEWS, 3, SIZE, SIZE).astype(np.float32))
        set_camera = self.load("reloop3d_addon.bridge.cameras").set_camera

        def run() -> float:
            with stage.untouched_renders(), place:
                scene = place._scene
                scene.render.filepath = str(PROFILE / "bare.png")

                def calls() -> None:
                    for camera in cameras:
                        set_camera(place._eye, scene, camera, reach=(0.1, 10))
                        bpy.ops.render.render(write_still=True, scene=scene.name)

                drawing = seconds(calls)
            with torch.inference_mode():
                return drawing + seconds(lambda: network(pictures))

        return run


def cold(model: Path) -> float:
    """Seconds of the first answer in a new process."""
    code = (
        "import sys, time; sys.path[:0] = [{root!r}, {here!r}]\n"
        "import classify\n"
        "from pathlib import Path\n"
        "package = classify.build.install_into_bpy(Path({archive!r}), classify.PROFILE)\n"
        "bench = classify.Bench(package)\n"
        "bench.model = Path({model!r})\n"
        "print('took', classify.seconds(bench.classify), flush=True)\n"
        "import os, shutil; shutil.rmtree(classify.PROFILE); os._exit(0)"
    ).format(
        root=str(build.ROOT),
        here=str(Path(__file__).parent),
        archive=str(next((PROFILE / "zip").glob("*.zip"))),
        model=str(model),
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.rsplit("took", 1)[1].split()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    options = parser.parse_args()
    try:
        archive = build.build_zip(PROFILE / "zip", env=Path(sys.prefix))
        bench = Bench(build.install_into_bpy(archive, PROFILE))
        bench.write_model()
        first = [cold(bench.model) for _ in range(3)]
        peer = bench.peer()
        times: dict[str, list[float]] = {"warm": [], "cached": [], "peer": [], "default": []}
        for turn in range(REPEATS + 1):
            bench.empty_cache()
            values = {
                "warm": seconds(bench.classify),
                "cached": seconds(bench.classify),
                "peer": peer(),
            }
            bench.empty_cache()
            values["default"] = seconds(bench.classify_by_default)
            for name, value in values.items() if turn else ():
                times[name].append(value)
        medians = {name: statistics.median(values) for name, values in times.items()}
        medians["cold"] = statistics.median(first)
        evaluated = bpy.context.evaluated_depsgraph_get().objects[bench.obj.name]
        result = {
            "blender": bpy.app.version_string,
            "triangles": len(evaluated.data.polygons),
            "seconds": medians,
            "warm_over_peer": medians["warm"] / medians["peer"],
        }
    finally:
        shutil.rmtree(PROFILE, ignore_errors=True)
    options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(options.json)


if __name__ == "__main__":
    main()
