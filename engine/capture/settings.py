"""How to capture: which cameras, drawn by what, with which channels; and named presets."""

from dataclasses import dataclass, field, replace

from ..datatypes import CHANNELS, Camera
from ..errors import InputError
from ..rigs import Rig

# What draws the pictures. The channels are the ray caster's, whatever draws.
ENGINES = {
    "workbench": "Blender's viewport renderer: fast, evenly lit",
    "eevee": "Blender's real-time renderer: the real materials",
    "cycles": "Blender's path tracer: the real materials and light, slow",
    "raycast": "the engine's own: as Workbench, without Blender's help",
}
LOOKS = {
    "texture": "textures, colours and painted colours, as the materials show them",
    "material": "one colour a material",
    "vertex": "painted colours, grey where there are none",
    "shape": "grey all over",
}
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class CaptureSettings:
    """One capture, whatever the subject."""

    rig: Rig = field(default_factory=Rig)
    cameras: tuple[Camera, ...] = ()  # in the world, in place of the rig
    engine: str = "workbench"  # one of ENGINES
    look: str = "texture"  # one of LOOKS; EEVEE and Cycles always draw the materials themselves
    channels: tuple[str, ...] = ()  # of datatypes.CHANNELS
    background: tuple[float, float, float] = WHITE  # laid under the pictures, sRGB-encoded
    samples: int = 16  # paths a pixel in Cycles, passes in EEVEE
    frame: int | None = None  # of the animation; None: as it stands now

    def __post_init__(self) -> None:
        for word, known in (("engine", ENGINES), ("look", LOOKS)):
            if (value := getattr(self, word)) not in known:
                raise InputError(f"Unknown {word} “{value}”.", f"There is {', '.join(known)}.")
        if unknown := set(self.channels) - set(CHANNELS):
            raise InputError(
                f"Unknown channel “{min(unknown)}”.", f"There is {', '.join(CHANNELS)}."
            )
        if self.samples < 1:
            raise InputError("A picture needs at least one sample.", "Raise the setting.")

    @property
    def shows_materials(self) -> bool:
        """Whether the artist's materials themselves are drawn, not only their base colours."""
        return self.engine in ("eevee", "cycles")

    @property
    def count(self) -> int:
        """How many views there will be; of a room, at most."""
        return len(self.cameras) or self.rig.count


_DATASET = CaptureSettings(Rig(32, size=512), channels=tuple(CHANNELS))
PRESETS = {
    "classify": CaptureSettings(),
    "turntable": CaptureSettings(Rig(36, size=512)),
    "grid": CaptureSettings(Rig(8, 0.0, size=256, layout="grid", rings=4, top_deg=60.0)),
    "sphere": replace(_DATASET, rig=replace(_DATASET.rig, layout="sphere")),
    "hemisphere": replace(_DATASET, rig=replace(_DATASET.rig, layout="hemisphere")),
    "icon": CaptureSettings(Rig(1, 25.0, size=256, azimuth_deg=-60.0, margin=0.04)),
    "room": replace(_DATASET, rig=Rig(4, size=640, layout="room", fov_deg=75.0, aspect=4 / 3)),
}
