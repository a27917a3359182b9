"""The embedded depth network, trained by one command; cut off, it goes on where it was.

    python3 build.py run -- python benchmarks/depth/views.py
    python3 build.py run -- python benchmarks/depth/recipe.py [--steps 10400] [--until SECONDS]

On the pictures that views.py drew; with CUDA where there is some. The encoder begins with what it
knows of photographs (EfficientNet-Lite0's weights by Google, Apache-2.0, learnt on ImageNet: timm's
from the hub, or --start FILE), and its first layers keep that; the rest learns from our pictures.
Larger pictures while the rate falls. The loss is, after the fit of scale and shift and with the
gradients at four scales of Ranftl et al. 2020, "Towards Robust Monocular Depth Estimation", what is
measured: the relative error, as a share of that of a constant. The state lies in dist/depth; every
call ends by writing the weights into engine/depth/embedded, in half precision.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import timm
import torch
from safetensors.torch import save
from torch import Tensor
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.depth.network_backend import EMBEDDED, DepthNetwork  # noqa: E402

WORK = ROOT / "dist" / "depth"
STATE = WORK / "state.pt"
_RATE, _DECAY = 2e-3, 0.02  # AdamW's
_KNOWN = 0.5  # share of the rate for what begins with weights
_WARM = 300  # steps in which the rate rises
_FALL = 0.2  # last share of the steps, in which it falls to nothing
_KEEP = 0.999  # of the running mean of the weights, a step
_SAVE = 100  # steps between two states
_SCALES = 4
_SIDES = ((0.8, 96), (1.0, 128))  # up to which share of the steps, pixels a side


def load(device: str) -> tuple[Tensor, Tensor]:
    """All pictures (N, S, S, 3) uint8, and inverse depth (N, S, S) float16."""
    files = sorted((WORK / "views").glob("*[0-9].npz"))
    rgb, inverse = [], []
    for file in files:
        with np.load(file) as held:
            rgb.append(torch.from_numpy(held["rgb"]))
            inverse.append(torch.from_numpy(held["inverse"]))
    return torch.cat(rgb).to(device), torch.cat(inverse).to(device)


# --- pictures that vary -------------------------------------------------------------------------


def batch(
    rgb: Tensor, inverse: Tensor, count: int, side: int, random: torch.Generator, device: str
):
    """Crops of random pictures, mirrored, lit and tinted at random: (B, 3, S, S), (B, S, S)."""
    chosen = torch.randint(len(rgb), (count,), generator=random).to(device)
    pictures = rgb[chosen].permute(0, 3, 1, 2).float() / 255
    depths = inverse[chosen].float()
    full = pictures.shape[-1]
    share = 1 - 0.45 * torch.rand(1, generator=random).item() ** 2
    taken = max(side // 2, round(full * share))
    top, left = (int(torch.randint(full - taken + 1, (1,), generator=random)) for _ in range(2))
    window = (slice(None), slice(top, top + taken), slice(left, left + taken))
    pictures, depths = pictures[:, *window], depths[window]
    pictures = F.interpolate(pictures, (side, side), mode="bilinear", antialias=True)
    depths = F.interpolate(depths[:, None], (side, side), mode="nearest")[:, 0]
    is_flipped = (torch.rand(count, generator=random) < 0.5).to(device)
    pictures = torch.where(is_flipped[:, None, None, None], pictures.flip(-1), pictures)
    depths = torch.where(is_flipped[:, None, None], depths.flip(-1), depths)
    return _varied(pictures, random), depths


def _varied(pictures: Tensor, random: torch.Generator) -> Tensor:
    """Brightness, contrast, gamma, tint, saturation, blur and noise of cameras."""
    count, device = len(pictures), pictures.device

    def draw(low: float, high: float, *shape: int) -> Tensor:
        values = torch.rand((count, *(shape or (1,)), 1, 1), generator=random).to(device)
        return low + (high - low) * values

    grey = pictures.mean(dim=1, keepdim=True)
    pictures = grey + (pictures - grey) * draw(0.0, 1.4)
    pictures = pictures.clamp(1e-4, 1) ** torch.exp(draw(-0.5, 0.5))
    pictures = 0.5 + (pictures - 0.5) * draw(0.6, 1.2) + draw(-0.15, 0.15)
    pictures = pictures * draw(0.85, 1.15, 3)
    if torch.rand(1, generator=random).item() < 0.3:
        pictures = F.avg_pool2d(pictures, 3, 1, 1, count_include_pad=False)
    noise = torch.randn(pictures.shape, generator=random).to(device)
    return (pictures + noise * draw(0.0, 0.05) ** 1.5 * 4).clamp(0, 1)


# --- the loss -----------------------------------------------------------------------------------


def loss_of(found: Tensor, true: Tensor) -> Tensor:
    """Relative error as a share of a constant's; true (B, H, W) inverse depth, 0: not known."""
    known = (true > 0).float()
    count = known.sum(dim=(1, 2)).clamp(min=1)
    mean = ((true * known).sum(dim=(1, 2)) / count)[:, None, None]
    weight = known / true.maximum(0.3 * mean).clamp(min=1e-6)  # what is far away counts for more
    spread = ((true - mean).abs() * weight).sum(dim=(1, 2)) / count
    weight = weight / spread.clamp(min=0.02)[:, None, None]
    scale, shift = fit(found, true / mean.clamp(min=1e-6), known)
    off = (scale[:, None, None] * found + shift[:, None, None]) * mean - true
    per_pixel = (off.abs() * weight).sum(dim=(1, 2)) / count
    edges = torch.zeros_like(per_pixel)
    for level in range(_SCALES):
        step = 2**level
        part, here = (value[:, ::step, ::step] for value in (off, weight))
        across = (part[:, :, 1:] - part[:, :, :-1]).abs() * here[:, :, 1:].minimum(here[:, :, :-1])
        down = (part[:, 1:] - part[:, :-1]).abs() * here[:, 1:].minimum(here[:, :-1])
        counted = known[:, ::step, ::step].sum(dim=(1, 2)).clamp(min=1)
        edges = edges + (across.sum(dim=(1, 2)) + down.sum(dim=(1, 2))) / counted
    return (per_pixel.clamp(max=3) + 0.25 * edges.clamp(max=8)).mean()


def fit(found: Tensor, target: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
    """Scale and shift (B,) under which `found` is nearest to the target, in squares."""
    count = known.sum(dim=(1, 2)).clamp(min=1)
    a, b = ((value * known).sum(dim=(1, 2)) / count for value in (found, target))
    ones, others = found - a[:, None, None], target - b[:, None, None]
    square = (ones**2 * known).sum(dim=(1, 2)) / count
    scale = (ones * others * known).sum(dim=(1, 2)) / count / (square + 1e-6)
    scale = scale.clamp(min=0.05)
    return scale, b - scale * a


# --- the encoder's beginning --------------------------------------------------------------------


def begin(network: DepthNetwork, start: Path | None) -> None:
    """Give the encoder the weights that it begins with.

    `start` is a file of the whole classifier's weights, in timm's order; else the hub is asked.
    """
    model = timm.create_model("tf_efficientnet_lite0", pretrained=start is None)
    known = model.state_dict()
    if start is not None:
        held = torch.load(start, map_location="cpu", weights_only=True)
        known = dict(zip(known, held.values(), strict=True))
    network.encoder.load_state_dict({name: known[name] for name in network.encoder.state_dict()})


def hold(network: DepthNetwork) -> None:
    """Learn all but the layers at the finest scales, which know photographs better than we do."""
    network.train()
    encoder = network.encoder
    for layer in (encoder.conv_stem, encoder.bn1, *encoder.blocks[:2]):
        layer.eval().requires_grad_(False)


# --- training -----------------------------------------------------------------------------------


def _is_statistic(name: str) -> bool:
    """What half precision does not hold: variances of 1e8, and counts."""
    return "running_" in name or name.endswith("num_batches_tracked")


def main() -> None:
    """Train to the end, or from the state that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10400)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--until", type=float, default=1e9, help="seconds that this call may take")
    parser.add_argument("--start", type=Path, help="EfficientNet-Lite0's weights, a .pth file")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    rgb, inverse = load(device)
    network = DepthNetwork().to(device, memory_format=torch.channels_last)
    hold(network)
    groups = [
        {"params": [p for p in part if p.requires_grad], "share": share}
        for part, share in (
            (network.encoder.parameters(), _KNOWN),
            ((p for n, p in network.named_parameters() if not n.startswith("encoder.")), 1.0),
        )
    ]
    optimizer = torch.optim.AdamW(groups, lr=_RATE, weight_decay=_DECAY, fused=True)
    done = 0
    if STATE.exists():
        state = torch.load(STATE, map_location=device)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        mean, done = state["mean"], state["done"]
    else:
        begin(network, args.start)
        mean = {name: value.detach().clone() for name, value in network.state_dict().items()}
    current = {k: v for k, v in network.state_dict().items() if v.is_floating_point()}
    means, values = [mean[name] for name in current], list(current.values())
    begun, losses = time.monotonic(), []
    while done < args.steps and time.monotonic() - begun < args.until:
        random = torch.Generator().manual_seed(done)
        fall = (args.steps - done) / (_FALL * args.steps)
        rate = _RATE * min(1.0, (done + 1) / _WARM, fall)
        for group in optimizer.param_groups:
            group["lr"] = rate * group["share"]
        side = next(side for share, side in _SIDES if done < share * args.steps)
        pictures, depths = batch(rgb, inverse, args.batch, side, random, device)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            found = network(pictures.contiguous(memory_format=torch.channels_last))
        loss = loss_of(found.float(), depths)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        done += 1
        with torch.no_grad():
            keep = min(_KEEP, (1 + done) / (10 + done))
            torch._foreach_lerp_(means, values, 1 - keep)
        losses.append(loss.item())
        if done % _SAVE == 0 or done == args.steps:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(state | {"mean": mean, "done": done}, STATE.with_suffix(".part"))
            STATE.with_suffix(".part").rename(STATE)
            seconds = (time.monotonic() - begun) / len(losses)
            print(
                f"{done}/{args.steps}  loss {np.mean(losses[-_SAVE:]):.4f}  {seconds:.2f} s a step",
                flush=True,
            )
    # The mean of the weights on the way is better than the last ones (Polyak and Juditsky 1992).
    weights = {
        name: (value if _is_statistic(name) else value.half()).cpu().contiguous()
        for name, value in mean.items()
    }
    EMBEDDED.parent.mkdir(exist_ok=True)
    EMBEDDED.write_bytes(save(weights))


if __name__ == "__main__":
    main()
