"""Bug Report: read it, tick what else may go with it, write it; where it lies and belongs."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.bugreport.report import FILING
from ..bugreport import text
from .base import draw_text


def draw_report(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The report that waits to be written, or where the last one lies."""
    group = context.window_manager.reloop3d.bugreport
    if text() is None:
        if group.path:
            box = layout.box()
            draw_text(box, group.path, icon="FILE_ARCHIVE")
            draw_text(box, iface_(FILING))
        return
    box = layout.box()
    box.operator("reloop3d.read_bugreport", icon="TEXT")
    draw_text(box, iface_("Nothing of yours goes with it but what you tick:"))
    for name in ("is_with_file", "is_with_pictures", "is_with_labels"):
        box.prop(group, name)
    box.operator("reloop3d.write_bugreport", icon="FILE_ARCHIVE")
