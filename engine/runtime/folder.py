"""Where the runtime lies and what of it is there."""

import ctypes
import importlib
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import InputError
from . import unpack
from .lock import ROOT, Wheel, this_platform, this_python, wheels_for

# Wheels that lie in the extension itself: its zip's own, which Blender installs, and spare ones.
CARRIED = ROOT / "wheels"
SPARE = CARRIED / "spare"
TORCH = ("torch", "torchvision")  # which come in several builds of the same version
# Packages that fail beside another's version of them.
_COUPLED = (*TORCH, "timm", "transformers", "tokenizers", "huggingface_hub", "open3d")


@dataclass(frozen=True)
class Status:
    """What the runtime needs and has; sizes in bytes."""

    needed: tuple[Wheel, ...]
    pending: tuple[Wheel, ...]  # those of them that are not there, or of another version
    stale: tuple[str, ...]  # names of packages that are there and not needed any more
    free: int  # on the disk
    exists: bool  # whether anything of it is there, were it a rest
    is_local: bool  # whether its torch is a build of its own, say without CUDA

    @property
    def download(self) -> int:
        """How much is still to be downloaded."""
        return sum(wheel.size for wheel in self.pending)

    @property
    def unpacked(self) -> int:
        """How much disk that will take."""
        return sum(wheel.unpacked for wheel in self.pending)

    @property
    def on_disk(self) -> int:
        """How much is taken now."""
        there = set(self.needed) - set(self.pending)
        return sum(wheel.unpacked for wheel in there)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.pending

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is needed is there."""
        return len(self.pending) == len(self.needed)


class Runtime:
    """The packages for this Python under one folder, which Blenders of the same Python share."""

    def __init__(self, folder: Path) -> None:
        """The runtime in `folder`; neither needs to be there yet."""
        self.root = folder / "runtime" / f"python{this_python()}"
        self.site = self.root / "site"
        self.downloads = self.root / "downloads"

    def status(self) -> Status:
        """Compare what is there with the list.

        Raises:
            InputError: the list serves no such machine.
        """
        there = unpack.installed(self.site)
        is_local = "+" in there.get("torch", ("", ""))[0]
        needed = self._needed(is_local=is_local)
        pending = tuple(wheel for wheel in needed if not _serves(wheel, there))
        stale = tuple(sorted(set(there) - {wheel.name for wheel in needed}))
        nearest = next((place for place in (self.root, *self.root.parents) if place.exists()), None)
        free = shutil.disk_usage(nearest).free if nearest else 0
        return Status(needed, pending, stale, free, self.root.exists(), is_local)

    def activate(self) -> None:
        """Put the runtime in front of sys.path, so that its packages fit one another.

        For a whole one only. None of the packages is one that Blender brings
        (wheels/blender.txt), so nothing of Blender's is replaced.
        """
        if str(self.site) not in sys.path:
            sys.path.insert(0, str(self.site))
        importlib.invalidate_caches()

    def deactivate(self) -> None:
        """Take it from sys.path; what is imported stays so."""
        if str(self.site) in sys.path:
            sys.path.remove(str(self.site))
        importlib.invalidate_caches()

    @property
    def is_in_use(self) -> bool:
        """Whether this process has loaded something of it."""
        return any(
            str(getattr(module, "__file__", None) or "").startswith(str(self.site))
            for module in list(sys.modules.values())
        )

    @property
    def rival(self) -> str:
        """A file of a package that is loaded from elsewhere and does not go with ours; or ""."""
        for name in _COUPLED:
            file = getattr(sys.modules.get(name), "__file__", None) or ""
            if file and not file.startswith(str(self.site)):
                return file
        return ""

    def _needed(self, *, is_local: bool) -> tuple[Wheel, ...]:
        system, python = this_platform(), this_python()
        wheels = wheels_for(system, python) if system else []
        if not wheels:
            raise InputError(
                f"There are no packages for this system with Python {python}.",
                "Use Blender 4.5, 5.0 or 5.2 on Windows x64, Linux x64 or macOS arm64.",
            )
        carried = {path.name for path in CARRIED.glob("*.whl")}
        if is_local or any(name.startswith("torch-") and "+" in name for name in carried):
            wheels = [wheel for wheel in wheels if not is_for_cuda(wheel)]
        return tuple(
            wheel
            for wheel in wheels
            if not any(file == wheel.file or is_build_of(wheel, file) for file in carried)
        )


@cache
def has_nvidia() -> bool:
    """Whether NVIDIA's driver is on this machine."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def is_for_cuda(wheel: Wheel) -> bool:
    """Whether only torch's CUDA build needs it."""
    return wheel.build == "cuda" and wheel.name not in TORCH


def is_build_of(wheel: Wheel, file: str) -> bool:
    """Whether a file is the wheel's version in a build of its own, like torch-2.12.1+cpu."""
    return file.startswith(f"{wheel.name}-{wheel.version}+")


def _serves(wheel: Wheel, there: dict[str, tuple[str, str]]) -> bool:
    """Whether the wheel, or another build of the same version, is installed."""
    file, digest = there.get(wheel.name, ("", ""))
    return bool(digest) and (digest == wheel.sha256 or is_build_of(wheel, file))
