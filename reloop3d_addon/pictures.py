"""The pictures behind each answer, kept as files for the session, and as icons for the panel."""

import shutil
from pathlib import Path

import bpy
import bpy.utils.previews
import numpy as np
from numpy.typing import NDArray

from ..engine.images import read_image, write_image

_counts: dict[int, int] = {}  # session_uid -> number of pictures
_icons: bpy.utils.previews.ImagePreviewCollection | None = None
_shown: int | None = None  # session_uid of the asset whose icons are loaded


def _folder(obj: bpy.types.Object) -> Path:
    return Path(bpy.app.tempdir) / "reloop3d" / str(obj.session_uid)


def _paths(obj: bpy.types.Object) -> list[Path]:
    return [_folder(obj) / f"view_{i}.png" for i in range(_counts.get(obj.session_uid, 0))]


def keep(obj: bpy.types.Object, rgb: NDArray[np.float32]) -> None:
    """Keep an asset's pictures (N, H, W, 3) until Blender closes."""
    global _shown
    shutil.rmtree(_folder(obj), ignore_errors=True)
    _counts[obj.session_uid] = len(rgb)
    for path, picture in zip(_paths(obj), rgb, strict=True):
        write_image(path, picture)
    _shown = None


def has(obj: bpy.types.Object) -> bool:
    """Whether there are pictures of the asset."""
    return obj.session_uid in _counts


def load(obj: bpy.types.Object) -> NDArray[np.float32]:
    """The pictures of an asset, (N, H, W, 3).

    Raises:
        DataError: a file is gone.
    """
    return np.stack([read_image(path)[0] for path in _paths(obj)])


def icons(obj: bpy.types.Object) -> list[int]:
    """Icon ids of an asset's pictures, for panels; Blender reads the files when it draws them."""
    global _icons, _shown
    if _icons is None:
        _icons = bpy.utils.previews.new()
    if _shown != obj.session_uid:
        _icons.clear()
        _shown = obj.session_uid
    return [
        (_icons.get(path.name) or _icons.load(path.name, str(path), "IMAGE")).icon_id
        for path in _paths(obj)
    ]


def forget() -> None:
    """Drop all pictures and icons."""
    global _icons, _shown
    if _icons is not None:
        bpy.utils.previews.remove(_icons)
    _icons = _shown = None
    _counts.clear()
    shutil.rmtree(Path(bpy.app.tempdir) / "reloop3d", ignore_errors=True)
