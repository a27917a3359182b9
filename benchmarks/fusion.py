"""Fuses views of real models: how near the truth, how fast, beside Open3D's plain volume.

    python3 build.py run -- python benchmarks/fusion.py --json OUT [--assets 30] [--seed 0]

Models are drawn by seed from ../shared/data/labelled_meshes. Of each, 12 views of 512 pixels all
round with the ray caster's exact depth are fused with the standard settings, and measured on what
those views can see of the model: F-score at 1 % of its diagonal, 100,000 samples. The peer is
Open3D's UniformTSDFVolume with the same voxels, reach and frames in the same run; it is given the
box that it needs. Seconds are of taking in all frames and finding the surface, in turns, the median
of three; the clean-up is not in them.
"""

import argparse
import csv
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine import deps  # noqa: E402
from engine.capture.settings import CaptureSettings  # noqa: E402
from engine.datatypes import Mesh  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.meshes import load_mesh  # noqa: E402
from engine.reconstruct.frames import Frame, frames_of  # noqa: E402
from engine.reconstruct.fusion.blocks import BlockGrid  # noqa: E402
from engine.reconstruct.fusion.fuse import fuse_views  # noqa: E402
from engine.reconstruct.metrics import compare_meshes  # noqa: E402
from engine.reconstruct.settings import FuseSettings  # noqa: E402
from engine.render.raycast import render_views  # noqa: E402
from engine.rigs import Rig  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "labelled_meshes"
SETTINGS = FuseSettings()
TURNS = 3


def drawn(count: int, seed: int) -> list[Path]:
    """Models drawn by seed."""
    with open(DATA / "labels.csv", encoding="utf-8", newline="") as file:
        paths = sorted(row["path"] for row in csv.DictReader(file))
    chosen = np.random.default_rng(seed).choice(len(paths), count, replace=False)
    return [DATA / paths[index] for index in chosen]


def ours(frames: list[Frame], voxel: float) -> int:
    """Our grid's surface of the frames: how many faces."""
    grid = BlockGrid(voxel, SETTINGS.reach)
    for frame in frames:
        grid.add(frame)
    return len(grid.surface().faces)


def peer(frames: list[Frame], voxel: float) -> Mesh:
    """Open3D's plain volume's surface of the frames."""
    open3d = deps.require("open3d", feature="A peer to fuse with")
    points = np.concatenate([frame.points(4) for frame in frames])
    low, high = points.min(0), points.max(0)
    length = float((high - low).max()) + 8 * voxel
    volume = open3d.pipelines.integration.UniformTSDFVolume(
        length=length,
        resolution=int(np.ceil(length / voxel)),
        sdf_trunc=SETTINGS.reach * voxel,
        color_type=open3d.pipelines.integration.TSDFVolumeColorType.NoColor,
        origin=low - 4 * voxel,
    )
    image = open3d.geometry.Image
    for frame in frames:
        lens = frame.camera.intrinsics
        picture = open3d.geometry.RGBDImage.create_from_color_and_depth(
            image(np.ascontiguousarray((frame.rgb * 255).astype(np.uint8))),
            image(np.ascontiguousarray(frame.depth)),
            depth_scale=1.0,
            depth_trunc=float(frame.depth.max()) * 1.01,
            convert_rgb_to_intensity=False,
        )
        inner = open3d.camera.PinholeCameraIntrinsic(
            lens.width, lens.height, lens.fx, lens.fy, lens.cx, lens.cy
        )
        volume.integrate(picture, inner, np.linalg.inv(frame.camera.world_from_camera))
    made = volume.extract_triangle_mesh()
    return Mesh(np.asarray(made.vertices), np.asarray(made.triangles).astype(np.int32))


def measured(path: Path) -> dict:
    """All about one model."""
    mesh = load_mesh(path)
    settings = CaptureSettings(Rig(12, size=512, layout="sphere"), engine="raycast")
    settings = CaptureSettings(settings.rig, engine="raycast", channels=("depth",))
    views = drain(render_views(mesh, settings))
    start = time.perf_counter()
    fused = drain(fuse_views(views, SETTINGS))
    whole = time.perf_counter() - start
    frames, _ = frames_of(views)
    cameras = [view.camera for view in views.views]
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(TURNS):
        for name, work in (("ours", ours), ("peer", peer)):
            start = time.perf_counter()
            result = work(frames, fused.voxel_m)
            times[name].append(time.perf_counter() - start)
    assert len(result.faces), "the peer's mesh is empty"
    figures = {}
    for name, made in (("ours", fused.mesh), ("peer", result)):
        figures[name] = compare_meshes(made, mesh, seen_by=cameras)
        figures[name]["seconds"] = statistics.median(times[name])
    return {"path": path.name, "seconds_with_clean_up": whole, **figures}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--assets", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rows = []
    for path in drawn(args.assets, args.seed):
        rows.append(measured(path))
        score = {name: rows[-1][name]["f_score"] for name in ("ours", "peer")}
        faster = rows[-1]["peer"]["seconds"] / rows[-1]["ours"]["seconds"]
        print(path.name, score, f"{faster:.1f} times as fast", flush=True)
    scores = [row["ours"]["f_score"] for row in rows]
    peers = [row["peer"]["f_score"] for row in rows]
    summary = {
        "assets": len(rows),
        "f_score_median": statistics.median(scores),
        "f_score_worst": min(scores),
        "peer_f_score_median": statistics.median(peers),
        "at_least_as_good": sum(a >= b for a, b in zip(scores, peers, strict=True)),
        "times_as_fast_median": statistics.median(
            row["peer"]["seconds"] / row["ours"]["seconds"] for row in rows
        ),
        "seconds_median": statistics.median(row["ours"]["seconds"] for row in rows),
    }
    print(json.dumps(summary, indent=1))
    args.json.write_text(json.dumps({"summary": summary, "assets": rows}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
