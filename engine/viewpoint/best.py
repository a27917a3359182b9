"""Best views: a mesh in, the cameras that show it best out."""

from collections.abc import Callable

from .. import deps
from ..datatypes import Camera, Mesh
from ..jobs import Steps
from .settings import BestSettings, Found, Step


def best_views(
    mesh: Mesh, settings: BestSettings, *, on_step: Callable[[Step], None] | None = None
) -> Steps[list[Found]]:
    """The `settings.count` best cameras of the world, best first, each showing something else.

    Args:
        on_step: is told each time a better first camera was found.

    Raises:
        InputError: the mesh has no surface.
        MissingDependency: torch or embreex is not installed.
    """
    deps.require("torch", feature="Finding the best view")
    from .best_backend import Judge

    return (yield from Judge(mesh, settings).best(on_step))


def score_views(
    mesh: Mesh, cameras: list[Camera], settings: BestSettings
) -> list[dict[str, float]]:
    """How well cameras of the world show the mesh: each term of settings.QUALITY, and "score".

    All in [0, 1], higher is better; "clipped" is 1 where the picture cuts the object off.
    """
    deps.require("torch", feature="Scoring views")
    from .best_backend import Judge

    return Judge(mesh, settings).scores(cameras)


def fibonacci_views(mesh: Mesh, settings: BestSettings, count: int) -> list[tuple[Camera, float]]:
    """Cameras evenly all round, framed like the best view, and their scores; best first."""
    deps.require("torch", feature="Scoring views")
    from .best_backend import Judge

    return Judge(mesh, settings).fibonacci(count)
