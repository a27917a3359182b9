"""Where the groups hang on Blender's types: one pointer for each type."""

import bpy
from bpy.props import PointerProperty

from . import (
    bugreport,
    capture,
    classify,
    fuse,
    models,
    photos,
    pool,
    relief,
    results,
    train,
    viewpoint,
)

CLASSES = (
    *capture.CLASSES,
    *train.CLASSES,
    *viewpoint.CLASSES,
    *fuse.CLASSES,
    *relief.CLASSES,
    *photos.CLASSES,
    *classify.CLASSES,
    *pool.CLASSES,
    *models.CLASSES,
    *bugreport.CLASSES,
    *results.CLASSES,
)  # those pointed to come first


def attach() -> None:
    """Hang the groups on Blender's types."""
    bpy.types.Scene.reloop3d = PointerProperty(type=classify.RELOOP3D_PG_settings)
    bpy.types.Object.reloop3d = PointerProperty(type=classify.RELOOP3D_PG_result)
    bpy.types.WindowManager.reloop3d = PointerProperty(type=results.RELOOP3D_PG_results)


def detach() -> None:
    """Take them off again."""
    del bpy.types.WindowManager.reloop3d
    del bpy.types.Object.reloop3d
    del bpy.types.Scene.reloop3d
