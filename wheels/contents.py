"""What a wheel says of itself: sizes, licence, requirements."""

import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from engine.runtime.unpack import target_of

# Wheels that name no licence: read in the licence files in them.
_LICENCES = {
    "cuda-toolkit": "LicenseRef-NVIDIA-Proprietary",  # an empty package that requires others
    "embreex": "BSD-2-Clause AND Apache-2.0",
    "OpenEXR": "BSD-3-Clause",
}
_PLAIN = {
    "Apache 2.0": "Apache-2.0",
    "Apache 2": "Apache-2.0",
    "Apache": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "NVIDIA Proprietary Software": "LicenseRef-NVIDIA-Proprietary",
    "Other/Proprietary License": "LicenseRef-NVIDIA-Proprietary",
    "Python Software Foundation License": "PSF-2.0",
}


def read_contents(path: Path) -> dict[str, Any]:
    """The fields of a lock entry that the wheel itself gives.

    `unpacked` counts the bytes that the runtime manager would write (engine/runtime/unpack.py).
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        (name,) = [
            m.filename
            for m in members
            if m.filename.count("/") == 1 and m.filename.endswith(".dist-info/METADATA")
        ]
        metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return {
        "size": path.stat().st_size,
        "unpacked": sum(member.file_size for member in members if target_of(member.filename)),
        "licence": licence(metadata),
        "requires": sorted(
            text for text in metadata.get_all("Requires-Dist", ()) if "extra ==" not in text
        ),
    }


def licence(metadata: Message) -> str:
    """The licence as SPDX, where the wheel says so, else in its own words; empty if it is mum."""
    if found := _LICENCES.get(metadata["Name"]):
        return found
    if expression := metadata["License-Expression"]:
        return expression
    classifiers = metadata.get_all("Classifier", ())
    words = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License ::")]
    text = (metadata["License"] or "").strip()
    candidates = [text] if text and len(text) < 40 else []
    candidates += [word for word in words if word != "OSI Approved"]
    if not candidates:
        return ""
    return _PLAIN.get(candidates[0], candidates[0])
