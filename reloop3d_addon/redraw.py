"""Areas drawn anew: Blender does so by itself only after its own events."""

import bpy


def redraw(*types: str) -> None:
    """Have areas of these types drawn anew in every window; without a type: all."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if not types or area.type in types:
                area.tag_redraw()
