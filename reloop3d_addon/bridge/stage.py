"""A scene of the add-on's own: things to draw and cameras in, pictures out, all removed again.

The user's scene, render result and handlers have no part in it.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import bpy
from bpy.app.handlers import persistent
from mathutils import Euler

from ...engine.capture.settings import CaptureSettings
from ...engine.datatypes import Camera
from ...engine.errors import ResultError
from ...engine.render.studio import BLENDER_STUDIO_LIGHT
from .cameras import set_camera

NAME = "ReLoop3D capture"
_KEY_LIGHT = Euler((math.radians(-35), math.radians(25), 0)).to_matrix().to_4x4()  # beside the eye
_SILENCED = (
    "render_init",
    "render_pre",
    "render_post",
    "render_write",
    "render_stats",
    "render_complete",
    "render_cancel",
    "frame_change_pre",
    "frame_change_post",
    "depsgraph_update_pre",
    "depsgraph_update_post",
)
_OWNED = ("scenes", "objects", "meshes", "materials", "images", "cameras", "lights", "worlds")


class Stage:
    """One scene with one camera; a context, which takes everything away at its end."""

    def __init__(
        self,
        subjects: Callable[[], list[bpy.types.Object]],
        settings: CaptureSettings,
        *,
        color_type: str,
    ) -> None:
        """What the stage will be.

        Args:
            subjects: makes the objects to look at, linked to no scene; they go with the stage.
            color_type: what Workbench takes for their colours.
        """
        self._subjects, self._settings, self._color_type = subjects, settings, color_type

    def __enter__(self) -> "Stage":
        self._before = {block.session_uid for block in _blocks()}
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        made = [block for block in _blocks() if block.session_uid not in self._before]
        bpy.data.batch_remove(made)

    def _build(self) -> None:
        settings, user = self._settings, bpy.context.scene
        subjects = self._subjects()
        self._eye = bpy.data.objects.new(NAME, bpy.data.cameras.new(NAME))
        scene = self._scene = bpy.data.scenes.new(NAME)
        self._empty = bpy.data.scenes.new(NAME)
        for obj in (*subjects, self._eye):
            scene.collection.objects.link(obj)
        scene.camera = self._eye
        scene.frame_current = user.frame_current if settings.frame is None else settings.frame
        _set_output(scene)
        if settings.engine == "workbench":
            _set_workbench(scene, self._color_type)
        elif settings.engine == "cycles":
            _set_cycles(scene, settings.samples, device=user.cycles.device)
        else:
            _set_eevee(scene, settings.samples)

    def shoot(self, camera: Camera, reach: tuple[float, float], path: Path) -> None:
        """Render what a camera sees between the depths `reach` into `path`.

        Raises:
            ResultError: Blender could not render.
        """
        scene = self._scene
        set_camera(self._eye, scene, camera, reach=reach)
        for obj in scene.objects:
            if obj.type == "LIGHT":
                obj.matrix_world = self._eye.matrix_world @ _KEY_LIGHT
        path.unlink(missing_ok=True)
        scene.render.filepath = str(path)
        try:
            # After a render Blender sets the context's scene to its frame again, which would
            # throw away the user's poses without keys: so that scene is one with nothing in it.
            with bpy.context.temp_override(
                scene=self._empty, view_layer=self._empty.view_layers[0]
            ):
                bpy.ops.render.render(write_still=True, scene=scene.name)
        except RuntimeError as error:
            raise ResultError(f"Blender could not render: {error}") from error
        if not path.is_file():
            raise ResultError("Blender rendered no picture.", "See the console for the reason.")


def _blocks() -> Iterator[bpy.types.ID]:
    for name in _OWNED:
        yield from getattr(bpy.data, name)


def _set_output(scene: bpy.types.Scene) -> None:
    render = scene.render
    render.film_transparent = True
    render.dither_intensity = 0
    render.use_compositing = render.use_sequencer = False
    if hasattr(render.image_settings, "media_type"):  # from 5.0 on
        render.image_settings.media_type = "IMAGE"
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA"
    render.image_settings.color_depth = "8"
    render.image_settings.compression = 0  # read back at once and thrown away
    scene.display_settings.display_device = "sRGB"
    scene.view_settings.view_transform = "Standard"  # AgX would change the colours models see


def _set_workbench(scene: bpy.types.Scene, color_type: str) -> None:
    """The look of engine/render/studio.py."""
    scene.render.engine = "BLENDER_WORKBENCH"
    shading = scene.display.shading
    shading.light = "STUDIO"
    shading.studio_light = BLENDER_STUDIO_LIGHT
    shading.color_type = color_type
    shading.show_specular_highlight = False
    shading.show_shadows = shading.show_cavity = shading.show_object_outline = False
    scene.display.render_aa = "16"


def _set_cycles(scene: bpy.types.Scene, samples: int, *, device: str) -> None:
    scene.render.engine = "CYCLES"
    scene.cycles.device = device
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = scene.cycles.use_animated_seed = False
    scene.cycles.use_denoising = False  # neither it nor a changing seed is the same twice
    scene.cycles.seed = 0
    _light(scene)


def _set_eevee(scene: bpy.types.Scene, samples: int) -> None:
    known = {item.identifier for item in scene.render.bl_rna.properties["engine"].enum_items}
    is_next = "BLENDER_EEVEE_NEXT" in known  # its name up to 4.5
    scene.render.engine = "BLENDER_EEVEE_NEXT" if is_next else "BLENDER_EEVEE"
    scene.eevee.taa_render_samples = samples
    _light(scene)


def _light(scene: bpy.types.Scene) -> None:
    """An even grey sky, which the pictures do not show, and a key light beside the camera."""
    world = scene.world = bpy.data.worlds.new(NAME)
    if world.node_tree is None:
        world.use_nodes = True  # from 5.0 on every world has nodes, and this is deprecated
    sky = next(node for node in world.node_tree.nodes if node.type == "BACKGROUND")
    sky.inputs["Color"].default_value = (1, 1, 1, 1)
    sky.inputs["Strength"].default_value = 0.6
    lamp = bpy.data.lights.new(NAME, "SUN")
    lamp.energy, lamp.angle = 2.0, math.radians(20)
    scene.collection.objects.link(bpy.data.objects.new(NAME, lamp))


_user_slot: int | None = None  # of the render result: where the user's own last render lies


@persistent
def remember_slot(*_: object) -> None:
    """For render_init: the slot that the user renders into."""
    global _user_slot
    result = _render_result()
    _user_slot = result.render_slots.active_index if result else 0


@persistent
def forget_slot(*_: object) -> None:
    """For load_post: another file has no renders yet."""
    global _user_slot
    _user_slot = None


def _render_result() -> bpy.types.Image | None:
    return next((image for image in bpy.data.images if image.type == "RENDER_RESULT"), None)


@contextmanager
def untouched_renders() -> Iterator[None]:
    """Keep the user's render results, and other add-ons' handlers, out of what is rendered inside.

    Blender keeps a result for each scene, so ours do not meet the user's. But a render moves the
    last result out of the active slot if that is not the slot it was rendered into, and drops
    what the active slot held: so that one is made active meanwhile.
    """
    handlers = {name: getattr(bpy.app.handlers, name) for name in _SILENCED}
    kept = {name: list(callbacks) for name, callbacks in handlers.items()}
    for callbacks in handlers.values():
        callbacks.clear()
    result = _render_result()
    uid = result.session_uid if result else None
    slot = result.render_slots.active_index if result else None
    if result and _user_slot is not None:
        result.render_slots.active_index = _user_slot
    try:
        yield
    finally:
        for name, callbacks in handlers.items():
            callbacks[:] = kept[name]
        made = _render_result()
        if made is not None and made.session_uid != uid:
            bpy.data.images.remove(made)
        elif made is not None:
            made.render_slots.active_index = slot
