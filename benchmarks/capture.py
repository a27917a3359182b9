"""Times the pictures of the sample assets: Workbench in Blender beside the ray caster, one run.

    python3 build.py run -- python benchmarks/capture.py --json OUT [--views 12] [--size 128]

Writes JSON: seconds an asset (median) for each, their ratio, and how alike the pictures are.
"""

import argparse
import importlib
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import bpy
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import build


def timed(steps, drain) -> tuple[float, object]:
    start = time.perf_counter()
    result = drain(steps)
    return time.perf_counter() - start, result


def measure(package: str, options: argparse.Namespace) -> dict:
    """Draw every sample with both, in turn."""

    def load(name):
        return importlib.import_module(f"{package}.{name}")

    rig = load("engine.camera").Rig(views=options.views, size=options.size)
    drain = load("engine.jobs").drain
    workbench = load("reloop3d_addon.bridge.render").render_views
    caster = load("engine.render.raycast").render_views
    times: dict[str, list[float]] = {"workbench": [], "raycast": []}
    overlaps, differences = [], []
    samples = [make() for make in load("engine.samples").SAMPLES.values()]
    drain(workbench(samples[0], rig))  # the first render sets up the driver
    for mesh in samples:
        seconds, theirs = timed(workbench(mesh, rig), drain)
        times["workbench"].append(seconds)
        seconds, ours = timed(caster(mesh, rig), drain)
        times["raycast"].append(seconds)
        for one, other in zip(ours.views, theirs.views, strict=True):
            overlaps.append((one.mask & other.mask).sum() / (one.mask | other.mask).sum())
            differences.append(np.abs(one.rgb - other.rgb).mean() * 255)
    medians = {name: statistics.median(values) for name, values in times.items()}
    return {
        "blender": bpy.app.version_string,
        "views": options.views,
        "size": options.size,
        "assets": len(samples),
        "seconds_per_asset": medians,
        "raycast_over_workbench": medians["raycast"] / medians["workbench"],
        "silhouette_iou_min": float(min(overlaps)),
        "silhouette_iou_mean": float(np.mean(overlaps)),
        "mean_abs_difference_of_255": float(np.mean(differences)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=12)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build.stage(Path(folder) / "reloop3d_benchmark")
        sys.path.insert(0, folder)
        result = measure("reloop3d_benchmark", options)
    options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(options.json)


if __name__ == "__main__":
    main()
