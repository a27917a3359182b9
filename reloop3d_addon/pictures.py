"""The pictures behind each answer, as icons for the panel; their files are the cache's."""

import bpy
import bpy.utils.previews
import numpy as np
from numpy.typing import NDArray

from ..engine.errors import DataError
from .capture import cache

_icons: bpy.utils.previews.ImagePreviewCollection | None = None
_shown = ""  # key of the views whose icons are loaded
_ids: list[int] = []


def has(obj: bpy.types.Object) -> bool:
    """Whether the pictures behind the asset's answer are still there."""
    return cache().has(obj.reloop3d.views_key)


def load(obj: bpy.types.Object) -> NDArray[np.float32]:
    """The pictures behind the asset's answer, (N, H, W, 3).

    Raises:
        DataError: they are gone.
    """
    views = cache().get(obj.reloop3d.views_key)
    if views is None:
        raise DataError("The pictures are no longer in the cache.", "Classify again.")
    return views.rgb_stack()


def icons(obj: bpy.types.Object) -> list[int]:
    """Icon ids of an asset's pictures, for panels; Blender reads the files when it draws them."""
    global _icons, _shown, _ids
    key = obj.reloop3d.views_key
    if _icons is None:
        _icons = bpy.utils.previews.new()
    if _shown != key:
        _icons.clear()
        paths = cache().pictures(key)
        _ids = [_icons.load(path.name, str(path), "IMAGE").icon_id for path in paths]
        _shown = key
    return _ids


def forget() -> None:
    """Drop all icons."""
    global _icons, _shown, _ids
    if _icons is not None:
        bpy.utils.previews.remove(_icons)
    _icons, _shown, _ids = None, "", []
