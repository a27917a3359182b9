"""Finds cameras again from pictures of known meshes: how often, how exactly, how fast.

    python3 build.py run -- python benchmarks/camera_recovery.py --json OUT [--meshes combo …]

Meshes, targets, starts and the rule of success are those of ../shared/bench/camera_recovery (60
cases: within 1 degree and 1 %). Each case is run from its near start and from its far start, with
the lens known, and from the near start's side of a 50 mm lens with the focal length to be found
too (then within 1 % as well). The target's camera is known to nobody but the judge. Seconds are of
one case with all it needs: the mesh prepared, all sides looked at, the best ones improved.
"""

import argparse
import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.camera import look_at  # noqa: E402
from engine.datatypes import Camera, Intrinsics, Mesh  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.meshes import load_mesh, transformed  # noqa: E402
from engine.viewpoint.match import match_image  # noqa: E402
from engine.viewpoint.settings import MatchSettings, Target  # noqa: E402

# The protocol is Y up, as PLY files are not said to be.
_Z_FROM_Y = np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])
_POSE = ("azimuth", "elevation", "distance")
RUNS = {
    "near": ("near", _POSE),
    "far": ("far", _POSE),
    "focal": ("near", (*_POSE, "focal")),
}
_UNKNOWN_FOCAL = 50 / 36  # in picture widths, where it is to be found


def camera_of(place: dict, lens: Intrinsics) -> Camera:
    """The protocol's camera, Z up."""
    azimuth, elevation = np.radians(place["azimuth"]), np.radians(place["elevation"])
    flat = np.cos(elevation)
    towards = np.array([flat * np.sin(azimuth), -flat * np.cos(azimuth), np.sin(elevation)])
    return Camera(lens, look_at(place["distance"] * towards, np.zeros(3)))


def errors(found: Camera, wanted: Camera) -> tuple[float, float, float]:
    """Angle between directions (degrees), distance and focal length (percent)."""
    eyes = [camera.world_from_camera[:3, 3] for camera in (found, wanted)]
    lengths = [float(np.linalg.norm(eye)) for eye in eyes]
    cosine = np.clip(eyes[0] @ eyes[1] / (lengths[0] * lengths[1]), -1, 1)
    focal = found.intrinsics.fx / wanted.intrinsics.fx
    angle = float(np.degrees(np.arccos(cosine)))
    return angle, 100 * abs(lengths[0] / lengths[1] - 1), 100 * abs(focal - 1)


def run(folder: Path, protocol: dict, name: str, mesh: Mesh, kind: str) -> list[dict]:
    """All cases of one mesh from one kind of start."""
    size = protocol["image_size"]
    focal = size / 2 / np.tan(np.radians(protocol["fov"]) / 2)
    middle = size / 2 - 0.5
    lens = Intrinsics(focal, focal, middle, middle, size, size)
    begin, parameters = RUNS[kind]
    rows = []
    for case in protocol["cases"]:
        path = folder / protocol["target_dir"] / f"{name}_{case['id']}.png"
        rgba = np.asarray(Image.open(path), np.float32) / 255
        target = Target(rgba[..., :3], rgba[..., 3])
        known = lens
        if kind == "focal":
            known = replace(lens, fx=_UNKNOWN_FOCAL * size, fy=_UNKNOWN_FOCAL * size)
        settings = MatchSettings(
            parameters, start=camera_of(case[begin], known), compare="color", size=size
        )
        start = time.perf_counter()
        found = drain(match_image(mesh, target, settings))
        seconds = time.perf_counter() - start
        off = errors(found.camera, camera_of(case["target"], lens))
        rows.append({"mesh": name, "case": case["id"], "seconds": seconds, "off": off})
    return rows


def summary(rows: list[dict]) -> dict:
    """Successes, errors and seconds of one kind of start."""
    off = np.array([row["off"] for row in rows])
    return {
        "cases": len(rows),
        "found": int((off < 1).all(axis=1).sum()),
        "median_degrees": float(np.median(off[:, 0])),
        "worst_degrees": float(off[:, 0].max()),
        "worst_distance_percent": float(off[:, 1].max()),
        "worst_focal_percent": float(off[:, 2].max()),
        "median_seconds": statistics.median(row["seconds"] for row in rows),
        "rows": rows,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--runs", nargs="+", choices=RUNS, default=list(RUNS))
    parser.add_argument("--meshes", nargs="+", metavar="NAME")
    parser.add_argument(
        "--folder", type=Path, default=ROOT.parent / "shared" / "bench" / "camera_recovery"
    )
    args = parser.parse_args()
    protocol = json.loads((args.folder / "protocol.json").read_text())
    names = args.meshes or protocol["meshes"]
    results = {}
    meshes = {
        name: transformed(load_mesh(args.folder / f"{name}.ply"), _Z_FROM_Y) for name in names
    }
    for kind in args.runs:
        rows = []
        for name, mesh in meshes.items():
            rows += run(args.folder, protocol, name, mesh, kind)
        results[kind] = summary(rows)
        said = {key: value for key, value in results[kind].items() if key != "rows"}
        print(kind, json.dumps(said), flush=True)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
