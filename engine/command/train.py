"""The verb `train`: labelled assets in, a classifier out."""

import argparse
from dataclasses import fields
from pathlib import Path

from .. import deps
from ..jobs import drain
from ..labels.corrections import correct
from ..labels.split import UNITS
from ..train.settings import METHODS, SCHEDULES, TrainSettings
from ..train.train import Trained, train
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged

_STANDARD = TrainSettings()
_CHOICES = {"method": METHODS, "schedule": SCHEDULES, "split": UNITS, "device": deps.DEVICES}
_HELP = {
    "method": "head: the last layer, in seconds; full: the whole network",
    "base": "model to start from; empty: none",
    "network": "shape_resnet, cnn, or a timm model's name",
    "pretrained": "weights for a timm network: a file, a folder, or a model's name",
    "pictures": "pictures an epoch; 0: as many as there are",
    "patience": "stop after so many epochs without a better one; 0: never",
    "balance": "class weights: 0 as they come, 1 all classes equally",
    "formula": "assets by formula for each class that has a maker",
    "formula_share": "their share of a batch",
    "split": "what stays together on one side",
    "validate": "share of the assets that is only measured",
}


def add_train_options(parser: argparse.ArgumentParser) -> None:
    """The options of `train`: what is trained on, and a word for each of TrainSettings."""
    parser.add_argument("source", type=Path, metavar="LABELS.csv|FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL.safetensors")
    text = "where the split, embeddings and state are kept; default: beside the data"
    parser.add_argument("--work", dest="folder", type=Path, metavar="FOLDER", help=text)
    parser.add_argument("--mapping", type=Path, metavar="CSV", help="from,to: classes to rename")
    text = "path,label: classes to correct in the data first; files move to their class' folder"
    parser.add_argument("--corrections", type=Path, metavar="CSV", help=text)
    parser.add_argument("--without", action="append", default=[], metavar="AUTHOR")
    for setting in fields(TrainSettings):
        option = f"--{setting.name.replace('_', '-')}"
        standard = getattr(_STANDARD, setting.name)
        if isinstance(standard, bool):
            parser.add_argument(option, action=argparse.BooleanOptionalAction, default=standard)
            continue
        parser.add_argument(
            option,
            type=type(standard),
            default=standard,
            choices=_CHOICES.get(setting.name),
            help=_HELP.get(setting.name),
        )
    add_run_log(parser)


def train_settings(args: argparse.Namespace) -> TrainSettings:
    """The settings that the options name."""
    return TrainSettings(**{s.name: getattr(args, s.name) for s in fields(TrainSettings)})


def run_train(args: argparse.Namespace) -> int:
    """Train, with a line for each epoch, and say how it went."""
    settings = train_settings(args)
    data = args.source if args.source.is_dir() else args.source.parent
    if args.corrections:
        print(f"{len(correct(args.source, args.corrections))} corrected")
    with run_logged(args, "Train", settings) as run, ProgressBar() as bar:
        run["seed"] = settings.seed
        trained: Trained = drain(
            train(
                args.source,
                args.out,
                settings,
                args.folder or data / "reloop3d",
                mapping=args.mapping,
                without=args.without,
                on_epoch=lambda epoch: print(epoch, flush=True),
            ),
            bar.show,
        )
        run |= {"items": trained.trained + trained.checked, "failed": trained.failed}
    print(trained)
    return SOME_FAILED if trained.failed else OK


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `train` to the parser's verbs; returns its parser."""
    parser = verbs.add_parser("train", help="train a classifier on labelled assets")
    add_train_options(parser)
    parser.set_defaults(work=run_train)
    return parser
