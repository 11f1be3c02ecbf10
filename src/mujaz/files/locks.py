"""Locks of the operating system on open files: they end with the process, so that none is ever stale."""

from __future__ import annotations

import sys
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 2**40
    """Windows lets nobody else read what is locked: a byte where none is."""

    def locked(file: IO[Any]) -> bool:
        """Take the lock of an open file for this process; False where another has it."""
        here = os.lseek(file.fileno(), 0, os.SEEK_CUR)
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file.fileno(), here, os.SEEK_SET)
        return True

else:
    import fcntl

    def locked(file: IO[Any]) -> bool:
        """Take the lock of an open file for this process; False where another has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
