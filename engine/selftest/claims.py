"""What the five systems that ReLoop3D joins claim of themselves, by the check it stands beside.

None of them measured on what a self-test can carry, so no claim is one that our figure beats.
"""

OTHERWISE = "claimed, measured otherwise than ours"

_NONE = "no figure is published"
_SEEN = f"state of the art on Reason3D, Instruct3D and ScanRefer, without figures here; {OTHERWISE}"
_MANY = f"many views: 60 s, quality 95 to 98 of 100; {OTHERWISE}"

# What is claimed, and by whom: the system, and where it says so.
CLAIMS: dict[str, tuple[str, str]] = {
    "classify": (_NONE, "ReLoop-3D, README, which calls it a toy example"),
    "train": (_NONE, "ReLoop-3D, README"),
    "label": (_NONE, "ReLoop-3D, README: entropy and margin"),
    "gradient": ("high-quality differentiable rendering, no figure", "TVDRNet, README"),
    "match": (_SEEN, "TVDRNet, abstract of the ICML 2026 poster 63527"),
    "best": (_NONE, "TVDRNet, README"),
    "depth": (
        f"depth in training improves where objects are said to be, no table; {OTHERWISE}",
        "R2D3, abstract at OpenReview",
    ),
    "stereo": (f"a pair: 10 s, quality 90 of 100; {OTHERWISE}", "asset-creation guide"),
    "relief": (
        f"one picture: 5 s, quality 85 of 100; 15 s on a processor; {OTHERWISE}",
        "asset-creation guide, of TripoSR",
    ),
    "masks": (
        f"whether two masks show one thing: 0.87 right, 0.77 before LoRA; {OTHERWISE}",
        "ML43D, its result files",
    ),
    "fuse": (_MANY, "asset-creation guide"),
    "photos": (_MANY, "asset-creation guide"),
}


def claim(name: str) -> str:
    """What is claimed beside a check, and who says so; empty where nobody says anything."""
    if name not in CLAIMS:
        return ""
    text, source = CLAIMS[name]
    return f"{text} ({source})"
