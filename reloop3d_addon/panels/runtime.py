"""The runtime in the preferences: what is there, what is missing, what to press."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.facts import as_size
from .. import runtime
from ..jobs import lanes
from ..preferences import chosen
from ..runtime import Status, offline_problem, wheels_folder
from .base import draw_job, draw_text

TITLES = ("Install Runtime", "Verify Runtime", "Remove Runtime")


def draw_missing(layout: bpy.types.UILayout, modules: list[str]) -> None:
    """Say which packages are missing and what for, with the way to mend it; nothing if none."""
    if not modules:
        return
    box = layout.box()
    box.label(text="Python packages are missing:", icon="ERROR")
    for module in modules:
        box.label(text=f"{module}: {iface_(runtime.purpose(module))}", icon="DOT")
    if runtime.rival():
        draw_text(box, iface_("They are installed: start Blender again."))
        return
    box.operator("reloop3d.show_preferences", icon="PREFERENCES")
    box.operator("reloop3d.install_runtime", icon="IMPORT")
    _draw_jobs(box)


def draw_runtime(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The section of the preferences."""
    box = layout.box()
    box.label(text="Engine Runtime", icon="PACKAGE")
    status = runtime.status()
    if status is None:
        draw_text(box, runtime.reason(), icon="ERROR")
        return
    for text, icon in _facts(context, status):
        draw_text(box, text, icon=icon)
    if status.pending and offline_problem(wheels_folder(context)):
        draw_text(box, iface_(offline_problem(None)), icon="ERROR")
        if hasattr(bpy.types, "EXTENSIONS_OT_userpref_allow_online"):  # Blender's own button
            text = iface_("Allow Online Access")
            box.operator("extensions.userpref_allow_online", text=text, icon="INTERNET")
    box.prop(chosen(context), "wheels")
    row = box.row()
    text = iface_("Install") if status.is_empty else iface_("Repair")
    row.operator("reloop3d.install_runtime", text=text, icon="IMPORT")
    row.operator("reloop3d.verify_runtime", text=iface_("Verify"), icon="CHECKMARK")
    row.operator("reloop3d.remove_runtime", text=iface_("Remove"), icon="TRASH")
    row.operator("reloop3d.copy_check", text="", icon="COPYDOWN")
    _draw_jobs(box)


def _facts(context: bpy.types.Context, status: Status) -> list[tuple[str, str]]:
    """What to say of the runtime, with icons."""
    lines = []
    if not status.needed:
        lines.append((iface_("All packages came with the extension"), "CHECKMARK"))
    elif rival := runtime.rival():
        lines.append((iface_("Installed: start Blender again to use it"), "ERROR"))
        text = iface_("If that is not enough, disable the add-on that loads {}")
        lines.append((text.format(rival), "BLANK1"))
    elif status.is_complete:
        text = iface_("{} packages installed, {} on the disk")
        lines.append((text.format(len(status.needed), as_size(status.on_disk)), "CHECKMARK"))
    else:
        text = iface_(
            "{} of {} packages are not installed: {} to download, {} on the disk, {} free"
        )
        sizes = (as_size(size) for size in (status.download, status.unpacked, status.free))
        lines.append((text.format(len(status.pending), len(status.needed), *sizes), "INFO"))
        lines.append((iface_(runtime.offer()), "INFO"))
    if (missing := runtime.missing()) and not runtime.rival():
        lacking = ", ".join(f"{module} ({iface_(runtime.purpose(module))})" for module in missing)
        lines.append((iface_("Missing: {}").format(lacking), "ERROR"))
    lines.append((str(runtime.runtime(context).root), "FILE_FOLDER"))
    return lines


def _draw_jobs(layout: bpy.types.UILayout) -> None:
    """What runs or waits of them, else what came of the last one."""
    titles = [job.title for job in (lanes.current(), *lanes.queue()) if job]
    over = [job for job in map(lanes.ended, TITLES) if job]
    if not set(titles) & set(TITLES) and over:
        titles = [max(over, key=lambda job: job.started).title]
    for title in TITLES:
        if title in titles:
            draw_job(layout, title)
