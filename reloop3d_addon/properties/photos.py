"""Which photos become a mesh, and how; belongs to the scene."""

import bpy
from bpy.props import EnumProperty, FloatProperty, IntProperty, StringProperty

from ...engine.reconstruct.photos.settings import DEPTHS, PhotoSettings
from ..models import named
from .surface import Surface

_STANDARD = PhotoSettings()


class RELOOP3D_PG_photos(Surface, bpy.types.PropertyGroup):
    """How photos without cameras become a mesh; belongs to the scene."""

    source: EnumProperty(
        name="Photos",
        description="What was taken of the thing",
        items=[
            ("FOLDER", "Photos", "Photos in a folder, taken all round a thing that stands still"),
            ("VIDEO", "Video", "A video, taken on a way round it; sharp frames are picked"),
        ],
    )
    folder: StringProperty(
        name="Folder",
        description="A folder of photos, each of which shows much of what the one before shows",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    video: StringProperty(
        name="Video",
        description="A video of a thing that stands still",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    frames: IntProperty(
        name="Frames",
        description="Frames taken from a video at most",
        default=_STANDARD.frames,
        min=3,
        max=1000,
    )
    depth: EnumProperty(
        name="Depth",
        description="What tells how far away things are in each photo",
        items=[
            ("sweep", "Neighbours", DEPTHS["sweep"]),
            ("both", "Neighbours and Network", DEPTHS["both"]),
            ("model", "Network", DEPTHS["model"]),
        ],
        default=_STANDARD.depth,
    )
    model: StringProperty(
        name="Model",
        description="A folder with a depth model, or a model's name; empty: our own network",
    )
    focal: FloatProperty(
        name="Focal Length",
        description="In millimetres as on 35 mm film, to begin with; 0: as the photos say, else "
        "it is found",
        default=0.0,
        min=0.0,
        max=10_000.0,
    )
    size: IntProperty(
        name="Size",
        description="Pixels of the longer side while cameras are looked for",
        default=_STANDARD.size,
        min=64,
        max=8192,
    )
    sweep_size: IntProperty(
        name="Depth Size",
        description="Pixels of the longer side while photos are compared for depth",
        default=_STANDARD.sweep_size,
        min=64,
        max=4096,
    )
    # Of the surface, other than in Views to Mesh:
    smallest: FloatProperty(
        name="Leave Out Parts",
        description="Parts smaller than this share of the surface are left out",
        default=0.002,
        min=0.0,
        max=1.0,
        precision=4,
    )
    length: FloatProperty(
        name="Longest Side",
        description="How long the longest side of what the photos show is; 0: it is made 1 m long, "
        "for photos do not tell sizes",
        default=0.0,
        min=0.0,
        subtype="DISTANCE",
    )

    def to_settings(self, *, device: str) -> PhotoSettings:
        """How cameras and depth are found, for the engine.

        Raises:
            InputError: a value is out of range.
        """
        return PhotoSettings(
            depth=self.depth,
            model=named(self.model),
            device=device,
            focal_mm=self.focal or None,
            size=self.size,
            sweep_size=self.sweep_size,
            frames=self.frames,
        )


CLASSES = (RELOOP3D_PG_photos,)
