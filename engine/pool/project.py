"""A project: a folder in, its store, caches, model and what was made of them out.

reloop3d.json      what belongs to it, and the settings
labels.sqlite      assets, predictions, labels, queue, history
model.safetensors  the model that the labels taught
cache/             embeddings, neighbours and strips of pictures; may be deleted
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..acquisition.strategies import DEFAULT, STRATEGIES
from ..classify.embeddings import Embeddings
from ..errors import DataError, InputError
from ..models.registry import model_path
from .history import now
from .schema import Base

MANIFEST = "reloop3d.json"
_VERSION = 1
MADE = ("capture", "dataset", "model", "journal")  # what a project links to


@dataclass(frozen=True)
class Project:
    """A folder with a pool of assets and all that was made of it."""

    folder: Path

    def __post_init__(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"Cannot write {self.folder}: {error}.", "Choose another.") from error
        _read(self.folder / MANIFEST)  # one of a newer version is refused before anything opens
        if not (self.folder / MANIFEST).exists():
            self._write({"version": _VERSION, "base": "default", "made": []})

    @cached_property
    def store(self) -> Base:
        """The label store.

        Raises:
            DataError: it is damaged, or a newer version's.
        """
        return Base(self.folder / "labels.sqlite")

    @cached_property
    def embeddings(self) -> Embeddings:
        """The mean embedding of each asset's views, by content and network."""
        return Embeddings(self.folder / "cache" / "embeddings.sqlite")

    @cached_property
    def views(self) -> Embeddings:
        """The embeddings of each asset's views, by the same keys."""
        return Embeddings(self.folder / "cache" / "views.sqlite")

    @property
    def neighbours(self) -> Path:
        """Where the table of what is like what lies (pool/neighbours.py)."""
        return self.folder / "cache" / "neighbours.npz"

    @property
    def committee(self) -> Path:
        """Where the heads of the last cross-validation lie (pool/committee.py)."""
        return self.folder / "cache" / "committee.npz"

    @property
    def model(self) -> Path:
        """The model that the labels taught; it may not be there yet."""
        return self.folder / "model.safetensors"

    def strip(self, content: str) -> Path:
        """Where the strip of pictures of that content lies, if it was drawn."""
        name = hashlib.sha256(content.encode()).hexdigest()[:32]
        return self.folder / "cache" / "strips" / name[:2] / f"{name}.jpg"

    @property
    def base(self) -> str:
        """The model whose network looks at all assets, by name or file."""
        return _read(self.folder / MANIFEST)["base"]

    @property
    def network(self) -> str:
        """What tells the base's network from others: the SHA-256 of its file.

        Raises:
            ModelNotAvailable: there is no such file.
        """
        return hashlib.sha256(model_path(self.base).read_bytes()).hexdigest()

    def set_base(self, model: str) -> None:
        """Let another network look at the assets; they have to be scored anew."""
        self._write(_read(self.folder / MANIFEST) | {"base": model})

    @property
    def strategy(self) -> str:
        """How it is chosen which asset is asked next: one of STRATEGIES."""
        chosen = _read(self.folder / MANIFEST).get("strategy", DEFAULT)
        return chosen if chosen in STRATEGIES else DEFAULT  # a newer version may know more

    def set_strategy(self, strategy: str) -> None:
        """Ask in another way from the next ranking on.

        Raises:
            InputError: there is no such strategy.
        """
        if strategy not in STRATEGIES:
            raise InputError(f"Unknown strategy “{strategy}”.", f"Choose {', '.join(STRATEGIES)}.")
        self._write(_read(self.folder / MANIFEST) | {"strategy": strategy})

    def link(self, kind: str, path: Path) -> None:
        """Note something that was made of the project, so that it is found again.

        Raises:
            InputError: there is no such kind.
        """
        if kind not in MADE:
            raise InputError(f"A project links no “{kind}”.", f"It links {', '.join(MADE)}.")
        values = _read(self.folder / MANIFEST)
        place = self._relative(path)
        made = [entry for entry in values["made"] if entry["path"] != place]
        made.append({"kind": kind, "path": place, "time": now()})
        self._write(values | {"made": made})

    def made(self, kind: str = "") -> list[Path]:
        """What was linked, the oldest first: all, or of one kind."""
        entries = _read(self.folder / MANIFEST)["made"]
        return [self.folder / e["path"] for e in entries if kind in ("", e["kind"])]

    def _relative(self, path: Path) -> str:
        """As seen from the folder where it lies inside, so that the folder may move."""
        path = path.absolute()
        folder = self.folder.absolute()
        return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()

    def _write(self, values: dict) -> None:
        path = self.folder / MANIFEST
        part = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.part")  # nobody else's
        try:
            part.write_text(json.dumps(values, indent=1), encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error


def _read(path: Path) -> dict:
    if not path.exists():
        return {"version": _VERSION, "base": "default", "made": []}
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        kinds = (("version", int), ("base", str), ("made", list))
        for name, kind in kinds:
            if not isinstance(values[name], kind):
                raise ValueError(f"“{name}” is {values[name]!r}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path} is damaged: {error}.", "It was left as it is; move it away to begin anew."
        ) from error
    if values["version"] > _VERSION:
        raise DataError(f"{path} was written by a newer ReLoop3D.", "Update this one.")
    return values
