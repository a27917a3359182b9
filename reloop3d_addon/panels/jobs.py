"""Jobs: what runs, the queue behind it, the background lane, and the run log."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs import display, lanes
from .base import Panel, draw_running, draw_text


class RELOOP3D_PT_jobs(Panel, bpy.types.Panel):
    bl_label = "Jobs"
    bl_options = {"DEFAULT_CLOSED"}

    def draw_header(self, _context: bpy.types.Context) -> None:
        count = len(lanes.queue()) + len(lanes.background()) + (lanes.current() is not None)
        if count:
            self.layout.label(text=str(count), translate=False)

    def draw(self, _context: bpy.types.Context) -> None:
        layout = self.layout
        if running := lanes.current():
            box = layout.box()
            box.label(text=running.title)
            draw_running(box, running)
        for place, job in enumerate(lanes.queue()):
            row = layout.row(align=True)
            row.label(text=f"{place + 1}. {iface_(job.title)}, {job.items}", translate=False)
            for icon, by in (("TRIA_UP", -1), ("TRIA_DOWN", 1)):
                move = row.operator("reloop3d.move_job", text="", icon=icon)
                move.place, move.by = place, by
            row.operator("reloop3d.remove_job", text="", icon="X").place = place
        for place, job in enumerate(lanes.background()):
            row = layout.row(align=True)
            text = iface_("In the background: {}").format(iface_(job.title))
            row.label(text=text, translate=False)
            if place == 0:
                row.operator("reloop3d.stop_background", text="", icon="CANCEL")
            draw_text(layout, display.words(job))
        if not (running or lanes.queue() or lanes.background()):
            layout.label(text="Nothing is running")
        layout.operator("reloop3d.reveal_run_log", icon="FILE_FOLDER")


CLASSES = (RELOOP3D_PT_jobs,)
