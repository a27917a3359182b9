"""The verb `simulate`: a labelled pool in, what each way to ask for labels is worth out."""

import argparse
import sys
from pathlib import Path

from .. import deps
from ..acquisition.strategies import STRATEGIES
from ..jobs import drain
from ..simulate.learner import STARTS
from ..simulate.simulate import SimulateSettings, simulate
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged


def add_simulate_options(parser: argparse.ArgumentParser) -> None:
    """The options of `simulate`."""
    standard = SimulateSettings(())
    parser.add_argument("source", type=Path, metavar="POOL", help="a labels.csv, or its folder")
    text = "whose assets are labelled; may be repeated"
    parser.add_argument("--author", action="append", required=True, help=text)
    parser.add_argument("--seeds", type=int, default=standard.seeds)
    parser.add_argument("--batch", type=int, default=standard.batch, help="labels at a time")
    text = f"separated by commas, of {', '.join(STRATEGIES)}; default: all"
    parser.add_argument("--strategies", type=_words, default=standard.strategies, help=text)
    text = "; ".join(f"{name}: {said}" for name, said in STARTS.items())
    parser.add_argument("--start", choices=sorted(STARTS), default=standard.start, help=text)
    text = "default: one that never saw these authors"
    parser.add_argument("--model", default=standard.model, help=text)
    text = "write every curve here, and a plot beside it"
    parser.add_argument("--json", type=Path, metavar="OUT", help=text)
    parser.add_argument("--plot", type=Path, metavar="PNG", help="write the plot here")
    parser.add_argument("--keep", type=Path, metavar="SQLITE", help="where embeddings are kept")
    text = "seed of the assets that only measure"
    parser.add_argument("--split", type=int, default=standard.split, metavar="SEED", help=text)
    text = "shares of planted errors, separated by commas; empty: none"
    parser.add_argument("--noise", type=_shares, default=standard.noise, help=text)
    parser.add_argument("--device", choices=deps.DEVICES, default=standard.device)
    add_run_log(parser)


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(","))))


def _shares(text: str) -> tuple[float, ...]:
    return tuple(map(float, _words(text)))


def run_simulate(args: argparse.Namespace) -> int:
    """Simulate, print the card, write what was asked for."""
    settings = SimulateSettings(
        tuple(args.author),
        args.model,
        args.strategies,
        args.start,
        args.seeds,
        args.batch,
        args.split,
        args.noise,
        args.device,
    )
    with run_logged(args, "Simulate", settings) as run, ProgressBar() as bar:
        run["seed"] = settings.split
        simulation = drain(simulate(args.source, settings, keep=args.keep), bar.show)
        name, digest, _ = simulation.model
        run |= {"model": name, "model_hash": digest, "items": sum(simulation.counts[:2])}
        run["failed"] = list(simulation.failed)
    print(simulation.card())
    if args.json:
        simulation.write(args.json)
    if plot := args.plot or (args.json and args.json.with_suffix(".png")):
        simulation.draw(plot)
    for path, reason in simulation.failed:
        print(f"{path}  failed: {reason}", file=sys.stderr)
    return SOME_FAILED if simulation.failed else OK


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `simulate` to the parser's verbs; returns its parser."""
    text = "measure on a labelled pool what each way to ask for labels is worth"
    parser = verbs.add_parser("simulate", help=text)
    add_simulate_options(parser)
    parser.set_defaults(work=run_simulate)
    return parser
