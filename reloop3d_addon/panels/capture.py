"""Capture: the button, the folder, and how the pictures are taken."""

import bpy

from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing


class RELOOP3D_PT_capture(Panel, bpy.types.Panel):
    bl_label = "Capture"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.capture
        draw_missing(layout, missing_for("capture"))
        layout.prop(settings, "preset", text="")
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.capture", icon="OUTLINER_DATA_CAMERA")
        draw_job(layout, "Capture")
        row = layout.row(align=True)
        row.prop(settings, "folder", text="")
        row.operator("reloop3d.reveal_captures", text="", icon="FILE_FOLDER")


class _CapturePanel(Panel):
    bl_parent_id = "RELOOP3D_PT_capture"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.use_property_decorate = False
        self._draw(self.layout, context.scene.reloop3d.capture)


class RELOOP3D_PT_capture_cameras(_CapturePanel, bpy.types.Panel):
    bl_label = "Cameras"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.prop(settings, "source")
        if settings.source == "POSES":
            layout.prop(settings, "poses")
            return
        if settings.source == "SCENE":
            layout.prop(settings, "size")
            return
        layout.prop(settings, "layout")
        layout.prop(settings, "views")
        names = ["fov", "size", "aspect", "margin", "up"]
        if settings.layout != "room":
            names += ["azimuth", "distance", "is_orthographic"]
        if settings.layout in {"orbit", "grid"}:
            names.insert(0, "elevation")
        if settings.layout == "grid":
            names[:0] = ["rings"]
            names.insert(2, "top")
        for name in names:
            layout.prop(settings, name)


class RELOOP3D_PT_capture_pictures(_CapturePanel, bpy.types.Panel):
    bl_label = "Pictures"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.prop(settings, "engine")
        if settings.engine in {"eevee", "cycles"}:
            layout.prop(settings, "samples")
        else:
            layout.prop(settings, "look")
        layout.prop(settings, "background")
        layout.prop(settings, "is_together")
        layout.column().prop(settings, "channels")


class RELOOP3D_PT_capture_formats(_CapturePanel, bpy.types.Panel):
    bl_label = "Formats"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.column().prop(settings, "formats")


CLASSES = (
    RELOOP3D_PT_capture,
    RELOOP3D_PT_capture_cameras,
    RELOOP3D_PT_capture_pictures,
    RELOOP3D_PT_capture_formats,
)
