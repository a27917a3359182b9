"""The list of wheels, wheels/lock.json: which file, with which hash, serves which machine."""

import hashlib
import json
import platform
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import DataError

ROOT = Path(__file__).resolve().parents[2]  # of the extension, or of the source tree
LOCK = ROOT / "wheels" / "lock.json"

_PLATFORMS = {
    ("Windows", "amd64"): "windows-x64",
    ("Linux", "x86_64"): "linux-x64",
    ("Darwin", "arm64"): "macos-arm64",
}


@dataclass(frozen=True)
class Wheel:
    """One file of the list; sizes in bytes."""

    file: str
    name: str  # normalized (PEP 503)
    version: str
    sha256: str  # hexadecimal; empty for a build that the list does not hold
    size: int
    unpacked: int
    licence: str  # SPDX, where the wheel says so
    bundle: str  # the smallest zip that carries it: "lite" or "full"; "spare": see build.py
    machines: tuple[str, ...]  # like "linux-x64 3.13"
    blenders: tuple[str, ...]
    requires: tuple[str, ...]  # PEP 508
    build: str = ""  # "cuda" where only that build of torch needs it

    @property
    def pythons(self) -> set[str]:
        """The Pythons that it serves, on any of its systems."""
        return {machine.split()[1] for machine in self.machines}


@cache
def read_lock(path: Path = LOCK) -> tuple[Wheel, ...]:
    """All wheels of the list.

    Raises:
        DataError: the file is missing or damaged.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Wheel(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
            for entry in entries
        )
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{path} cannot be read.", "Install the extension again.") from error


def wheels_for(platform_id: str, python: str) -> list[Wheel]:
    """The wheels of one machine, like ("linux-x64", "3.13")."""
    return [wheel for wheel in read_lock() if f"{platform_id} {python}" in wheel.machines]


def this_platform() -> str:
    """Blender's word for this system; empty for one that the list does not serve."""
    return _PLATFORMS.get((platform.system(), platform.machine().lower()), "")


def this_python() -> str:
    """The version of this Python, like "3.13"."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def digest(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
