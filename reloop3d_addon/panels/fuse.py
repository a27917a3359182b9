"""Views to Mesh: the button, where the views are, and how they are fused."""

import bpy

from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing


class RELOOP3D_PT_fuse(Panel, bpy.types.Panel):
    bl_label = "Views to Mesh"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.fuse
        draw_missing(layout, missing_for("fuse"))
        layout.prop(settings, "folder", text="", placeholder="What was captured last")
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.views_to_mesh", icon="MESH_DATA")
        draw_job(layout, "Views to Mesh")


class RELOOP3D_PT_fuse_surface(Panel, bpy.types.Panel):
    bl_label = "Surface"
    bl_parent_id = "RELOOP3D_PT_fuse"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = context.scene.reloop3d.fuse
        for name in ("method", "detail", "faces", "smooth", "fill", "smallest", "length"):
            layout.prop(settings, name)


CLASSES = (RELOOP3D_PT_fuse, RELOOP3D_PT_fuse_surface)
