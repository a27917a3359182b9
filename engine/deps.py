"""Heavy packages by name: whether they are there, and a clear error where they are not."""

import ctypes
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from .errors import InputError, MissingDependency, ModelNotAvailable

# What the engine's features import at first use, and what for. Panels and errors read it.
PACKAGES = {
    "torch": "running models",
    "timm": "ViT and other timm classifiers",
    "safetensors": "reading model weights",
    "trimesh": "reading mesh files outside Blender",
    "DracoPy": "reading compressed glTF outside Blender",
    "embreex": "depth, normals and ids of views; drawing pictures outside Blender",
    "PIL": "reading and writing pictures",
    "av": "writing MP4",
    "OpenEXR": "writing and reading EXR",
    "torchvision": "timm classifiers",
    "open3d": "fusing views into a mesh",
    "cv2": "masks without a model, stereo pairs",
    "pycolmap": "finding the cameras of photos",
    "transformers": "depth and language models",
    "peft": "adapting language models",
}

# What a feature cannot start without in Blender; the rest only some of its inputs or models need.
NEEDS = {
    "classify": ("torch", "safetensors", "PIL", "embreex"),
    "train": ("torch", "safetensors", "PIL", "embreex", "trimesh"),
    "capture": ("PIL", "embreex"),
    "viewpoint": ("torch", "PIL", "embreex"),
    "fuse": ("open3d", "PIL"),
    "relief": ("torch", "timm", "safetensors", "PIL"),
    "photos": ("pycolmap", "open3d", "torch", "safetensors", "PIL"),
}


_own_offline: str | None = None  # HF_HUB_OFFLINE before we set it; None: we have not


def has(module: str) -> bool:
    """Whether `module` can be found, without importing it."""
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def missing() -> list[str]:
    """Those of PACKAGES that cannot be found."""
    return [module for module in PACKAGES if not has(module)]


def allow_network(is_allowed: bool) -> None:
    """Let the hub's libraries go online or not, whether they are imported already or not yet.

    They never report what is used to anybody. A person's own HF_HUB_OFFLINE comes back with leave.
    """
    global _own_offline
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if not is_allowed:
        if _own_offline is None:
            _own_offline = os.environ.get("HF_HUB_OFFLINE", "")
        os.environ["HF_HUB_OFFLINE"] = "1"
    elif _own_offline is not None:
        os.environ["HF_HUB_OFFLINE"] = _own_offline  # empty: as if it were not set
        _own_offline = None
    if constants := sys.modules.get("huggingface_hub.constants"):
        said = os.environ.get("HF_HUB_OFFLINE", "")
        constants.HF_HUB_OFFLINE = said.upper() in ("1", "ON", "YES", "TRUE")


def require_network(feature: str) -> None:
    """Check that the hub may be asked.

    Raises:
        ModelNotAvailable: online access is off.
    """
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        raise ModelNotAvailable(
            f"{feature} needs online access, which is off.",
            "Allow it in Blender's preferences under System, or name a local folder.",
        )


def load_triton() -> None:
    """Load torch's compiler, where it is installed, so that it cannot crash Blender.

    Our own runtime leaves triton out, other extensions may bring it. torchvision imports it, and it
    brings an LLVM of its own. Where the graphics driver has loaded another (Mesa, as soon as
    Blender draws), they would find one another's symbols.
    Bound to itself first (RTLD_DEEPBIND), it is safe; call this before timm or torchvision.
    """
    if not (sys.platform == "linux" and has("triton")):
        return
    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
    try:
        importlib.import_module("triton")
    except ImportError:  # broken, and not ours to need
        pass
    finally:
        sys.setdlopenflags(flags)


@contextmanager
def _without_web() -> Iterator[None]:
    """Let Open3D be imported without plotly and dash, 100 MB that only its notebook plots use."""
    stand_ins = {
        name: ModuleType(name)
        for name in ("plotly", "plotly.graph_objects", "dash")
        if name not in sys.modules and not has(name.partition(".")[0])
    }
    for name in ("html", "dcc", "Dash"):
        if "dash" in stand_ins:
            setattr(stand_ins["dash"], name, None)
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _load_torch_library() -> None:
    """Load torch's native libraries without Python's lock.

    An import holds the lock while the system loads them, half a second to one, and all that time
    Blender's window stands still. The import then finds them loaded.
    """
    if sys.platform == "win32":
        return
    spec = importlib.util.find_spec("torch")
    for folder in (spec and spec.submodule_search_locations) or ():
        for library in Path(folder).glob("_C.*.so"):
            open_library = ctypes.CDLL(None).dlopen  # called through ctypes: without the lock
            open_library.argtypes = [ctypes.c_char_p, ctypes.c_int]
            open_library.restype = ctypes.c_void_p
            open_library(os.fsencode(library), os.RTLD_NOW)  # if it fails, the import says why


def require(module: str, *, feature: str) -> ModuleType:
    """Import `module` and return it.

    Raises:
        MissingDependency: it is not installed, or is broken.
    """
    try:
        if module == "torch":
            _load_torch_library()
        if module == "open3d":
            with _without_web():
                return importlib.import_module(module)
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingDependency(module, feature=feature) from error


def free_device() -> None:
    """Let torch, where it is loaded, give back what it keeps of the device's memory."""
    if torch := sys.modules.get("torch"):
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if torch.backends.mps.is_available():
            torch.mps.empty_cache()


DEVICES = ("auto", "cpu", "cuda", "mps")


def pick_device(name: str = "auto") -> str:
    """The torch device to use: `name`, or for "auto" the first that works of cuda, mps, cpu.

    Raises:
        InputError: the named device does not exist here.
        MissingDependency: torch is not installed.
    """
    torch = require("torch", feature="Running a model")
    works = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "cpu": lambda: True,
    }
    if name == "auto":
        return next(device for device, is_available in works.items() if is_available())
    if name not in works:
        raise InputError(f"Unknown device “{name}”.", f"Choose one of {', '.join(DEVICES)}.")
    if not works[name]():
        raise InputError(f"This machine offers no {name} device.", "Choose auto or cpu.")
    return name
