"""What views become a mesh, and how; belongs to the scene."""

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ...engine.reconstruct.settings import METHODS, REFINE_ROUNDS, FuseSettings

_STANDARD = FuseSettings()


class RELOOP3D_PG_fuse(bpy.types.PropertyGroup):
    """How views become a mesh; belongs to the scene."""

    source: EnumProperty(
        name="Views",
        description="Where the views are",
        items=[
            ("CAPTURE", "Last Capture", "What was captured last"),
            ("FOLDER", "Folder", "Captured views, or pictures with cameras by other programs"),
            ("CAMERAS", "Selected Cameras", "Cameras with photos as background images"),
        ],
    )
    folder: StringProperty(
        name="Folder",
        description="A folder with captured views, a COLMAP model, a transforms.json, or pictures "
        "with depth maps; where it has no poses, they are found",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    axes: EnumProperty(
        name="Axes",
        description="Which way the cameras in the folder look",
        items=[
            ("auto", "Detect", "As the format has them, else as depth fits better"),
            ("opencv", "OpenCV", "Y down, Z forward"),
            ("opengl", "OpenGL", "Y up, Z back"),
        ],
    )
    depth_scale: FloatProperty(
        name="Depth Scale",
        description="Steps a metre in depth maps; 0: as such files usually have it",
        default=0.0,
        min=0.0,
        precision=0,
    )
    intrinsics: StringProperty(
        name="Lens",
        description="fx,fy,cx,cy in pixels, or a file; empty: as the folder says",
    )
    leave_out: BoolProperty(
        name="Leave Out Strays",
        description="Where poses have to be found: pictures that overlap with no other are left "
        "out, not refused",
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
    texture: IntProperty(
        name="Texture",
        description="Pixels along a texture's side, baked from the views; 0: colours at vertices",
        default=0,
        min=0,
        max=8192,
        step=256,
    )
    length: FloatProperty(
        name="Longest Side",
        description="Scale the result so that its longest side is so long; 0: as the cameras say",
        default=0.0,
        min=0.0,
        subtype="DISTANCE",
    )
    refine: BoolProperty(
        name="Refine",
        description="Cameras, colours and shape follow the pictures, if pictures that were held "
        "out agree better then; takes minutes",
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
            texture=self.texture or None,
            length_m=self.length or None,
            refine=REFINE_ROUNDS if self.refine else 0,
        )

    def to_reading(self) -> dict[str, object]:
        """How a folder is read, as the engine's `load_posed` takes it."""
        return {
            "axes": self.axes,
            "depth_scale": self.depth_scale or None,
            "intrinsics": self.intrinsics or None,
            "leave_out": self.leave_out,
        }


CLASSES = (RELOOP3D_PG_fuse,)
