"""Depth from one picture, measured beside what needs no network, on what it never saw.

    python3 build.py run -- python benchmarks/depth/measure.py --json OUT [--weights FILE]

Rooms: the AWS house's own views. Things: 80 models by Kenney, two views each. Photos: Middlebury's
measured pairs. Everything, the peers too, is brought to the truth's inverse depth by one scale and
shift (least squares); the tilted plane even has its tilt fitted, which makes it the hardest peer:
“ramp”, one plane for all pictures, scaled and shifted as ours is, is told beside it. AbsRel is the
mean of |1/d' - 1/d| d over pixels with depth, d' held within what is twice as far as the farthest
true point; on photos, whose disparities have an unknown shift, it is the mean of |d' - d| / d.
Intervals: 95 %, by drawing the pictures again (bootstrap).
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.capture.settings import CaptureSettings  # noqa: E402
from engine.depth.contract import Estimator  # noqa: E402
from engine.depth.network_backend import EMBEDDED, load  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.meshes import load_mesh  # noqa: E402
from engine.render.raycast import render_views  # noqa: E402
from engine.rigs import Rig  # noqa: E402

DATA = ROOT.parent / "shared" / "data"

Case = tuple[NDArray[np.float32], NDArray[np.float32], bool]  # rgb, inverse depth, is a photo


def rooms() -> Iterator[Case]:
    folder = DATA / "room_scene/aws_small_house/views"
    for path in sorted(folder.glob("*_rgb.jpg")):
        rgb = np.asarray(Image.open(path).convert("RGB"), np.float32) / 255
        depth = (
            np.asarray(Image.open(str(path).replace("_rgb.jpg", "_depth.png")), np.float32) / 1000
        )
        yield rgb, np.divide(1, depth, out=np.zeros_like(depth), where=depth > 0), False


def things() -> Iterator[Case]:
    folder = DATA / "labelled_meshes"
    with open(folder / "labels.csv", encoding="utf-8", newline="") as file:
        paths = sorted(row["path"] for row in csv.DictReader(file) if row["author"] == "kenney")
    chosen = np.random.default_rng(0).choice(len(paths), 80, replace=False)
    for index in chosen:
        settings = CaptureSettings(
            Rig(2, 25.0, size=256, azimuth_deg=float(index)), channels=("depth",)
        )
        for view in drain(render_views(load_mesh(folder / paths[index]), settings)).views:
            depth = view.depth
            yield view.rgb, np.divide(1, depth, out=np.zeros_like(depth), where=depth > 0), False


def photos() -> Iterator[Case]:
    for name, picture, disparity, steps in (
        ("cone", "im2", "disp2", 4),
        ("Cloth3", "view1", "disp1", 2),
    ):
        folder = DATA / "depth_pairs/middlebury_stereo" / name
        rgb = np.asarray(Image.open(folder / f"{picture}.png").convert("RGB"), np.float32) / 255
        yield (
            rgb,
            np.asarray(Image.open(folder / f"{disparity}.png").convert("L"), np.float32) / steps,
            True,
        )


def aligned(basis: list[NDArray], true: NDArray) -> NDArray:
    """The sum of these pictures and a constant that is nearest to the truth."""
    known = true > 0
    columns = np.stack([np.ones_like(true), *basis], axis=-1)
    weights, *_ = np.linalg.lstsq(columns[known], true[known], rcond=None)
    return columns @ weights


def error(found: NDArray, true: NDArray, is_photo: bool) -> float:
    known = true > 0
    found, true = found[known].astype(np.float64), true[known].astype(np.float64)
    if is_photo:
        return float((np.abs(found - true) / true).mean())
    found = np.maximum(found, true.min() / 2)
    return float((np.abs(1 / found - 1 / true) * true).mean())


def errors(case: Case, estimator: Estimator) -> dict[str, float]:
    rgb, true, is_photo = case
    rows, columns = np.indices(true.shape) / max(true.shape)
    bases = {
        "constant": [],
        "plane": [rows, columns],
        "ramp": [rows],
        "luminance": [rgb @ [0.2126, 0.7152, 0.0722]],
        "ours": [estimator.estimate(rgb).values],
    }
    return {name: error(aligned(basis, true), true, is_photo) for name, basis in bases.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--weights", type=Path, default=EMBEDDED)
    args = parser.parse_args()
    estimator, report = load(args.weights, device="cpu"), {}
    for name, cases in (("rooms", rooms()), ("things", things()), ("photos", photos())):
        rows = [errors(case, estimator) for case in cases]
        values = {key: np.array([row[key] for row in rows]) for key in rows[0]}
        best = min(("constant", "plane", "luminance"), key=lambda key: values[key].mean())
        random = np.random.default_rng(0)
        drawn = random.integers(0, len(rows), (2000, len(rows)))
        ratio = values["ours"][drawn].mean(1) / values[best][drawn].mean(1)
        report[name] = {key: float(value.mean()) for key, value in values.items()} | {
            "best": best,
            "ratio": float(values["ours"].mean() / values[best].mean()),
            "interval": [float(x) for x in np.percentile(ratio, [2.5, 97.5])],
        }
        print(name, json.dumps(report[name]), flush=True)
        if name == "photos":
            report["each photo"] = [
                row
                | {"ratio": row["ours"] / min(row[k] for k in ("constant", "plane", "luminance"))}
                for row in rows
            ]
            print([round(row["ratio"], 3) for row in report["each photo"]])
    if args.json:
        args.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
