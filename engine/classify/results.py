"""Results of a run over many inputs: one row each, as predictions.csv or JSON."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..datatypes import Prediction
from ..errors import DataError

COLUMNS = ("path", "label", "confidence", "unknown", "top5", "error", "model", "seconds")


@dataclass(frozen=True)
class Result:
    """What came of one input: a prediction, or the reason why there is none."""

    path: str  # the file, or the object's name
    prediction: Prediction | None
    error: str = ""
    seconds: float = 0.0  # from reading to answer

    def row(self) -> dict[str, str]:
        """The row of predictions.csv; `label` is the top class even where it is unknown."""
        row = dict.fromkeys(COLUMNS, "") | {"path": self.path, "error": self.error}
        row["seconds"] = f"{self.seconds:.3f}"
        if self.prediction:
            row["label"] = self.prediction.label
            row["confidence"] = f"{self.prediction.confidence:.4f}"
            row["unknown"] = str(self.prediction.is_unknown).lower()
            row["top5"] = ";".join(f"{name}:{p:.4f}" for name, p in self.prediction.top(5))
            row["model"] = self.prediction.model_id
        return row

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values, with the views' own answers."""
        values: dict[str, Any] = {"path": self.path, "error": self.error, "seconds": self.seconds}
        if self.prediction:
            prediction = self.prediction
            values |= {
                "label": prediction.label,
                "confidence": prediction.confidence,
                "unknown": prediction.is_unknown,
                "top5": dict(prediction.top(5)),
                "model": prediction.model_id,
                "views": [
                    {"label": prediction.classes[probs.argmax()], "confidence": float(probs.max())}
                    for probs in prediction.view_probs
                ],
            }
        return values

    def line(self) -> str:
        """One line for a person: `mug.glb  cup 0.83`."""
        if self.prediction is None:
            return f"{self.path}  failed: {self.error}"
        doubt = "  (unknown)" if self.prediction.is_unknown else ""
        return f"{self.path}  {self.prediction.label} {self.prediction.confidence:.2f}{doubt}"


def write_csv(path: Path, results: Iterable[Result]) -> Iterator[Result]:
    """Write predictions.csv, COLUMNS and a line per input, each as it comes, and pass it on.

    Raises:
        DataError: the file cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "w", newline="", encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
    with file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for result in results:
            writer.writerow(result.row())
            file.flush()  # a run over thousands that is cut off keeps what it did
            yield result


def json_text(results: Iterable[Result]) -> str:
    """All results as a JSON array."""
    return json.dumps([result.as_json() for result in results], indent=1, ensure_ascii=False)
