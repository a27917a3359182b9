"""What labels say in an asset library: a project and a folder in, changes of its files out."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from ..errors import DataError, InputError
from ..images import read_image, write_image
from . import assets
from .assets import Filter
from .journal import AssetChange
from .project import Project


class TableRow(Protocol):
    """A line of the table that a dry run gives."""

    path: Path
    object: str
    tags_before: tuple[str, ...]
    tags_after: tuple[str, ...]
    catalog_before: str
    catalog_after: str
    note: str


def catalog_of(template: str, label: str) -> str:
    """The catalog of a class: “Furniture/{label}” -> “Furniture/chair”; empty stays empty.

    Raises:
        InputError: it is no path of names.
    """
    path = template.replace("{label}", label).strip("/ ")
    if re.search(r"[:\\\n]", path):
        raise InputError(f"“{path}” cannot be a catalog.", "Use names with / between them.")
    return path


def changes(
    project: Project, root: Path, *, catalog: str = "{label}", has_previews: bool = False
) -> list[AssetChange]:
    """What the library in `root` is to be told: each labelled asset's class as tag and catalog.

    Args:
        catalog: where a class' assets belong, “{label}” stands for the class; empty: nowhere new.
        has_previews: whether the first picture of its strip becomes an asset's preview.

    Raises:
        InputError: no labelled asset lies in a .blend file there, or the catalog is no path.
    """
    root = root.absolute()
    found = []
    for asset in assets.page(project.store, Filter("labelled", order="name"), count=-1):
        is_inside = asset.path.suffix.lower() == ".blend" and asset.path.is_relative_to(root)
        if not (is_inside and asset.object):
            continue
        preview = _preview(project, asset.content) if has_previews else None
        place = catalog_of(catalog, asset.label)
        found.append(AssetChange(asset.path, asset.object, (asset.label,), place, preview))
    if not found:
        raise InputError(
            f"No labelled asset lies in a .blend file in {root}.",
            "Scan the library, and label some of its assets.",
        )
    return found


def _preview(project: Project, content: str) -> Path | None:
    """The first picture of an asset's strip as a file of its own; None where there is no strip."""
    strip = project.strip(content)
    if not content or not strip.is_file():
        return None
    path = project.folder / "cache" / "previews" / f"{strip.stem}.png"
    if not path.exists():
        picture = read_image(strip)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_image(path, picture[:, : picture.shape[0]])
    return path


def write_table(path: Path, rows: Iterable[TableRow], failed: Sequence[tuple[Path, str]]) -> None:
    """Write what a dry run would do as a CSV.

    Raises:
        DataError: it cannot be written.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow("path object tags_before tags_after catalog_before catalog_after note".split())
    for row in rows:
        tags = ("; ".join(row.tags_before), "; ".join(row.tags_after))
        places = (row.catalog_before, row.catalog_after)
        table.writerow((row.path.as_posix(), row.object, *tags, *places, row.note))
    for file, reason in failed:
        table.writerow((file.as_posix(), "", "", "", "", "", reason))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error}.", "Choose another place.") from error
