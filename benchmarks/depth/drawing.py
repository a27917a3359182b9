"""Scenes drawn as photos are: grain on every surface, lamps that throw shadows, dark corners.

A picture need not be right, it needs to vary: what stays the same in all of them is depth.
"""

from dataclasses import dataclass

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray
from scenes import Scene

from engine.camera import unproject
from engine.datatypes import Camera, Mesh
from engine.images import linear_from_srgb, srgb_from_linear
from engine.render.caster import Caster, seen_normals
from engine.render.studio import shade

_AWAY = 1e-3  # metres off a surface from which rays start
_DARK_RAYS = 5  # rays a pixel that tell how open a place is
_DARK_REACH = 1.0  # metres
_MISS = -1
_ONE = 0.8  # share of a room's picture that one thing may fill


@dataclass(frozen=True)
class Picture:
    """rgb (H, W, 3) uint8 sRGB; inverse depth (H, W) float16 in 1/m, 0 where there is nothing."""

    rgb: NDArray[np.uint8]
    inverse: NDArray[np.float16]


def draw(scene: Scene, rng: np.random.Generator) -> list[Picture]:
    """A picture by each camera of the scene, all in one light."""
    caster = Caster(scene.mesh)
    shadows = EmbreeScene()
    TriangleMesh(shadows, scene.mesh.vertices.astype(np.float32), scene.mesh.faces)
    looks = [_Look(rng) for _ in range(int(scene.mesh.instance_ids.max()) + 1)]
    if scene.kind == "shown" and rng.random() < 0.7:  # as its author made it
        for look in looks:
            look.keeps, look.kind = True, "plain"
    lamps = _lamps(scene, rng)
    pictures = []
    for camera in scene.cameras:
        hits = caster.cast(camera)
        counts = np.bincount(scene.mesh.instance_ids[hits.faces])
        if scene.kind in ("thing", "shown") or (
            len(counts) and counts.max() < _ONE * camera.intrinsics.width**2
        ):
            pictures.append(_picture(scene, camera, hits, caster, shadows, looks, lamps, rng))
    return pictures


def _picture(scene, camera: Camera, hits, caster, shadows, looks, lamps, rng) -> Picture:
    lens = camera.intrinsics
    row, column = np.divmod(hits.pixels, lens.width)
    points = unproject(camera, hits.depths, column, row)
    normals = seen_normals(caster, hits, camera).astype(np.float64)
    colors = _colors(scene.mesh, hits, points, looks)
    if lamps.is_studio:  # as our own renders are lit, and the solid view of Blender
        seen = normals @ camera.world_from_camera[:3, :3]
        colors, light = shade(seen.astype(np.float32), colors.astype(np.float32)), 1.0
    else:
        light = _light(points, normals, shadows, lamps, rng)
    linear = np.zeros((lens.height * lens.width, 3))
    is_white = scene.kind == "shown" and rng.random() < 0.5
    linear[:] = 1.0 if is_white else linear_from_srgb(_natural(rng))  # nothing there
    linear[hits.pixels] = colors * light
    bright = np.percentile(linear, rng.uniform(92, 99.8)) + 1e-6
    rgb = srgb_from_linear((linear / bright * rng.uniform(0.7, 1.1)).clip(0, 1).astype(np.float32))
    inverse = np.zeros(lens.height * lens.width, np.float16)
    inverse[hits.pixels] = 1 / hits.depths
    shape = (lens.height, lens.width)
    return Picture(np.round(rgb * 255).astype(np.uint8).reshape(*shape, 3), inverse.reshape(shape))


# --- surfaces -----------------------------------------------------------------------------------


class _Look:
    """How one thing's surface varies: a colour of its own or its mesh's, and a pattern."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.keeps = rng.random() < 0.5
        self.color = linear_from_srgb(_natural(rng))
        self.other = linear_from_srgb(_natural(rng))
        self.kind = rng.choice(
            ["plain", "grain", "stripes", "checks", "spots", "planks", "print"],
            p=[0.35, 0.2, 0.05, 0.05, 0.05, 0.15, 0.15],
        )
        self.scale = float(np.exp(rng.uniform(np.log(2), np.log(40))))  # waves a metre
        self.strength = rng.uniform(0.05, 0.8)
        self.tones = rng.random(64)
        self.palette = np.stack([linear_from_srgb(_natural(rng)) for _ in range(4)])
        turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        self.turn = turn if rng.random() < 0.5 else np.eye(3)
        self.waves = rng.normal(size=(9, 3)) * np.exp2(rng.uniform(0, 3, (9, 1)))
        self.phases = rng.uniform(0, 2 * np.pi, 9)

    def paint(self, points: NDArray, own: NDArray) -> NDArray:
        """Colours (N, 3), linear, at points (N, 3); `own` are the mesh's."""
        base = own if self.keeps else np.broadcast_to(self.color, own.shape)
        if self.kind == "plain":
            return base
        local = points @ self.turn * self.scale
        if self.kind in ("grain", "print"):
            amount = 0.5 + np.sin(local @ self.waves.T + self.phases).mean(axis=1)
            if self.kind == "print":
                tones = self.palette[(8 * amount).astype(int) % len(self.palette)]
                return base + self.strength * (tones - base)
        elif self.kind == "planks":
            rows = np.floor(local[:, 0] / 2)
            pieces = np.floor(local[:, 1] / 20 + self.tones[rows.astype(int) % 64])
            amount = self.tones[(7 * rows + 13 * pieces).astype(int) % 64]
            amount = amount * (local[:, 0] / 2 - rows > 0.04)
        elif self.kind == "stripes":
            amount = (np.sin(local[:, 0] * np.pi) > 0).astype(float)
        elif self.kind == "checks":
            amount = (np.floor(local + 1e-4).sum(axis=1) % 2).astype(float)
        else:
            amount = (np.sin(local).prod(axis=1) > 0.2).astype(float)
        amount = self.strength * amount.clip(0, 1)[:, None]
        return base * (1 - amount) + self.other * amount


def _natural(rng: np.random.Generator) -> NDArray[np.float32]:
    """A colour; most are not vivid."""
    grey = rng.uniform(0.05, 0.95)
    return (
        (grey + rng.normal(0, rng.choice([0.02, 0.06, 0.2]), 3)).clip(0.02, 0.98).astype(np.float32)
    )


def _colors(mesh: Mesh, hits, points: NDArray, looks: list[_Look]) -> NDArray:
    faces = hits.faces
    if mesh.colors is not None:
        own = linear_from_srgb(hits.between(mesh.colors).astype(np.float32))
    else:
        palette = np.array([material.color for material in mesh.materials], np.float32)
        ids = np.zeros(len(faces), int) if mesh.material_ids is None else mesh.material_ids[faces]
        own = linear_from_srgb(palette[ids])
    colors = np.empty((len(faces), 3))
    owners = mesh.instance_ids[faces]
    for owner in np.unique(owners):
        here = owners == owner
        colors[here] = looks[owner].paint(points[here], own[here])
    return colors


# --- light ----------------------------------------------------------------------------------------


def _light(points: NDArray, normals: NDArray, shadows, lamps, rng) -> NDArray[np.float64]:
    """What reaches points (N, 3): (N, 3), linear."""
    starts = points + _AWAY * normals
    light = _openness(shadows, starts, normals, rng)[:, None] * lamps.sky
    for place, strength in zip(lamps.places, lamps.strengths, strict=True):
        way = place - points
        far = np.linalg.norm(way, axis=1)
        facing = np.einsum("nk,nk->n", way, normals) / far
        lit = _free(shadows, starts, way, 0.999)
        light += (facing.clip(0) * lit * (lamps.usual / far) ** lamps.falloff)[:, None] * strength
    return light


@dataclass(frozen=True)
class _Lamps:
    sky: NDArray
    places: NDArray
    strengths: NDArray
    usual: float
    falloff: float
    is_studio: bool


def _lamps(scene: Scene, rng: np.random.Generator) -> _Lamps:
    low, high = scene.mesh.vertices.min(0), scene.mesh.vertices.max(0)
    count = rng.integers(1, 4)
    if scene.kind == "room":
        places = rng.uniform(
            low + 0.3 * (high - low) * (0.5, 0.5, 1.8), high - 0.08 * (high - low), (count, 3)
        )
        usual, falloff = 0.5 * float(np.linalg.norm(high - low)), 2.0
    else:
        eye = np.mean([camera.world_from_camera[:3, 3] for camera in scene.cameras], axis=0)
        far = np.linalg.norm(eye) + 1
        ways = rng.normal(size=(count, 3)) + (0, 0, 1.2) + 0.5 * eye / far
        places = (
            far * rng.uniform(1, 6, (count, 1)) * ways / np.linalg.norm(ways, axis=1, keepdims=True)
        )
        usual, falloff = far, rng.uniform(0, 1)
    warm = rng.normal(0, 0.12, (count, 1)) * np.array([1, 0, -1])
    strengths = rng.uniform(0.2, 1.2, (count, 1)) * (1 + warm)
    sky = rng.uniform(0.15, 1.0) * (1 + rng.normal(0, 0.08) * np.array([-1, 0, 1]))
    is_studio = rng.random() < {"thing": 0.6, "shown": 0.8}.get(scene.kind, 0.35)
    return _Lamps(sky, places, strengths, usual, falloff, is_studio)


def _free(shadows: EmbreeScene, starts: NDArray, ways: NDArray, share: float) -> NDArray[np.bool_]:
    """From which starts the whole way is free."""
    reach = np.full(len(starts), share, np.float32)
    rays = np.ascontiguousarray(starts, np.float32), np.ascontiguousarray(ways, np.float32)
    return shadows.run(*rays, reach, query="OCCLUDED") == _MISS


def _openness(shadows, starts: NDArray, normals: NDArray, rng) -> NDArray[np.float64]:
    """Share of rays into the open that meet nothing near by."""
    total = np.zeros(len(starts))
    for _ in range(_DARK_RAYS):
        way = rng.normal(size=3)  # the same for all: soft shadows, where single ones were noise
        ways = normals * 1.001 + way / np.linalg.norm(way)
        total += _free(shadows, starts, _DARK_REACH * ways, 1.0)
    return 0.25 + 0.75 * total / _DARK_RAYS
