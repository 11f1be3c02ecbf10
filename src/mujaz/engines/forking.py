"""Objects that work with threads, loaded again in a forked child: a child has none of its parent's threads."""

from __future__ import annotations

import ctypes
import os
import threading
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Loaded = TypeVar("Loaded")


class PerProcess(Generic[Loaded]):
    """An object that each process must load for itself; the threads of one process share it.

    A forked child leaves its parent's object alone and loads its own when it first asks for it. The parent's is not
    even destroyed in the child: its destructor would wait for threads that do not exist.

    Args:
        load: Loads it: once now, and once in each forked child that asks for it.
        check: Called before a child loads; raises if the child would load another object than its parent has.
    """

    def __init__(self, load: Callable[[], Loaded], check: Callable[[], object] | None = None) -> None:
        self._load = load
        self._check = check
        self._lock = threading.Lock()
        self._loaded: Loaded | None = load()
        _everything.add(self)

    def get(self) -> Loaded:
        """Return this process's object; load it first if need be."""
        with self._lock:
            if self._loaded is None:
                if self._check:
                    self._check()
                self._loaded = self._load()
            return self._loaded

    def leave_to_parent(self) -> None:
        """Forget the parent's object without calling its destructor. Only for a child, right after the fork."""
        # A thread of the parent may have held the lock.
        self._lock = threading.Lock()
        if self._loaded is not None:
            # A reference that is never given back, so that it is destroyed neither now nor when Python ends.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
            self._loaded = None


_everything: weakref.WeakSet[PerProcess[Any]] = weakref.WeakSet()


def _leave_everything_to_parent() -> None:
    for loaded in list(_everything):
        loaded.leave_to_parent()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_leave_everything_to_parent)
