"""Matches pictures by others' renderers, and looks for best views, on models drawn by seed.

    python3 build.py run --blender 5.2 -- python benchmarks/viewpoint.py --out FOLDER

cycles  20 labelled models, rendered by Cycles with a sun and a world of chance, materials of
        chance in place of their own, lens, place and aim of chance; the start is unknown, the lens
        too. An object that looks the same from two sides may be found from the other: then its
        outline must fit the picture as well as from the true camera, to one in a thousand pixels.
iso     40 of the author's own isometric renders of Kenney's furniture, orthographic, of those with
        64 pixels a side at least: the soft overlap of outlines.
best    40 labelled models: the best view's score beside the best of 64 Fibonacci views, with a
        contact sheet of both.
Writes viewpoint.json, the pictures that were matched, and contact_sheet.png.
"""

import argparse
import csv
import json
import random
import statistics
import sys
import time
from math import atan, cos, pi, radians, sin, tan
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
sys.path.insert(0, str(ROOT))

from engine.camera import opencv_from_opengl  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.datatypes import Camera, Intrinsics  # noqa: E402
from engine.errors import ReLoopError  # noqa: E402
from engine.images import annotate, over, read_image, strip, write_image  # noqa: E402
from engine.jobs import Progress, drain  # noqa: E402
from engine.meshes import load_mesh  # noqa: E402
from engine.viewpoint.best import best_views, fibonacci_views  # noqa: E402
from engine.viewpoint.drawing import Drawing  # noqa: E402
from engine.viewpoint.match import match_image, target_of  # noqa: E402
from engine.viewpoint.settings import BestSettings, MatchSettings  # noqa: E402

WIDTH, HEIGHT = 320, 256
SAME = 1e-3  # mean square of outlines' difference by which two cameras see the same
COUNTS = {"cycles": 20, "iso": 40, "best": 40}


def models(count: int, rng: random.Random) -> list[Path]:
    """Labelled models drawn by chance."""
    with open(DATA / "labelled_meshes" / "labels.csv", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    return [DATA / "labelled_meshes" / path for path in rng.sample(paths, count)]


def painted(rng: random.Random) -> bpy.types.Material:
    material = bpy.data.materials.new("chance")
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"].inputs
    shader["Base Color"].default_value = (rng.random(), rng.random(), rng.random(), 1)
    shader["Roughness"].default_value = rng.uniform(0.2, 1)
    shader["Metallic"].default_value = rng.choice((0, 0, 0.8))
    return material


def photographed(path: Path, out: Path, rng: random.Random) -> Camera:
    """Render a model by Cycles; the camera that did it."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=str(path))
    scene = bpy.context.scene
    bpy.context.view_layer.update()
    meshes = [obj for obj in scene.objects if obj.type == "MESH"]
    for obj in meshes:
        for slot in range(max(1, len(obj.data.materials))):
            if slot < len(obj.data.materials):
                obj.data.materials[slot] = painted(rng)
            else:
                obj.data.materials.append(painted(rng))
    corners = np.array([obj.matrix_world @ Vector(c) for obj in meshes for c in obj.bound_box])
    low, high = corners.min(axis=0), corners.max(axis=0)
    center, radius = (low + high) / 2, float(np.linalg.norm(high - low)) / 2
    scene.world = bpy.data.worlds.new("chance")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (0.3, 0.35, 0.45, 1)
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.data.energy = rng.uniform(2, 5)
    sun.rotation_euler = (rng.uniform(0, 1.2), 0, rng.uniform(0, 2 * pi))
    eye = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    for obj in (sun, eye):
        scene.collection.objects.link(obj)
    scene.camera = eye
    azimuth, elevation = rng.uniform(0, 2 * pi), radians(rng.uniform(-5, 60))
    eye.data.lens = rng.uniform(30, 85)
    distance = radius / tan(atan(18 / eye.data.lens)) * rng.uniform(1.2, 1.7)
    flat = cos(elevation)
    toward = np.array([flat * cos(azimuth), flat * sin(azimuth), sin(elevation)])
    place = Vector(center + distance * toward)
    aim = Vector(center + radius * np.array([rng.uniform(-0.1, 0.1) for _ in range(3)]))
    eye.location = place
    eye.rotation_euler = (aim - place).to_track_quat("-Z", "Y").to_euler()
    eye.data.clip_start, eye.data.clip_end = distance / 1000, distance * 10
    render = scene.render
    render.engine, render.film_transparent, render.filepath = "CYCLES", True, str(out)
    render.resolution_x, render.resolution_y = WIDTH, HEIGHT
    scene.cycles.samples, scene.cycles.use_denoising = 24, False
    bpy.ops.render.render(write_still=True)
    bpy.context.view_layer.update()
    focal = eye.data.lens / 36 * WIDTH
    lens = Intrinsics(focal, focal, WIDTH / 2 - 0.5, HEIGHT / 2 - 0.5, WIDTH, HEIGHT)
    return Camera(lens, opencv_from_opengl(np.array(eye.matrix_world)))


def turned(one: Camera, other: Camera) -> float:
    """Degrees between two cameras' rotations."""
    turn = one.world_from_camera[:3, :3].T @ other.world_from_camera[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1))))


def run_cycles(path: Path, out: Path, rng: random.Random) -> dict:
    truth = photographed(path, out / f"{path.stem}.png", rng)
    mesh, picture = load_mesh(path), read_image(out / f"{path.stem}.png")
    start = time.perf_counter()
    found = drain(match_image(mesh, target_of(picture), MatchSettings()))
    row = {"seconds": time.perf_counter() - start, "degrees": turned(found.camera, truth)}
    drawing = Drawing(mesh)
    outlines = [drawing.picture(camera)[..., 3] / 255.0 for camera in (found.camera, truth)]
    row["outline"] = float(np.square(outlines[0] - outlines[1]).mean())
    return row | {"good": row["degrees"] < 2 or row["outline"] < SAME, **found.terms}


def run_iso(path: Path, out: Path, _: random.Random) -> dict:
    stem = path.stem.rsplit("_", 1)[0]
    model = out / f"{stem}.glb"
    if not model.exists():
        bpy.ops.wm.read_factory_settings(use_empty=True)
        folder = DATA / "asset_folders" / "kenney_furniture_fbx"
        bpy.ops.wm.fbx_import(filepath=str(next(folder.rglob(f"{stem}.fbx"))))
        bpy.ops.export_scene.gltf(filepath=str(model))
    mesh, target = load_mesh(model), target_of(read_image(path))
    start = time.perf_counter()
    found = drain(match_image(mesh, target, MatchSettings(is_orthographic=True)))
    row = {"seconds": time.perf_counter() - start, **found.terms}
    return row | {"good": row["overlap"] >= 0.93}


def run_best(path: Path, out: Path, _: random.Random) -> dict:
    mesh, settings = load_mesh(path), BestSettings()
    start = time.perf_counter()
    found = drain(best_views(mesh, settings))[0]
    seconds = time.perf_counter() - start
    peer, score = fibonacci_views(mesh, settings, 64)[0]
    drawing = Drawing(mesh)
    pair = [
        (found.camera, f"{path.stem[-18:]} {found.terms['score']:.3f}"),
        (peer, f"Fibonacci {score:.3f}"),
    ]
    sheet = [annotate(over(drawing.picture(camera))[::2, ::2], said) for camera, said in pair]
    write_image(out / f"{path.stem}.png", np.concatenate(sheet, axis=1))
    clipped = found.terms["clipped"]
    good = found.terms["score"] >= 0.99 * score and clipped == 0
    row = {"seconds": seconds, "score": found.terms["score"], "fibonacci": score}
    return row | {"clipped": clipped, "good": good}


RUNS = {"cycles": run_cycles, "iso": run_iso, "best": run_best}


def chosen(kind: str, rng: random.Random) -> list[Path]:
    """What is run, drawn by chance."""
    if kind != "iso":
        return models(COUNTS[kind], rng)
    pictures = sorted((DATA / "renders_with_mesh" / "kenney_furniture").glob("*.png"))
    large = [path for path in pictures if min(Image.open(path).size) >= 64]
    return rng.sample(large, COUNTS[kind])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", nargs="+", choices=RUNS, default=list(RUNS))
    args = parser.parse_args()
    results = {"seed": args.seed}
    for kind in args.runs:
        rng, out, rows = random.Random(args.seed), args.out / kind, []
        out.mkdir(parents=True, exist_ok=True)
        paths = chosen(kind, rng)
        with ProgressBar() as bar:
            for done, path in enumerate(paths):
                bar.show(Progress(done, len(paths), f"{kind} {path.stem}"))
                try:
                    row = RUNS[kind](path, out, rng)
                except ReLoopError as error:
                    row = {"good": False, "error": str(error), "seconds": 0.0}
                rows.append({"name": path.stem, **row})
        good = sum(row["good"] for row in rows)
        seconds = statistics.median(row["seconds"] for row in rows)
        results[kind] = {"good": good, "of": len(rows), "median_seconds": seconds, "rows": rows}
        print(f"{kind}: {good} of {len(rows)}, median {seconds:.2f} s", flush=True)
        if kind == "cycles":
            exact = sum(row.get("degrees", 180) < 2 for row in rows)
            results[kind]["within_2_degrees"] = exact
            print(f"  {exact} within 2 degrees of the camera itself", flush=True)
        if kind == "best":
            pairs = [over(read_image(out / f"{path.stem}.png")) for path in paths]
            write_image(args.out / "contact_sheet.png", strip(np.stack(pairs), columns=4))
    (args.out / "viewpoint.json").write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
