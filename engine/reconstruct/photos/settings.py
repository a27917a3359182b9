"""What making a mesh of photos can be told."""

from dataclasses import dataclass

from ...errors import InputError

DEPTHS = {
    "sweep": "photos are compared with their neighbours: exact where there is texture",
    "both": "the same, and a network where they say nothing: what is plain is filled",
    "model": "a network tells each photo's depth, fitted to the points that cameras were found by",
}


@dataclass(frozen=True)
class PhotoSettings:
    """How cameras of photos are found, and the depth of each.

    depth      one of DEPTHS
    model      which network tells depth: empty for our own, else a folder or a model's name
    device     it runs on: auto, cpu, cuda or mps
    focal_mm   of the lens, as on 35 mm film, to begin with; None: as the photos' EXIF says, else
               it is found
    size       pixels of a photo's longer side while cameras are looked for
    view_size  pixels of it while a network tells depth and views are fused
    sweep_size pixels of it while photos are compared with their neighbours
    frames     taken from a video, at most
    agree      share by which depth of neighbours may differ; what no neighbour confirms is dropped
    seed       of all that is drawn at random
    """

    depth: str = "sweep"
    model: str = ""
    device: str = "auto"
    focal_mm: float | None = None
    size: int = 1600
    view_size: int = 960
    sweep_size: int = 480
    frames: int = 60
    agree: float = 0.05
    seed: int = 0

    def __post_init__(self) -> None:
        if self.depth not in DEPTHS:
            raise InputError(f"Unknown depth “{self.depth}”.", f"There is {', '.join(DEPTHS)}.")
        ranges = {
            "focal_mm": (1, 10_000),
            "size": (64, 8192),
            "view_size": (64, 4096),
            "sweep_size": (64, 4096),
            "frames": (3, 1000),
            "agree": (0.001, 1),
        }
        for name, (low, high) in ranges.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                words = name.partition("_")[0].capitalize()
                raise InputError(
                    f"{words} {value:g} is out of range.", f"Choose {low:g} to {high:g}."
                )
