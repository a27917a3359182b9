"""A wish with torch: all sides first, then Adam, and Levenberg-Marquardt where it can be used."""

from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor

from ..datatypes import Camera, Mesh
from ..errors import InputError
from ..jobs import Progress, Steps
from ..meshes import unit_mesh
from ..render.differentiable.contract import make_renderer
from ..rigs import Rig
from .framing import framed, outermost
from .orbit import lens_of
from .pose_backend import Pose
from .search_backend import apart
from .settings import Found, Step, WishSettings
from .solve_backend import Stage, adam, levenberg_marquardt
from .terms_backend import Objective, Term

_BATCH = 24  # views drawn at once
_KEPT = 3  # of the candidates


class Wish:
    """One search; `steps` runs it."""

    def __init__(
        self,
        mesh: Mesh,
        terms: Mapping[str, tuple[float, Term]],
        settings: WishSettings,
        on_step: Callable[[Step], None] | None,
    ) -> None:
        """Prepare the mesh in its unit frame, and the views to begin with."""
        unit, self._frame = unit_mesh(mesh)
        self._settings, self._on_step = settings, on_step
        lens = settings.lens or lens_of(settings.size, settings.size)
        points = outermost(unit.vertices)
        around = Rig(views=settings.candidates, layout="sphere").directions()
        cameras = [
            framed(points, *direction, lens, margin=settings.margin, turn=np.eye(3))
            for direction in around
        ]
        self._pose = Pose.like(cameras[0], settings.parameters)
        if not self._pose.columns:
            raise InputError("Nothing may move.", "Choose at least one parameter.")
        self._states = torch.stack([self._pose.state_of(camera) for camera in cameras])
        scale = settings.size / max(lens.width, lens.height)
        size = max(8, round(lens.width * scale)), max(8, round(lens.height * scale))
        renderer = make_renderer(unit, light="studio")
        whole = (0, 0, lens.width, lens.height)
        self._stage = Stage(self._pose, renderer, Objective(terms), whole, *size)
        self._history: list[Step] = []

    def steps(self) -> Steps[Found]:
        """Run; see wish.wished_view."""
        stage, settings = self._stage, self._settings
        total = len(self._states) + 2 * settings.steps
        losses: list[Tensor] = []
        for part in self._states.split(_BATCH):
            yield Progress(sum(map(len, losses)), total, "Looking from all sides")
            with torch.no_grad():
                losses.append(stage.loss(part))
        order = torch.cat(losses).argsort()
        states = self._states[order]
        self._tell(states, torch.cat(losses)[order])
        states = states[apart(states, _KEPT)]
        done = len(self._states)
        solvers = [adam, levenberg_marquardt] if stage.objective.has_residuals else [adam]
        for solve in solvers:
            for reached in solve(stage, states, steps=settings.steps):
                states, done = reached[0], done + 1
                self._tell(*reached)
                yield Progress(done, total, "Improving the view")
        return self._found(self._states[order[0]])

    def _tell(self, states: Tensor, losses: Tensor) -> None:
        """The best of these states, if it is the best so far."""
        place = int(losses.argmin())
        if self._history and float(losses[place]) >= self._history[-1].loss:
            return
        self._best = states[place].detach()
        step = Step(len(self._history), float(losses[place]), self._camera(self._best))
        self._history.append(step)
        if self._on_step:
            self._on_step(step)

    def _camera(self, state: Tensor) -> Camera:
        return self._frame.world_camera(self._pose.camera(state))

    def _found(self, start: Tensor) -> Found:
        with torch.no_grad():
            values = self._stage.objective.values(*self._stage.draw(self._best[None]))
        terms = {name: float(value[0]) for name, value in values.items()}
        last = self._history[-1]
        return Found(last.camera, self._camera(start), last.loss, terms, tuple(self._history))
