"""Another frame of the animation: what is read inside sees it, and the open scene stays put."""

from collections.abc import Iterator
from contextlib import contextmanager

import bpy


@contextmanager
def at_frame(frame: int | None) -> Iterator[None]:
    """Let the context be a copy of the open scene at `frame`; None: the scene as it stands.

    Setting the frame of the scene itself would throw away every pose that has no key yet. The
    copy shares its objects, and evaluates them for itself.
    """
    scene, layer = bpy.context.scene, bpy.context.view_layer
    if frame is None:
        yield
        return
    copy = scene.copy()
    try:
        with bpy.context.temp_override(scene=copy, view_layer=copy.view_layers[layer.name]):
            copy.frame_set(frame)
            yield
    finally:
        bpy.data.scenes.remove(copy)
