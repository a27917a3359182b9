"""Match with torch: all sides in small pictures, the best starts improved in ever larger ones."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from ..datatypes import Camera, Mesh
from ..errors import InputError, ResultError
from ..jobs import Progress, Steps
from ..meshes import unit_mesh
from ..render.differentiable.contract import make_renderer
from .light_fit_backend import unexplained
from .orbit import SENSOR_MM, STANDARD_MM, lens_of
from .picks_backend import from_picks, picks_term
from .pose_backend import ROLL, Pose
from .search_backend import Moments, apart, candidates, fitted
from .settings import Found, MatchSettings, Step, Target
from .solve_backend import Stage, levenberg_marquardt
from .terms_backend import Objective, Residuals, color_term, overlap, shrunk, silhouette_term

_SMALL, _MIDDLE = 32, 72  # pixels of the longer side in the first two stages
_LEAST = 8  # pixels of the shorter side
_STARTS, _KEPT = 10, 4  # of the first and the second stage
_ROUNDS = (5, 6, 16)  # steps of each stage, at most
_LIGHT = 0.03  # what light cannot explain, beside what outlines leave uncovered
_MARGIN = 0.2  # of the object's size, around it, that is compared
_TOTAL = sum(_ROUNDS) + 2
_ROLLS = (90, -90, 45, -45, 180, 135, -135)  # degrees, tried where nothing upright fits
_POOR = 0.2  # a measure above which nothing fits
_WRONG = 0.5  # an outline that overlaps the picture's less than this was not found
_PICKS = 30.0  # a pick off by the picture's width, beside outlines that share nothing


class Matcher:
    """One match; `steps` runs it."""

    def __init__(
        self,
        mesh: Mesh,
        target: Target,
        settings: MatchSettings,
        on_step: Callable[[Step], None] | None,
    ) -> None:
        """Prepare: the mesh in its unit frame, the start, what of the picture is compared."""
        unit, self._frame = unit_mesh(mesh)
        self._renderer = make_renderer(unit)
        self._settings, self._on_step = settings, on_step
        self._rgb = torch.from_numpy(np.ascontiguousarray(target.rgb, np.float32))
        mask = target.mask
        self._mask = None if mask is None else torch.from_numpy(np.ascontiguousarray(mask))
        height, width = target.rgb.shape[:2]
        start = self._start(width, height)
        self._pose = Pose.like(start, settings.parameters)
        if not self._pose.columns:
            raise InputError("Nothing may move.", "Choose at least one parameter.")
        self._begin = self._pose.state_of(start)
        self._window = self._windowed(width, height)
        self._history: list[Step] = []

    def _start(self, width: int, height: int) -> Camera:
        """The start camera, in the unit frame, with the picture's size."""
        given = self._settings.start
        if given is None:
            lens = replace(
                lens_of(width, height),
                is_orthographic=self._settings.is_orthographic,
            )
            matrix = np.eye(4)
            matrix[:3, :3] = [[0, 0, -1], [1, 0, 0], [0, -1, 0]]  # from +X, upright
            matrix[:3, 3] = [1.3 * STANDARD_MM / SENSOR_MM, 0, 0]
            return Camera(lens, matrix)
        camera = self._frame.unit_camera(given)
        lens = camera.intrinsics
        scale = max(width, height) / max(lens.width, lens.height)
        lens = replace(
            lens,
            fx=lens.fx * scale,
            fy=lens.fy * scale,
            cx=(lens.cx - lens.width / 2 + 0.5) * scale + width / 2 - 0.5,
            cy=(lens.cy - lens.height / 2 + 0.5) * scale + height / 2 - 0.5,
            width=width,
            height=height,
        )
        return Camera(lens, camera.world_from_camera)

    def _windowed(self, width: int, height: int) -> tuple[int, int, int, int]:
        """What of the picture is compared: the object with a margin; all, where it is not known."""
        if self._mask is None:
            return 0, 0, width, height
        rows, columns = (self._mask > 0.5).nonzero().unbind(1)
        if not len(rows):
            raise InputError("The mask holds nothing.", "Choose another kind of mask.")
        low = torch.stack([columns.min(), rows.min()]).float()
        high = torch.stack([columns.max(), rows.max()]).float() + 1
        room = float((high - low).max()) * _MARGIN
        left, top = (int(value) for value in (low - room).floor().clamp(min=0))
        right, bottom = min(width, int(high[0] + room) + 1), min(height, int(high[1] + room) + 1)
        return left, top, right - left, bottom - top

    def _part(self, picture: Tensor, stage: Stage) -> Tensor:
        """What a stage compares of a picture (H, W, C), at its size."""
        left, top, width, height = stage.window
        part = picture[top : top + height, left : left + width]
        return shrunk(part, width // stage.width)

    def _stage(self, size: int) -> Stage:
        left, top, width, height = self._window
        factor = max(1, round(max(width, height) / size))
        factor = min(factor, max(1, min(width, height) // _LEAST))
        small = width // factor, height // factor
        window = (left, top, small[0] * factor, small[1] * factor)
        stage = Stage(self._pose, self._renderer, Objective({}), window, *small)
        terms = {}
        if self._mask is not None:
            alpha = self._part(self._mask[..., None], stage)[..., 0]
            terms["silhouette"] = (1.0, silhouette_term(alpha))
        is_blind = self._mask is None and not self._settings.picks
        if self._settings.compare == "color" or is_blind:
            terms["color"] = (1.0, color_term(self._part(self._rgb, stage)))
        if self._settings.picks:
            terms["picks"] = (_PICKS, self._picks(window, small))
        return replace(stage, objective=Objective(terms))

    def _picks(self, window: tuple[int, int, int, int], size: tuple[int, int]) -> Residuals:
        picks = self._settings.picks
        return picks_term(picks, self._frame, self._pose.width, window, size)

    def steps(self) -> Steps[Found]:
        """Run; see match.match_image."""
        sizes = (_SMALL, _MIDDLE, max(_MIDDLE, self._settings.size))
        stages = [self._stage(size) for size in sizes]
        self._judge = stages[-1]
        yield Progress(0, _TOTAL, "Looking from all sides")
        yield from self._improved(stages, self._states(stages[0]))
        if self._may_be_rolled():
            yield Progress(0, _TOTAL, "Looking from all sides, turned")
            for turned in _ROLLS:
                states = self._states(stages[0], roll=np.radians(turned))
                yield from self._improved(stages, states)
                if not self._may_be_rolled():
                    break
        return self._found()

    def _may_be_rolled(self) -> bool:
        """Whether nothing fits, and the camera may have been held askew."""
        settings = self._settings
        is_free = settings.is_searching and "roll" in settings.parameters
        return is_free and self._mask is not None and self._history[-1].loss > _POOR

    def _improved(self, stages: list[Stage], states: Tensor) -> Steps[None]:
        """Improve states in ever larger pictures; the best of each stage go on."""
        done = 1
        self._tell(states[0])
        for stage, rounds, count in zip(stages, _ROUNDS, (_STARTS, _KEPT, 1), strict=True):
            states = states[apart(states, count)]
            begun, is_last = done, stage is stages[-1]
            tolerance = 1e-6 if is_last else 1e-3
            # Alone, a start may have a longer way to go.
            most = rounds if len(states) > 1 else 2 * rounds
            for reached in levenberg_marquardt(stage, states, steps=most, tolerance=tolerance):
                states, _ = reached
                done = min(done + 1, begun + rounds)
                if is_last:
                    self._tell(states[0])
                yield Progress(done, _TOTAL, "Matching")
            done = begun + rounds
            states = states[self._ranked(stages[1], states).argsort()]
            self._tell(states[0])

    def _states(self, stage: Stage, *, roll: float = 0.0) -> Tensor:
        """Where to begin, best first; turned by `roll` (radians) in the picture."""
        if self._settings.picks and self._mask is None:
            whole = self._pose.width, self._pose.height
            return from_picks(self._pose, self._begin, self._picks((0, 0, *whole), whole))
        alpha = None
        if self._mask is not None:
            alpha = self._part(self._mask[..., None], stage)[..., 0]
        if self._settings.is_searching:
            begin = self._begin.clone()
            begin[ROLL] += roll
            states, _ = candidates(stage, begin, alpha=alpha)
            # Many outlines are alike from two sides: what stands out in light decides then.
            states = states[apart(states, 4 * _STARTS)]
        else:
            states = self._begin[None]
            if alpha is not None:
                states = torch.cat([states, fitted(stage, states, Moments.of(alpha[None]))])
        return states[self._ranked(stage, states).argsort()]

    def _ranked(self, stage: Stage, states: Tensor) -> Tensor:
        """How wrong states (B, 7) are, (B,), to choose between them."""
        with torch.no_grad():
            picture, cameras = stage.draw(states)
            if self._mask is None or self._settings.compare != "auto":
                return stage.objective.loss(picture, cameras)
            rgb = self._part(self._rgb, stage)
            alpha = self._part(self._mask[..., None], stage)[..., 0]
            left_over = unexplained(picture, self._renderer.surface, rgb, alpha)
            uncovered = 1 - overlap(picture.alpha, alpha[None].expand_as(picture.alpha))
            extra = stage.objective.terms.get("picks")
            picks = 0.0 if extra is None else extra[0] * extra[1](picture, cameras)
            return uncovered + _LIGHT * left_over + picks

    def _tell(self, state: Tensor) -> None:
        """One more step, if it is the best so far, measured alike in all stages."""
        loss = float(self._ranked(self._judge, state[None])[0])
        if self._history and loss >= self._history[-1].loss:
            return
        self._best = state
        self._history.append(Step(len(self._history), loss, self._camera(state)))
        if self._on_step:
            self._on_step(self._history[-1])

    def _camera(self, state: Tensor) -> Camera:
        return self._frame.world_camera(self._pose.camera(state))

    def _found(self) -> Found:
        """The best of all steps.

        Raises:
            ResultError: it does not look like the picture.
        """
        stage = self._judge
        with torch.no_grad():
            picture, cameras = stage.draw(self._best[None])
            values = stage.objective.values(picture, cameras)
        terms = {name: float(value[0]) for name, value in values.items()}
        if self._mask is not None:
            alpha = self._part(self._mask[..., None], stage)[..., 0]
            terms["overlap"] = float(overlap(picture.alpha, alpha[None])[0])
            if terms["overlap"] < _WRONG:
                raise ResultError(
                    "No view of this object looks like the picture.",
                    "Check the mask and the object, or pick some points.",
                )
        best = self._history[-1]
        begin = self._camera(self._begin)
        return Found(best.camera, begin, best.loss, terms, tuple(self._history))
