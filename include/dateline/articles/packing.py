"""Lists of hashes in little space: lists of unequal length one after the other, and sorted ones by Elias-Fano coding."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LOW_BITS = 16


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists one after the other; of list i: `values[ends[i]:ends[i + 1]]`."""

    values: NDArray
    ends: NDArray[np.uint64]

    @staticmethod
    def of(lists: Sequence[NDArray]) -> "Ragged":
        ends = np.zeros(len(lists) + 1, np.uint64)
        np.cumsum([len(values) for values in lists], out=ends[1:])
        return Ragged(np.concatenate(lists) if lists else np.empty(0, np.uint8), ends)


def pack(values: NDArray[np.uint32], bits: int) -> NDArray[np.uint8]:
    """Sorted distinct numbers of so many bits, in some 2.2 bytes each: the low 16 bits as they are, the high ones in unary.

    Value i with the high part h sets bit h + i (P. Elias 1974, R. Fano 1971).
    """
    low = values.astype("<u2").view(np.uint8)
    unary = np.zeros(len(values) + (1 << (bits - _LOW_BITS)), np.uint8)
    unary[(values >> np.uint32(_LOW_BITS)) + np.arange(len(values), dtype=np.uint32)] = 1
    return np.concatenate([low, np.packbits(unary)])


def unpack(packed: NDArray[np.uint8], count: int, bits: int) -> NDArray[np.uint32]:
    """What `pack` packed."""
    low = packed[: 2 * count].view("<u2") if count else np.empty(0, np.uint16)
    (positions,) = np.nonzero(np.unpackbits(packed[2 * count :]))
    high = (positions - np.arange(count)).astype(np.uint32)
    return (high * np.uint32(1 << _LOW_BITS) + low).astype(np.uint32)
