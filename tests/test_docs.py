"""The pages are true as far as can be told: links lead somewhere, labels and commands exist."""

import ast
import json
import re
from pathlib import Path

import pytest

import build
import engine.command.main as engine_command
from tests.pages import (
    DOCS,
    PAGES,
    ROOT,
    anchors,
    blender_words,
    commands,
    engine_words,
    examples,
    links,
    text_of,
)

ADDON = ROOT / "reloop3d_addon"
KINDS = ("Operator", "Panel")


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_to_a_file_and_a_heading_of_it(page: Path) -> None:
    for link in links(page):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists() and target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_index() -> None:
    reached, new = set(), {DOCS / "README.md"}
    while new:
        reached |= new
        targets = {page.parent / link.partition("#")[0] for page in new for link in links(page)}
        new = {target.resolve() for target in targets} & set(PAGES) - reached
    assert reached == set(PAGES)


def assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """What names are given in a file or class."""
    found = {}
    for node in body:
        if isinstance(node, ast.Assign):
            name, value = node.targets[0], node.value
            is_many = isinstance(name, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(name.elts, value.elts, strict=True) if is_many else [(name, value)]
            found |= {ast.unparse(name): value for name, value in pairs}
    return found


def labels(path: Path) -> list[str]:
    """The labels of the operators and panels in a file."""
    body = ast.parse(text_of(path)).body
    found = []
    for node in body:
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        if any(isinstance(base, ast.Attribute) and base.attr in KINDS for base in bases):
            value = assigned(node.body)["bl_label"]
            if isinstance(value, ast.Name):
                value = assigned(body)[value.id]
            found.append(value.value)
    return found


LABELS = sorted({label for path in ADDON.rglob("*.py") for label in labels(path)})


def test_the_labels_are_found() -> None:
    assert {"Classify", "Write Tags", "Check Picture", "What Is Best"} <= set(LABELS)
    assert len(LABELS) > 90


@pytest.mark.parametrize("label", LABELS)
def test_every_button_and_panel_stands_in_a_page(label: str) -> None:
    said = (" ".join(text_of(page).split()) for page in PAGES)  # a line may end in between
    assert any(f"*{label}*" in text for text in said), f"no page says *{label}*"


def test_the_commands_are_found() -> None:
    found = commands(DOCS / "command.md")
    assert sum(engine_words(words) is not None for words in found) > 40
    assert sum(blender_words(words) is not None for words in found) > 10
    assert len(commands(DOCS / "measured.md")) > 20  # between backticks


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_command_of_the_engine_is_one(page: Path, monkeypatch) -> None:
    monkeypatch.setattr(engine_command, "guarded", lambda _work: 0)  # parsed, not done
    for words in commands(page):
        if (told := engine_words(words)) is not None:
            assert engine_command.main(told) == 0, words


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_command_of_build_is_one_and_names_files_that_are_there(page: Path) -> None:
    for words in commands(page):
        if words[:2] != ["python3", "build.py"]:
            continue
        ours = words[2 : words.index("--")] if "--" in words else words[2:]
        if ours == ["-h"]:
            continue
        known, rest = build.make_parser().parse_known_args(ours)
        assert known.takes_rest or not rest, words
        if page.name == "contributing.md":  # its feature is not there
            continue
        named = [word for word in words if word.startswith(("tests/", "benchmarks/"))]
        if known.function is build.window:
            named += [f"tests/window/{word}.py" for word in rest if word[:1] != "-"]
        assert all((ROOT / name).exists() for name in named), words


def test_all_that_is_carried_is_attributed() -> None:
    page = text_of(DOCS / "attribution.md")
    for wheel in json.loads(text_of(ROOT / "wheels" / "lock.json")):
        rows = [line for line in page.splitlines() if line.startswith(f"| {wheel['name']} |")]
        assert len(rows) == 1, wheel["name"]
        assert f"| {wheel['licence']} |" in rows[0] and wheel["version"] in rows[0], rows[0]
    for weights in (ROOT / "engine").rglob("*.safetensors"):
        assert relative(weights) in page, weights


def test_the_map_names_every_room_and_every_file_of_the_add_on() -> None:
    page = text_of(ROOT / "README.md")
    named = page[page.index("## Map") : page.index("## Conventions")]
    rooms = [path for path in (ROOT / "engine").iterdir() if path.suffix in ("", ".py")]
    folders = [ADDON / name for name in ("", "bridge", "jobs", "pool", "labelling")]
    files = [path for folder in folders for path in folder.glob("*.py")]
    for path in (*rooms, *files):
        if path.stem not in ("__init__", "__pycache__"):
            assert f"`{path.stem}`" in named or f"`{path.stem}/`" in named, path


@pytest.mark.slow
def test_the_examples_of_the_engine_run(tmp_path: Path, monkeypatch, capsys) -> None:
    from engine.modelfile import write_model
    from engine.samples import SAMPLES

    write_model(tmp_path / "chair.glb", SAMPLES["chair"]())
    for name in ("chair", "cup"):
        write_model(tmp_path / "assets" / f"{name}.glb", SAMPLES[name]())
    monkeypatch.chdir(tmp_path)
    scope: dict = {}
    for code in examples(DOCS / "python.md", "python"):
        if "import bpy" not in code:
            exec(compile(code, "python.md", "exec"), scope)
    assert scope["prediction"].label == "chair"
    assert (tmp_path / "nerf" / "transforms.json").is_file() and (tmp_path / "fused.glb").is_file()
    assert scope["found"].terms["overlap"] > 0.9 and scope["wished"].loss < 1
    assert not scope["relief"].is_metric
    printed = capsys.readouterr().out
    assert "Readable without Blender" in printed and "2 assets (2 new)" in printed


def test_every_publication_that_the_engine_names_stands_among_the_methods() -> None:
    page = text_of(DOCS / "methods.md")
    named = set()
    for path in sorted((ROOT / "engine").rglob("*.py")):
        found = re.findall(r"(\w+ (?:et al\.|and [A-Z]\w+)) ((?:19|20)\d\d)", _joined(path))
        named |= {f"{who} {year}" for who, year in found}
    assert len(named) > 50
    assert sorted(name for name in named if name not in page) == []
    for file in re.findall(r"`(engine/[^`]+)`", page):
        assert (ROOT / file).is_file(), file


def _joined(path: Path) -> str:
    """A file's text, its comments' and docstrings' lines in one."""
    return re.sub(r"\s+(?:# )?", " ", path.read_text(encoding="utf-8"))
