"""Advice: a goal and this machine in; the feature, the model and the steps out; advice.json read.

The decision tree of asset-creation guides, kept as data and offline (systems.md, K2 and K4).
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import facts
from ..errors import InputError
from ..runtime.lock import this_platform
from .catalog import Entry, entry

_SHARED = 0.7  # of its memory that a Mac lets its graphics have


@dataclass(frozen=True)
class Goal:
    """What somebody wants, and what serves it; `models` from the one that needs most."""

    goal: str
    title: str
    feature: str  # the name of its button or panel
    steps: tuple[str, ...]
    headless: str  # the verb
    models: tuple[str, ...]  # names of the catalogue; none: no model is needed
    why: str


@dataclass(frozen=True)
class Advice:
    """What to use; `reasons` says why this model and not the ones before it."""

    goal: Goal
    model: Entry | None
    reasons: tuple[str, ...]


@cache
def goals() -> tuple[Goal, ...]:
    """All goals."""
    text = Path(__file__).with_name("advice.json").read_text(encoding="utf-8")
    lists = ("steps", "models")
    return tuple(
        Goal(**{key: tuple(value) if key in lists else value for key, value in row.items()})
        for row in json.loads(text)
    )


@cache
def machine() -> tuple[float, float]:
    """Gigabytes of the graphics card that models would run on, 0 without one; and of memory."""
    memory = facts.memory() / 2**30
    if this_platform().startswith("macos"):
        return _SHARED * memory, memory
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0.0, memory
    command = [tool, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=2, check=True)
        return float(told.stdout.split()[0]) / 2**10, memory
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):  # a broken driver
        return 0.0, memory


def advise(name: str, *, vram_gb: float, memory_gb: float, is_paid: bool = True) -> Advice:
    """What serves a goal on a machine.

    Args:
        name: of a goal.
        vram_gb: memory of the graphics card that models run on; 0: there is none.
        memory_gb: memory of the machine.
        is_paid: whether the result serves paid work, which some licences forbid.

    Raises:
        InputError: there is no such goal.
    """
    goal = next((goal for goal in goals() if goal.goal == name), None)
    if goal is None:
        names = ", ".join(goal.goal for goal in goals())
        raise InputError(f"There is no goal “{name}”.", f"There is {names}.")
    reasons = [goal.why]
    for model in map(entry, goal.models):
        lacking = _lacking(model, vram_gb, memory_gb, is_paid=is_paid)
        if not lacking:
            where = "the graphics card" if vram_gb >= model.memory_gb else "the processor"
            reasons.append(f"{model.title} ({model.licence}) runs on {where} here.")
            return Advice(goal, model, tuple(reasons))
        reasons.append(f"Not {model.title}: {lacking}.")
    return Advice(goal, None, tuple(reasons))


def _lacking(model: Entry, vram_gb: float, memory_gb: float, *, is_paid: bool) -> str:
    """Why a model does not serve here; empty: it does."""
    if is_paid and not model.is_free:
        return f"its licence ({model.licence}) forbids paid work"
    if vram_gb >= model.memory_gb:
        return ""
    if not model.is_cpu_viable:
        return f"it wants {model.memory_gb:g} GB on a graphics card"
    return "" if memory_gb >= model.memory_gb else f"it wants {model.memory_gb:g} GB of memory"
