"""Scenes to learn depth from: a random generator in; rooms, table tops and single things out.

Furniture and things are made by formula (engine/parametric) or are models of ../shared/data; rooms
are boxes with niches, windows, pictures and ceilings that vary. Metres, Z up. Whether objects
overlap is not looked at: real rooms are cluttered too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rooms import room
from tops import shown, still, thing, top

from engine.datatypes import Camera, Mesh
from engine.meshes import join

MIXED = {"room": 0.5, "top": 0.25, "thing": 0.25}
OTHERS = ("shown", "still")  # kinds that have files of their own


@dataclass(frozen=True)
class Scene:
    """A mesh whose instances differ in look, and cameras that see it."""

    mesh: Mesh
    cameras: tuple[Camera, ...]
    kind: str


def scene(
    rng: np.random.Generator,
    models: Sequence[Mesh],
    *,
    size: int,
    views: int,
    kinds: dict[str, float] = MIXED,
) -> Scene:
    """A scene of one of these kinds; `models` stand beside what is made by formula.

    Args:
        kinds: how likely each is.
        size: pixels of the pictures' sides.
        views: cameras.
    """
    kind = rng.choice(list(kinds), p=list(kinds.values()))
    make = {"room": room, "top": top, "thing": thing, "shown": shown, "still": still}[kind]
    parts, cameras = make(rng, models, size, views)
    owners = np.concatenate([np.full(len(part.faces), k, np.int32) for k, part in enumerate(parts)])
    bare = [replace(part, instance_ids=None, face_ids=None, instances=()) for part in parts]
    return Scene(replace(join(bare), instance_ids=owners), tuple(cameras), str(kind))
