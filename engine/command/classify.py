"""The verb `classify`: files in, predictions out.

Blender's command `reloop3d classify` has the same options (reloop3d_addon/command.py).
"""

import argparse
import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps, images
from ..classify.files import Seen, classifiers_for, expand, see_file
from ..classify.predict import POOLINGS, UPS, ClassifySettings, predict
from ..classify.results import Result, json_text, write_csv
from ..errors import ReLoopError
from ..jobs import Progress, Steps, drain
from ..models.registry import Classifier
from ..report import Report
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged


@dataclass(frozen=True)
class Asked:
    """An input: its name, how it is looked at, and who answers."""

    name: str
    look: Callable[[], Steps[Seen]]
    classifier: Classifier


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
    parser.add_argument("--up", choices=sorted(UPS), default=standard.up)
    parser.add_argument("--threshold", type=float, default=standard.threshold)
    parser.add_argument("--device", choices=deps.DEVICES, default=standard.device)
    add_run_log(parser)


def classify_settings(args: argparse.Namespace) -> ClassifySettings:
    """The settings that the options name."""
    return ClassifySettings(
        args.model, args.views, args.pooling, args.up, args.threshold, args.device
    )


def is_shown(args: argparse.Namespace) -> bool:
    """Whether a person will see pictures of the assets."""
    return bool(args.report or args.annotate)


def run_classify(
    inputs: Sequence[Asked],
    args: argparse.Namespace,
    *,
    facts: str = "",
    is_ahead: bool = False,
) -> int:
    """Classify many inputs, one after the other, and write what the options ask for.

    Args:
        facts: said on the report's page, after the models' names.
        is_ahead: look at the next one in a thread while the last is answered.

    Returns:
        The exit status.
    """
    report = Report("ReLoop3D: what is in these assets") if args.report else None
    results = []
    models = dict.fromkeys((asked.classifier.id, asked.classifier.hash) for asked in inputs)
    names, hashes = (", ".join(words) for words in zip(*models, strict=True))
    with run_logged(args, "Classify", classify_settings(args)) as run:
        run |= {"model": names, "model_hash": hashes, "items": len(inputs)}
        run["failed"] = failures = []
        answers = _answers(inputs, args, report, is_ahead=is_ahead)
        for result in write_csv(args.out, answers) if args.out else answers:
            results.append(result)
            failures += [(result.path, result.error)] if result.error else []
    if report:
        report.write(args.report, facts=" · ".join(filter(None, (names, facts))))
    print(json_text(results) if args.json else "\n".join(result.line() for result in results))
    failed = sum(result.prediction is None for result in results)
    print(f"{len(results) - failed} classified, {failed} failed", file=sys.stderr)
    return SOME_FAILED if failed else OK


def _answers(
    inputs: Sequence[Asked],
    args: argparse.Namespace,
    report: Report | None,
    *,
    is_ahead: bool,
) -> Iterator[Result]:
    """One result after the other, with a progress bar; its pictures go where the options say."""
    settings = classify_settings(args)
    with ProgressBar() as bar:
        for done, (asked, ready) in enumerate(_ahead(inputs) if is_ahead else _in_turn(inputs)):
            bar.show(Progress(done, len(inputs), asked.name))
            result, shown = _classify_one(asked, ready, settings)
            if report:
                report.add(result, shown)
            if args.annotate and shown is not None and result.prediction:
                _write_annotated(args.annotate, done + 1, result, shown)
            yield result


def _in_turn(inputs: Sequence[Asked]) -> Iterator[tuple[Asked, Callable[[], Seen]]]:
    """Each input, and what looks at it when it is called."""
    for asked in inputs:
        yield asked, lambda asked=asked: drain(asked.look())


def _ahead(inputs: Sequence[Asked]) -> Iterator[tuple[Asked, Callable[[], Seen]]]:
    """The same, but the next is looked at in a thread meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        following = deque()
        try:
            for asked in inputs:
                future = pool.submit(lambda asked=asked: drain(asked.look()))
                following.append((asked, future))
                if len(following) > 2:
                    asked, future = following.popleft()
                    yield asked, future.result
            for asked, future in following:
                yield asked, future.result
        finally:
            pool.shutdown(cancel_futures=True)


def _classify_one(
    asked: Asked, ready: Callable[[], Seen], settings: ClassifySettings
) -> tuple[Result, NDArray[np.float32] | None]:
    start = time.perf_counter()
    shown = None
    try:
        seen = ready()
        shown = seen.shown
        prediction = drain(predict(seen.pictures, asked.classifier, settings), _warn)
    except ReLoopError as error:
        return Result(asked.name, None, str(error), time.perf_counter() - start), shown
    except Exception as error:  # one bad file must never end a run over thousands
        logging.getLogger(__name__).exception("%s", asked.name)
        reason = f"Internal error: {type(error).__name__}: {error}"
        return Result(asked.name, None, reason, time.perf_counter() - start), shown
    return Result(asked.name, prediction, seconds=time.perf_counter() - start), shown


def _warn(progress: Progress) -> None:
    if progress.note:
        logging.getLogger(__name__).warning("%s", progress.note)


def _write_annotated(folder: Path, number: int, result: Result, rgb: NDArray[np.float32]) -> None:
    caption = ", ".join(f"{name}: {p:.2f}" for name, p in result.prediction.top(3))
    sheet = images.annotate(images.strip(rgb), caption)
    images.write_image(folder / f"{number:04d}_{Path(result.path).stem}.png", sheet)


def _classify(args: argparse.Namespace) -> int:
    files, settings = expand(args.inputs), classify_settings(args)

    def asked(path: Path, classifier: Classifier) -> Asked:
        see = partial(see_file, path, classifier, settings, is_shown=is_shown(args))
        return Asked(str(path), see, classifier)

    inputs = list(map(asked, files, classifiers_for(files, settings)))
    return run_classify(inputs, args, facts="drawn by the ray caster", is_ahead=True)


def add_verbs(verbs) -> None:
    """Add `classify` to the parser's verbs."""
    classify = verbs.add_parser("classify", help="say what is in mesh files and pictures")
    classify.add_argument("inputs", type=Path, nargs="+", metavar="FILE|FOLDER")
    add_classify_options(classify)
    classify.set_defaults(work=_classify)
