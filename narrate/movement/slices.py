"""Work on many series in slices that stay in the processor's cache, on all its cores.

The ufuncs of numpy release the interpreter's lock, and no series affects another's result, so that
neither the slices nor the threads change any figure.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

SLICE = 4096
"""Series in one slice."""

Array = NDArray[Any]


def by_rows(function: Callable[..., tuple[Array, ...]], *arrays: Array) -> tuple[Array, ...]:
    """Apply a function to slices of rows, and put its results together.

    Parameters
    ----------
    function : callable
        Takes as many arrays, and returns a tuple of arrays, all with one row for each series.
    *arrays : ndarray, shape (n, ...)
        All with as many rows.
    """
    n = len(arrays[0])
    if n <= SLICE:
        return function(*arrays)

    def part(first: int) -> tuple[Array, ...]:
        with np.errstate(all="ignore"):  # a thread does not inherit the state of the one that began it
            return function(*(array[first : first + SLICE] for array in arrays))

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        parts = list(threads.map(part, range(0, n, SLICE)))
    return tuple(np.concatenate(results) for results in zip(*parts, strict=True))
