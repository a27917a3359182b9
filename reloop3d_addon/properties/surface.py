"""How views with depth become a surface: settings that Views and Photos to Mesh share."""

from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty

from ...engine.reconstruct.settings import METHODS, REFINE_ROUNDS, FuseSettings

_STANDARD = FuseSettings()


class Surface:
    """To be a base of a property group."""

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

    def to_fusing(self) -> FuseSettings:
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
