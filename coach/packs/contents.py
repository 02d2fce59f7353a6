"""The files of a pack that is to be added, from a folder or a zip, as names and bytes: read in place, nothing unpacked.

Both come from strangers. A name that leads out, links, devices, encryption, two names that one disk would take for
one, and more or larger files than a pack can need are refused; what is no part of a pack is left out and named.
"""

from __future__ import annotations

import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model.quick import dataclass
from coach.packs.errors import PackError
from coach.packs.files import PACK_FILE
from coach.packs.text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FILES = 5_000
"""Files and folders that are looked at."""
MAX_TOTAL = 50_000_000
"""Bytes of all files together, unpacked."""
MAX_NAME = 200

_FOLDERS = ("problems", "rubrics", "schemas")
_ENDINGS = (".yaml", ".md", ".json", ".txt")
_TOP = ("readme", "license", "licence", "notice", "changelog", "copying")
"""Beginnings of what else may lie beside `pack.yaml`."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    OSError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What the standard library raises for folders and zips that cannot be read."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be added."""

    files: dict[str, bytes]
    """Each file's bytes by its name in the pack, with `/`."""
    left_out: tuple[str, ...]
    """What lies beside them and is no part of a pack: programs, pictures."""


def contents(path: Path) -> Contents:
    """The files of the pack in the folder or zip at `path`.

    Raises:
        PackError: it is neither, or holds what no pack may hold; nothing was written anywhere.
    """
    try:
        if path.is_dir():
            return _gathered(_of_folder(path))
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return _gathered(_of_zip(archive))
    except _DAMAGED as error:
        raise PackError(f"{path}: cannot be read ({error or 'it is damaged'}).") from None
    if not path.exists():
        raise PackError(f"{path}: there is no such folder or zip. A repository has to be cloned first: git clone.")
    raise PackError(f"{path}: neither a folder nor a zip.")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file that could be taken."""

    name: str
    path: Path | None = None
    archive: zipfile.ZipFile | None = None
    info: zipfile.ZipInfo | None = None

    def read(self) -> bytes:
        """At most one byte more than a pack's file may have, whatever size is claimed."""
        if self.path is not None:
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        assert self.archive is not None
        assert self.info is not None
        with self.archive.open(self.info) as file:
            return file.read(MAX_BYTES + 1)


def _gathered(members: Iterable[_Member]) -> Contents:
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    seen: dict[str, str] = {}
    total = 0
    for member in members:
        twin = seen.setdefault(unicodedata.normalize("NFC", member.name).casefold(), member.name)
        if twin != member.name or member.name in files or member.name in left_out:
            raise PackError(f"{member.name!r} stands there twice, or differs from {twin!r} in case only.")
        if not _belongs(member.name):
            left_out.append(member.name)
            continue
        raw = member.read()
        total += len(raw)
        if len(raw) > MAX_BYTES:
            raise PackError(f"{member.name!r} has more than {MAX_BYTES:,} bytes; no file of a pack may.")
        if total > MAX_TOTAL:
            raise PackError(f"The files have more than {MAX_TOTAL:,} bytes together; no pack may.")
        files[member.name] = raw
    if PACK_FILE not in files:
        raise PackError(f"There is no {PACK_FILE} in it, so it is no pack.")
    return Contents(dict(sorted(files.items())), tuple(sorted(left_out)))


def _belongs(name: str) -> bool:
    """Whether a file is part of a pack: text in its folders, or a notice beside `pack.yaml`."""
    top, _, rest = name.partition("/")
    if not rest:
        return name == PACK_FILE or top.lower().startswith(_TOP)
    return top in _FOLDERS and name.lower().endswith(_ENDINGS)


def _of_folder(folder: Path) -> Iterator[_Member]:
    """The files of a pack's folder; of anything beside the pack's own folders only the top is looked at."""
    count = 0
    for where, folders, names in os.walk(folder):
        here = Path(where)
        at_top = here == folder
        folders[:] = sorted(one for one in folders if not one.startswith(".") and (not at_top or one in _FOLDERS))
        for name in sorted([*names, *folders]):
            path = here / name
            count += 1
            if count > MAX_FILES:
                raise PackError(f"There are more than {MAX_FILES:,} files; no pack needs as many.")
            if name.startswith("."):
                continue
            relative = _name(path.relative_to(folder).as_posix())
            kind = path.lstat().st_mode
            if stat.S_ISLNK(kind) and (not at_top or name in _FOLDERS or _belongs(relative)):
                raise PackError(f"{relative!r} is a link; a pack holds plain files only.")
            if stat.S_ISREG(kind):
                yield _Member(relative, path=path)
            elif not stat.S_ISDIR(kind) and not stat.S_ISLNK(kind):
                raise PackError(f"{relative!r} is neither a file nor a folder.")


def _of_zip(archive: zipfile.ZipFile) -> Iterator[_Member]:
    """The files of a zip, without the one folder that all of them may lie in."""
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise PackError(f"There are more than {MAX_FILES:,} files; no pack needs as many.")
    for info in infos:
        _plain_entry(info)
    names = [_name(info.filename) for info in infos]
    tops = {name.split("/", 1)[0] for name in names}
    wrapped = len(tops) == 1 and f"{next(iter(tops))}/{PACK_FILE}" in names
    for info, name in zip(infos, names, strict=True):
        relative = name.split("/", 1)[-1] if wrapped else name
        hidden = any(part.startswith(".") for part in relative.split("/"))
        if not info.is_dir() and not hidden and not relative.startswith("__MACOSX/"):
            yield _Member(relative, archive=archive, info=info)


def _plain_entry(info: zipfile.ZipInfo) -> None:
    """Refuse an entry that is encrypted, or no file or folder.

    Raises:
        PackError: it is.
    """
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 0x1:
        raise PackError(f"{info.filename!r} is encrypted; a pack is plain.")
    if info.compress_type not in _PACKINGS:
        raise PackError(f"{info.filename!r} is packed in an unusual way; deflate it.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackError(f"{info.filename!r} is a link or a device; a pack holds plain files only.")


def _name(raw: str) -> str:
    """A file's name, if it is one that every disk and screen can take.

    Raises:
        PackError: it leads out of the pack, is too long or holds characters that hide or steer.
    """
    name = raw.rstrip("/")
    parts = name.split("/")
    if "\\" in name or ":" in name or name.startswith("/") or not all(part not in ("", ".", "..") for part in parts):
        raise PackError(f"{raw!r}: a pack names only files inside its own folder.")
    if len(name) > MAX_NAME or not name.isprintable():
        raise PackError(f"{raw[:MAX_NAME]!r}: such a name is not allowed in a pack.")
    return name
