"""Blender's cameras in, the engine's Camera out, and back.

Blender measures a lens by its sensor, the engine by its pixels. Depth of field, panoramas and
stereo have no place in an engine camera and are left out.
"""

import bpy
from mathutils import Matrix

from ...engine.camera import opencv_from_opengl
from ...engine.datatypes import Camera, Intrinsics
from ...engine.errors import InputError

_SENSOR = 36.0  # millimetres across; only its ratio to the focal length counts


def scene_cameras(scene: bpy.types.Scene, *, size: int = 0) -> list[Camera]:
    """All cameras of a scene in the order of their names, as they stand now.

    Args:
        size: pixels across; the scene's own resolution if 0. The aspect is always the scene's.

    Raises:
        InputError: there is none, or one is a panorama.
    """
    eyes = sorted((obj for obj in scene.objects if obj.type == "CAMERA"), key=lambda o: o.name)
    if not eyes:
        raise InputError("The scene has no camera.", "Add one, or choose a layout of views.")
    depsgraph = bpy.context.evaluated_depsgraph_get()
    return [camera_from_object(eye.evaluated_get(depsgraph), scene, size=size) for eye in eyes]


def camera_from_object(
    eye: bpy.types.Object,
    scene: bpy.types.Scene,
    *,
    size: int = 0,
    resolution: tuple[int, int] | None = None,
    ratio: float = 1.0,
) -> Camera:
    """The engine's camera of a camera object that renders at a scene's resolution.

    Args:
        size: pixels across in place of the scene's.
        resolution: width and height in pixels in place of all that the scene says.
        ratio: how wide those pixels are for their height.

    Raises:
        InputError: it is a panoramic camera.
    """
    lens, render = eye.data, scene.render
    if lens.type not in {"PERSP", "ORTHO"}:
        raise InputError(
            f"{eye.name} is a {lens.type.lower()} camera.",
            "Views need perspective or orthographic ones.",
        )
    scale = render.resolution_percentage / 100
    width, height = int(render.resolution_x * scale), int(render.resolution_y * scale)
    if size:
        width, height = size, max(1, round(size * height / width))
    if resolution:
        width, height = resolution
    else:
        ratio = render.pixel_aspect_x / render.pixel_aspect_y
    span, sensor = _span(lens, width, height / ratio)
    if lens.type == "ORTHO":
        fx = span / lens.ortho_scale
    else:
        fx = lens.lens / sensor * span
    intrinsics = Intrinsics(
        fx,
        fx * ratio,
        width / 2 - 0.5 - lens.shift_x * span,
        height / 2 - 0.5 + lens.shift_y * span * ratio,
        width,
        height,
        lens.type == "ORTHO",
    )
    # A camera's scale has no part in what it sees.
    turned = eye.matrix_world.to_quaternion().to_matrix().to_4x4()
    turned.translation = eye.matrix_world.translation
    return Camera(intrinsics, opencv_from_opengl(turned), eye.name)


def _span(lens: bpy.types.Camera, width: float, height: float) -> tuple[float, float]:
    """What of a picture the sensor spans, in pixels' widths as both sides are; and its size, mm.

    Its width or height spans the picture's longer side, unless one is chosen.
    """
    is_across = lens.sensor_fit == "HORIZONTAL" or (lens.sensor_fit == "AUTO" and width >= height)
    sensor = lens.sensor_height if lens.sensor_fit == "VERTICAL" else lens.sensor_width
    return (width if is_across else height), sensor


def set_camera(
    eye: bpy.types.Object,
    scene: bpy.types.Scene,
    camera: Camera,
    *,
    reach: tuple[float, float],
    keeps_sensor: bool = False,
) -> None:
    """Make a camera object, and a scene's resolution, see exactly what `camera` sees.

    Args:
        reach: nearest and farthest depth that is drawn, metres.
        keeps_sensor: the sensor is the artist's; else it is 36 mm across the picture's width.
    """
    render, intrinsics = scene.render, camera.intrinsics
    ratio = intrinsics.fy / intrinsics.fx
    render.resolution_x, render.resolution_y = intrinsics.width, intrinsics.height
    render.resolution_percentage = 100
    # Blender keeps pixel aspects at 1 and above.
    render.pixel_aspect_x, render.pixel_aspect_y = max(ratio, 1.0), max(1 / ratio, 1.0)
    place_camera(eye, camera, reach=reach, keeps_sensor=keeps_sensor)


def place_camera(
    eye: bpy.types.Object,
    camera: Camera,
    *,
    reach: tuple[float, float],
    keeps_sensor: bool = False,
) -> None:
    """Make a camera object see what `camera` sees, in a render of that picture's proportions.

    Args:
        reach, keeps_sensor: as of `set_camera`.
    """
    lens, intrinsics = eye.data, camera.intrinsics
    width, height = intrinsics.width, intrinsics.height
    ratio = intrinsics.fy / intrinsics.fx
    if not keeps_sensor:
        lens.sensor_fit = "HORIZONTAL"
        lens.sensor_width = _SENSOR
    span, sensor = _span(lens, width, height / ratio)
    if intrinsics.is_orthographic:
        lens.type = "ORTHO"
        lens.ortho_scale = span / intrinsics.fx
    else:
        lens.type = "PERSP"
        lens.lens = intrinsics.fx / span * sensor
    lens.shift_x = (width / 2 - 0.5 - intrinsics.cx) / span
    lens.shift_y = (intrinsics.cy - height / 2 + 0.5) / ratio / span
    lens.clip_start, lens.clip_end = reach
    eye.matrix_world = Matrix(opencv_from_opengl(camera.world_from_camera).tolist())
