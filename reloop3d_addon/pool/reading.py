"""Asset files for the pool: a path in, a Mesh or the list of its assets out, from any thread.

What the engine reads it reads itself; the rest goes through a second Blender, so that nothing of
it is ever in the artist's session.
"""

import tempfile
from pathlib import Path

from ...engine import meshes
from ...engine.datatypes import Mesh
from ...engine.meshfile import read_mesh
from ...engine.pool.assets import Asset
from ...engine.pool.scan import Found
from ..bridge.files import readable_suffixes
from ..child.process import SecondBlender, command


class Reader:
    """Reads asset files; made on the main thread, used from any, and closed by whoever made it."""

    def __init__(self) -> None:
        self.suffixes = tuple(sorted({*meshes.SUFFIXES, *readable_suffixes()}))
        self.blender = SecondBlender(command())

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def mesh(self, path: Path, object: str) -> Mesh:
        """An asset of a file; an empty `object` is all of it.

        Raises:
            InputError, DataError: it cannot be read.
        """
        if not object and path.suffix.lower() in meshes.SUFFIXES:
            return meshes.load_mesh(path)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "mesh.npz"
            self.blender.ask("mesh", path=str(path), object=object, out=str(out))
            return read_mesh(out)

    def of(self, asset: Asset) -> Mesh:
        """A pool's asset; as `mesh`."""
        return self.mesh(asset.path, asset.object)

    def listed(self, path: Path) -> list[Found]:
        """The assets of a .blend file.

        Raises:
            DataError: it cannot be read.
        """
        found = self.blender.ask("listed", path=str(path))
        return [Found(entry["object"], entry["name"]) for entry in found]

    def close(self) -> None:
        """End the second Blender."""
        self.blender.close()
