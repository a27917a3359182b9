"""Capture the chosen assets to a folder; clear the cache of captured views."""

import bpy

from ..capture import cache
from .base import ReloopOperator


class RELOOP3D_OT_clear_cache(ReloopOperator, bpy.types.Operator):
    """Drop all captured views from the disk; they are made anew when they are needed"""

    bl_idname = "reloop3d.clear_cache"
    bl_label = "Clear Cache"

    def _execute(self, context: bpy.types.Context) -> None:
        size = cache().size()
        cache().clear()
        self.report({"INFO"}, f"{size / 2**20:.0f} MB freed")


CLASSES = (RELOOP3D_OT_clear_cache,)
