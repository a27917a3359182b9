"""Scenes to learn depth from: a random generator in; rooms, table tops and single things out.

Furniture and things are made by formula (engine/parametric) or are models of ../shared/data; rooms
are boxes with niches, windows, pictures and ceilings that vary. Metres, Z up. Whether objects
overlap is not looked at: real rooms are cluttered too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rooms import room
from tops import thing, top

from engine.datatypes import Camera, Mesh
from engine.meshes import join


@dataclass(frozen=True)
class Scene:
    """A mesh whose instances differ in look, and cameras that see it."""

    mesh: Mesh
    cameras: tuple[Camera, ...]
    kind: str


def scene(rng: np.random.Generator, models: Sequence[Mesh], *, size: int, views: int) -> Scene:
    """A room, a table top or a thing, as it comes; `models` stand beside what is made by formula.

    Args:
        size: pixels of the pictures' sides.
        views: cameras.
    """
    kind = rng.choice(["room", "top", "thing"], p=[0.5, 0.25, 0.25])
    make = {"room": room, "top": top, "thing": thing}[kind]
    parts, cameras = make(rng, models, size, views)
    owners = np.concatenate([np.full(len(part.faces), k, np.int32) for k, part in enumerate(parts)])
    bare = [replace(part, instance_ids=None, face_ids=None, instances=()) for part in parts]
    return Scene(replace(join(bare), instance_ids=owners), tuple(cameras), str(kind))
