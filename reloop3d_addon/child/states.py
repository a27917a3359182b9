"""What an asset is marked with: its tags, catalog and previews read, added to, and taken back.

A state is {"was_asset", "tags", "catalog", "preview"}; preview holds for each of Blender's two
sizes None or {"width", "height", "pixels_file"}. A pixels_file is named by its content.
"""

import hashlib
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.errors import DataError
from ...engine.pool.catalogs import NONE

State = dict[str, Any]
_SIZES = ("image", "icon")


def state(block: bpy.types.ID, keep: Path | None = None) -> State:
    """What the block is marked with; its previews' pixels are kept in a folder, if one is given."""
    asset = block.asset_data
    return {
        "was_asset": asset is not None,
        "tags": [tag.name for tag in asset.tags] if asset else [],
        "catalog": asset.catalog_id if asset else NONE,
        "preview": {size: _kept(_pixels(block, size), keep) for size in _SIZES},
    }


def preview_digest(block: bpy.types.ID) -> str:
    """Short, and another one for another preview; empty where there is none."""
    kept = _kept(_pixels(block, "image"), None)
    return kept["pixels_file"].partition(".")[0] if kept else ""


def _pixels(block: bpy.types.ID, size: str) -> NDArray[np.uint8] | None:
    """A preview as Blender keeps it (H, W, 4): the last row first, colours times alpha."""
    width, height = getattr(block.preview, f"{size}_size") if block.preview else (0, 0)
    if not width * height:
        return None
    packed = np.empty(width * height, np.int32)
    getattr(block.preview, f"{size}_pixels").foreach_get(packed)
    return packed.view(np.uint8).reshape(height, width, 4)


def _kept(pixels: NDArray[np.uint8] | None, keep: Path | None) -> dict[str, Any] | None:
    if pixels is None:
        return None
    height, width = pixels.shape[:2]
    digest = hashlib.sha256(f"{width} {height} ".encode() + pixels.tobytes()).hexdigest()[:16]
    file = f"{digest}.npy"
    if keep is not None and not (keep / file).exists():
        keep.mkdir(parents=True, exist_ok=True)
        np.save(keep / file, pixels)
    return {"width": width, "height": height, "pixels_file": file}


def give(block: bpy.types.ID, change: dict[str, Any]) -> None:
    """Mark the block as an asset with what `change` has: "tags", "catalog", "preview", or None.

    Raises:
        DataError: it cannot be an asset, or the preview is not a picture.
    """
    if block.asset_data is None:
        block.asset_mark()
    if block.asset_data is None:
        raise DataError(f"{block.name} cannot be marked as an asset.")
    for tag in change["tags"] or ():
        block.asset_data.tags.new(tag, skip_if_exists=True)
    if change["catalog"] not in (None, block.asset_data.catalog_id):  # to set it costs its name
        block.asset_data.catalog_id = change["catalog"]
    if change["preview"]:
        _load_preview(block, Path(change["preview"]))


def _load_preview(block: bpy.types.ID, path: Path) -> None:
    """Blender's own operator: it makes the picture as large as Blender wants it, and the icon."""
    try:
        with bpy.context.temp_override(id=block):
            bpy.ops.ed.lib_id_load_custom_preview(filepath=str(path))
    except RuntimeError as error:
        raise DataError(f"The preview {path.name} cannot be used: {error}") from error
    if _pixels(block, "image") is None:
        raise DataError(f"The preview {path.name} is not a readable picture.")


def take_back(block: bpy.types.ID, before: State, after: State, *, keep: Path) -> None:
    """Make the block what it was before, but leave what somebody changed after us."""
    asset = block.asset_data
    if asset is not None:
        for name in set(after["tags"]) - set(before["tags"]):
            tag = next((tag for tag in asset.tags if tag.name == name), None)
            if tag is not None:
                asset.tags.remove(tag)
        if asset.catalog_id == after["catalog"] != before["catalog"]:
            asset.catalog_id = before["catalog"]
        is_blank = asset.catalog_id == NONE and not (
            asset.tags or asset.description or asset.author
        )
        if not before["was_asset"] and is_blank:
            block.asset_clear()
    _take_back_preview(block, before["preview"], after["preview"], keep)


def _take_back_preview(block: bpy.types.ID, before: State, after: State, keep: Path) -> None:
    now = state(block)["preview"]
    if now != after or now == before:
        return
    if not any(before.values()):
        with bpy.context.temp_override(id=block):
            bpy.ops.ed.lib_id_remove_preview()
        return
    for size in _SIZES:
        kept = before[size]
        setattr(block.preview, f"{size}_size", (kept["width"], kept["height"]) if kept else (0, 0))
        if kept:
            pixels = np.load(keep / kept["pixels_file"], allow_pickle=False)
            packed = np.ascontiguousarray(pixels).reshape(-1).view(np.int32)
            getattr(block.preview, f"{size}_pixels").foreach_set(packed)
