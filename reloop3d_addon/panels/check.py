"""Setup: check it, and read what was found."""

import bpy

from ..jobs import lanes
from .base import Panel, draw_job, draw_text


class RELOOP3D_PT_check(Panel, bpy.types.Panel):
    bl_label = "Setup"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, _context: bpy.types.Context) -> None:
        layout = self.layout
        row = layout.row(align=True)
        row.operator("reloop3d.check", icon="CHECKMARK")
        row.operator("reloop3d.copy_check", icon="COPYDOWN")
        layout.operator("reloop3d.show_preferences", icon="PREFERENCES")
        draw_job(layout, "Check Setup")
        over = lanes.ended("Check Setup")
        for fact in (over and over.result) or ():
            box = layout.column()
            box.alert = bool(fact.problem)
            draw_text(box, fact.line, icon="ERROR" if fact.problem else "DOT")


CLASSES = (RELOOP3D_PT_check,)
