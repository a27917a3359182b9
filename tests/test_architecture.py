"""The import rules of README's map, held by reading the sources."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
ADDON = sorted((ROOT / "reloop3d_addon").rglob("*.py"))
HEAVY = {"torch", "torchvision", "timm", "transformers", "peft", "open3d", "pytorch3d"}
SLOW = HEAVY | {
    "trimesh",
    "embreex",
    "PIL",
    "safetensors",
    "av",
    "cv2",
    "pycolmap",
    "OpenEXR",
}  # loaded on first use too
BLENDER = {"bpy", "mathutils", "bmesh", "gpu", "bpy_extras", "addon_utils", "reloop3d_addon"}

# Rooms of the engine by level; a room imports from its own level's row or from below.
LEVELS = [
    {"errors", "jobs", "deps", "facts", "runlog"},
    {"datatypes", "camera", "rigs", "images", "meshes", "meshfile", "modelfile", "runtime"},
    {"models", "capture", "parametric", "labels", "acquisition"},
    {
        "render",
        "classify",
        "evaluate",
        "train",
        "samples",
        "report",
        "check",
        "pool",
        "simulate",
        "viewpoint",
        "depth",
        "masks",
        "reconstruct",
        "selftest",
        "bugreport",
    },
    {"command"},
    {"__main__"},
]
# Between rooms of level 3 only these may import one another.
FEATURE_EDGES = {
    ("bugreport", "selftest"),
    ("classify", "render"),
    ("report", "classify"),
    ("evaluate", "classify"),
    ("train", "classify"),
    ("train", "evaluate"),
    ("train", "render"),
    ("pool", "classify"),
    ("pool", "render"),
    ("pool", "evaluate"),
    ("pool", "train"),
    ("simulate", "classify"),
    ("simulate", "evaluate"),
    ("simulate", "pool"),
    ("simulate", "train"),
    ("viewpoint", "classify"),
    ("viewpoint", "render"),
    ("reconstruct", "classify"),
    ("reconstruct", "depth"),
    ("reconstruct", "masks"),
    ("reconstruct", "render"),
    ("selftest", "classify"),
    ("selftest", "depth"),
    ("selftest", "masks"),
    ("selftest", "pool"),
    ("selftest", "reconstruct"),
    ("selftest", "render"),
    ("selftest", "samples"),
    ("selftest", "simulate"),
    ("selftest", "train"),
    ("selftest", "viewpoint"),
}
# What each room of the add-on may take from the engine and from the add-on itself.
ADDON_RULES = {
    "bridge": {
        "datatypes",
        "camera",
        "images",
        "errors",
        "jobs",
        "meshes",
        "rigs",
        "capture",
        "render",
    },
    "panels": {
        "jobs",
        "bugreport",
        "selftest",
        "pictures",
        "points",
        "curve",
        "bridge",
        "preferences",
        "results",
        "guide",
        "runtime",
        "facts",
        "pool",
        "labelling",
        "models",
    },
    "jobs": {"errors", "jobs", "runlog", "preferences"},
    "overlay": {"bridge", "preferences", "results"},
    "points": {"camera", "datatypes", "redraw"},
    "child": {"bridge", "datatypes", "errors", "meshfile", "pool", "runtime"},
    "pool": {
        "acquisition",
        "bridge",
        "capture",
        "child",
        "command",
        "datatypes",
        "errors",
        "jobs",
        "meshes",
        "meshfile",
        "models",
        "overlay",
        "pool",
        "preferences",
        "quiet",
        "redraw",
        "runtime",
    },
    "labelling": {
        "bridge",
        "datatypes",
        "errors",
        "images",
        "jobs",
        "models",
        "overlay",
        "pool",
        "preferences",
        "redraw",
    },
    "redraw": set(),
}


def imports(path: Path) -> list[tuple[int, str, bool]]:
    """(level of dots, dotted module with the names, whether at the top of the file)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        top = node in tree.body
        if isinstance(node, ast.Import):
            found += [(0, alias.name, top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = f"{node.module}." if node.module else ""
            found += [(node.level, stem + alias.name, top) for alias in node.names]
    return found


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path, package: str) -> str:
    return path.relative_to(ROOT / package).parts[0].removesuffix(".py")


def target_room(path: Path, package: str, dots: int, module: str) -> str | None:
    """The room of `package` that a relative import leads to, None if it leads out of it."""
    folder = path.relative_to(ROOT / package).parent.parts
    up = dots - 1
    if up > len(folder):
        return None
    parts = [*folder[: len(folder) - up], *module.split(".")]
    return parts[0]


@pytest.mark.parametrize("path", ENGINE, ids=relative)
def test_the_engine_knows_no_blender_and_imports_itself_relatively(path: Path) -> None:
    for dots, module, _ in imports(path):
        first = module.split(".")[0]
        assert first not in BLENDER or dots > 0, f"{relative(path)} imports {module}"
        assert dots > 0 or first != "engine", f"{relative(path)} imports {module} absolutely"


@pytest.mark.parametrize("path", ENGINE, ids=relative)
def test_heavy_packages_stand_at_the_top_of_backend_files_only(path: Path) -> None:
    if path.stem.endswith("_backend"):
        return
    for dots, module, top in imports(path):
        heavy = module.split(".")[0] in SLOW
        assert not (top and dots == 0 and heavy), f"{relative(path)} imports {module} at the top"
        assert not (top and "_backend" in module), f"{relative(path)} imports {module} at the top"


@pytest.mark.parametrize("path", ENGINE, ids=relative)
def test_engine_rooms_import_downward_only(path: Path) -> None:
    level = {name: index for index, names in enumerate(LEVELS) for name in names}
    here = room(path, "engine")
    if here == "__init__":
        return
    for dots, module, _ in imports(path):
        there = target_room(path, "engine", dots, module) if dots else None
        if there in (None, here, "__version__"):
            continue
        assert there in level, f"{relative(path)} imports {module}"
        downward = level[there] < level[here] or (level[there] == level[here] < 3)
        assert downward or (here, there) in FEATURE_EDGES, f"{relative(path)} imports {module}"


def test_every_room_of_the_engine_has_its_level() -> None:
    named = set().union(*LEVELS)
    assert {room(path, "engine") for path in ENGINE} - {"__init__"} == named


@pytest.mark.parametrize("path", ADDON, ids=relative)
def test_the_add_on_reaches_the_engine_relatively_and_never_a_backend(path: Path) -> None:
    here = room(path, "reloop3d_addon")
    for dots, module, _ in imports(path):
        first = module.split(".")[0]
        assert dots > 0 or first not in {"engine", "reloop3d_addon", *HEAVY}, module
        assert "_backend" not in module
        if dots == 0 or here not in ADDON_RULES:
            continue
        inside = target_room(path, "reloop3d_addon", dots, module)
        there = module.split(".")[1] if inside is None else inside
        assert there == here or there in ADDON_RULES[here], f"{relative(path)} imports {module}"


# The runtime is put on the path in one place; the probe and work apart have Blender's; Open3D does
# without dash;
# the second Blender knows the extension by a name of its own.
SEES_SYS = {
    "engine/runtime/folder.py",
    "engine/runtime/probe.py",
    "engine/runtime/apart.py",
    "engine/deps.py",
    "reloop3d_addon/child/main.py",
}


def test_nobody_else_edits_sys_path_or_sys_modules() -> None:
    for path in ENGINE + ADDON:
        if relative(path) in SEES_SYS:
            continue
        text = path.read_text(encoding="utf-8")
        assert "sys.path" not in text and "sys.modules" not in text, relative(path)


@pytest.mark.parametrize("path", ENGINE + ADDON, ids=relative)
def test_files_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), f"{relative(path)} has no docstring"
    assert path.stem not in {"utils", "helpers", "common", "misc", *sys.stdlib_module_names}


def test_importing_the_engine_loads_nothing_heavy() -> None:
    light = [p for p in ENGINE if p.name != "__main__.py" and not p.stem.endswith("_backend")]
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in light
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(sorted({SLOW!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"  # what that takes, benchmarks/imports.py says
