"""What the system's errors mean for whoever writes a file: what happened, and what to do."""

from __future__ import annotations

import errno

_FREE_SPACE = "Make room or choose another folder, and try again."
_OTHER_FOLDER = "Choose another folder, or ask for the permission to write there."
_EXPLANATIONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("your share of the disk is used up", _FREE_SPACE),
    errno.EFBIG: ("the disk takes no file of this size", _FREE_SPACE),
    errno.EACCES: ("you are not allowed to write there", _OTHER_FOLDER),
    errno.EPERM: ("you are not allowed to write there", _OTHER_FOLDER),
    errno.EROFS: ("the disk is read-only", "Choose a folder on another disk."),
    errno.EISDIR: ("it is a folder", "Give the name of a file in it."),
    errno.ENOENT: ("its folder does not exist", "Make the folder first, or choose another."),
    errno.ENOTDIR: ("its name leads through a file, not a folder", "Choose another folder."),
    errno.ELOOP: ("it is a link that leads back to itself", "Choose another name."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter name."),
    errno.EIO: ("the disk reports an error", "Choose another disk, and have this one looked at."),
}


def explain(error: OSError) -> tuple[str, str]:
    """A clause that says why nothing was written, and a sentence that says what to do."""
    unknown = (error.strerror or str(error), "Check the disk or choose another folder.")
    return _EXPLANATIONS.get(error.errno or 0, unknown)
