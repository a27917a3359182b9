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


@dataclass(frozen=True)
class Status:
    """What the runtime needs and has; sizes in bytes."""

    needed: tuple[Wheel, ...]
    pending: tuple[Wheel, ...]  # those of them that are not there, or of another version
    stale: tuple[str, ...]  # names of packages that are there and not needed any more
    free: int  # on the disk

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
        """Whether nothing of it is there."""
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
        needed = self._needed()
        there = unpack.installed(self.site)
        if "+" in there.get("torch", ("", ""))[0]:  # a build of its own, say without CUDA
            needed = tuple(wheel for wheel in needed if not is_for_cuda(wheel))
        pending = tuple(wheel for wheel in needed if not _serves(wheel, there))
        stale = tuple(sorted(set(there) - {wheel.name for wheel in needed}))
        nearest = next(place for place in (self.root, *self.root.parents) if place.exists())
        return Status(needed, pending, stale, shutil.disk_usage(nearest).free)

    def activate(self) -> bool:
        """Put a whole runtime in front of sys.path, so that its packages fit one another.

        A part of one is not used. None of the packages is one that Blender brings
        (wheels/blender.txt), so nothing of Blender's is replaced.
        """
        if not self.site.is_dir() or not self.status().is_complete:
            return False
        if str(self.site) not in sys.path:
            sys.path.insert(0, str(self.site))
        importlib.invalidate_caches()
        return True

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
    def is_mixed(self) -> bool:
        """Whether one of its packages is loaded from elsewhere; two versions do not go together."""
        there = {path.name.partition(".")[0] for path in self.site.glob("*")}
        files = (getattr(sys.modules[name], "__file__", None) for name in there & set(sys.modules))
        return any(file and not str(file).startswith(str(self.site)) for file in files)

    def _needed(self) -> tuple[Wheel, ...]:
        system, python = this_platform(), this_python()
        wheels = wheels_for(system, python) if system else []
        if not wheels:
            raise InputError(
                f"There are no packages for this system with Python {python}.",
                "Use Blender 4.5, 5.0 or 5.2 on Windows x64, Linux x64 or macOS arm64.",
            )
        carried = {path.name for path in CARRIED.glob("*.whl")}
        return tuple(wheel for wheel in wheels if wheel.file not in carried)


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


def _serves(wheel: Wheel, there: dict[str, tuple[str, str]]) -> bool:
    """Whether the wheel, or another build of the same version, is installed."""
    file, digest = there.get(wheel.name, ("", ""))
    if digest == wheel.sha256:
        return True
    return bool(digest) and file.startswith(f"{wheel.name}-{wheel.version}+")
