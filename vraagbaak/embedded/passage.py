"""Lets one account pass through a closed folder, by an access-control entry; nobody else gains anything."""

import os
import struct
from contextlib import suppress
from pathlib import Path

ATTRIBUTE = "system.posix_acl_access"
HEADER = struct.pack("<I", 2)
ENTRY = struct.Struct("<HHI")
OWNER, NAMED_USER, GROUP, NAMED_GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NOBODY = 0xFFFFFFFF
SEARCH = 0x01

Entries = dict[tuple[int, int], int]


def grant_passage(folder: Path, *, uid: int) -> None:
    """Let this account pass through the folder without reading it; says nothing where the file system cannot."""
    if not hasattr(os, "setxattr"):
        return
    with suppress(OSError):
        entries = _entries(folder)
        entries[NAMED_USER, uid] = entries.get((NAMED_USER, uid), 0) | SEARCH
        entries[MASK, NOBODY] = entries.get((MASK, NOBODY), entries[GROUP, NOBODY]) | SEARCH
        written = b"".join(ENTRY.pack(tag, perms, who) for (tag, who), perms in sorted(entries.items()))
        os.setxattr(folder, ATTRIBUTE, HEADER + written)


def _entries(folder: Path) -> Entries:
    """The entries that hold now; without a list, those that the plain mode stands for."""
    try:
        written = os.getxattr(folder, ATTRIBUTE)[len(HEADER) :]
    except OSError:
        mode = folder.stat().st_mode
        return {(OWNER, NOBODY): mode >> 6 & 7, (GROUP, NOBODY): mode >> 3 & 7, (OTHER, NOBODY): mode & 7}
    return {(tag, who): perms for tag, perms, who in ENTRY.iter_unpack(written)}
