"""Image to Mesh: the photo, how good it is, its depth, and how it becomes a mesh."""

from pathlib import Path

import bpy

from ..bridge.relief import depth_image_of
from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing

_PREVIEW = 8.0  # of the depth's picture, in heights of a button


class RELOOP3D_PT_relief(Panel, bpy.types.Panel):
    bl_label = "Image to Mesh"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.relief
        draw_missing(layout, missing_for("relief"))
        layout.template_ID(settings, "picture", open="image.open")
        _draw_mask(layout, settings)
        layout.operator("reloop3d.check_picture", icon="VIEWZOOM")
        draw_job(layout, "Check Picture")
        row = layout.row(align=True)
        row.prop(settings, "preset")
        row.operator("reloop3d.use_kind", text="", icon="CHECKMARK")
        layout.operator("reloop3d.preview_depth", icon="IMAGE_ZDEPTH")
        draw_job(layout, "Preview Depth")
        image = settings.picture and depth_image_of(Path(settings.picture.name).stem)
        if image and image.preview:
            layout.template_icon(icon_value=image.preview.icon_id, scale=_PREVIEW)
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.image_to_mesh", icon="MESH_DATA")
        draw_job(layout, "Image to Mesh")


def _draw_mask(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
    """How the picture says where the subject is."""
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    column.prop(settings, "mask")
    if settings.mask == "auto":
        column.prop(settings, "mask_model")
    if settings.is_drawn:
        row = layout.row(align=True)
        row.template_ID(settings, "drawing", open="image.open")
        row.operator("reloop3d.new_mask", text="", icon="BRUSH_DATA")


class _Part(Panel):
    bl_parent_id = "RELOOP3D_PT_relief"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        self._draw(layout, context.scene.reloop3d.relief)


class RELOOP3D_PT_relief_camera(_Part, bpy.types.Panel):
    bl_label = "Photo's Camera"

    def _draw(self, layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.prop(settings, "lens")
        if settings.lens != "PHOTO":
            layout.prop(settings, settings.lens.lower(), text=" ")
        layout.prop(settings, "tilt")
        layout.prop(settings, "height")


class RELOOP3D_PT_relief_depth(_Part, bpy.types.Panel):
    bl_label = "Depth"

    def _draw(self, layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.prop(settings, "source")
        if settings.source == "MODEL":
            layout.prop(settings, "depth_model", text=" ")
        told = {
            "FILE": ("depth_file", "depth_kind", "depth_scale"),
            "PAIR": ("right_file", "baseline"),
        }
        for name in told.get(settings.source, ()):
            layout.prop(settings, name)
        if not settings.has_unit:
            layout.prop(settings, "near")
            layout.prop(settings, "far")
        layout.prop(settings, "length")


class RELOOP3D_PT_relief_surface(_Part, bpy.types.Panel):
    bl_label = "Surface"

    def _draw(self, layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        for name in ("method", "color", "detail", "cut", "smooth", "smallest", "faces"):
            layout.prop(settings, name)
        if settings.color == "texture":
            layout.prop(settings, "texture")


CLASSES = (
    RELOOP3D_PT_relief,
    RELOOP3D_PT_relief_camera,
    RELOOP3D_PT_relief_depth,
    RELOOP3D_PT_relief_surface,
)
