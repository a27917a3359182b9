"""All checks: what each measures, and the bound beyond which something has become worse.

Behind each bound stands what was measured when it was set (two CPU cores, no graphics card). The
slack is for other processors, versions of packages and precision, not for other code.
"""

from . import classifying, keeping, pictures, seeing, surfaces
from .contract import Bound, Check

_MODEL = ("torch", "safetensors", "PIL", "embreex")
_CAMERA = ("torch", "PIL", "embreex")

CHECKS = (
    Check(
        "capture",
        "Capturing a box",
        seeing.captured,
        {
            "depth": Bound("depth: largest error, of the diagonal", "‰", most=0.01),  # 0.0017
            "normals": Bound("normals: error that 99 % stay below", "°", most=0.1),  # 0
            "outline": Bound("pixels on the wrong side of the outline", "%", most=0.1),  # 0
        },
        ("embreex",),
    ),
    Check(
        "export",
        "Writing views and reading them again",
        seeing.exported,
        {"cameras": Bound("cameras: largest difference", "m", most=1e-9)},  # 6.7e-16
        ("embreex", "PIL"),
    ),
    Check(
        "classify",
        "Classifying assets by formula",
        classifying.classified,
        {"right": Bound("right, of 40 assets that it never saw", "%", least=85)},  # 92.5
        _MODEL,
    ),
    Check(
        "train",
        "Training a head",
        classifying.trained,
        {"right": Bound("right, of 24 assets that were held out", "%", least=65)},  # 79
        (*_MODEL, "trimesh"),
    ),
    Check(
        "label",
        "Asking for labels",
        classifying.labelled,
        {
            "right": Bound("right after ten labels that are asked for", "%", least=75),  # 90
            "gain": Bound("more than after ten at random, mean of five", "%", least=10),  # 31
        },
        _MODEL,
    ),
    Check(
        "pool",
        "Keeping labels",
        keeping.kept,
        {
            "read": Bound("labels read as they were written", "%", least=100),
            "handed": Bound("labels handed to another project", "%", least=100),
        },
    ),
    Check(
        "gradient",
        "Comparing gradients of pictures",
        seeing.differentiated,
        {"off": Bound("difference from finite differences", "%", most=1)},  # 0.098
        ("torch",),
    ),
    Check(
        "match",
        "Matching a picture",
        seeing.matched,
        {
            "turn": Bound("camera: angle error", "°", most=0.2),  # 0.019
            "away": Bound("camera: error of place, of the diagonal", "%", most=0.5),  # 0.055
        },
        _CAMERA,
    ),
    Check(
        "best",
        "Looking for the best view",
        seeing.seen_best,
        {
            "beside": Bound("score beside the best of 32 all round", "%", least=99),  # 103
            "cut": Bound("share that the picture cuts off", "%", most=0),
        },
        _CAMERA,
    ),
    Check(
        "depth",
        "Estimating depth of one picture",
        pictures.estimated,
        {
            "off": Bound("error (AbsRel) after one scale and shift", "%", most=4.3),  # 3.5
            "beside": Bound("the same, as a share of a constant's", "%", most=62),  # 51
        },
        ("timm", *_MODEL),
    ),
    Check(
        "stereo",
        "Measuring depth of a pair",
        pictures.paired,
        {
            "off": Bound("error, median", "%", most=1.2),  # 0.75
            "told": Bound("pixels whose depth is told", "%", least=55),  # 63
        },
        ("cv2", "embreex"),
    ),
    Check(
        "masks",
        "Cutting subjects out",
        pictures.cut_out,
        {
            "overlap": Bound("overlap (IoU) with the subject, mean of six", least=0.93),  # 0.956
            "worst": Bound("overlap (IoU) with the subject, worst of six", least=0.83),  # 0.888
        },
        ("cv2", "embreex"),
    ),
    Check(
        "relief",
        "Making a mesh of one picture",
        surfaces.made_of_one_picture,
        {
            "near": Bound("faces within 1 % of the diagonal of the truth", "%", least=99),  # 100
            "seen": Bound("pixels with depth that the mesh has", "%", least=99),  # 100
        },
        ("embreex", "PIL"),
    ),
    Check(
        "fuse",
        "Making a mesh of views",
        surfaces.fused,
        {"f_score": Bound("F-score at 1 % of the diagonal", least=0.98)},  # 0.998
        ("open3d", "PIL", "embreex"),
    ),
    Check(
        "photos",
        "Finding cameras of photos",
        surfaces.photographed,
        {
            "placed": Bound("photos that are placed, of six", "%", least=100),
            "turn": Bound("cameras: angle error, median", "°", most=0.5),  # 0.19
        },
        ("pycolmap", "PIL", "embreex"),
    ),
    Check(
        "align",
        "Aligning scans",
        surfaces.aligned,
        {"off": Bound("points: error, of the diagonal", "%", most=0.1)},  # 0.023
        ("open3d", "embreex"),
    ),
)
