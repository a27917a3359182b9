"""Views to Mesh: the button, where the views are, and how they are fused."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .. import points
from ..bridge.fused import numbers_of
from ..jobs import lanes
from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing

_TITLES = ("Views to Mesh", "Preview Points")
_SURFACE = (
    *("method", "detail", "smallest", "fill", "smooth"),
    *("faces", "texture", "length", "refine"),
)


class RELOOP3D_PT_fuse(Panel, bpy.types.Panel):
    bl_label = "Views to Mesh"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.fuse
        draw_missing(layout, missing_for("fuse"))
        layout.prop(settings, "source", text="")
        if settings.source == "FOLDER":
            layout.prop(settings, "folder", text="")
        row = layout.row(align=True)
        row.operator("reloop3d.preview_points", icon="POINTCLOUD_DATA")
        if points.is_shown():
            row.operator("reloop3d.hide_points", text="", icon="X")
        row = layout.row()
        row.scale_y = 1.6
        row.operator("reloop3d.views_to_mesh", icon="MESH_DATA")
        _draw_jobs(layout)
        if numbers := numbers_of(context.active_object):
            draw_numbers(layout.box(), numbers)


def _draw_jobs(layout: bpy.types.UILayout) -> None:
    """The jobs of both buttons; of two that are over the later one, as both say what was read."""
    ended = [job for title in _TITLES if (job := lanes.ended(title))]
    latest = max(ended, key=lambda job: job.started, default=None)
    for title in _TITLES:
        if lanes.ended(title) in (None, latest):
            draw_job(layout, title)


def draw_numbers(layout: bpy.types.UILayout, numbers: dict[str, float]) -> None:
    """What came of fusing the active object: before and after the clean-up."""
    views = iface_("{} views, {} m across")
    layout.label(text=views.format(numbers["views"], f"{numbers['diagonal_m']:.3g}"))
    for name, title in (("faces", "Faces"), ("parts", "Parts"), ("open_edges", "Open edges")):
        split = layout.split(factor=0.4)
        split.label(text=title)
        split.label(text=f"{numbers[f'{name}_fused']:,} → {numbers[name]:,}")
    layout.label(text="Watertight" if numbers["is_watertight"] else "Not watertight")


class RELOOP3D_PT_fuse_reading(Panel, bpy.types.Panel):
    bl_label = "Reading"
    bl_parent_id = "RELOOP3D_PT_fuse"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene.reloop3d.fuse.source != "CAPTURE"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = context.scene.reloop3d.fuse
        layout.prop(settings, "depth_scale")
        if settings.source == "FOLDER":
            for name in ("axes", "intrinsics", "leave_out"):
                layout.prop(settings, name)


class RELOOP3D_PT_fuse_surface(Panel, bpy.types.Panel):
    bl_label = "Surface"
    bl_parent_id = "RELOOP3D_PT_fuse"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        draw_surface(self.layout, context.scene.reloop3d.fuse)


def draw_surface(layout: bpy.types.UILayout, group: bpy.types.PropertyGroup) -> None:
    """How views become a surface; Photos to Mesh has it too."""
    layout.use_property_split = True
    layout.use_property_decorate = False
    for name in _SURFACE:
        layout.prop(group, name)


class RELOOP3D_PT_fuse_scans(Panel, bpy.types.Panel):
    bl_label = "Partial Scans"
    bl_parent_id = "RELOOP3D_PT_fuse"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.operator("reloop3d.align_scans", icon="SNAP_ON")
        draw_job(self.layout, "Align Scans")


CLASSES = (
    RELOOP3D_PT_fuse,
    RELOOP3D_PT_fuse_reading,
    RELOOP3D_PT_fuse_surface,
    RELOOP3D_PT_fuse_scans,
)
