"""Scenes to photograph: a random generator in, a mesh and cameras in a hand out; and the pictures.

A scan stands among other things on a printed cloth; or it is a room of the furnished house.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at, opencv_from_opengl
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.images import read_image, write_image
from engine.jobs import drain
from engine.meshes import join, load_mesh, transformed
from engine.modelfile import write_model
from engine.render.raycast import render_views
from engine.selftest.scenes import blotched

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HOUSE = DATA / "room_scene" / "aws_small_house"
SCANS = {
    "banana": DATA / "scans/ycb/YcbBanana/textured_simple_reoriented.obj",
    "spot": DATA / "scans/spot/spot.obj",
}
COUNT, WIDTH, HEIGHT = 24, 640, 480


def paper(rng: np.random.Generator, side: int = 2048) -> NDArray[np.float32]:
    """Blots of all sizes, as a printed cloth has them, (side, side, 3)."""
    value = np.zeros((side, side, 3), np.float32)
    for cells in (16, 64, 256, 512, 1024, 2048):
        blots = rng.random((cells, cells, 3)).astype(np.float32)
        value += blots.repeat(side // cells, 0).repeat(side // cells, 1)
    low, high = np.percentile(value, [2, 98])
    tint = rng.uniform(0.5, 1.0, 3)
    return (((value - low) / (high - low)).clip(0.02, 0.98) * tint).astype(np.float32)


def scan_scene(name: str, rng: np.random.Generator) -> tuple[Mesh, list[Camera]]:
    """A scan 0.6 m long on a cloth of 3 m with things around it; cameras all round."""
    scan = load_mesh(SCANS[name])
    turn = np.eye(4)
    if name == "spot":
        turn[:3, :3] = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]  # its file is Y up
    scan = transformed(scan, turn)
    low, high = scan.vertices.min(axis=0), scan.vertices.max(axis=0)
    size = 0.6 / (high - low).max()
    place = np.diag([size, size, size, 1.0])
    place[:3, 3] = -size * np.array([*(low + high)[:2] / 2, low[2]])
    parts = [transformed(scan, place), blotched((-1.5, -1.5, -0.02), (1.5, 1.5, 0), paper(rng))]
    for angle in rng.uniform(0, 2 * np.pi, 5):
        middle = rng.uniform(0.6, 1.1) * np.array([np.cos(angle), np.sin(angle)])
        side, height = rng.uniform(0.08, 0.2, 2), rng.uniform(0.05, 0.4)
        parts.append(blotched((*(middle - side), 0), (*(middle + side), height), paper(rng)))
    lens = some_lens(rng)
    eyes = []
    for step in range(COUNT):
        angle = 2 * np.pi * (step + rng.uniform(-0.25, 0.25)) / COUNT
        away, up = rng.uniform(1.2, 1.7), np.radians(rng.uniform(20, 45))
        eye = away * np.array([np.cos(angle) * np.cos(up), np.sin(angle) * np.cos(up), np.sin(up)])
        eyes.append(taken(lens, eye, rng.uniform(-0.1, 0.1, 3) + (0, 0, 0.15), rng, step))
    return join(parts), eyes


def room_scene(number: int, rng: np.random.Generator) -> tuple[Mesh, list[Camera]]:
    """The furnished house; cameras on a way through one of its rooms."""
    said = json.loads((HOUSE / "scene.json").read_text(encoding="utf-8"))
    parts = []
    for one in said["instances"]:
        roll, pitch, yaw = one["rpy"]
        matrix = np.eye(4)
        matrix[:3, :3] = _about(2, yaw) @ _about(1, pitch) @ _about(0, roll)
        matrix[:3, 3] = one["xyz"]
        parts.append(transformed(load_mesh(HOUSE / one["mesh"]), matrix))
    mesh = join(parts)
    known = json.loads((HOUSE / "views/cameras.json").read_text(encoding="utf-8"))["frames"]
    first = np.array(known[number]["cam_to_world"])
    start, forward = first[:3, 3], first[:3, 2]
    side = np.cross(forward, [0, 0, 1])
    side /= np.linalg.norm(side)
    target = start + 2.5 * forward
    lens = some_lens(rng)
    eyes = []
    for step in range(COUNT):
        share = (step / (COUNT - 1) - 0.5) * 2
        eye = start + 0.8 * share * side + rng.uniform(-0.1, 0.1, 3) + (0, 0, 0.2 * share**2)
        eyes.append(taken(lens, eye, target + rng.uniform(-0.15, 0.15, 3), rng, step))
    return mesh, eyes


def _about(axis: int, angle: float) -> NDArray[np.float64]:
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.eye(3)
    one, other = (axis + 1) % 3, (axis + 2) % 3
    turn[[one, one, other, other], [one, other, one, other]] = cosine, -sine, sine, cosine
    return turn


def some_lens(rng: np.random.Generator) -> Intrinsics:
    """A lens of 24 to 60 mm on 35 mm film."""
    focal = rng.uniform(24, 60) / 36 * WIDTH
    return Intrinsics(focal, focal, WIDTH / 2 - 0.5, HEIGHT / 2 - 0.5, WIDTH, HEIGHT)


def taken(lens: Intrinsics, eye, target, rng: np.random.Generator, number: int) -> Camera:
    """A camera in a hand: tilted a little."""
    pose = look_at(np.asarray(eye, float), np.asarray(target, float))
    pose[:3, :3] = pose[:3, :3] @ _about(2, np.radians(rng.normal(0, 3)))
    return Camera(lens, pose, f"{number:02d}")


def photographs(
    mesh: Mesh, eyes: Sequence[Camera], engine: str, rng: np.random.Generator, folder: Path
) -> None:
    """Write the pictures, each with an exposure of its own, a little blur and noise, as JPEGs."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "cycles":
        pictures = _by_cycles(mesh, eyes, rng, folder.parent)
    else:
        settings = CaptureSettings(cameras=tuple(eyes), engine="raycast")
        pictures = [view.rgb for view in drain(render_views(mesh, settings)).views]
    for eye, rgb in zip(eyes, pictures, strict=True):
        share = rng.uniform(0, 0.3)  # of a pixel's neighbours in it
        beside = sum(np.roll(rgb, way, axis) for axis in (0, 1) for way in (-1, 1)) / 4
        made = rng.uniform(0.85, 1.1) * ((1 - share) * rgb + share * beside)
        made = made + rng.normal(0, 0.01, rgb.shape)
        write_image(folder / f"{eye.name}.jpg", made.clip(0, 1).astype(np.float32))


def _by_cycles(mesh: Mesh, eyes: Sequence[Camera], rng, place: Path) -> list[NDArray]:
    """Pictures with shadows: a lamp where the things are, and light from all sides."""
    import bpy
    from mathutils import Matrix

    bpy.ops.wm.read_factory_settings(use_empty=True)
    model = place / "scene.glb"
    write_model(model, mesh)
    bpy.ops.import_scene.gltf(filepath=str(model))
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("around")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (0.8, 0.85, 0.9, 1)
    middle = np.mean([eye.world_from_camera[:3, 3] for eye in eyes], axis=0)
    lamp = bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "AREA"))
    lamp.data.energy, lamp.data.size = rng.uniform(20, 60), 0.8
    lamp.location = middle + (*rng.uniform(-0.8, 0.8, 2), 0.8)
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    for obj in (lamp, camera):
        scene.collection.objects.link(obj)
    scene.camera, render = camera, scene.render
    camera.data.clip_start = 0.02
    camera.data.lens = 36 * eyes[0].intrinsics.fx / WIDTH
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = WIDTH, HEIGHT, 100
    scene.cycles.samples, scene.cycles.use_denoising = 24, True
    scene.cycles.max_bounces = 3
    scene.view_settings.view_transform = "Standard"
    pictures = []
    for eye in eyes:
        camera.matrix_world = Matrix(opencv_from_opengl(eye.world_from_camera).tolist())
        render.filepath = str(place / "drawn.png")
        bpy.ops.render.render(write_still=True)
        pictures.append(read_image(place / "drawn.png")[..., :3].astype(np.float32) / 255)
    return pictures
