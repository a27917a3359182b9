"""What the window says of a job: a line of words; the status bar and the sidebar follow it."""

import time
from dataclasses import replace

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .job import Job

_PAUSE = 0.1  # seconds between two redraws of a progress that only counts on
_last_shown = 0.0
_told: set[int] = set()  # workspaces (session_uid) whose status bar we have written into
_standing = ""  # said there while no job has anything to say


def words(job: Job) -> str:
    """How far a job is: “Chair, 3 of 10: Drawing views 4/12, 0:20 left”."""
    if not job.started:
        return iface_("Waiting")
    progress = job.progress
    text = replace(progress, message=iface_(progress.message)).text
    if job.item_name and job.items > 1:
        place = iface_("{} of {}").format(job.items_done + 1, job.items)
        text = f"{job.item_name}, {place}: {text}"
    if job.is_paused:
        return ", ".join((text, iface_("paused")))
    if left := job.time_left:
        return ", ".join((text, iface_("{} left").format(left)))
    return text


def set_standing(text: str) -> None:
    """Say this in the status bar for as long as no job does; empty: it is Blender's own."""
    global _standing
    _standing = text
    _say(None)


def follow(job: Job | None, *, is_news: bool) -> None:
    """Show how far the job is; news (an end, a change of the queue) at once, and all over."""
    global _last_shown
    now = time.monotonic()
    if not is_news and now - _last_shown < _PAUSE:
        return
    _last_shown = now
    _say(None if job is None or job.is_over else job)
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type in ("VIEW_3D", "PREFERENCES"):
                _redraw(area, is_news=is_news)


def _say(job: Job | None) -> None:
    """Put a line about the job into the status bar, or take ours away, wherever it was put."""
    hint = iface_("Esc to stop")
    text = f"{iface_(job.title)}: {words(job)} ({hint})" if job is not None else _standing
    if text:
        for window in bpy.context.window_manager.windows:
            window.workspace.status_text_set(text)
            _told.add(window.workspace.session_uid)
        return
    for workspace in bpy.data.workspaces:
        if workspace.session_uid in _told:
            workspace.status_text_set(None)
    _told.clear()


def _redraw(area: bpy.types.Area, *, is_news: bool) -> None:
    for region in area.regions:
        # While it only counts on, the scene itself did not change: the sidebar alone.
        if is_news or region.type == "UI" or area.type == "PREFERENCES":
            region.tag_redraw()
