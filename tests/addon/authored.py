"""Labelled assets for verbs that learn; needs no Blender."""

from pathlib import Path


def authored(folder: Path) -> Path:
    """A list of six assets by one author: pyramids, of two classes by their height."""
    folder.mkdir()
    rows = ["path,label,author"]
    for number in range(6):
        height = 0.4 + number % 2 * 2 + 0.1 * number
        corners = ((-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (0, 0, height))
        lines = ["v {} {} {}".format(*corner) for corner in corners]
        lines += ["f 4 3 2 1", "f 1 2 5", "f 2 3 5", "f 3 4 5", "f 4 1 5"]
        (folder / f"{number}.obj").write_text("\n".join(lines), encoding="utf-8")
        rows.append(f"{number}.obj,{('low', 'high')[number % 2]},me")
    (folder / "labels.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder / "labels.csv"
