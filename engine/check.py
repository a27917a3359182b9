"""Check the setup: what the engine runs on and what it lacks, as facts to read and to copy."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from . import __version__, deps
from .jobs import Progress, Steps
from .models.registry import load_classifier

# The names under which packages are installed, where they differ from the modules'.
_DISTRIBUTIONS = {"PIL": "pillow"}


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at; `problem` says what to do where it is not as it should be."""

    name: str
    value: str
    problem: str = ""

    @property
    def line(self) -> str:
        """The fact on one line."""
        return f"{self.name}: {self.value}" + (f" ({self.problem})" if self.problem else "")


def check(device: str = "auto") -> Steps[list[Fact]]:
    """Import every package, find the device, and load the default model."""
    facts = [
        Fact("ReLoop3D", __version__),
        Fact("Python", platform.python_version()),
        Fact("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        Fact("Processors", str(os.cpu_count())),
    ]
    deps.load_triton()  # before torchvision, which timm imports
    for done, module in enumerate(deps.PACKAGES):
        yield Progress(done, len(deps.PACKAGES) + 2, "Checking packages")
        facts.append(_package(module))
    yield Progress(len(deps.PACKAGES), len(deps.PACKAGES) + 2, "Finding the device")
    facts.append(_tried("Device", lambda: _device(device)))
    yield Progress(len(deps.PACKAGES) + 1, len(deps.PACKAGES) + 2, "Loading the model")
    facts.append(_tried("Default model", lambda: _model(device)))
    return facts


def problems(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that are not as they should be."""
    return [fact for fact in facts if fact.problem]


def as_text(facts: Iterable[Fact]) -> str:
    """A line for each fact."""
    return "\n".join(fact.line for fact in facts)


def _package(module: str) -> Fact:
    purpose = deps.PACKAGES[module]
    if not deps.has(module):
        if not any(module in needed for needed in deps.NEEDS.values()):
            return Fact(module, f"not installed, only for {purpose}")
        return Fact(module, "missing", f"needed for {purpose}; see README, “Install”")
    try:
        deps.require(module, feature=purpose)
    except Exception as error:  # whatever a broken package raises
        cause = error.__cause__ or error
        return Fact(module, "broken", f"needed for {purpose}; install it again: {cause}")
    try:
        return Fact(module, metadata.version(_DISTRIBUTIONS.get(module, module)))
    except metadata.PackageNotFoundError:
        return Fact(module, "there, version unknown")


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
