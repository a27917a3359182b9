"""Everything Blender must be told of, in order; a failure takes back what was done."""

import contextlib

import bpy
from bpy.app.handlers import (
    depsgraph_update_post,
    frame_change_post,
    load_post,
    load_pre,
    persistent,
    redo_post,
    render_init,
    save_post,
    save_pre,
    undo_post,
)

from . import command, curve, overlay, pictures, points, preferences, runtime, translations
from .bridge import stage
from .jobs import lanes
from .labelling import batch, hud, session
from .operators import (
    align,
    bugreport,
    capture,
    check,
    classes,
    classify,
    fuse,
    jobs,
    label,
    libraries,
    models,
    photos,
    relief,
    results,
    selftest,
    train,
    using,
    viewpoint,
    viewpoint_picks,
    viewpoint_previews,
)
from .operators import points as points_operators
from .operators import pool as pool_operators
from .operators import runtime as runtime_operators
from .panels import capture as capture_panels
from .panels import check as check_panels
from .panels import classify as classify_panels
from .panels import fuse as fuse_panels
from .panels import guide as guide_panels
from .panels import jobs as jobs_panels
from .panels import label as label_panels
from .panels import models as models_panels
from .panels import photos as photos_panels
from .panels import pool as pool_panels
from .panels import relief as relief_panels
from .panels import results as results_panels
from .panels import selftest as selftest_panels
from .panels import train as train_panels
from .panels import viewpoint as viewpoint_panels
from .pool import opened, retraining
from .properties import pointers

CLASSES = (
    *preferences.CLASSES,
    *pointers.CLASSES,
    *classify.CLASSES,
    *train.CLASSES,
    *pool_operators.CLASSES,
    *label.CLASSES,
    *classes.CLASSES,
    *using.CLASSES,
    *libraries.CLASSES,
    *capture.CLASSES,
    *viewpoint.CLASSES,
    *viewpoint_picks.CLASSES,
    *viewpoint_previews.CLASSES,
    *fuse.CLASSES,
    *photos.CLASSES,
    *align.CLASSES,
    *points_operators.CLASSES,
    *relief.CLASSES,
    *results.CLASSES,
    *jobs.CLASSES,
    *models.CLASSES,
    *check.CLASSES,
    *selftest.CLASSES,
    *bugreport.CLASSES,
    *runtime_operators.CLASSES,
    # Panels stand in the sidebar in this order.
    *guide_panels.CLASSES,
    *classify_panels.CLASSES,
    *results_panels.CLASSES,
    *label_panels.CLASSES,
    *pool_panels.CLASSES,
    *train_panels.CLASSES,
    *capture_panels.CLASSES,
    *viewpoint_panels.CLASSES,
    *fuse_panels.CLASSES,
    *relief_panels.CLASSES,
    *photos_panels.CLASSES,
    *models_panels.CLASSES,
    *jobs_panels.CLASSES,
    *check_panels.CLASSES,
    *selftest_panels.CLASSES,
)
_CHANGES = (
    depsgraph_update_post,
    frame_change_post,
    undo_post,
    redo_post,
    load_post,
)  # after which labels are read
_LABEL_KEYS = ("RET", "NUMPAD_ENTER", "BACK_SPACE", "TAB", "ESC", "LEFT_ARROW", "RIGHT_ARROW")
_undo = contextlib.ExitStack()  # takes back, in reverse order, what register() did


@persistent
def _before_load(*_: object) -> None:
    """A job must not meet another file's data."""
    lanes.leave_file()
    pictures.forget()
    points.hide()
    session.forget()
    retraining.forget()
    opened.new_file()


@persistent
def _before_render(*_: object) -> None:
    """On Python 3.11 a thread that runs while Blender renders would crash it."""
    lanes.rest_for_render()


def _add_keys() -> contextlib.ExitStack:
    """Esc stops what runs, wherever the pointer is; while nothing runs it is Blender's alone."""
    undo = contextlib.ExitStack()
    keymap = bpy.context.window_manager.keyconfigs.addon.keymaps.new(name="Window")
    item = keymap.keymap_items.new("reloop3d.stop", "ESC", "PRESS")
    undo.callback(keymap.keymap_items.remove, item)
    # While a person labels, letters and these keys are answers; else the poll gives them back.
    # This map is the first that Blender asks in a viewport.
    viewport = bpy.context.window_manager.keyconfigs.addon.keymaps.new(name="Object Mode")
    for kind, value in (("TEXTINPUT", "ANY"), *((key, "PRESS") for key in _LABEL_KEYS)):
        item = viewport.keymap_items.new("reloop3d.label_key", kind, value, any=True)
        undo.callback(viewport.keymap_items.remove, item)
    return undo


def register() -> None:
    """Register all of the add-on, or nothing."""
    with contextlib.ExitStack() as stack:
        for cls in CLASSES:
            bpy.utils.register_class(cls)
            stack.callback(bpy.utils.unregister_class, cls)
        runtime.look(bpy.context)
        stack.callback(runtime.forget)
        opened.bring_home(bpy.context)
        pointers.attach()
        stack.callback(pointers.detach)
        translations.attach()
        stack.callback(translations.detach)
        handle = bpy.utils.register_cli_command("reloop3d", command.main)
        stack.callback(bpy.utils.unregister_cli_command, handle)
        stack.enter_context(_add_keys())
        for handlers, handler in (
            (load_pre, _before_load),
            (load_post, stage.forget_slot),
            (render_init, stage.remember_slot),
            (render_init, _before_render),
            # First the store follows, then what is shown.
            *((kind, opened.follow_undo) for kind in (undo_post, redo_post)),
            (undo_post, session.follow_undo),
            (redo_post, session.follow_redo),
            (save_pre, session.before_save),
            (save_post, session.after_save),
            (load_post, session.after_load),
            *((kind, overlay.forget) for kind in _CHANGES),
        ):
            handlers.append(handler)
            stack.callback(handlers.remove, handler)
        overlay.attach()
        stack.callback(overlay.detach)
        points.attach()
        stack.callback(points.detach)
        hud.attach()
        stack.callback(hud.detach)
        stack.callback(opened.forget)
        stack.callback(label.forget)
        stack.callback(batch.forget)
        stack.callback(session.forget)
        stack.callback(pictures.forget)
        stack.callback(curve.forget)
        stack.callback(lanes.cancel_all, join=True)
        _undo.push(stack.pop_all())


def unregister() -> None:
    """Take everything back."""
    _undo.close()
