"""Finds the cameras of renders taken as photos, and makes meshes of them.

    python3 build.py run --blender 5.2 -- python benchmarks/photos.py --out FOLDER [--seeds 0 1]

Of each scene and seed 24 pictures of 640 pixels are drawn: a scan (the banana of YCB, Spot) that
stands among other things on a printed cloth, and two rooms of the furnished house in
../shared/data/room_scene. Cameras, their lens, light, exposure, blur and noise are drawn by seed;
the pictures are our ray caster's, lit from the camera, or Cycles' (`--engine cycles`, 13 to 25 s a
picture on two cores). Nothing of it is told. FOLDER/photos.json has of each: how many
are placed, the rotation error of a camera and the direction error of a pair after the best
similarity, and of the mesh the F-score at 2 % of the diagonal of the truth that the cameras see.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from photo_scenes import COUNT, SCANS, photographs, room_scene, scan_scene  # noqa: E402

from engine.datatypes import Camera, Mesh  # noqa: E402
from engine.errors import ReLoopError  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.meshes import transformed  # noqa: E402
from engine.reconstruct.metrics import compare_meshes, similarity_errors  # noqa: E402
from engine.reconstruct.photos.mesh import photos_to_mesh  # noqa: E402
from engine.reconstruct.photos.settings import DEPTHS, PhotoSettings  # noqa: E402
from engine.reconstruct.photos.written import write_made  # noqa: E402
from engine.reconstruct.settings import FuseSettings  # noqa: E402
from engine.render.channels import Subject  # noqa: E402

ROOMS = {"room 0": 0, "room 9": 9}  # by the number of one of the house's own views
THRESHOLD = 0.02
FUSING = FuseSettings(smallest=0.002)


def shown(mesh: Mesh, eyes: Sequence[Camera]) -> Mesh:
    """The triangles that a camera sees."""
    subject = Subject(mesh)
    caster, frame = subject.caster, subject.frame
    faces = np.unique(np.concatenate([caster.cast(frame.unit_camera(eye)).faces for eye in eyes]))
    vertices = subject.mesh.vertices * frame.diagonal + frame.center
    return Mesh(vertices, subject.mesh.faces[faces])


def measured(
    name: str, seed: int, engine: str, settings: PhotoSettings, folder: Path
) -> dict[str, object]:
    """All about one scene."""
    rng = np.random.default_rng([seed, *name.encode()])
    mesh, eyes = scan_scene(name, rng) if name in SCANS else room_scene(ROOMS[name], rng)
    photos = folder / "photos"
    if len(list(photos.glob("*.jpg"))) < COUNT:
        photographs(mesh, eyes, engine, rng, photos)
    row = {"scene": name, "seed": seed, "focal_px": eyes[0].intrinsics.fx}
    start = time.perf_counter()
    try:
        made = drain(photos_to_mesh(photos, settings, FUSING))
    except ReLoopError as error:
        return row | {"refused": str(error)}
    row["seconds"] = time.perf_counter() - start
    drain(write_made(made, settings, FUSING, folder / settings.depth))
    structure = made.structure
    truths = {f"{eye.name}.jpg": eye for eye in eyes}
    true = [truths[view.name] for view in structure.views]
    errors, true_from_found = similarity_errors([view.camera for view in structure.views], true)
    row |= {"placed": len(true), "left_out": structure.left_out}
    row["focal_found_px"] = structure.views[0].camera.intrinsics.fx
    for kind in ("rotation_deg", "direction_deg"):
        row[f"{kind}_median"] = statistics.median(errors[kind])
        row[f"{kind}_worst"] = max(errors[kind])
    found = transformed(Mesh(made.fused.mesh.vertices, made.fused.mesh.faces), true_from_found)
    truth = shown(mesh, eyes)
    compared = compare_meshes(found, truth, threshold=THRESHOLD, seen_by=eyes)
    kept = ("precision", "recall", "f_score", "threshold_m", "diagonal_m", "accuracy_m")
    return row | {kind: compared[kind] for kind in kept} | {"said": made.said}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--scenes", nargs="+", default=[*SCANS, *ROOMS], choices=[*SCANS, *ROOMS])
    parser.add_argument("--engine", choices=("cycles", "raycast"), default="raycast")
    parser.add_argument("--depth", choices=DEPTHS, default=PhotoSettings().depth)
    args = parser.parse_args()
    settings, rows = PhotoSettings(depth=args.depth), []
    for name in args.scenes:
        for seed in args.seeds:
            folder = args.out / f"{name} {seed}"
            rows.append(measured(name, seed, args.engine, settings, folder))
            print(json.dumps(rows[-1]), flush=True)
    done = [row for row in rows if "placed" in row]
    summary = {
        "photos": COUNT * len(rows),
        "placed": sum(row["placed"] for row in done),
        "refused": len(rows) - len(done),
    }
    for kind in ("rotation_deg_median", "direction_deg_median", "f_score", "seconds"):
        summary[kind] = [round(row[kind], 4) for row in done]
    print(json.dumps(summary, indent=1))
    text = json.dumps({"summary": summary, "engine": args.engine, "rows": rows}, indent=1)
    (args.out / "photos.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
