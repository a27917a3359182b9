"""What views become a mesh, and how; belongs to the scene."""

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, StringProperty

from .surface import Surface


class RELOOP3D_PG_fuse(Surface, bpy.types.PropertyGroup):
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

    def to_reading(self) -> dict[str, object]:
        """How a folder is read, as the engine's `load_posed` takes it."""
        return {
            "axes": self.axes,
            "depth_scale": self.depth_scale or None,
            "intrinsics": self.intrinsics or None,
            "leave_out": self.leave_out,
        }


CLASSES = (RELOOP3D_PG_fuse,)
