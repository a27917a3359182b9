"""Results with their pictures in, one self-contained HTML page out."""

import base64
import html
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import deps
from .classify.results import Result
from .errors import DataError

_VIEWS = 6  # pictures shown of each asset

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
 :root {{ color-scheme: light dark; --line: #8883; --accent: #2f6fde; --warn: #b86e00; }}
 body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1180px;
   padding: 0 1rem; }}
 h1 {{ font-size: 1.5rem; margin: 0; }} .facts {{ opacity: .7; margin: .3rem 0 1.5rem; }}
 .grid {{ display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); }}
 article {{ border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }}
 .strip {{ display: grid; grid-template-columns: repeat(3, 1fr); background: #fff; }}
 .strip img {{ width: 100%; display: block; }}
 .text {{ padding: .7rem .9rem .9rem; }}
 .name {{ opacity: .7; font-size: .85rem; overflow-wrap: anywhere; }}
 .label {{ font-size: 1.25rem; font-weight: 600; }} .label.unknown {{ color: var(--warn); }}
 .row {{ display: grid; grid-template-columns: 7rem 1fr 3rem; gap: .5rem; align-items: center;
   font-size: .85rem; }}
 .row span:last-child {{ text-align: right; }}
 .bar {{ background: var(--line); border-radius: 4px; height: 8px; }}
 .bar i {{ display: block; height: 8px; border-radius: 4px; background: var(--accent); }}
 .error {{ color: #c0392b; }}
</style></head><body>
<h1>{title}</h1><p class="facts">{facts}</p>
<div class="grid">
{cards}
</div></body></html>
"""


class Report:
    """Collects one card per asset; pictures are kept compressed, so that thousands fit."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._cards: list[str] = []
        self._failed = 0
        self._seconds = 0.0

    def add(self, result: Result, rgb: NDArray[np.float32] | None) -> None:
        """Add an asset's card; rgb (N, H, W, 3) are its pictures, None if there are none."""
        pictures = "" if rgb is None else "".join(_image(picture) for picture in _spread(rgb))
        self._cards.append(
            f'<article><div class="strip">{pictures}</div><div class="text">'
            f'<div class="name">{html.escape(result.path)} · {result.seconds:.2f} s</div>'
            f"{_answer(result)}</div></article>"
        )
        self._failed += result.prediction is None
        self._seconds += result.seconds

    def write(self, path: Path, *, facts: str) -> None:
        """Write the page; `facts` is said after the counts, under the title.

        Raises:
            DataError: the file cannot be written there.
        """
        count = len(self._cards)
        failed = f", {self._failed} failed" if self._failed else ""
        mean = self._seconds / max(count, 1)
        said = f"{count} assets{failed} · {mean:.2f} s each · {facts}"
        page = _PAGE.format(
            title=html.escape(self._title), facts=html.escape(said), cards="\n".join(self._cards)
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
        except OSError as error:
            raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error


def _spread(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """At most _VIEWS of the pictures, evenly chosen."""
    chosen = np.linspace(0, len(rgb), min(_VIEWS, len(rgb)), endpoint=False).astype(int)
    return rgb[chosen]


def _image(rgb: NDArray[np.float32]) -> str:
    deps.require("PIL", feature="Writing a report")
    from PIL import Image

    buffer = io.BytesIO()
    picture = Image.fromarray(np.round(np.clip(rgb, 0, 1) * 255).astype(np.uint8))
    picture.thumbnail((256, 256))
    picture.save(buffer, "JPEG", quality=85)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'<img alt="" src="data:image/jpeg;base64,{data}">'


def _answer(result: Result) -> str:
    prediction = result.prediction
    if prediction is None:
        return f'<div class="error">{html.escape(result.error)}</div>'
    doubt = " unknown" if prediction.is_unknown else ""
    said = f"{prediction.label} {prediction.confidence:.2f}"
    rows = "".join(
        f'<div class="row"><span>{html.escape(name)}</span>'
        f'<span class="bar"><i style="width:{100 * p:.1f}%"></i></span><span>{p:.2f}</span></div>'
        for name, p in prediction.top(3)
    )
    unsure = " (unsure)" if doubt else ""
    return f'<div class="label{doubt}">{html.escape(said)}{unsure}</div>{rows}'
