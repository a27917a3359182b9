"""The shelf: the folder that models of others lie in; what is there, whole, damaged, how large.

A model's folder is called as its source on the hub, with “--” for the slash, and holds what
transformers and timm read. What `download` brought has a list of its files (reloop3d.json) to
compare them with; what a person placed there by hand has none, and is taken as it is.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataError, InputError, ModelNotAvailable
from ..jobs import Progress, Steps
from .catalog import Entry, find

LIST = "reloop3d.json"  # of what was downloaded; written when all of it is there
SUFFIXES = (".safetensors", ".bin")  # of weights
PART = ".part"  # at the end of a file's name while it is on its way
_VARIABLE = "RELOOP3D_MODELS"
_BLOCK = 2**20

ABSENT, PARTIAL, PLACED, DOWNLOADED, EMBEDDED = (
    "absent",
    "partial",  # a download was stopped; it goes on from there
    "placed",  # by hand: there is nothing to compare it with
    "downloaded",
    "embedded",
)
READY = (PLACED, DOWNLOADED, EMBEDDED)

_chosen: Path | None = None


@dataclass(frozen=True)
class Listed:
    """A file as the hub had it."""

    size: int  # bytes
    sha256: str


@dataclass(frozen=True)
class State:
    """What of a model is on this machine."""

    kind: str  # one of the above
    size: int  # bytes on the disk
    folder: Path | None  # None: it comes with ReLoop3D


def use_folder(folder: Path | None) -> None:
    """Let the shelf be this folder; None: what RELOOP3D_MODELS says, or one in the home."""
    global _chosen
    _chosen = folder


def shelf() -> Path:
    """The folder; it may not be there yet."""
    said = os.environ.get(_VARIABLE)
    return _chosen or (Path(said) if said else Path.home() / ".reloop3d" / "models")


def folder_of(source: str) -> Path:
    """Where a model of the hub lies, or would.

    Raises:
        InputError: it is not the name of one.
    """
    owner, slash, name = source.partition("/")
    parts = (owner, name)
    if not slash or not all(part and not part.startswith(".") for part in parts) or "/" in name:
        raise InputError(
            f"“{source}” is not a model's name.", "The hub's names look like owner/name."
        )
    return shelf() / "--".join(parts)


def state(entry: Entry) -> State:
    """What of a model of the catalogue is there."""
    return State(EMBEDDED, 0, None) if entry.is_embedded else state_of(entry.source)


def state_of(source: str) -> State:
    """What of a model of the hub is there."""
    folder = folder_of(source)
    size = _size(folder)
    if (folder / LIST).is_file():
        listed = _read(folder)
        is_whole = all(
            (folder / name).is_file() and (folder / name).stat().st_size == file.size
            for name, file in listed.items()
        )
        return State(DOWNLOADED if is_whole else PARTIAL, size, folder)
    has_weights = any(path.suffix in SUFFIXES for path in folder.glob("*"))
    is_placed = has_weights and (folder / "config.json").is_file()
    is_placed = is_placed and not any(folder.glob(f"*{PART}"))  # of which nothing is on its way
    return State(PLACED if is_placed else PARTIAL if size else ABSENT, size, folder)


def local(model: str | Path) -> Path:
    """The folder of a model: a folder's own path, a name of the catalogue, or of the hub.

    Raises:
        ModelNotAvailable: it is not on this machine, or only a part of it.
    """
    path = Path(model).expanduser()
    if path.is_dir():
        return path
    entry = find(str(model))
    source = entry.source if entry else str(model)
    try:
        found = state_of(source)
    except InputError as error:
        raise ModelNotAvailable(
            f"There is no model “{model}”.",
            "Name a folder, or one that Models lists (headless: models list).",
        ) from error
    if found.kind in READY:
        return found.folder
    how = "is here only in part" if found.kind == PARTIAL else "is not on this machine"
    raise ModelNotAvailable(
        f"The model {model} {how}.",
        f"Download it in Models (headless: models get {entry.name if entry else source}; online "
        f"access must be on), or put its files into {found.folder}.",
    )


def verify(source: str) -> Steps[list[str]]:
    """Compare every file with the list; the names of those that are missing or changed.

    Raises:
        InputError: there is no list to compare with.
    """
    folder = folder_of(source)
    if not (folder / LIST).is_file():
        raise InputError(
            f"{source} has nothing to be compared with.",
            "Only what Models downloaded whole has a list of hashes.",
        )
    listed, damaged = _read(folder), []
    for index, (name, file) in enumerate(listed.items()):
        yield Progress(index, len(listed), "Reading files")
        path = folder / name
        if not path.is_file() or (yield from sha256(path)) != file.sha256:
            damaged.append(name)
    return damaged


def sha256(path: Path) -> Steps[str]:
    """The hash of a file, as hexadecimal digits."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with open(path, "rb") as file:
        while block := file.read(16 * _BLOCK):
            digest.update(block)
            done += len(block)
            yield Progress(done // _BLOCK, total // _BLOCK, f"Reading {path.name}")
    return digest.hexdigest()


def write_list(folder: Path, source: str, commit: str, files: dict[str, Listed]) -> None:
    """Write what a download brought; from now on the model is whole."""
    rows = {name: {"size": file.size, "sha256": file.sha256} for name, file in files.items()}
    text = json.dumps({"version": 1, "source": source, "commit": commit, "files": rows}, indent=1)
    part = folder / f"{LIST}.part"
    part.write_text(text, encoding="utf-8")
    part.replace(folder / LIST)


def delete(source: str) -> int:
    """Take a model away; the bytes that are free again.

    Raises:
        InputError: nothing of it is there.
        DataError: a file is in use.
    """
    folder = folder_of(source)
    size = _size(folder)
    if not folder.is_dir():
        raise InputError(f"{source} is not on this machine.", "There is nothing to delete.")
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise DataError(
            f"{source} cannot be deleted: {error}.", "Restart Blender and try again."
        ) from error
    return size


def used() -> int:
    """Bytes of everything on the shelf."""
    return _size(shelf())


def _read(folder: Path) -> dict[str, Listed]:
    """The list of a folder.

    Raises:
        DataError: it is damaged.
    """
    try:
        rows = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
        return {name: Listed(int(row["size"]), str(row["sha256"])) for name, row in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{folder / LIST} is damaged.", "Delete the model and download it again."
        ) from error


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
