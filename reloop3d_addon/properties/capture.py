"""How to capture, and where to; belongs to the scene."""

import math
from pathlib import Path

import bpy
from bpy.props import (
    BoolProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    StringProperty,
)

from ...engine.capture.export import FORMATS
from ...engine.capture.formats.poses import read_cameras
from ...engine.capture.settings import ENGINES, LOOKS, PRESETS, CaptureSettings
from ...engine.datatypes import CHANNELS, Camera
from ...engine.rigs import LAYOUTS, UP_AXES, Rig
from ..bridge.cameras import scene_cameras

_RIG = Rig()
_CAPTURE = CaptureSettings()
# Properties that are called as in Rig; angles are radians here.
_RIG_NAMES = ("layout", "views", "rings", "distance", "margin", "size", "aspect", "up")
_RIG_ANGLES = {"elevation": "elevation_deg", "top": "top_deg", "azimuth": "azimuth_deg"}
_RIG_ANGLES |= {"fov": "fov_deg"}
_CHANNEL_NAMES = {
    "depth": ("Depth", "Metres along the camera's axis"),
    "normals": ("Normals", "Directions in the world"),
    "face_ids": ("Faces", "Which face of the object each pixel shows"),
    "instance_ids": ("Instances", "Which object each pixel shows"),
    "positions": ("Positions", "Where in the world each pixel lies"),
    "uv": ("UV", "Where in the texture each pixel lies"),
}
# Names that are written in a way of their own.
_CASED = {
    "eevee": "EEVEE",
    "raycast": "Ray Caster",
    "transforms": "NeRF",
    "colmap": "COLMAP",
    "coco": "COCO",
    "yolo": "YOLO",
    "exr": "OpenEXR",
    "gif": "GIF",
    "mp4": "MP4",
}
_SOURCES = [
    ("LAYOUT", "Layout", "Cameras around each asset"),
    ("SCENE", "Scene Cameras", "Every camera of the scene, at the scene's proportions"),
    ("POSES", "Pose File", "transforms.json, COLMAP, trajectories, matrices, or captured views"),
]


def _items(known: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(name, _title(name), text) for name, text in known.items()]


def _title(name: str) -> str:
    return _CASED.get(name, name.replace("_", " ").title())


def _apply_preset(group: "RELOOP3D_PG_capture", _context: bpy.types.Context) -> None:
    group.set(PRESETS[group.preset])


class RELOOP3D_PG_capture(bpy.types.PropertyGroup):
    """How to capture, and where to; belongs to the scene."""

    preset: EnumProperty(
        name="Preset",
        description="Fills in all of the settings below",
        items=[(name, _title(name), "") for name in PRESETS],
        update=_apply_preset,
    )
    source: EnumProperty(name="Cameras", description="Where from", items=_SOURCES)
    poses: StringProperty(
        name="Poses",
        description="A transforms.json or trajectory, or a folder of COLMAP, matrices or views",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    layout: EnumProperty(
        name="Layout",
        description="How the cameras stand around each asset",
        items=_items(LAYOUTS),
        default=_RIG.layout,
    )
    views: IntProperty(
        name="Views",
        description="Pictures of each asset; in a grid: in each ring",
        default=_RIG.views,
        min=1,
        soft_max=200,
    )
    rings: IntProperty(name="Rings", description="Of the grid", default=_RIG.rings, min=1)
    elevation: FloatProperty(
        name="Elevation",
        description="Above the horizon; in a grid: of its first ring",
        default=math.radians(_RIG.elevation_deg),
        min=-math.pi / 2,
        max=math.pi / 2,
        subtype="ANGLE",
    )
    top: FloatProperty(
        name="Last Ring",
        description="Elevation of the grid's last ring",
        default=math.radians(_RIG.top_deg),
        min=-math.pi / 2,
        max=math.pi / 2,
        subtype="ANGLE",
    )
    azimuth: FloatProperty(
        name="Start",
        description="Of the first view: counter-clockwise from +X, seen from above",
        default=math.radians(_RIG.azimuth_deg),
        subtype="ANGLE",
    )
    distance: FloatProperty(
        name="Distance",
        description="As a multiple of the least one at which all fits",
        default=_RIG.distance,
        min=0.1,
        max=100,
    )
    margin: FloatProperty(
        name="Margin",
        description="Least empty border, as a share of the picture's side",
        default=_RIG.margin,
        min=0.0,
        max=0.49,
        subtype="FACTOR",
    )
    fov: FloatProperty(
        name="Field of View",
        description="Across the picture's width",
        default=math.radians(_RIG.fov_deg),
        min=math.radians(1),
        max=math.radians(150),
        subtype="ANGLE",
    )
    size: IntProperty(
        name="Width", description="Pixels across", default=_RIG.size, min=8, soft_max=4096
    )
    aspect: FloatProperty(
        name="Aspect", description="Width over height", default=_RIG.aspect, min=0.1, max=10
    )
    up: EnumProperty(
        name="Up",
        description="The asset's up axis",
        items=[(axis, axis, "") for axis in UP_AXES],
        default=_RIG.up,
    )
    is_orthographic: BoolProperty(name="Orthographic", description="Without perspective")
    engine: EnumProperty(
        name="Engine",
        description="What draws the pictures",
        items=_items(ENGINES),
        default=_CAPTURE.engine,
    )
    look: EnumProperty(
        name="Look",
        description="What of its colours an asset shows",
        items=_items(LOOKS),
        default=_CAPTURE.look,
    )
    samples: IntProperty(
        name="Samples", description="A pixel, in EEVEE and Cycles", default=16, min=1
    )
    background: FloatVectorProperty(
        name="Background",
        description="Laid under the pictures where a format has no transparency",
        default=_CAPTURE.background,
        min=0,
        max=1,
        subtype="COLOR_GAMMA",
    )
    channels: EnumProperty(
        name="Channels",
        description="What to keep beside the pictures",
        items=[(name, *_CHANNEL_NAMES[name], 1 << i) for i, name in enumerate(CHANNELS)],
        options={"ENUM_FLAG"},
    )
    is_together: BoolProperty(
        name="Together", description="All chosen assets in one set of views, as they stand"
    )
    folder: StringProperty(
        name="Folder",
        description="Where a folder for each asset is made",
        default="//captures",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    formats: EnumProperty(
        name="Formats",
        description="What other programs read, written beside the views",
        items=[
            (name, _title(name), text, 1 << index)
            for index, (name, (text, _)) in enumerate(FORMATS.items())
        ],
        options={"ENUM_FLAG"},
    )

    def set(self, settings: CaptureSettings) -> None:
        """Show these settings."""
        rig = settings.rig
        for name in _RIG_NAMES:
            setattr(self, name, getattr(rig, name))
        for name, field in _RIG_ANGLES.items():
            setattr(self, name, math.radians(getattr(rig, field)))
        self.is_orthographic = rig.is_orthographic
        self.engine, self.look, self.samples = settings.engine, settings.look, settings.samples
        self.background, self.channels = settings.background, set(settings.channels)

    def to_settings(self) -> CaptureSettings:
        """The engine's settings; pose files are read, and the scene's cameras taken as they stand.

        Raises:
            InputError, DataError: there are no cameras, or the pose file cannot be read.
        """
        angles = {field: math.degrees(getattr(self, n)) for n, field in _RIG_ANGLES.items()}
        rig = Rig(
            **{name: getattr(self, name) for name in _RIG_NAMES},
            **angles,
            is_orthographic=self.is_orthographic,
        )
        return CaptureSettings(
            rig,
            cameras=self._cameras(),
            engine=self.engine,
            look=self.look,
            channels=tuple(name for name in CHANNELS if name in self.channels),
            background=tuple(self.background),
            samples=self.samples,
        )

    def _cameras(self) -> tuple[Camera, ...]:
        if self.source == "SCENE":
            return tuple(scene_cameras(bpy.context.scene, size=self.size))
        if self.source == "POSES":
            return tuple(read_cameras(Path(bpy.path.abspath(self.poses))))
        return ()


CLASSES = (RELOOP3D_PG_capture,)
