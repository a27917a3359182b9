"""What views become a mesh, and how; belongs to the scene."""

from pathlib import Path

import bpy
from bpy.props import EnumProperty, FloatProperty, IntProperty, StringProperty

from ...engine.capture.store import INDEX
from ...engine.reconstruct.settings import METHODS, FuseSettings

_STANDARD = FuseSettings()


class RELOOP3D_PG_fuse(bpy.types.PropertyGroup):
    """How views become a mesh; belongs to the scene."""

    folder: StringProperty(
        name="Views",
        description="A folder with captured views, a COLMAP model, a transforms.json, or pictures "
        "with depth maps and poses; empty: what was captured last",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    method: EnumProperty(
        name="Method",
        description="What kind of surface is made",
        items=[
            ("tsdf", "As Seen", METHODS["tsdf"]),
            ("poisson", "Closed", METHODS["poisson"]),
        ],
        default=_STANDARD.method,
    )
    detail: IntProperty(
        name="Detail",
        description="Steps along the object's diagonal",
        default=_STANDARD.detail,
        min=16,
        max=2048,
        soft_max=768,
    )
    smallest: FloatProperty(
        name="Leave Out Parts",
        description="Parts smaller than this share of the surface are left out",
        default=_STANDARD.smallest,
        min=0.0,
        max=1.0,
        precision=4,
    )
    fill: FloatProperty(
        name="Close Holes",
        description="Holes up to this share of the object's diagonal are closed",
        default=_STANDARD.fill,
        min=0.0,
        max=1.0,
        precision=3,
    )
    smooth: IntProperty(name="Smooth", description="Rounds of smoothing", default=0, min=0, max=100)
    faces: IntProperty(
        name="Faces",
        description="Simplify to so many triangles; 0: all stay",
        default=0,
        min=0,
        max=10**8,
    )
    length: FloatProperty(
        name="Longest Side",
        description="Scale the result so that its longest side is so long; 0: as the cameras say",
        default=0.0,
        min=0.0,
        subtype="DISTANCE",
    )

    def to_settings(self) -> FuseSettings:
        """The same for the engine.

        Raises:
            InputError: a value is out of range.
        """
        return FuseSettings(
            method=self.method,
            detail=self.detail,
            smallest=self.smallest,
            fill=self.fill,
            smooth=self.smooth,
            faces=self.faces or None,
            length_m=self.length or None,
        )


def views_folder(scene: bpy.types.Scene) -> Path | None:
    """Where the views are: as chosen, else what was captured last; None: there are none."""
    settings = scene.reloop3d
    if settings.fuse.folder:
        return Path(bpy.path.abspath(settings.fuse.folder))
    if not settings.capture.folder:
        return None
    captured = Path(bpy.path.abspath(settings.capture.folder)).glob(f"*/{INDEX}")
    latest = max(captured, key=lambda path: path.stat().st_mtime, default=None)
    return latest and latest.parent


CLASSES = (RELOOP3D_PG_fuse,)
