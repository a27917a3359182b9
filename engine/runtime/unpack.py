"""Wheels into a folder and out again (PEP 427, PEP 376): unpack, verify, delete.

A wheel counts as installed when its direct_url.json (PEP 610), written last, names its hash; so
whatever is killed in the middle is done again.
"""

import base64
import contextlib
import csv
import hashlib
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ..errors import DataError
from ..jobs import Progress, Steps
from .lock import Wheel

_CHUNK = 1 << 20
_SAY = 8 << 20  # bytes between two words of progress
_MARK = "direct_url.json"
# Headers, link libraries and build files are for compiling; torch's fill half of its file list,
# with paths that Windows finds too long.
_FOR_COMPILERS = {"include", "cmake"}


def target_of(member: str) -> PurePosixPath | None:
    """Where a member of a wheel goes, seen from the folder; None for what is not needed.

    Raises:
        DataError: it would go outside.
    """
    path = PurePosixPath(member)
    if path.is_absolute() or ".." in path.parts or "\\" in member or ":" in member:
        raise DataError(f"The wheel holds a path that leads outside: {member}.")
    parts = path.parts
    if parts[0].endswith(".data"):
        if len(parts) < 3 or parts[1] not in ("purelib", "platlib"):
            return None  # scripts, headers
        parts = parts[2:]
    if member.endswith("/") or path.suffix in (".a", ".lib"):
        return None
    if parts[0] in ("torch", "nvidia") and _FOR_COMPILERS.intersection(parts[:-1]):
        return None
    return PurePosixPath(*parts)


def unpack(wheel: Wheel, archive_path: Path, site: Path) -> Steps[None]:
    """Unpack a wheel, in place of any other version; its hash was checked before.

    Yields Progress in bytes of this wheel.

    Raises:
        DataError: the wheel is damaged, the disk is full, or a file is in use.
    """
    delete(wheel.name, site)
    done = said = 0
    with _explained(site, wheel.file), zipfile.ZipFile(archive_path) as archive:
        for member in archive.infolist():
            target = target_of(member.filename)
            if target is None:
                continue
            path = long_path(site / target)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            # Under another name first: a library that Blender has loaded must not be
            # written to, only replaced.
            with archive.open(member) as source, open(path + ".part", "wb") as file:
                while block := source.read(_CHUNK):
                    file.write(block)
                    done += len(block)
                    if done - said >= _SAY:
                        said = done
                        yield Progress(done, wheel.unpacked, "Unpacking")
            os.chmod(path + ".part", 0o755 if member.external_attr >> 16 & 0o111 else 0o644)
            os.replace(path + ".part", path)
    found = {"url": wheel.file, "archive_info": {"hashes": {"sha256": wheel.sha256}}}
    mark = _info_folder(wheel, site) / _MARK
    part = mark.with_suffix(".part")
    part.write_text(json.dumps(found), encoding="utf-8")
    part.replace(mark)
    yield Progress(wheel.unpacked, wheel.unpacked, "Unpacking")


def installed(site: Path) -> dict[str, tuple[str, str]]:
    """The packages that are wholly there: name -> (file of the wheel, its SHA-256)."""
    found = {}
    for mark in site.glob(f"*.dist-info/{_MARK}"):
        try:
            said = json.loads(mark.read_text(encoding="utf-8"))
            digest = said["archive_info"]["hashes"]["sha256"]
        except (OSError, ValueError, KeyError):
            continue
        found[_name(mark.parent)] = (said["url"], digest)
    return found


def verify(site: Path) -> Steps[list[str]]:
    """Hash every file of every package; the paths that are missing or changed.

    A package with such a file counts as not installed from then on.
    """
    rows, broken = [], []
    for mark in sorted(site.glob(f"*.dist-info/{_MARK}")):
        listed = _record(mark.parent)
        rows += [(mark, *row) for row in listed]
        if not listed:  # lost, or filled with zeros as after a power cut
            broken.append(f"{mark.parent.name}/RECORD")
            mark.unlink()
    total, done, said = sum(size for *_, size in rows), 0, 0
    for mark, target, expected, size in rows:
        try:
            with open(long_path(site / target), "rb") as file:
                found = hashlib.file_digest(file, "sha256").digest()
        except OSError:
            found = b""
        if found != expected:
            broken.append(str(target))
            mark.unlink(missing_ok=True)
        done += size
        if done - said >= _SAY:
            said = done
            yield Progress(done, total, "Checking")
    return broken


def delete(name: str, site: Path) -> None:
    """Take a package out, whole or half; nothing where it is not there.

    Raises:
        DataError: a file is in use.
    """
    for folder in site.glob("*.dist-info"):
        if _name(folder) != name:
            continue
        (folder / _MARK).unlink(missing_ok=True)
        others = (other for other in site.glob("*.dist-info") if other != folder)
        shared = {target for other in others for target, _, _ in _record(other)}
        parents = set()
        with _explained(site, name):
            for target, _, _ in _record(folder):
                path = long_path(site / target)
                if os.path.exists(path) and target not in shared:
                    os.remove(path)
                parents.update(target.parents)
        shutil.rmtree(folder, ignore_errors=True)
        for parent in sorted(parents, reverse=True):  # the deepest first; "." stays
            if parent.parts:
                shutil.rmtree(site / parent / "__pycache__", ignore_errors=True)
                with contextlib.suppress(OSError):  # an empty folder would pass for a package
                    os.rmdir(long_path(site / parent))


def forget(site: Path) -> None:
    """Let no package count as installed any more."""
    for mark in site.glob(f"*.dist-info/{_MARK}"):
        mark.unlink()


@contextmanager
def _explained(site: Path, what: str) -> Iterator[None]:
    """Say what stands behind an error of the system."""
    try:
        yield
    except PermissionError as error:
        raise DataError(
            f"{error.filename or site} is in use or cannot be written.",
            "Start Blender anew and install before anything else.",
        ) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{what} cannot be unpacked: {error}.") from error


def long_path(path: Path) -> str:
    """The path as a string; on Windows in the form that may be longer than 260 characters."""
    if sys.platform != "win32":
        return str(path)
    whole = os.path.abspath(path)
    return f"\\\\?\\UNC{whole[1:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def _info_folder(wheel: Wheel, site: Path) -> Path:
    for folder in site.glob("*.dist-info"):
        if _name(folder) == wheel.name:
            return folder
    raise DataError(f"{wheel.file} holds no .dist-info: it is no wheel.")


def _name(folder: Path) -> str:
    """The normalized name of a package, from its .dist-info folder."""
    return folder.name.split("-")[0].lower().replace("_", "-").replace(".", "-")


def _record(folder: Path) -> list[tuple[PurePosixPath, bytes, int]]:
    """Path, SHA-256 and size of each file that RECORD lists and `unpack` writes; [] if damaged."""
    found = []
    try:
        text = (folder / "RECORD").read_text(encoding="utf-8")
        for member, checksum, size in (r for r in csv.reader(text.splitlines()) if len(r) == 3):
            kind, _, value = checksum.partition("=")
            target = target_of(member)
            if kind == "sha256" and target is not None:
                expected = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
                found.append((target, expected, int(size or 0)))
    except (OSError, ValueError, csv.Error, DataError):
        return []
    return found
