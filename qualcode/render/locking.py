"""One run at a time in a folder: a second one waits until the first has written its files.

The folder itself is locked, so that nothing is left in it. The system lets go of the lock when the
run that holds it ends, in whatever way; no lock is ever left behind by a run that was killed.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FILE = ".qualcode.lock"  # a folder cannot be locked there

    def _locked(folder: Path) -> int:
        descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT)
        with suppress(OSError):  # some network drives have no locks
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        return descriptor

else:
    import fcntl

    def _locked(folder: Path) -> int:
        descriptor = os.open(folder, os.O_RDONLY)
        with suppress(OSError):  # some network drives have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other run of qualcode writes to a folder in the meantime.

    Where the file system knows no locks, each file is still written in one step.

    Raises:
        OSError: the folder cannot be opened.
    """
    descriptor = _locked(folder)
    try:
        yield
    finally:
        os.close(descriptor)
