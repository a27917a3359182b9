"""Viewpoint: match a picture, find the best view and the deciding one, set previews."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .. import curve
from ..jobs import lanes
from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing

_SEARCHES = ("Match Image", "Best View", "Deciding View")
_WEIGHTS = ("surface", "normals", "upright", "contrast", "brightness", "coverage", "centring")


class RELOOP3D_PT_viewpoint(Panel, bpy.types.Panel):
    bl_label = "Viewpoint"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.viewpoint
        draw_missing(layout, missing_for("viewpoint"))
        layout.template_ID(settings, "picture", open="image.open")
        _draw_mask(layout, settings)
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.match_image", icon="CAMERA_DATA")
        _draw_search(layout, "Match Image")
        row = layout.row(align=True)
        row.operator("reloop3d.best_view", icon="HIDE_OFF")
        row.prop(settings, "count")
        _draw_search(layout, "Best View")
        row = layout.split(factor=0.6, align=True)
        row.operator("reloop3d.deciding_view", icon="VIEWZOOM")
        row.prop(settings, "label", text="", placeholder=iface_("Class"))
        _draw_search(layout, "Deciding View")
        layout.operator("reloop3d.set_previews", icon="IMAGE_DATA")
        draw_job(layout, "Set Previews")
        column = layout.column(align=True)
        row = column.row(align=True)
        row.prop(settings, "is_scene", toggle=True)
        row.prop(settings, "is_new", toggle=True)
        column.prop(settings, "is_keyed", toggle=True)


def _draw_mask(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
    """How the picture says where the object is."""
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    column.prop(settings, "mask")
    if settings.mask == "key":
        column.prop(settings, "key", text=" ")
    if settings.is_drawn:
        row = layout.row(align=True)
        row.template_ID(settings, "drawing", open="image.open")
        row.operator("reloop3d.new_drawing", text="", icon="BRUSH_DATA")


def _draw_search(layout: bpy.types.UILayout, title: str) -> None:
    """How the search of that title goes, or went, with its curve where it is the last one."""
    draw_job(layout, title)
    if not curve.losses():
        return
    running = lanes.current()
    over = [job for job in map(lanes.ended, _SEARCHES) if job]
    last = running if running and running.title in _SEARCHES else None
    last = last or max(over, key=lambda job: job.started, default=None)
    if last is not None and last.title == title:
        if len(curve.losses()) > 1:
            layout.template_icon(curve.falling(), scale=5)
        layout.operator("view3d.view_camera", icon="VIEW_CAMERA")


class _ViewpointPanel(Panel):
    bl_parent_id = "RELOOP3D_PT_viewpoint"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.use_property_decorate = False
        self._draw(self.layout, context.scene.reloop3d.viewpoint)


class RELOOP3D_UL_pairs(bpy.types.UIList):
    """The points with their places in the picture."""

    def draw_item(
        self, _context, layout, _data, item, _icon, _active_data, _active_property, index, *_
    ) -> None:
        """A row: the point, the pixel."""
        point = ", ".join(f"{value:.2f}" for value in item.point)
        pixel = ", ".join(f"{value:.0f}" for value in item.pixel)
        row = layout.row()
        row.label(text=f"({point})  →  {pixel}", icon="PINNED", translate=False)
        row.operator("reloop3d.remove_pair", text="", icon="X", emboss=False).place = index


class RELOOP3D_PT_viewpoint_pairs(_ViewpointPanel, bpy.types.Panel):
    bl_label = "Point Pairs"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        row = layout.row(align=True)
        row.operator("reloop3d.add_pair", icon="ADD")
        row.operator("reloop3d.show_picture", text="", icon="IMAGE_DATA")
        if settings.picks:
            layout.template_list(
                "RELOOP3D_UL_pairs", "", settings, "picks", settings, "row", rows=3
            )
            layout.operator("reloop3d.remove_pair", text="Remove All", icon="X").is_all = True


class RELOOP3D_PT_viewpoint_match(_ViewpointPanel, bpy.types.Panel):
    bl_label = "How to Match"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        layout.prop(settings, "start")
        layout.prop(settings, "is_orthographic")
        layout.column().prop(settings, "parameters")
        for name in ("compare", "size"):
            layout.prop(settings, name)


class RELOOP3D_PT_viewpoint_best(_ViewpointPanel, bpy.types.Panel):
    bl_label = "What Is Best"

    @staticmethod
    def _draw(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
        column = layout.column(align=True)
        for name in ("lowest", "highest"):
            column.prop(settings, name)
        layout.prop(settings, "up")
        layout.prop(settings, "margin")
        column = layout.column(align=True)
        for name in _WEIGHTS:
            column.prop(settings, name)
        layout.prop(settings, "candidates")
        row = layout.row()
        row.use_property_split = False  # its name is long in other languages
        row.prop(settings, "marks")


CLASSES = (
    RELOOP3D_UL_pairs,
    RELOOP3D_PT_viewpoint,
    RELOOP3D_PT_viewpoint_pairs,
    RELOOP3D_PT_viewpoint_match,
    RELOOP3D_PT_viewpoint_best,
)
