"""Photos to Mesh: the button, where the photos are, and what is made of them."""

import bpy

from ..bridge.fused import numbers_of
from ..runtime import missing_for
from .base import Panel, draw_job
from .fuse import draw_numbers, draw_surface
from .runtime import draw_missing


class RELOOP3D_PT_photos(Panel, bpy.types.Panel):
    bl_label = "Photos to Mesh"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.photos
        draw_missing(layout, missing_for("photos"))
        layout.row().prop(settings, "source", expand=True)
        layout.prop(settings, "video" if settings.source == "VIDEO" else "folder", text="")
        layout.operator("reloop3d.check_photos", icon="VIEWZOOM")
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.photos_to_mesh", icon="OUTLINER_OB_CAMERA")
        for title in ("Check Photos", "Photos to Mesh"):
            draw_job(layout, title)
        if numbers := numbers_of(context.active_object):
            draw_numbers(layout.box(), numbers)


class RELOOP3D_PT_photos_how(Panel, bpy.types.Panel):
    bl_label = "Cameras and Depth"
    bl_parent_id = "RELOOP3D_PT_photos"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = context.scene.reloop3d.photos
        names = ["focal", "size"]
        if settings.source == "VIDEO":
            names.insert(0, "frames")
        names.append("depth")
        if settings.depth != "model":
            names.append("sweep_size")
        if settings.depth != "sweep":
            names.append("model")
        for name in names:
            layout.prop(settings, name)


class RELOOP3D_PT_photos_surface(Panel, bpy.types.Panel):
    bl_label = "Surface"
    bl_parent_id = "RELOOP3D_PT_photos"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        draw_surface(self.layout, context.scene.reloop3d.photos)


CLASSES = (RELOOP3D_PT_photos, RELOOP3D_PT_photos_how, RELOOP3D_PT_photos_surface)
