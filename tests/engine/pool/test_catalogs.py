"""Blender's catalog files: found, added to and taken from, all other lines to the byte."""

from pathlib import Path
from uuid import UUID

import pytest

from engine.errors import DataError, InputError
from engine.pool.catalogs import (
    NAME,
    paths_by_id,
    read_catalogs,
    with_catalog,
    without_catalogs,
    write_catalogs,
)

ONE, TWO = str(UUID(int=1)), str(UUID(int=2))
TEXT = f"""# a comment: with colons
# VERSION 7

VERSION 1

{ONE}:Furniture/Chairs:Furniture-Chairs
{TWO.upper()}: Furniture : Mine
not a uuid:Trap:Trap
{UUID(int=3)}
"""


def test_catalogs_are_read_as_blender_reads_them() -> None:
    assert paths_by_id(TEXT) == {ONE: "Furniture/Chairs", TWO: "Furniture"}
    assert paths_by_id(None) == paths_by_id("") == {}


def test_a_known_path_keeps_its_uuid_and_the_text() -> None:
    assert with_catalog(TEXT, " Furniture / Chairs/") == (TEXT, ONE)


@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip("\n"), TEXT.replace("\n", "\r\n")])
def test_a_new_path_is_added_at_the_end_and_can_be_taken_away(text: str) -> None:
    more, uuid = with_catalog(text, "Toys/Cars: fast")
    assert more.startswith(text) and paths_by_id(more)[uuid] == "Toys/Cars- fast"
    assert more.rstrip().endswith(f"{uuid}:Toys/Cars- fast:Toys-Cars- fast")
    assert more.count("\n") - more.count("\r\n") in (0, more.count("\n"))
    assert without_catalogs(more, {uuid}).rstrip() == text.rstrip()
    assert with_catalog(more, "Toys/Cars: fast") == (more, uuid)


@pytest.mark.parametrize("text", [None, "", "# only a comment\n"])
def test_a_file_without_catalogs_gets_what_blender_wants_at_the_head(text, tmp_path: Path) -> None:
    more, uuid = with_catalog(text, "Toys")
    write_catalogs(tmp_path, more)
    assert read_catalogs(tmp_path) == more and paths_by_id(more) == {uuid: "Toys"}


def test_a_long_path_has_a_simple_name_that_fits() -> None:
    more, uuid = with_catalog(None, "Möbel/" * 20)
    simple = more.strip().rpartition(":")[2]
    assert len(simple.encode()) <= 63 and simple.startswith("...") and simple.endswith("-Möbel")


@pytest.mark.parametrize("path", ["", " / ", "//"])
def test_a_path_that_names_nothing_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="needs a name"):
        with_catalog(TEXT, path)


@pytest.mark.parametrize("content", [b"VERSION 2\n", b"\xff\xfe\x00", b"hello\n"])
def test_what_blender_would_not_read_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(DataError):
        read_catalogs(tmp_path)


def test_a_file_comes_back_to_the_byte_and_none_is_none(tmp_path: Path) -> None:
    assert read_catalogs(tmp_path) is None
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        write_catalogs(tmp_path, text)
        assert (tmp_path / NAME).read_bytes() == text.encode()
        assert read_catalogs(tmp_path) == text
    write_catalogs(tmp_path, None)
    assert list(tmp_path.iterdir()) == []
    write_catalogs(tmp_path, None)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        write_catalogs(tmp_path / "none", TEXT)
