"""pycolmap's incremental mapping: a database of matches in, models out; told on its way."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...jobs import Progress, Steps
from .marks import BASE, pycolmap

_TICK = 0.1  # seconds after which it is looked how far it is
_LEAST = 3  # photos of a model


@dataclass
class _Run:
    """What another thread works out: its result or its error, and how many photos are placed."""

    placed: int = 0
    models: dict[int, Any] | None = None
    error: BaseException | None = None


def mapped_models(folder: Path, count: int, seed: int) -> Steps[list[Any]]:
    """pycolmap's reconstructions of the database in `folder`, the one with most photos first.

    Args:
        count: of photos, to say how far it is.
        seed: of all that is drawn; one thread works, so that the same photos give the same cameras.
    """
    library = pycolmap()
    options = library.IncrementalPipelineOptions()
    options.num_threads = 1
    options.min_model_size = _LEAST
    for part in (options, options.mapper, options.triangulation):
        part.random_seed = seed
    (folder / "models").mkdir(exist_ok=True)
    token, run = library.CancellationToken(), _Run()

    def started() -> None:
        run.placed = 2

    def placed() -> None:
        run.placed = min(run.placed + 1, count)

    def work() -> None:
        try:
            run.models = library.incremental_mapping(
                folder / BASE,
                folder / "images",
                folder / "models",
                options,
                initial_image_pair_callback=started,
                next_image_callback=placed,
                cancellation_token=token,
            )
        except BaseException as error:  # raised again where it is waited for
            run.error = error

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            yield Progress(run.placed, count, "Placing photos")
            thread.join(_TICK)
    finally:
        token.cancel()
        thread.join()
    if run.error is not None:
        raise run.error
    models = list(run.models.values())
    return sorted(models, key=lambda model: (-model.num_reg_images(), -model.num_points3D()))
