"""Setup: check it, and read what was found; the self-test, and a report where something fails."""

import bpy

from ..jobs import lanes
from .base import Panel, draw_job, draw_text
from .bugreport import draw_report


class RELOOP3D_PT_check(Panel, bpy.types.Panel):
    bl_label = "Setup"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        row = layout.row(align=True)
        row.operator("reloop3d.check", icon="CHECKMARK")
        row.operator("reloop3d.copy_check", icon="COPYDOWN")
        layout.operator("reloop3d.show_preferences", icon="PREFERENCES")
        row = layout.row(align=True)
        row.operator("reloop3d.selftest", icon="EXPERIMENTAL")
        row.operator("reloop3d.bugreport", icon="URL")
        for title in ("Self-Test", "Bug Report", "Check Setup"):
            draw_job(layout, title)
        draw_report(layout, context)
        over = lanes.ended("Check Setup")
        for fact in (over and over.result) or ():
            box = layout.column()
            box.alert = bool(fact.problem)
            draw_text(box, fact.line, icon="ERROR" if fact.problem else "DOT")


CLASSES = (RELOOP3D_PT_check,)
