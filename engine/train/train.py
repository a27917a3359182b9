"""Training a classifier: labelled assets in, a checkpoint that is measured on others out."""

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..classify.embed import mean_embeddings
from ..classify.embeddings import Embeddings
from ..classify.predict import pool_product
from ..classify.shape import NOTHING
from ..datatypes import Mesh
from ..errors import DataError, InputError, ReLoopError
from ..evaluate.metrics import fit_temperature
from ..images import SUFFIXES as IMAGE_SUFFIXES
from ..images import over, read_image, resize
from ..jobs import Progress, Steps
from ..labels import duplicates, split
from ..labels.assets import LabelledAsset, classes_of, read_assets
from ..meshes import load_mesh
from ..models import checkpoint
from ..models.head import Head
from ..models.registry import Classifier, load_classifier, model_path
from ..models.spec import ModelSpec
from ..rigs import Rig
from . import views
from .curve import Epoch
from .settings import TrainSettings

_SHAPE_STD = 0.3  # of each channel of shape pictures
_CALIBRATED_FROM = 30  # assets, below which a temperature would be a guess

OnEpoch = Callable[[Epoch], None]


@dataclass(frozen=True)
class Data:
    """Labelled assets, each on its side; and those that could not be read, with the reason."""

    assets: list[LabelledAsset]
    sides: list[str]
    failed: list[tuple[str, str]] = field(default_factory=list)

    def of(self, side: str) -> list[LabelledAsset]:
        """The assets of one side."""
        return [a for a, s in zip(self.assets, self.sides, strict=True) if s == side]


@dataclass(frozen=True)
class Trained:
    """What came of a training."""

    path: Path
    classes: tuple[str, ...]
    trained: int  # assets
    checked: int  # assets that were only measured
    history: tuple[Epoch, ...]
    failed: list[tuple[str, str]]

    def __str__(self) -> str:
        best = next(epoch for epoch in reversed(self.history) if epoch.is_best(self.history))
        measured = "" if math.isnan(best.accuracy) else (
            f"; {best.accuracy:.1%} of {self.checked} others right"
        )  # fmt: skip
        failed = f"; {len(self.failed)} could not be read" if self.failed else ""
        counts = f"{self.trained} assets, {len(self.classes)} classes"
        return f"{self.path.name}: {counts}{measured}{failed}"


def read_data(
    source: Path,
    settings: TrainSettings,
    work: Path,
    *,
    mapping: Path | None = None,
    without: Sequence[str] = (),
) -> Steps[Data]:
    """Read labelled assets and put each on its side; the sides are kept in `work`.

    Args:
        without: authors whose assets are left out.

    Raises:
        ReLoopError: nothing is left, or a file of the data cannot be read or written.
    """
    assets = [a for a in read_assets(source, mapping=mapping) if a.author not in without]
    sound, signatures, failed = [], [], []
    for index, asset in enumerate(assets):
        yield Progress(index, len(assets), "Reading assets")
        try:
            signatures.append(_signature(asset.path))
            sound.append(asset)
        except ReLoopError as error:
            failed.append((str(asset.path), str(error)))
    if not sound:
        raise DataError(f"No asset of {source} can be read.", failed[0][1] if failed else "")
    stored = work / "split.json"
    made = {"by": settings.split, "share": settings.validate, "seed": settings.seed}
    kept = split.read(stored, **made)
    sides = split.split(sound, duplicates.groups(signatures), kept=kept, **made)
    split.write(stored, sound, sides, **made, kept=kept)
    return Data(sound, sides, failed)


def _signature(path: Path) -> NDArray[np.float64]:
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        return duplicates.signature(load_mesh(path))
    # Pictures: the same content only.
    digest = hashlib.sha256(read_image(path).tobytes()).digest()
    return np.frombuffer(digest[:8], np.uint8).astype(np.float64)


def train(
    source: Path,
    out: Path,
    settings: TrainSettings,
    work: Path,
    *,
    mapping: Path | None = None,
    without: Sequence[str] = (),
    on_epoch: OnEpoch | None = None,
) -> Steps[Trained]:
    """Train a classifier and write its best state to `out`, as soon as there is one.

    What was begun in `work` is gone on from: split, embeddings, drawn views, and, of a full
    training, the last epoch. Stopped, it leaves the best so far at `out`.

    Raises:
        ReLoopError: the data, the base model or a stored training cannot be used.
    """
    deps.require("torch", feature="Training")
    data = yield from read_data(source, settings, work, mapping=mapping, without=without)
    method = _train_head if settings.method == "head" else _train_full
    classes = classes_of(data.of(split.TRAIN))
    known = [
        (asset, side)
        for asset, side in zip(data.assets, data.sides, strict=True)
        if asset.label in classes
    ]
    data = Data([a for a, _ in known], [s for _, s in known], data.failed)
    history: list[Epoch] = []

    def follow(epoch: Epoch) -> None:
        history.append(epoch)
        if on_epoch:
            on_epoch(epoch)

    yield from method(data, classes, out, settings, work, follow)
    return Trained(
        out,
        checkpoint.read_spec(out).classes,
        len(data.of(split.TRAIN)),
        len(data.of(split.VALIDATE)),
        tuple(history),
        data.failed,
    )


def _note(data: Data, settings: TrainSettings) -> str:
    """What stands in the checkpoint about its training."""
    trained = data.of(split.TRAIN)
    values = {
        "assets": len(trained),
        "authors": sorted({a.author for a in data.assets if a.author}),
        "settings": {k: v for k, v in vars(settings).items() if k != "device"},
    }
    return json.dumps(values)


def _write(out: Path, spec: ModelSpec, state: dict) -> None:
    """Write a checkpoint in half precision: half the size, the same answers."""
    checkpoint.write(
        out, spec, {k: v.half() if v.is_floating_point() else v for k, v in state.items()}
    )


def temperature_of(
    probs: NDArray[np.float32], targets: NDArray[np.int64], *, otherwise: float
) -> float:
    """The temperature that fits assets' answers (A, C) best; `otherwise` where they are few."""
    if len(targets) < _CALIBRATED_FROM:
        return otherwise
    return round(fit_temperature(targets, probs), 4)


# The head


def _train_head(data: Data, classes, out: Path, settings: TrainSettings, work: Path, follow):
    backend = import_module(".head_backend", __package__)
    classifier = load_classifier(settings.base or "default", device=settings.device)
    store = Embeddings(work / "embeddings.sqlite")
    means = yield from mean_embeddings([a.path for a in data.assets], classifier, store)
    targets = np.array([classes.index(a.label) for a in data.assets])
    is_check = np.array([side == split.VALIDATE for side in data.sides])
    known = backend.Known(means[~is_check], targets[~is_check])
    check = backend.Known(means[is_check], targets[is_check]) if is_check.any() else None
    spec, state = checkpoint.read(model_path(settings.base or "default"))
    spec = replace(spec, classes=classes, licence="unknown", note=_note(data, settings))

    def keep(epoch: Epoch, best: Head) -> None:
        if epoch.is_best([*kept, epoch]):
            probs = best.probs(check.embeddings) if check else np.empty((0, len(classes)))
            goal = check.targets if check else np.empty(0, np.int64)
            fitted = temperature_of(probs, goal, otherwise=spec.temperature)
            _write(out, replace(spec, temperature=fitted), with_head(state, classifier, best))
        kept.append(epoch)
        follow(epoch)

    kept: list[Epoch] = []
    start = backend.started(classifier.head, classifier.spec.classes, classes)
    yield from backend.train_head(start, known, check, settings, keep)


def with_head(state: dict, classifier: Classifier, head: Head) -> dict:
    """A state dict with the last layer's weights replaced."""
    torch = deps.require("torch", feature="Training")
    name = classifier.head_name
    return state | {
        f"{name}.weight": torch.from_numpy(head.weight),
        f"{name}.bias": torch.from_numpy(head.bias),
    }


# The whole network


def _train_full(data: Data, classes, out: Path, settings: TrainSettings, work: Path, follow):
    backend = import_module(".full_backend", __package__)
    spec, start = _beginning(classes, settings)
    spec = replace(spec, note=_note(data, settings))
    real = yield from _drawn(data.of(split.TRAIN), spec, settings, work / "views-train.npy")
    sources = [(_views(real, data.of(split.TRAIN), spec, backend), 1.0)]
    if settings.formula:
        made = yield from _drawn_by_formula(spec, settings, work.parent / "views-formula", backend)
        sources = [(sources[0][0], 1 - settings.formula_share), (made, settings.formula_share)]
    held, check = data.of(split.VALIDATE), None
    if held:
        plain = replace(settings, augment=False)
        drawn = yield from _drawn(held, spec, plain, work / "views-check.npy")
        check = _views(drawn, held, spec, backend)
    trainer = backend.Trainer(spec, settings, start=start)

    def keep(trainer) -> None:
        if trainer.is_best:
            fitted = spec.temperature
            if check is not None:
                probs = np.stack([pool_product(rows) for rows in trainer.view_probs(check)])
                fitted = temperature_of(probs, check.targets, otherwise=1.0)
            _write(out, replace(spec, temperature=fitted), trainer.weights())
        for epoch in trainer.history[len(told) :]:  # all of a training that is gone on from
            told.append(epoch)
            follow(epoch)

    told: list[Epoch] = []
    yield from trainer.epochs(sources, check, work, keep)


def _beginning(classes: tuple[str, ...], settings: TrainSettings) -> tuple[ModelSpec, dict | None]:
    """The spec to train, and the weights to start from, if any."""
    networks = import_module("..classify.networks_backend", __package__)
    if settings.base:
        spec, state = checkpoint.read(model_path(settings.base))
        state = {k: v.float() if v.is_floating_point() else v for k, v in state.items()}
        return replace(spec, classes=classes), networks.with_classes(state, spec, classes)
    is_shape = settings.network in networks.SHAPE_WIDTHS
    size = settings.image_size
    spec = ModelSpec(
        settings.network,
        classes,
        size,
        *((NOTHING, (_SHAPE_STD,) * 3) if is_shape else ()),
        rig=Rig(size=2 * size),
        pictures="shape" if is_shape else "rgb",
    )
    if settings.pretrained:
        return spec, networks.pretrained(spec, settings.pretrained)
    return spec, None


def _views(pictures: NDArray[np.uint8], assets: Sequence[LabelledAsset], spec: ModelSpec, backend):
    targets = np.array([spec.classes.index(asset.label) for asset in assets])
    return backend.Views(pictures, targets)


def _drawn_by_formula(spec: ModelSpec, settings: TrainSettings, folder: Path, backend):
    """Views of assets by formula, `settings.formula` of each class that has a maker."""
    catalog = import_module("..parametric.catalog", __package__)  # 90 files: a fifth of a second
    parts, targets = [], []
    for label in spec.classes:
        if label in catalog.MAKERS:
            subjects = [(label, number) for number in range(settings.formula)]
            path = folder / f"{label}.npy"
            meshes = [lambda n=n, c=label: catalog.make(c, n) for n in range(settings.formula)]
            parts.append((yield from _stack(meshes, subjects, spec, settings, path)))
            targets.append(np.full(settings.formula, spec.classes.index(label)))
    return backend.Views(backend.Chain(parts), np.concatenate(targets))


def _drawn(
    assets: Sequence[LabelledAsset], spec: ModelSpec, settings: TrainSettings, path: Path
) -> Steps[NDArray[np.uint8]]:
    """Views of every asset, (A, V, S, S, 3), on the disk; varied if the settings say so."""
    subjects = [(split.key(a), a.label, _age(a.path)) for a in assets]
    meshes = [lambda a=a: _mesh_or_picture(a.path, spec) for a in assets]
    return (yield from _stack(meshes, subjects, spec, settings, path))


def _stack(
    meshes: Sequence[Callable[[], Mesh | NDArray[np.uint8]]],
    subjects: Sequence[tuple],
    spec: ModelSpec,
    settings: TrainSettings,
    path: Path,
) -> Steps[NDArray[np.uint8]]:
    """Views (A, V, S, S, 3) of meshes, kept in a file; gone on from where they were cut off.

    Args:
        meshes: make each mesh, or give a picture that stands for all its views.
        subjects: what says that they are the same as before.
    """
    size = spec.image_size
    count = views.UPRIGHT + views.TIPPED if settings.augment else spec.rig.count
    shape = (len(meshes), count, size, size, 3)
    seen = repr((shape, spec.pictures, subjects, settings.seed))
    digest = hashlib.sha256(seen.encode()).hexdigest()[:12]
    path = path.with_name(f"{path.stem}-{digest}.npy")
    marks = path.with_suffix(".json")  # how many are drawn
    path.parent.mkdir(parents=True, exist_ok=True)
    done = int(marks.read_text()) if marks.exists() and path.exists() else 0
    stack = np.lib.format.open_memmap(path, "r+" if done else "w+", np.uint8, shape)
    for index in range(done, len(meshes)):
        yield Progress(index, len(meshes), f"Drawing {path.stem.split('-')[0]}")
        made = meshes[index]()
        if not isinstance(made, Mesh):
            stack[index] = made
        elif settings.augment:
            stack[index] = views.draw(made, spec, np.random.default_rng([settings.seed, index]))
        else:
            stack[index] = views.draw_plain(made, spec)
        if (index + 1) % 100 == 0 or index + 1 == len(meshes):
            stack.flush()
            marks.write_text(str(index + 1))
    return stack


def _mesh_or_picture(path: Path, spec: ModelSpec) -> Mesh | NDArray[np.uint8]:
    return _picture(path, spec) if path.suffix.lower() in IMAGE_SUFFIXES else load_mesh(path)


def _age(path: Path) -> tuple[int, int]:
    """What changes when a file is written anew."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _picture(path: Path, spec: ModelSpec) -> NDArray[np.uint8]:
    """A picture by others, as all of an asset's views."""
    if spec.pictures != "rgb":
        raise InputError(
            f"{path.name} is a picture, but this network reads shapes.",
            "Train the network “cnn” or one of timm's, or label meshes.",
        )
    return np.round(resize(over(read_image(path)), spec.image_size) * 255).astype(np.uint8)
