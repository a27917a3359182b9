"""The sidebar tab: a button for each feature, what runs, and what came of it."""

import bpy

from . import jobs, pictures
from .bridge.assets import active_root
from .preferences import draw_missing, missing_for


class _Panel:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "ReLoop3D"


class RELOOP3D_PT_classify(_Panel, bpy.types.Panel):
    bl_label = "Classify"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        draw_missing(layout, missing_for("classify"))
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.classify", icon="VIEWZOOM")
        _draw_job(layout, "Classify")
        root = active_root(context)
        if root is not None:
            _draw_result(layout, root)


def _draw_job(layout: bpy.types.UILayout, title: str) -> None:
    """The job of that title: how far it is, or what went wrong with it."""
    job = jobs.current()
    if job:
        if job.title != title:
            return
        row = layout.row(align=True)
        row.progress(factor=job.fraction, text=job.progress.text)
        row.operator("reloop3d.stop", text="", icon="CANCEL")
    elif jobs.last_error and jobs.last_title == title:
        box = layout.box()
        box.alert = True
        for index, line in enumerate(_wrapped(jobs.last_error)):
            box.label(text=line, icon="NONE" if index else "ERROR")
    elif jobs.last_note and jobs.last_title == title:
        layout.label(text=jobs.last_note, icon="CHECKMARK")


def _wrapped(text: str, width: int = 38) -> list[str]:
    """Lines that fit the sidebar; Blender's labels do not wrap."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _draw_result(layout: bpy.types.UILayout, root: bpy.types.Object) -> None:
    result = root.reloop3d
    if not result.label:
        layout.label(text=f"{root.name}: not classified yet")
        return
    box = layout.box()
    box.label(text=root.name, icon="OBJECT_DATA")
    row = box.row()
    row.scale_y = 1.3
    row.alert = result.is_unknown
    doubt = "unknown, perhaps " if result.is_unknown else ""
    row.label(text=f"{doubt}{result.label} {result.confidence:.2f}")
    column = box.column(align=True)
    for score in result.top:
        column.progress(factor=score.probability, text=f"{score.label} {score.probability:.2f}")
    _draw_strip(box, root)
    box.operator("reloop3d.save_annotated", icon="IMAGE_DATA")
    box.label(text=f"Model: {result.model}")


def _draw_strip(layout: bpy.types.UILayout, root: bpy.types.Object) -> None:
    if not pictures.has(root):
        layout.label(text="Classify again to see its pictures", icon="INFO")
        return
    grid = layout.grid_flow(columns=3, even_columns=True, even_rows=True, align=True)
    for icon, score in zip(pictures.icons(root), root.reloop3d.views, strict=False):
        cell = grid.column(align=True)
        cell.template_icon(icon, scale=4.5)
        cell.label(text=f"{score.label} {score.probability:.2f}")


class RELOOP3D_PT_settings(_Panel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "RELOOP3D_PT_classify"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        settings = context.scene.reloop3d
        for name in ("whole", "model", "views", "pooling", "threshold"):
            layout.prop(settings, name)


class RELOOP3D_PT_capture(_Panel, bpy.types.Panel):
    bl_label = "Capture"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.capture
        draw_missing(layout, missing_for("capture"))
        layout.prop(settings, "preset", text="")
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.capture", icon="OUTLINER_DATA_CAMERA")
        _draw_job(layout, "Capture")
        row = layout.row(align=True)
        row.prop(settings, "folder", text="")
        row.operator("reloop3d.reveal_captures", text="", icon="FILE_FOLDER")


class _CapturePanel(_Panel):
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
    RELOOP3D_PT_classify,
    RELOOP3D_PT_settings,
    RELOOP3D_PT_capture,
    RELOOP3D_PT_capture_cameras,
    RELOOP3D_PT_capture_pictures,
    RELOOP3D_PT_capture_formats,
)
