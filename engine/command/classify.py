"""The verbs `classify` and `train`: files in, predictions and models as files out.

Blender's command `reloop3d classify` has the same options (reloop3d_addon/command.py).
"""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps, images
from ..classify.files import capture_file, expand
from ..classify.predict import POOLINGS, ClassifySettings, predict
from ..classify.results import Result, json_text, write_csv
from ..errors import ReLoopError
from ..jobs import Progress, Steps, drain
from ..models.registry import Classifier, load_classifier
from ..report import Report
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged

Capture = Callable[[], Steps[NDArray[np.float32]]]


def add_classify_options(parser: argparse.ArgumentParser) -> None:
    """The options of `classify`, the same with and without Blender."""
    standard = ClassifySettings()
    parser.add_argument("--out", type=Path, metavar="CSV", help="write predictions.csv here")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--report", type=Path, metavar="HTML", help="write a page with pictures")
    parser.add_argument("--annotate", type=Path, metavar="FOLDER", help="write captioned pictures")
    parser.add_argument("--model", default=standard.model, help="default, a file or a folder")
    parser.add_argument("--views", type=int, default=standard.views, help="0: as trained with")
    parser.add_argument("--pooling", choices=sorted(POOLINGS), default=standard.pooling)
    parser.add_argument("--threshold", type=float, default=standard.threshold)
    parser.add_argument("--device", choices=deps.DEVICES, default=standard.device)
    add_run_log(parser)


def classify_settings(args: argparse.Namespace) -> ClassifySettings:
    """The settings that the options name."""
    return ClassifySettings(args.model, args.views, args.pooling, args.threshold, args.device)


def run_classify(
    captures: Iterable[tuple[str, Capture]],
    classifier: Classifier,
    args: argparse.Namespace,
    *,
    facts: str = "",
) -> int:
    """Classify many inputs, one after the other, and write what the options ask for.

    Args:
        captures: each input's name, and how its pictures (N, H, W, 3) are made.
        facts: said on the report's page, after the model's name.

    Returns:
        The exit status.
    """
    report = Report("ReLoop3D: what is in these assets") if args.report else None
    captures, results = list(captures), []
    with run_logged(args, "Classify", classify_settings(args)) as run:
        run |= {"model": classifier.id, "model_hash": classifier.hash, "items": len(captures)}
        run["failed"] = failures = []
        answers = _answers(captures, classifier, args, report)
        for result in write_csv(args.out, answers) if args.out else answers:
            results.append(result)
            failures += [(result.path, result.error)] if result.error else []
    if report:
        report.write(args.report, facts=" · ".join(filter(None, (classifier.id, facts))))
    print(json_text(results) if args.json else "\n".join(result.line() for result in results))
    failed = sum(result.prediction is None for result in results)
    print(f"{len(results) - failed} classified, {failed} failed", file=sys.stderr)
    return SOME_FAILED if failed else OK


def _answers(
    captures: list[tuple[str, Capture]],
    classifier: Classifier,
    args: argparse.Namespace,
    report: Report | None,
) -> Iterator[Result]:
    """One result after the other, with a progress bar; its pictures go where the options say."""
    settings = classify_settings(args)
    with ProgressBar() as bar:
        for done, (name, capture) in enumerate(captures):
            bar.show(Progress(done, len(captures), name))
            result, rgb = _classify_one(name, capture, classifier, settings)
            if report:
                report.add(result, rgb)
            if args.annotate and rgb is not None and result.prediction:
                _write_annotated(args.annotate, done + 1, result, rgb)
            yield result


def _classify_one(
    name: str, capture: Capture, classifier: Classifier, settings: ClassifySettings
) -> tuple[Result, NDArray[np.float32] | None]:
    start = time.perf_counter()
    rgb = None
    try:
        rgb = drain(capture())
        prediction = drain(predict(rgb, classifier, settings), _warn)
    except ReLoopError as error:
        return Result(name, None, str(error), time.perf_counter() - start), rgb
    except Exception as error:  # one bad file must never end a run over thousands
        logging.getLogger(__name__).exception("%s", name)
        reason = f"Internal error: {type(error).__name__}: {error}"
        return Result(name, None, reason, time.perf_counter() - start), rgb
    return Result(name, prediction, seconds=time.perf_counter() - start), rgb


def _warn(progress: Progress) -> None:
    if progress.note:
        logging.getLogger(__name__).warning("%s", progress.note)


def _write_annotated(folder: Path, number: int, result: Result, rgb: NDArray[np.float32]) -> None:
    caption = ", ".join(f"{name}: {p:.2f}" for name, p in result.prediction.top(3))
    sheet = images.annotate(images.strip(rgb), caption)
    images.write_image(folder / f"{number:04d}_{Path(result.path).stem}.png", sheet)


def _classify(args: argparse.Namespace) -> int:
    settings = classify_settings(args)
    files = expand(args.inputs)
    classifier = load_classifier(settings.model, device=settings.device)
    rig = classifier.spec.capture_rig(settings.views)
    captures = [(str(path), lambda path=path: capture_file(path, rig)) for path in files]
    return run_classify(captures, classifier, args, facts="drawn by the ray caster")


def _train(args: argparse.Namespace) -> int:
    deps.require("torch", feature="Training")
    from ..classify.train import train_from_labels
    from ..classify.train_backend import TrainSettings

    steps = train_from_labels(args.labels, args.out, hold_out=args.hold_out, epochs=args.epochs)
    settings = {"labels": args.labels, "hold_out": args.hold_out, "epochs": args.epochs}
    with run_logged(args, "Train", settings) as run, ProgressBar() as bar:
        run["seed"] = TrainSettings().seed
        summary = drain(steps, bar.show)
    print(summary)
    return OK


def add_verbs(verbs) -> None:
    """Add `classify` and `train` to the parser's verbs."""
    classify = verbs.add_parser("classify", help="say what is in mesh files and pictures")
    classify.add_argument("inputs", type=Path, nargs="+", metavar="FILE|FOLDER")
    add_classify_options(classify)
    classify.set_defaults(work=_classify)
    train = verbs.add_parser("train", help="train a classifier from a labels.csv")
    train.add_argument("labels", type=Path, metavar="LABELS.csv")
    train.add_argument("--out", type=Path, required=True, metavar="MODEL.safetensors")
    train.add_argument("--hold-out", metavar="AUTHOR", help="train without, and measure on, it")
    train.add_argument("--epochs", type=int)
    add_run_log(train)
    train.set_defaults(work=_train)
