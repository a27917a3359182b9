"""How to find the camera of a picture, or the best view; belongs to the scene."""

import math

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

from ...engine.datatypes import Intrinsics
from ...engine.rigs import UP_AXES
from ...engine.viewpoint.settings import (
    COMPARISONS,
    MASKS,
    PARAMETERS,
    QUALITY,
    BestSettings,
    DecidingSettings,
    MatchSettings,
    Pick,
)

_MATCH, _BEST = MatchSettings(), BestSettings()
_DRAWING = "drawing"  # a mask of ours beside the engine's
_MASK_NAMES = {"auto": "Automatic", "alpha": "Alpha", "key": "Key Colour", "none": "None"}
_COMPARISON_NAMES = {"auto": "Automatic", "silhouette": "Outline", "color": "Colours"}
_STARTS = [
    ("SEARCH", "From All Sides", "The object is looked at from all sides first"),
    ("CAMERA", "From the Camera", "It goes on from where the scene's camera stands"),
]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _weight(name: str, description: str) -> FloatProperty:
    standard = _BEST.weights[name]
    return FloatProperty(
        name=name.title(), description=description, default=standard, min=0.0, soft_max=4.0
    )


class RELOOP3D_PG_pick(bpy.types.PropertyGroup):
    """A point of the object, and where the picture shows it."""

    point: FloatVectorProperty(
        name="Point", description="Of the object, in the world", subtype="TRANSLATION"
    )
    pixel: FloatVectorProperty(
        name="Pixel", description="Of the picture: column and row, the first on top", size=2
    )


class RELOOP3D_PG_viewpoint(bpy.types.PropertyGroup):
    """How to find the camera of a picture, or the best view."""

    # --- of all -------------------------------------------------------------------------------
    is_scene: BoolProperty(
        name="Whole Scene", description="All that the scene shows, not only the active object"
    )
    is_new: BoolProperty(
        name="New Camera", description="The result is a camera of its own; off: the scene's camera"
    )
    is_keyed: BoolProperty(
        name="Keyframes",
        description="Key the camera's way there, from the scene's first frame on",
    )

    # --- the picture --------------------------------------------------------------------------
    picture: PointerProperty(
        type=bpy.types.Image,
        name="Picture",
        description="What the camera should see; none: the background image of the scene's camera",
    )
    mask: EnumProperty(
        name="Mask",
        description="How the picture says where the object is",
        items=[
            *(
                (name, _MASK_NAMES.get(name, name.title()), _sentence(text))
                for name, text in MASKS.items()
            ),
            (_DRAWING, "Drawing", "By a drawing: what is painted over the picture, or an image"),
        ],
    )
    key: FloatVectorProperty(
        name="Key Colour",
        description="The colour behind the object",
        subtype="COLOR_GAMMA",
        default=(1, 1, 1),
        min=0,
        max=1,
    )
    drawing: PointerProperty(
        type=bpy.types.Image,
        name="Drawing",
        description="Painted over the picture; of another image, its alpha or else its brightness",
    )
    parameters: EnumProperty(
        name="May Move",
        description="What of the camera is looked for; all else stays as the scene's camera has it",
        items=[
            (name, name.title(), _sentence(text), 1 << index)
            for index, (name, text) in enumerate(PARAMETERS.items())
        ],
        options={"ENUM_FLAG"},
        default=set(_MATCH.parameters),
    )
    is_orthographic: BoolProperty(name="Orthographic", description="Without perspective")
    start: EnumProperty(name="Start", description="Where the search begins", items=_STARTS)
    compare: EnumProperty(
        name="Compare",
        description="What of the picture counts",
        items=[
            (name, _COMPARISON_NAMES.get(name, name.title()), _sentence(text))
            for name, text in COMPARISONS.items()
        ],
        default=_MATCH.compare,
    )
    size: IntProperty(
        name="Detail",
        description="Pixels of the picture's longer side, as it is compared",
        default=_MATCH.size,
        min=32,
        soft_max=512,
    )
    picks: CollectionProperty(
        type=RELOOP3D_PG_pick, name="Pairs", description="Points and where the picture shows them"
    )
    row: IntProperty(name="Row", description="The chosen pair")

    # --- the best view ------------------------------------------------------------------------
    count: IntProperty(
        name="Views",
        description="How many views, each of which shows something else",
        default=_BEST.count,
        min=1,
        soft_max=12,
    )
    margin: FloatProperty(
        name="Margin",
        description="Least empty border, as a share of the picture's side",
        default=_BEST.margin,
        min=0.0,
        max=0.4,
        subtype="FACTOR",
    )
    lowest: FloatProperty(
        name="Lowest",
        description="How far below the horizon (negative) or above it the view may be from",
        default=math.radians(_BEST.elevation_deg[0]),
        min=-math.pi / 2,
        max=math.pi / 2,
        subtype="ANGLE",
    )
    highest: FloatProperty(
        name="Highest",
        description="How far above the horizon the view may be from",
        default=math.radians(_BEST.elevation_deg[1]),
        min=-math.pi / 2,
        max=math.pi / 2,
        subtype="ANGLE",
    )
    up: EnumProperty(
        name="Up",
        description="The asset's up axis",
        items=[(axis, axis, "") for axis in UP_AXES],
        default=_BEST.up,
    )
    candidates: IntProperty(
        name="Candidates",
        description="Views that are looked at before the best of them are refined",
        default=_BEST.candidates,
        min=4,
        soft_max=256,
    )
    surface: _weight("surface", "How much it counts that much of the surface is seen")
    normals: _weight("normals", "How much it counts that sides of all directions are seen")
    upright: _weight("upright", "How much it counts that the view is from a usual height")
    contrast: _weight("contrast", "How much it counts that light and dark differ")
    brightness: _weight("brightness", "How much it counts that it is neither dark nor glaring")
    coverage: _weight("coverage", "How much it counts that the picture is filled")
    centring: _weight("centring", "How much it counts that it is in the picture's middle")
    marks: BoolProperty(
        name="Mark as Assets",
        description="Objects that are no assets yet become some, so that Blender shows the preview",
        default=True,
    )

    # --- the deciding view --------------------------------------------------------------------
    label: StringProperty(
        name="Class",
        description="Whose view is sought; empty: what the object is labelled or classified as",
    )

    @property
    def is_drawn(self) -> bool:
        """Whether a drawing is the mask."""
        return self.mask == _DRAWING

    @property
    def is_locked(self) -> bool:
        """Whether something of the camera stays as it is."""
        moving = set(self.parameters)
        return not moving >= ({"focal"} if "free" in moving else set(_MATCH.parameters))

    @property
    def is_weighed(self) -> bool:
        """Whether anything of a view counts."""
        return any(getattr(self, name) > 0 for name in QUALITY)

    def to_match(self) -> MatchSettings:
        """The engine's settings for the camera of a picture; where it starts is the caller's."""
        return MatchSettings(
            parameters=tuple(name for name in PARAMETERS if name in self.parameters),
            is_searching=self.start == "SEARCH",
            is_orthographic=self.is_orthographic,
            compare=self.compare,
            picks=tuple(Pick(tuple(pick.point), tuple(pick.pixel)) for pick in self.picks),
            size=self.size,
        )

    def to_best(self, lens: Intrinsics, *, count: int = 1) -> BestSettings:
        """The engine's settings for views that show an object best."""
        return BestSettings(
            count=count,
            weights={name: getattr(self, name) for name in QUALITY},
            lens=lens,
            margin=self.margin,
            elevation_deg=(math.degrees(self.lowest), math.degrees(self.highest)),
            candidates=self.candidates,
            up=self.up,
        )

    def to_deciding(self, lens: Intrinsics, label: str) -> DecidingSettings:
        """The engine's settings for the view that decides a class; empty: the model's own."""
        return DecidingSettings(self.label.strip() or label, self.to_best(lens))


CLASSES = (RELOOP3D_PG_pick, RELOOP3D_PG_viewpoint)
