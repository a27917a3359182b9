"""Active learning measured: a labelled pool in, what each way to ask is worth out."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ..acquisition.strategies import DEFAULT, STRATEGIES
from ..classify.embeddings import Embeddings
from ..errors import DataError, InputError
from ..evaluate import plots
from ..jobs import Progress, Steps, within
from . import noise
from .data import LabelledPool, model_without, read_pool
from .figures import Figures
from .hints import Hints, measure_hints
from .learner import STARTS, Learner
from .noise import Noise
from .rounds import Curve, full, run

LIST = "labels.csv"
TARGET = 0.9  # of the accuracy of the head that all labels teach
_AGAINST = "random"


@dataclass(frozen=True)
class SimulateSettings:
    """What a person can choose about a simulation."""

    authors: tuple[str, ...]  # whose assets are labelled
    model: str = ""  # what looks at them; empty: one that never saw these authors
    strategies: tuple[str, ...] = tuple(STRATEGIES)  # random and the default are always among them
    start: str = "nothing"  # one of STARTS
    seeds: int = 10
    batch: int = 5  # labels between two trainings
    split: int = 0  # seed of the assets that only measure
    noise: tuple[float, ...] = (0.05, 0.1, 0.2)  # shares of planted errors
    device: str = "auto"  # one of deps.DEVICES

    def __post_init__(self) -> None:
        if unknown := [name for name in self.strategies if name not in STRATEGIES]:
            raise InputError(
                f"Unknown strategy “{unknown[0]}”.", f"Choose among {', '.join(STRATEGIES)}."
            )
        if self.start not in STARTS:
            raise InputError(f"Unknown start “{self.start}”.", f"Choose {' or '.join(STARTS)}.")
        if self.seeds < 1 or self.batch < 1 or self.split < 0:
            raise InputError(
                "Seeds, batch or split are out of range.", "Choose at least 1, 1 and 0."
            )
        if not all(0 < share < 1 for share in self.noise):
            raise InputError("A share of errors is out of range.", "Choose between 0 and 1.")

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The strategies with those that always are there."""
        return tuple(n for n in STRATEGIES if n in {DEFAULT, _AGAINST, *self.strategies})


@dataclass(frozen=True, eq=False)
class Simulation:
    """The curves of all strategies and seeds, and the figures of them.

    model     its name, its hash (SHA-256 of its file), and whose assets it saw
    counts    assets that may be asked, that measure, and classes
    full      the accuracy of the head that all labels teach
    curves    of each strategy one for each seed
    failed    files that could not be read, with the reason
    """

    settings: SimulateSettings
    model: tuple[str, str, tuple[str, ...]]
    counts: tuple[int, int, int]
    full: float
    curves: dict[str, list[Curve]]
    hints: Hints
    noise: tuple[Noise, ...]
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def target(self) -> float:
        """The accuracy that is to be reached."""
        return TARGET * self.full

    @cached_property
    def figures(self) -> dict[str, Figures]:
        """Of each strategy, those that need the fewest labels first."""
        chance = self.curves[_AGAINST]
        found = {name: Figures(own, chance, self.target) for name, own in self.curves.items()}
        return dict(sorted(found.items(), key=lambda pair: pair[1].to_target.sum()))

    def as_json(self) -> dict:
        """All figures and every curve as plain values."""
        name, digest, saw = self.model
        asked, tests, classes = self.counts
        return {
            "authors": list(self.settings.authors),
            "model": {"name": name, "hash": digest, "authors": list(saw)},
            "assets": {"asked": asked, "test": tests},
            "classes": classes,
            "start": self.settings.start,
            "batch": self.settings.batch,
            "seeds": self.settings.seeds,
            "split": self.settings.split,
            "full": self.full,
            "target": self.target,
            "default": DEFAULT,
            "strategies": {
                name: {"text": STRATEGIES[name].text, **figures.as_json()}
                for name, figures in self.figures.items()
            },
            "hints": self.hints.as_json(),
            "noise": {
                "start": noise.START,
                "assets": asked + tests,
                "shares": [one.as_json() for one in self.noise],
            },
            "failed": [list(pair) for pair in self.failed],
        }

    def card(self) -> str:
        """The figures as Markdown."""
        name, digest, saw = self.model
        asked, tests, classes = self.counts
        settings = self.settings
        lines = [
            f"{', '.join(settings.authors)}: {asked} assets to ask and {tests} that measure, of"
            f" {classes} classes; batches of {settings.batch}, {settings.seeds} seeds, start"
            f" “{settings.start}”. Model {name} ({digest[:12]}), which saw {', '.join(saw)}."
            f" All labels: {self.full:.3f} right; the target is {self.target:.3f}.",
            "",
            "| strategy | labels to target | share of random | share of seconds | area"
            " | largest below random | beyond its band |",
            "|---|---|---|---|---|---|---|",
        ]
        for strategy, own in self.figures.items():
            beyond = len(own.below.beyond)
            often = f"{beyond} of {len(own.labels)} times" if beyond else "–"
            lines.append(
                f"| {strategy} | {own.to_target.mean():.1f} | {own.share} |"
                f" {own.share_of_seconds} | {own.area} | {own.below} | {often} |"
            )
        lines += ["", str(self.hints)]
        if self.noise:
            lines += ["", *noise.as_table(self.noise)]
        return "\n".join(lines) + "\n"

    def write(self, path: Path) -> None:
        """The figures as JSON.

        Raises:
            DataError: they cannot be written there.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self.as_json(), indent=1, ensure_ascii=False)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error

    def draw(self, path: Path) -> None:
        """The curves as a PNG.

        Raises:
            DataError: it cannot be written there.
        """
        figures = self.figures
        plots.write_curves(
            path,
            figures[DEFAULT].labels,
            {name: np.stack([own.mean, own.deviation]) for name, own in figures.items()},
            bold=(DEFAULT, _AGAINST),
            notes={name: f"{own.share.value:.2f}" for name, own in figures.items()},
            title="share of random's labels",
            target=self.target,
        )


def simulate(
    source: Path, settings: SimulateSettings, *, keep: Path | None = None
) -> Steps[Simulation]:
    """Label the assets of some authors by an oracle, again and again, in every way there is.

    Args:
        source: a labels.csv with a column of authors, or the folder that holds it.
        keep: a file where embeddings are kept; None: nowhere.

    Raises:
        InputError: the model saw an author, or nobody of that name made any of the assets.
        ReLoopError: the model or the data cannot be read.
    """
    path = model_without(settings.authors, settings.model)
    with TemporaryDirectory(prefix="reloop3d_", ignore_cleanup_errors=True) as folder:
        pool = yield from read_pool(
            _list_of(source),
            settings.authors,
            path,
            store=Embeddings(keep or Path(folder) / "embeddings.sqlite"),
            work=Path(folder),
            split_seed=settings.split,
            device=settings.device,
        )
    parts = len(settings.asked), len(settings.noise)
    total = settings.seeds * sum(parts)
    learner = Learner(pool, settings.start)
    reached = yield from within(full(learner), Progress(0, total, "Labelling"))
    curves, hints = {}, None
    for part, strategy in enumerate(settings.asked):
        own = []
        for seed in range(settings.seeds):
            step = Progress(part * settings.seeds + seed, total, "Labelling")
            yield step
            steps = run(learner, strategy, seed=seed, batch=settings.batch)
            own.append((yield from within(steps, step)))
        if strategy == DEFAULT:
            hints = yield from within(measure_hints(learner, strategy, own[0]), step)
        curves[strategy] = own
        learner.forget()  # another strategy hardly comes by the same labels
    found = yield from _planted(pool, settings, total)
    spec = pool.looks.spec
    return Simulation(
        settings,
        (pool.looks.id, pool.looks.hash, spec.authors or ()),
        (len(pool.asked), int(pool.is_test.sum()), len(pool.names)),
        reached,
        curves,
        hints,
        found,
        tuple(pool.failed),
    )


def _list_of(source: Path) -> Path:
    if not source.is_dir():
        return source
    if not (source / LIST).is_file():
        raise InputError(
            f"{source} holds no {LIST}.", "It should name path, label and author of each asset."
        )
    return source / LIST


def _planted(
    pool: LabelledPool, settings: SimulateSettings, total: int
) -> Steps[tuple[Noise, ...]]:
    """Look for planted errors, the last steps of all."""
    learner, found = Learner(pool, noise.START), []
    begun = total - len(settings.noise) * settings.seeds
    for part, share in enumerate(settings.noise):
        searches = []
        for seed in range(settings.seeds):
            step = Progress(begun + part * settings.seeds + seed, total, "Looking for errors")
            yield step
            steps = noise.search(learner, share, seed=seed)
            searches.append((yield from within(steps, step)))
        found.append(Noise(share, tuple(searches)))
    return tuple(found)
