"""All of the open file and its window that a person could find changed, to compare later.

The window tests send this file's text into a running Blender.
"""

import bpy
import numpy as np

SETTINGS = ("engine", "filepath", "film_transparent", "resolution_x", "use_compositing")


def fingerprint() -> dict:
    """All that a person could find changed: data, users, selection, mode, frame, settings."""
    context = bpy.context
    blocks = {
        prop.identifier: sorted(
            (block.name, block.users, block.use_fake_user, block.session_uid)
            for block in getattr(bpy.data, prop.identifier)
        )
        for prop in bpy.data.bl_rna.properties
        if prop.type == "COLLECTION" and prop.identifier != "all_ids"
    }
    scenes = {
        scene.name: (
            scene.frame_current,
            scene.frame_subframe,
            scene.camera and scene.camera.name,
            *(getattr(scene.render, name) for name in SETTINGS),
            scene.view_settings.view_transform,
            scene.display_settings.display_device,
            scene.display.shading.light,
        )
        for scene in bpy.data.scenes
    }
    handlers = {
        name: list(getattr(bpy.app.handlers, name))
        for name in dir(bpy.app.handlers)
        if isinstance(getattr(bpy.app.handlers, name), list)
    }
    return {
        "blocks": blocks,
        "scenes": scenes,
        "handlers": handlers,
        "places": {obj.name: np.array(obj.matrix_basis).tolist() for obj in bpy.data.objects},
        "selected": sorted(obj.name for obj in bpy.data.objects if obj.select_get()),
        "active": context.view_layer.objects.active and context.view_layer.objects.active.name,
        "mode": context.mode,
        "scene": context.scene.name,
        "windows": [window.scene.name for window in context.window_manager.windows],
        "file": (bpy.data.filepath, bpy.data.is_dirty),
    }
