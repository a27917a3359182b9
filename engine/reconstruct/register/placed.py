"""What registering frames is told and what it returns, and its words for frames that do not fit."""

from dataclasses import dataclass

from ...datatypes import Camera
from ...errors import InputError


@dataclass(frozen=True)
class RegisterSettings:
    """How frames are registered.

    up         "camera": the world is the first camera's axes; "z": turned so that its up is +Z
    loops      links to frames other than neighbours, for each frame
    pairs      most pairs of frames that are tried by shape where following fails
    leave_out  frames that do not overlap with the rest are left out, not refused
    seed       of what is drawn by chance
    """

    up: str = "camera"
    loops: int = 2
    pairs: int = 400
    leave_out: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.up not in ("camera", "z"):
            raise InputError(f"Unknown up “{self.up}”.", "There is camera, z.")
        for name, most in (("loops", 100), ("pairs", 10**6)):
            if not 0 <= getattr(self, name) <= most:
                raise InputError(
                    f"{name.capitalize()} {getattr(self, name)} is out of range.",
                    f"Choose 0 to {most}.",
                )


@dataclass(frozen=True)
class Found:
    """How well one frame agrees with the frame that placed it.

    fitness  share of its points that lie on a surface the other sees, the worse of both directions
    rmse_m   of those depths, metres
    alike    correlation of their grey; nan where there are no marks to compare
    how      in words
    """

    fitness: float
    rmse_m: float
    alike: float
    how: str


@dataclass(frozen=True)
class Registered:
    """The cameras of frames.

    cameras  one for each frame, or None where it was left out
    numbers  how well each agrees with the others, or None
    notes    sentences about what a person should know
    """

    cameras: tuple[Camera | None, ...]
    numbers: tuple[Found | None, ...]
    notes: tuple[str, ...] = ()


def refusal(parts: list[list[int]], kind: str = "frame") -> tuple[str, str]:
    """What is said of frames that do not hang together, largest part first, and what to do."""
    hint = (
        "Take pictures in between, so that neighbours share at least half of what they show, "
        "or leave those frames out."
    )
    if kind == "scan":
        hint = (
            "Scan what lies between, so that neighbours share half, turn them roughly alike "
            "(or allow more turn), or leave those scans out."
        )
    if len(parts[0]) == 1:
        return f"None of the {len(parts)} {kind}s can be verified to overlap with another.", hint
    rest = sorted(index for part in parts[1:] for index in part)
    does = "does" if len(rest) == 1 else "do"
    message = f"{named(rest, kind)} {does} not overlap with {named(parts[0], kind).lower()}"
    return f"{message}, as far as can be verified.", hint


def named(indices: list[int], kind: str = "frame") -> str:
    """Numbers as words: “Frame 3”, “Frames 1, 4 to 7 and 9”."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    words = [f"{first}" if first == last else f"{first} to {last}" for first, last in runs]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{kind.capitalize()}{'' if len(indices) == 1 else 's'} {listed}"
