"""Messages for operating system errors on writing: what happened and what to do."""

from __future__ import annotations

import errno
from typing import NamedTuple

_FREE_SPACE = "Free some space or choose another folder, and try again."
_OTHER_FOLDER = "Choose another folder, or ask for write permission."
_EXPLANATIONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("your disk quota is used up", _FREE_SPACE),
    errno.EFBIG: ("the disk does not support files of this size", _FREE_SPACE),
    errno.EACCES: ("you do not have write permission", _OTHER_FOLDER),
    errno.EPERM: ("you do not have write permission", _OTHER_FOLDER),
    errno.EROFS: ("the disk is read-only", "Choose a folder on another disk."),
    errno.EISDIR: ("it is a folder", "Choose a file in it."),
    errno.ENOENT: ("its folder does not exist", "Create the folder first, or choose another."),
    errno.ENOTDIR: ("a part of its path is a file, not a folder", "Choose another folder."),
    errno.ELOOP: ("it is a link to itself", "Choose another name."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter name."),
    errno.EIO: ("the disk reports an error", "Choose another disk, and have this one checked."),
}


class Explanation(NamedTuple):
    """`reason` is a clause that says why nothing was written, `help` a sentence that says what to do."""

    reason: str
    help: str


def explain(error: OSError) -> Explanation:
    """Return the reason and help for an error of the operating system."""
    unknown = (error.strerror or str(error), "Check the disk or choose another folder.")
    return Explanation(*_EXPLANATIONS.get(error.errno or 0, unknown))
