"""The verb `evaluate`: labelled assets and a model in, its card out."""

import argparse
import json
import sys
from pathlib import Path

from .. import deps
from ..classify.embeddings import Embeddings
from ..classify.predict import POOLINGS, UPS, ClassifySettings
from ..evaluate.evaluate import AMONG, evaluate
from ..jobs import drain
from ..labels.assets import read_assets
from ..models.registry import load_classifier
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged


def add_evaluate_options(parser: argparse.ArgumentParser) -> None:
    """The options of `evaluate`."""
    standard = ClassifySettings()
    parser.add_argument("source", type=Path, metavar="LABELS.csv|FOLDER")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write tables and plots here")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", default=standard.model)
    parser.add_argument("--mapping", type=Path, metavar="CSV", help="from,to: classes to rename")
    parser.add_argument("--author", action="append", help="only this one's; may be repeated")
    parser.add_argument("--among", choices=sorted(AMONG), default="model", help="possible answers")
    parser.add_argument("--rotated", type=int, metavar="SEED", help="turn each asset at random")
    parser.add_argument("--views", type=int, default=standard.views, help="0: as trained with")
    parser.add_argument("--pooling", choices=sorted(POOLINGS), default=standard.pooling)
    parser.add_argument("--up", choices=sorted(UPS), default=standard.up)
    parser.add_argument("--device", choices=deps.DEVICES, default=standard.device)
    parser.add_argument("--keep", type=Path, metavar="SQLITE", help="where embeddings are kept")
    add_run_log(parser)


def run_evaluate(args: argparse.Namespace) -> int:
    """Evaluate, print the card, write what was asked for."""
    settings = ClassifySettings(args.model, args.views, args.pooling, args.up, device=args.device)
    classifier = load_classifier(settings.model, device=settings.device)
    assets = read_assets(args.source, mapping=args.mapping)
    if args.author:
        assets = [asset for asset in assets if asset.author in args.author]
    store = Embeddings(args.keep) if args.keep else None
    with run_logged(args, "Evaluate", settings) as run, ProgressBar() as bar:
        run |= {"model": classifier.id, "model_hash": classifier.hash, "items": len(assets)}
        steps = evaluate(
            assets, classifier, settings, among=args.among, rotated=args.rotated, store=store
        )
        evaluation = drain(steps, bar.show)
        run["failed"] = list(evaluation.failed)
    if args.out:
        evaluation.write(args.out)
    print(json.dumps(evaluation.as_json(), indent=1) if args.json else evaluation.card())
    for path, reason in evaluation.failed:
        print(f"{path}  failed: {reason}", file=sys.stderr)
    return SOME_FAILED if evaluation.failed else OK


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `evaluate` to the parser's verbs; returns its parser."""
    parser = verbs.add_parser("evaluate", help="measure a classifier on labelled assets")
    add_evaluate_options(parser)
    parser.set_defaults(work=run_evaluate)
    return parser
