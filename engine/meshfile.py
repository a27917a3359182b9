"""A Mesh in, one .npz file out, and back: how another process hands over what it has read."""

import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from .datatypes import Instance, Material, Mesh
from .errors import DataError

_ARRAYS = {
    "vertices": np.float64,
    "faces": np.int32,
    "normals": np.float32,
    "uv": np.float32,
    "colors": np.float32,
    "material_ids": np.int32,
    "instance_ids": np.int32,
    "face_ids": np.int32,
}


def write_mesh(path: Path, mesh: Mesh) -> None:
    """Write a mesh, every array as it is.

    Raises:
        DataError: it cannot be written there.
    """
    arrays = {name: getattr(mesh, name) for name in _ARRAYS}
    arrays = {name: values for name, values in arrays.items() if values is not None}
    places: dict[int, int] = {}  # a texture that materials share is written once
    index = {"instances": [asdict(instance) for instance in mesh.instances], "materials": []}
    for material in mesh.materials:
        texture = material.texture
        if texture is not None and id(texture) not in places:
            places[id(texture)] = len(places)
            arrays[f"texture{places[id(texture)]}"] = texture
        index["materials"].append(None if texture is None else places[id(texture)])
    arrays["looks"] = np.array([m.color for m in mesh.materials], np.float32).reshape(-1, 3)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "wb") as file:  # given a name, numpy would add an ending
            np.savez(file, index=np.array(json.dumps(index)), **arrays)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Is the disk full?") from error


def read_mesh(path: Path) -> Mesh:
    """Read a mesh, bit for bit as it was written.

    Raises:
        DataError: there is none, or the file is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return _mesh(file)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} is not a readable mesh ({error}).") from error


def _mesh(file: np.lib.npyio.NpzFile) -> Mesh:
    index = json.loads(str(file["index"]))
    arrays = {name: file[name] for name in _ARRAYS if name in file}
    for name, values in arrays.items():
        if values.dtype != _ARRAYS[name]:
            raise ValueError(f"{name} holds {values.dtype}")
    textures = {n: file[f"texture{n}"] for n in set(index["materials"]) - {None}}
    looks = zip(file["looks"], index["materials"], strict=True)
    return Mesh(
        **arrays,
        materials=tuple(Material(color, textures.get(place)) for color, place in looks),
        instances=tuple(Instance(**entry) for entry in index["instances"]),
    )
