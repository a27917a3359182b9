"""Classify: the button, its settings, and the active object's answer with its pictures."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .. import pictures
from ..bridge.assets import active_root
from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing


class RELOOP3D_PT_classify(Panel, bpy.types.Panel):
    bl_label = "Classify"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        draw_missing(layout, missing_for("classify"))
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.classify", icon="VIEWZOOM")
        draw_job(layout, "Classify")
        if (model := context.scene.reloop3d.used_model) != "default":
            row = layout.row(align=True)
            row.label(text=iface_("Model: {}").format(Path(model).stem), translate=False)
            row.operator("reloop3d.use_model", text="", icon="LOOP_BACK").model = "default"
        root = active_root(context)
        if root is not None:
            _draw_result(layout, root)


def _draw_result(layout: bpy.types.UILayout, root: bpy.types.Object) -> None:
    result = root.reloop3d
    if result.own:
        layout.label(text=f"{root.name}: {result.own}", icon="CHECKMARK", translate=False)
    if not result.label and not result.own:
        layout.label(text=iface_("{}: not classified yet").format(root.name))
    if not result.label:
        return
    box = layout.box()
    box.label(text=root.name, icon="OBJECT_DATA", translate=False)
    row = box.row()
    row.scale_y = 1.3
    row.alert = result.is_unsure
    doubt = iface_("unsure, perhaps ") if result.is_unsure else ""
    row.label(text=f"{doubt}{result.label} {result.confidence:.2f}", translate=False)
    column = box.column(align=True)
    for score in result.top:
        text = f"{score.label} {score.probability:.2f}"
        column.progress(factor=score.probability, text=text, translate=False)
    box.label(text=iface_("Model: {}").format(result.model), translate=False)


class RELOOP3D_PT_views(Panel, bpy.types.Panel):
    """The pictures that the active object's answer came from."""

    bl_label = "Views"
    bl_parent_id = "RELOOP3D_PT_classify"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        root = active_root(context)
        return root is not None and bool(root.reloop3d.label)

    def draw(self, context: bpy.types.Context) -> None:
        layout, root = self.layout, active_root(context)
        if not pictures.has(root):
            layout.label(text="Classify again to see its pictures", icon="INFO")
            return
        grid = layout.grid_flow(columns=3, even_columns=True, even_rows=True, align=True)
        for icon, score in zip(pictures.icons(root), root.reloop3d.views, strict=False):
            cell = grid.column(align=True)
            cell.template_icon(icon, scale=3.6)
            cell.label(text=f"{score.label} {score.probability:.2f}", translate=False)
        layout.operator("reloop3d.save_annotated", icon="IMAGE_DATA")


class RELOOP3D_PT_settings(Panel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "RELOOP3D_PT_classify"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        settings = context.scene.reloop3d
        for name in ("whole", "model", "views", "up", "pooling"):
            layout.prop(settings, name)


CLASSES = (RELOOP3D_PT_classify, RELOOP3D_PT_settings, RELOOP3D_PT_views)
