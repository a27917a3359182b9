"""What all panels of the tab share: where they stand, and a feature's job under its button."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs import display, lanes
from ..jobs.job import Job

_MOST = 5  # reasons shown at once; the run log has them all


class Panel:
    """A panel of the sidebar tab."""

    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "ReLoop3D"


def draw_job(layout: bpy.types.UILayout, title: str) -> None:
    """The job of that title: how far it is, what waits, or what came of the last one."""
    running, waiting = lanes.current(), [job for job in lanes.queue() if job.title == title]
    behind = [job for job in lanes.background() if job.title == title]
    if running is not None and running.title == title:
        draw_running(layout, running)
    elif behind:
        _draw_behind(layout, behind[0])
    elif not waiting and (over := lanes.ended(title)):
        _draw_outcome(layout, over)
    if waiting:
        layout.label(text=iface_("{} in the queue").format(len(waiting)), icon="TIME")


def draw_running(layout: bpy.types.UILayout, job: Job) -> None:
    """How far a job is, with buttons to pause and to stop it."""
    row = layout.row(align=True)
    row.progress(factor=job.fraction, text=f"{100 * job.fraction:.0f} %")
    row.operator("reloop3d.pause", text="", icon="PLAY" if job.is_paused else "PAUSE")
    row.operator("reloop3d.stop", text="", icon="CANCEL")
    draw_text(layout, display.words(job))
    for note in job.notes:
        draw_text(layout, note, icon="INFO")
    _draw_reasons(layout, job)


def _draw_behind(layout: bpy.types.UILayout, job: Job) -> None:
    """How far a job of the background lane is; it is stopped under Jobs, or here."""
    row = layout.row(align=True)
    row.progress(factor=job.fraction, text=f"{100 * job.fraction:.0f} %")
    if job is lanes.background()[0]:
        row.operator("reloop3d.stop_background", text="", icon="CANCEL")
    draw_text(layout, display.words(job))
    _draw_reasons(layout, job)


def _draw_outcome(layout: bpy.types.UILayout, job: Job) -> None:
    if job.error:
        box = layout.box()
        box.alert = True
        draw_text(box, job.error, icon="ERROR")
        return
    if job.outcome == "stopped":
        kept, as_before = "Stopped: the best so far is kept", "Stopped: the scene is as it was"
        layout.label(text=kept if job.is_kept else as_before, icon="CANCEL")
    for note in job.notes:
        draw_text(layout, note, icon="CHECKMARK" if note == job.notes[-1] else "INFO")
    _draw_reasons(layout, job)


def _draw_reasons(layout: bpy.types.UILayout, job: Job) -> None:
    """Which items failed, and why."""
    if not job.failed:
        return
    box = layout.box()
    box.alert = True
    box.label(text=iface_("{} failed").format(len(job.failed)), icon="ERROR")
    for reason in job.reasons[:_MOST]:
        draw_text(box, reason)
    if len(job.failed) > _MOST:
        more = iface_("{} more: see the run log").format(len(job.failed) - _MOST)
        box.label(text=more)


def draw_text(layout: bpy.types.UILayout, text: str, *, icon: str = "NONE") -> None:
    """Text over as many lines as it needs; Blender's labels do not wrap."""
    column = layout.column(align=True)
    column.scale_y = 0.8
    for index, line in enumerate(_wrapped(text)):
        column.label(text=line, icon="BLANK1" if index and icon != "NONE" else icon)


def _wrapped(text: str) -> list[str]:
    """Lines that fit the sidebar as it is now."""
    region = bpy.context.region
    scale = bpy.context.preferences.system.ui_scale
    width = int(max(160, region.width if region else 0) / (7.2 * scale)) - 4
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
