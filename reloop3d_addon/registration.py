"""Everything Blender must be told of, in order; a failure takes back what was done."""

import contextlib

import bpy
from bpy.app.handlers import load_post, load_pre, persistent, render_init

from . import command, jobs, panels, pictures, preferences
from .bridge import stage
from .operators import capture, classify, stop
from .properties import pointers

CLASSES = (
    *preferences.CLASSES,
    *pointers.CLASSES,
    *classify.CLASSES,
    *capture.CLASSES,
    *stop.CLASSES,
    *panels.CLASSES,
)
_undo = contextlib.ExitStack()  # takes back, in reverse order, what register() did


@persistent
def _before_load(*_: object) -> None:
    """A job must not meet another file's data."""
    jobs.cancel()
    pictures.forget()


def register() -> None:
    """Register all of the add-on, or nothing."""
    with contextlib.ExitStack() as stack:
        preferences.find_missing()
        for cls in CLASSES:
            bpy.utils.register_class(cls)
            stack.callback(bpy.utils.unregister_class, cls)
        pointers.attach()
        stack.callback(pointers.detach)
        handle = bpy.utils.register_cli_command("reloop3d", command.main)
        stack.callback(bpy.utils.unregister_cli_command, handle)
        for handlers, handler in (
            (load_pre, _before_load),
            (load_post, stage.forget_slot),
            (render_init, stage.remember_slot),
        ):
            handlers.append(handler)
            stack.callback(handlers.remove, handler)
        stack.callback(_before_load)
        _undo.push(stack.pop_all())


def unregister() -> None:
    """Take everything back."""
    _undo.close()
