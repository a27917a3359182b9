"""The text of Blender's blender_assets.cats.txt in, its catalogs out; and with more, or fewer.

A line is uuid:path:simple-name. Lines that are not ours stay as they are, to the byte.
"""

import contextlib
import os
from collections.abc import Collection
from pathlib import Path
from uuid import UUID, uuid4

from ..errors import DataError, InputError

NAME = "blender_assets.cats.txt"
NONE = str(UUID(int=0))  # the catalog of an asset that is in none
_LONGEST = 63  # bytes of a simple name that Blender keeps
_HEAD = """\
# This is an Asset Catalog Definition file for Blender.
#
# Empty lines and lines starting with `#` will be ignored.
# The first non-ignored line should be the version indicator.
# Other lines are of the format "UUID:catalog/path/for/assets:simple catalog name"

VERSION 1

"""


def read_catalogs(root: Path) -> str | None:
    """The text of a library's catalogs; None where it has none.

    Raises:
        DataError: it cannot be read, or Blender would not read it.
    """
    path = root / NAME
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    told = [line.strip() for line in text.splitlines()]
    told = [line for line in told if line and not line.startswith("#")]
    if told and told[0] != "VERSION 1":
        raise DataError(
            f"{path} does not start with “VERSION 1”.", "Was it made by a newer Blender?"
        )
    return text


def write_catalogs(root: Path, text: str | None) -> None:
    """Put the text in the place of a library's catalogs, at once or not at all; None removes them.

    Raises:
        DataError: it cannot be written.
    """
    path = root / NAME
    part = path.with_name(NAME + ".part")
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        part.write_bytes(text.encode("utf-8"))
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise DataError(
            f"{path} cannot be written: {error}.", "May you write in that folder?"
        ) from error


def paths_by_id(text: str | None) -> dict[str, str]:
    """The path of each catalog by its uuid; the first where a uuid stands twice."""
    found: dict[str, str] = {}
    for line in (text or "").splitlines():
        uuid, path = _catalog(line)
        if uuid:
            found.setdefault(uuid, path)
    return found


def _catalog(line: str) -> tuple[str, str]:
    """The uuid and the path in a line; two empty ones where it is no catalog."""
    first, _, rest = line.strip().partition(":")
    path = rest.partition(":")[0].strip()
    try:
        return (str(UUID(first.strip())), path) if path else ("", "")
    except ValueError:
        return "", ""


def with_catalog(text: str | None, path: str) -> tuple[str, str]:
    """The text with a catalog of that path, which may have been there, and the catalog's uuid.

    Raises:
        InputError: the path names nothing.
    """
    path = _clean(path)
    if not path:
        raise InputError("A catalog needs a name.", "For example: Furniture/Chairs.")
    for uuid, known in paths_by_id(text).items():
        if known == path:
            return text, uuid
    # An empty file, or one of comments only, has no version yet.
    text = text if text and "VERSION" in text else (text or "") + _HEAD
    end = "\r\n" if "\r\n" in text else "\n"
    between = "" if text.endswith("\n") else end
    uuid = str(uuid4())
    return f"{text}{between}{uuid}:{path}:{_simple_name(path)}{end}", uuid


def _clean(path: str) -> str:
    """The path as Blender would keep it: no colons, no empty parts."""
    parts = path.replace(":", "-").replace("\\", "-").split("/")
    return "/".join(" ".join(part.split()) for part in parts if part.strip())


def _simple_name(path: str) -> str:
    """What Blender calls a catalog whose definition was lost: its path, or the end of it."""
    name = path.replace("/", "-").encode("utf-8")
    if len(name) <= _LONGEST:
        return name.decode("utf-8")
    return "..." + name[3 - _LONGEST :].decode("utf-8", errors="ignore")


def without_catalogs(text: str, uuids: Collection[str]) -> str:
    """The text without the lines of those catalogs."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if _catalog(line)[0] not in uuids)
