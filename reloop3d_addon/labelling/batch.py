"""Look-alikes: the asset that is asked in, a grid of those that look like it out."""

import bpy
import bpy.utils.previews
import numpy as np

from ...engine.errors import InputError, ReLoopError
from ...engine.images import read_image
from ...engine.pool import assets
from ...engine.pool.similar import similar
from ..pool import opened
from . import session

_COLUMNS = 5
_SOUGHT = 8  # times as many are looked through: most look-alikes may have been labelled

_icons: bpy.utils.previews.ImagePreviewCollection | None = None


def fill(context: bpy.types.Context, name: str, count: int) -> None:
    """Fill the cells with the asset that is asked and unlabelled ones that look most like it.

    Raises:
        InputError: nothing is asked, or it has not been looked at.
        ReLoopError: the store or the embeddings cannot be read.
    """
    asked = session.asset()
    if asked is None:
        raise InputError("Nothing is asked now.", "Press Start Labelling.")
    project = opened.project(context)
    near = similar(project, asked.id, count=count * _SOUGHT)
    found = assets.get(project.store, [asked.id, *(number for number, _ in near)])
    free = [a for a in found if a.id == asked.id or not (a.label or a.mark or a.is_gone)]
    cells = context.window_manager.reloop3d.pool.cells
    cells.clear()
    for asset in free[:count]:
        cell = cells.add()
        # What is taken for something else is shown as that, and left for a person to choose.
        guess = asset.top[0][0] if asset.top and asset.id != asked.id else name
        cell.asset, cell.name, cell.label = asset.id, asset.name, guess
        cell.is_chosen = guess == name
    _load(project, free[:count])


def _load(project, found: list[assets.Asset]) -> None:
    """The first picture of each asset, as an icon."""
    global _icons
    forget()
    if bpy.app.background:
        return
    _icons = bpy.utils.previews.new()
    for asset in found:
        path = project.strip(asset.content)
        if not path.is_file():
            continue
        try:
            rgba = read_image(path)
        except ReLoopError:
            continue
        square = rgba[:, : rgba.shape[0]][::-1].astype(np.float32) / 255
        preview = _icons.new(str(asset.id))
        preview.image_size = square.shape[1::-1]
        preview.image_pixels_float.foreach_set(np.ascontiguousarray(square).ravel())


def draw(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The grid: a picture, whether it is taken, and what it is."""
    shown = context.window_manager.reloop3d.pool
    grid = layout.grid_flow(columns=_COLUMNS, even_columns=True, row_major=True)
    for cell in shown.cells:
        column = grid.column(align=True)
        if _icons is not None and str(cell.asset) in _icons:
            column.template_icon(_icons[str(cell.asset)].icon_id, scale=5)
        column.prop(cell, "is_chosen", text=cell.name, translate=False)
        row = column.row()
        row.active = cell.is_chosen
        row.prop_search(cell, "label", shown, "classes", text="", results_are_suggestions=True)


def forget() -> None:
    """Drop the pictures."""
    global _icons
    if _icons is not None:
        bpy.utils.previews.remove(_icons)
    _icons = None
