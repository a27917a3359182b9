"""Check the setup: what the engine runs on and what it lacks."""

import os
import platform

from . import __version__, deps
from .facts import Fact
from .jobs import Progress, Steps, mapped
from .models.registry import load_classifier
from .runtime.probe import probe


def check(device: str = "auto") -> Steps[list[Fact]]:
    """Import every package in a process of its own, find the device, load the default model."""
    facts = [
        Fact("ReLoop3D", __version__),
        Fact("Python", platform.python_version()),
        Fact("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        Fact("Processors", str(os.cpu_count())),
    ]
    total = len(deps.PACKAGES) + 2
    packages = yield from mapped(probe(), lambda p: Progress(p.done, total, p.message))
    facts += packages
    needed = deps.NEEDS["classify"]
    if any(fact.problem for fact in packages if fact.name in needed):
        return facts  # what cannot be imported there must not be imported here
    yield Progress(total - 2, total, "Finding the device")
    facts.append(_tried("Device", lambda: _device(device)))
    yield Progress(total - 1, total, "Loading the model")
    deps.load_triton()  # before torchvision, which timm imports
    facts.append(_tried("Default model", lambda: _model(device)))
    return facts


def _tried(name: str, find) -> Fact:
    try:
        return Fact(name, find())
    except Exception as error:  # a broken package raises what it likes
        return Fact(name, "none", str(error))


def _device(wanted: str) -> str:
    found = deps.pick_device(wanted)
    if found != "cuda":
        return found
    torch = deps.require("torch", feature="Running a model")
    memory = torch.cuda.get_device_properties(0).total_memory / 2**30
    return f"cuda, {torch.cuda.get_device_name(0)}, {memory:.0f} GB"


def _model(device: str) -> str:
    model = load_classifier(device=device)
    return f"{model.id}, {len(model.spec.classes)} classes, SHA-256 {model.hash[:12]}"
