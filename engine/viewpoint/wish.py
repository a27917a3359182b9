"""A wish: a mesh and any function of its pictures in, the camera that serves it best out."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .. import deps
from ..datatypes import Mesh
from ..errors import InputError
from ..jobs import Steps
from .settings import Found, Step, WishSettings

if TYPE_CHECKING:
    from .terms_backend import Term


def wished_view(
    mesh: Mesh,
    terms: "Mapping[str, tuple[float, Term]]",
    settings: WishSettings,
    *,
    on_step: Callable[[Step], None] | None = None,
) -> Steps[Found]:
    """The camera of the world with the least sum of weighted terms.

    Looks from all sides, follows the gradient from the best (Adam), and where all terms are
    differences finishes by Levenberg-Marquardt.

    Args:
        terms: weight and torch function by name. A function takes a Picture (rgb, alpha, depth and
            faces as tensors) and its CameraBatch, both of B views, and gives (B,) losses; see
            terms_backend, quality_backend and text_backend for those that there are.
        on_step: is told each time a better camera was found.

    Raises:
        InputError: the mesh has no surface, nothing may move, or there is no term.
        MissingDependency: torch or embreex is not installed.
    """
    deps.require("torch", feature="Finding a view")
    if not terms:
        raise InputError("Nothing is wished for.", "Give at least one term.")
    from .wish_backend import Wish

    return (yield from Wish(mesh, terms, settings, on_step).steps())
