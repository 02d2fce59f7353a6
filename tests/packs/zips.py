"""Zips of packs, good and hostile, made with the standard library."""

import zipfile


def zipped(folder, target, *, inside="", extra=()):
    """The pack in `folder` as a zip, its files in the folder `inside` of it; `extra` pairs of name and bytes follow."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, inside + path.relative_to(folder).as_posix())
        for name, raw in extra:
            archive.writestr(name, raw)
    return target


def entry(name, *, mode=0o100644):
    """An entry with the given Unix mode: 0o120777 is a link, 0o010644 a pipe."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.create_system = 3
    return info
