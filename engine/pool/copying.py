"""An asset in, a file of it in another folder out: copied with what it names, or written anew."""

import os
import re
import shutil
from pathlib import Path

from ..errors import DataError
from ..meshes import named_files

_OF_MATERIALS = rb"^[ \t]*(?:map_\w+|bump|disp|decal|refl|norm)[ \t]+(.+?)\s*$"  # in an .mtl


def copy_asset(path: Path, folder: Path, taken: set[str]) -> Path:
    """Copy a file into a folder; returns the copy.

    With files that it names it gets a folder of its own, in which all lie as they did, so that
    it finds them.

    Args:
        taken: names in the folder that are used, in lower case; gets the new one.

    Raises:
        DataError: it is gone, or cannot be read or written.
    """
    if not path.is_file():
        raise DataError(f"{path} is not there any more.", "Scan the pool.")
    try:
        others = companions(path)
        if not others:
            return Path(_copied(path, folder / free_name(path.stem, path.suffix, taken)))
        root = Path(os.path.commonpath([other.parent for other in (path, *others)]))
        own = folder / free_name(path.stem, "", taken)
        for other in others:
            _copied(other, own / other.relative_to(root))
        return Path(_copied(path, own / path.relative_to(root)))
    except (OSError, ValueError) as error:  # on another drive there is no common folder
        raise DataError(f"{path} cannot be copied: {error}.") from error


def _copied(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy2(source, target)


def free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """A name that is not taken, also where upper and lower case are one; it is taken then."""
    name, number = stem + suffix, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}_{number}{suffix}"
    taken.add(name.lower())
    return name


def companions(path: Path) -> list[Path]:
    """The files that a mesh file needs beside it and that are there, with its materials' textures.

    Those that are named from the root of the disk stay where they are.
    """
    named = named_files(path.suffix, path.read_bytes())
    found = _there(path.parent, named)
    for other in [other for other in found if other.suffix.lower() == ".mtl"]:
        lines = re.findall(_OF_MATERIALS, other.read_bytes(), re.MULTILINE)
        values = [line.decode(errors="replace") for line in lines]
        # What follows the key is the name, which may hold spaces, or options and the name.
        for value in values:
            found += _there(other.parent, [value]) or _there(other.parent, value.split()[-1:])
    return list(dict.fromkeys(found))


def _there(folder: Path, names: list[str]) -> list[Path]:
    names = [name.replace("\\", "/") for name in names]
    places = [Path(os.path.normpath(folder / n)) for n in names if not Path(n).is_absolute()]
    return [place for place in places if place.is_file()]
