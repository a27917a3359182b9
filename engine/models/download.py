"""A model of the hub onto the shelf: by the hub's own library, in a process of its own.

Stopped or cut off, it goes on where it was; every file is compared with the hash that the hub says.
"""

import threading
from fnmatch import fnmatch
from pathlib import Path

from .. import deps
from ..errors import DataError
from ..jobs import Progress, Steps
from ..runtime.apart import apart
from .shelf import LIST, PART, Listed, folder_of, sha256, write_list

_FEATURE = "Downloading models"
# What transformers and timm read; of weights in several forms only the safe one.
_WANTED = ("*.json", "*.txt", "*.model", "*.safetensors", "*.jinja", "LICENSE*", "README.md")
_WEIGHTS = "pytorch_model*.bin"  # where there are no safetensors
_POLL = 0.3  # seconds between two looks at how much is there
_MEGA = 2**20


def download(source: str, *, revision: str = "main") -> Steps[Path]:
    """Bring a model of the hub; its folder.

    Args:
        source: its name there, as owner/name.
        revision: a branch, a tag or a commit.

    Raises:
        InputError: it is not the name of one.
        ModelNotAvailable: online access is off.
        DataError: it cannot be had, or what came is not what was promised.
        MissingDependency: huggingface_hub is not installed.
    """
    folder = folder_of(source)
    deps.require_network(f"Downloading {source}")
    deps.require("huggingface_hub", feature=_FEATURE)
    return (yield from apart(fetch, source, revision, folder))


def fetch(source: str, revision: str, folder: Path) -> Steps[Path]:
    """What `download` does, in the process of its own; the folder."""
    hub = deps.require("huggingface_hub", feature=_FEATURE)
    try:
        info = hub.HfApi().model_info(source, revision=revision, files_metadata=True)
    except Exception as error:  # the library raises whatever the network does
        raise _refused(source, error) from error
    wanted = {file.rfilename: file for file in info.siblings if _is_wanted(file, info.siblings)}
    total = sum(file.size or 0 for file in wanted.values())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).unlink(missing_ok=True)  # what is changed now is not whole
    done, listed = 0, {}
    for name, file in wanted.items():
        yield from _one(hub, source, info.sha, folder, file, done, total)
        found = yield from sha256(folder / name)
        said = file.lfs.sha256 if file.lfs else None
        if (said and found != said) or (file.size or 0) != (folder / name).stat().st_size:
            (folder / name).unlink()
            raise DataError(
                f"{name} of {source} is not what the hub promised.", "Download it again."
            )
        listed[name] = Listed((folder / name).stat().st_size, found)
        done += file.size or 0
    write_list(folder, source, info.sha, listed)
    return folder


def _one(hub, source: str, commit: str, folder: Path, file, before: int, total: int) -> Steps[None]:
    """One file, in a thread, looked at while it grows; what is there of it is gone on with."""
    path, part = folder / file.rfilename, folder / f"{file.rfilename}{PART}"
    if path.is_file():
        return
    raised: list[Exception] = []

    def work() -> None:
        try:
            url = hub.hf_hub_url(source, file.rfilename, revision=commit)
            headers = hub.utils.build_hf_headers()
            # hf_hub_download begins anew each time; what it is made of can go on.
            with open(part, "ab") as out:
                size = out.tell()
                options = {"headers": headers, "expected_size": file.size}
                hub.file_download.http_get(url, out, resume_size=size, **options)
        except Exception as error:
            raised.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    words = f"Downloading {file.rfilename}, MB"
    while thread.is_alive():
        thread.join(_POLL)
        here = part.stat().st_size if part.exists() else 0
        yield Progress((before + here) // _MEGA, max(total // _MEGA, 1), words)
    if raised:
        raise _refused(source, raised[0]) from raised[0]
    part.replace(path)


def _is_wanted(file, siblings) -> bool:
    has_safe = any(fnmatch(other.rfilename, "*.safetensors") for other in siblings)
    if "/" in file.rfilename:  # other forms of the same model lie in folders
        return False
    patterns = _WANTED if has_safe else (*_WANTED, _WEIGHTS)
    return any(fnmatch(file.rfilename, pattern) for pattern in patterns)


def _refused(source: str, error: Exception) -> DataError:
    said = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    hint = "Look at the network and the name, and press again: it goes on where it was."
    if type(error).__name__ == "GatedRepoError":
        hint = "Accept its licence on its page, and name your token in HF_TOKEN."
    return DataError(f"{source} could not be downloaded: {said}", hint)
