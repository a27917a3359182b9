"""What picture becomes a mesh, and how; belongs to the scene."""

import math

import bpy
from bpy.props import EnumProperty, FloatProperty, IntProperty, PointerProperty, StringProperty

from ...engine.depth.contract import DISPARITY, METRIC
from ...engine.reconstruct.relief.kinds import KINDS, PRESETS, UNKNOWN
from ...engine.reconstruct.relief.settings import COLORS, MASKS, METHODS, ReliefSettings
from ..models import named

_STANDARD = ReliefSettings()
_DRAWING = "drawing"  # a mask of ours in place of the engine's file


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _follow_preset(group: bpy.types.PropertyGroup, _context: bpy.types.Context) -> None:
    """Set what a kind of thing wants, all else of it as usual."""
    usual = {name for preset in PRESETS.values() for name in preset}
    for name in usual:
        setattr(group, name, PRESETS[group.preset].get(name, getattr(_STANDARD, name)))


class RELOOP3D_PG_relief(bpy.types.PropertyGroup):
    """How one picture becomes a mesh; belongs to the scene."""

    picture: PointerProperty(
        type=bpy.types.Image, name="Photo", description="The picture that becomes a mesh"
    )
    mask: EnumProperty(
        name="Mask",
        description="Which part of the picture is the subject",
        items=[
            ("alpha", "Alpha", _sentence(MASKS["alpha"])),
            ("none", "None", _sentence(MASKS["none"])),
            ("auto", "Automatic", _sentence(MASKS["auto"])),
            (_DRAWING, "Drawing", "By a drawing: what is painted over the picture, or an image"),
        ],
    )
    drawing: PointerProperty(
        type=bpy.types.Image,
        name="Drawing",
        description="Painted over the picture; of another image, its alpha or else its brightness",
    )
    mask_model: StringProperty(
        name="Mask Model",
        description="A folder or a model's name: what finds the subject; empty: by colours",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    lens: EnumProperty(
        name="Lens",
        description="Where the lens of the photo is known from",
        items=[
            ("PHOTO", "From Photo", "As the photo tells it, else 35 mm"),
            ("FOCAL", "Focal Length", "On film 36 mm long, as Blender's cameras have it"),
            ("FOV", "Field of View", "Along the picture's longer side"),
        ],
    )
    focal: FloatProperty(
        name="Focal Length",
        description="In mm on film 36 mm long",
        default=35.0,
        min=1.0,
        max=5000.0,
        subtype="DISTANCE_CAMERA",
    )
    fov: FloatProperty(
        name="Field of View",
        description="Along the picture's longer side",
        default=math.radians(55.0),
        min=math.radians(1.0),
        max=math.radians(170.0),
        subtype="ANGLE",
    )
    tilt: FloatProperty(
        name="Tilt",
        description="How far the camera looked up; below 0: down",
        min=-math.pi / 2,
        max=math.pi / 2,
        subtype="ANGLE",
    )
    height: FloatProperty(
        name="Camera Height", description="Of the camera above the ground", subtype="DISTANCE"
    )
    source: EnumProperty(
        name="Depth",
        description="What tells how far away things are",
        items=[
            ("NETWORK", "Our Network", "ReLoop3D's own network; it needs no connection"),
            ("MODEL", "Model", "A model of others: a folder, or a model's name"),
            ("FILE", "File", "A depth map: a PNG of 16 bits, EXR or NPY"),
            ("PAIR", "Second Photo", "A photo of the same from further right"),
        ],
    )
    right_file: StringProperty(
        name="Second Photo",
        description="A photo of the same size, taken further right by the same camera",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    baseline: FloatProperty(
        name="Baseline",
        description="How far apart both photos were taken; 0: unknown, depth has no unit then",
        default=0.0,
        min=0.0,
        precision=3,
        subtype="DISTANCE",
    )
    depth_model: StringProperty(
        name="Depth Model",
        description="A folder that transformers reads, or a model's name",
        subtype="DIR_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    depth_file: StringProperty(
        name="Depth File",
        description="A depth map of the picture as it is shown",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    depth_kind: EnumProperty(
        name="Numbers",
        description="What the depth map's numbers mean",
        items=[
            (METRIC, "Distance", "Larger is farther, in steps of a metre"),
            (DISPARITY, "Nearness", "Larger is nearer, in no unit"),
        ],
    )
    depth_scale: FloatProperty(
        name="Depth Scale",
        description="Steps a metre in depth maps; 0: as such files usually have it",
        default=0.0,
        min=0.0,
        precision=0,
    )
    near: FloatProperty(
        name="Near",
        description="How far the nearest point is away, where depth has no scale of its own",
        default=_STANDARD.near,
        min=1e-3,
        subtype="DISTANCE",
    )
    far: FloatProperty(
        name="Far",
        description="How far the farthest point is away, where depth has no scale of its own",
        default=_STANDARD.far,
        min=1e-3,
        subtype="DISTANCE",
    )
    length: FloatProperty(
        name="Longest Side",
        description="Scale the result so that its longest side is so long; 0: as depth says",
        default=0.0,
        min=0.0,
        subtype="DISTANCE",
    )
    preset: EnumProperty(
        name="Kind",
        description="What kind of thing it is: sets what such a thing wants",
        items=[
            (UNKNOWN, "Any", "Usual settings"),
            *((kind, kind.title(), "") for kind in KINDS),
        ],
        update=_follow_preset,
    )
    method: EnumProperty(
        name="Method",
        description="What kind of surface is made",
        items=[
            ("grid", "As Seen", _sentence(METHODS["grid"])),
            ("poisson", "Closed", _sentence(METHODS["poisson"])),
        ],
    )
    color: EnumProperty(
        name="Colours",
        description="How the picture comes onto the mesh",
        items=[
            ("texture", "Texture", _sentence(COLORS["texture"])),
            ("vertex", "Vertices", _sentence(COLORS["vertex"])),
        ],
    )
    detail: IntProperty(
        name="Detail",
        description="Vertices along the picture's longer side",
        default=_STANDARD.detail,
        min=16,
        max=4096,
        soft_max=1024,
    )
    cut: FloatProperty(
        name="Cut",
        description="Where depth changes by more than this share, the surface is cut",
        default=_STANDARD.cut,
        min=0.001,
        max=100.0,
        soft_max=0.5,
        precision=3,
    )
    smooth: IntProperty(
        name="Smooth", description="Rounds of smoothing", default=0, min=0, max=1000, soft_max=50
    )
    smallest: FloatProperty(
        name="Leave Out Parts",
        description="Parts smaller than this share of the surface are left out",
        default=_STANDARD.smallest,
        min=0.0,
        max=1.0,
        precision=4,
    )
    faces: IntProperty(
        name="Faces",
        description="Simplify to so many triangles; 0: all stay",
        default=0,
        min=0,
        max=10**8,
    )
    texture: IntProperty(
        name="Texture",
        description="Pixels along the texture's longer side, at most",
        default=_STANDARD.texture,
        min=16,
        max=16384,
        step=256,
    )

    @property
    def has_unit(self) -> bool:
        """Whether what tells depth tells metres; of a model nobody knows before."""
        is_metric = self.source == "FILE" and self.depth_kind == METRIC
        return is_metric or (self.source == "PAIR" and self.baseline > 0)

    @property
    def is_drawn(self) -> bool:
        """Whether a drawing is the mask."""
        return self.mask == _DRAWING

    @property
    def needs_open3d(self) -> bool:
        """Whether the surface is worked on after it is spanned."""
        return bool(self.method == "poisson" or self.smallest or self.faces)

    def to_settings(self, *, device: str) -> ReliefSettings:
        """The same for the engine; a drawing is the caller's to read.

        Raises:
            InputError: a value is out of range.
        """
        return ReliefSettings(
            method=self.method,
            mask="none" if self.is_drawn else self.mask,
            mask_model=named(self.mask_model) if self.mask == "auto" else "",
            depth_file=bpy.path.abspath(self.depth_file) if self.source == "FILE" else "",
            depth_kind=self.depth_kind,
            right_file=bpy.path.abspath(self.right_file) if self.source == "PAIR" else "",
            baseline_m=self.baseline or None if self.source == "PAIR" else None,
            depth_scale=self.depth_scale or None,
            depth_model=named(self.depth_model) if self.source == "MODEL" else "",
            near=self.near,
            far=self.far,
            length_m=self.length or None,
            focal_mm=self.focal if self.lens == "FOCAL" else None,
            fov_deg=math.degrees(self.fov) if self.lens == "FOV" else None,
            tilt_deg=math.degrees(self.tilt),
            height_m=self.height,
            detail=self.detail,
            cut=self.cut,
            smooth=self.smooth,
            smallest=self.smallest,
            faces=self.faces or None,
            color=self.color,
            texture=self.texture,
            device=device,
        )


CLASSES = (RELOOP3D_PG_relief,)
