"""All of a sheet's XML at once, by numpy: what tells quickly whether it holds anything that wants a closer look."""

from __future__ import annotations

import numpy as np

PADDING = b" " * 16  # so that one may look some bytes past the end


class Tags:
    """What stands where in an XML part."""

    def __init__(self, xml: bytes) -> None:
        self.data, self.size = np.frombuffer(xml + PADDING, dtype=np.uint8), len(xml)

    def has(self, text: bytes) -> bool:
        """Whether a text stands somewhere."""
        return bool(self._begins(text).any())

    def are_near(self) -> bool:
        """Whether every row and cell gives its address first and as usual, and none lies beyond column AZ or row 9999."""
        data = self.data
        cells = np.flatnonzero(self._begins(b"<c") & (self._after(2) < ord("a")))
        rows = np.flatnonzero(self._begins(b"<ro") & (self._after(4) < ord("a")))
        if not len(rows) or not (_have_address(data, cells + 2) and _have_address(data, rows + 4)):
            return False
        letters = data[cells + 6], data[cells + 7]
        two = _between(letters[1], "A", "Z")
        is_near = _between(letters[0], "A", "Z").all() and not (two & (letters[0] > ord("A"))).any()
        return bool(is_near) and _are_short(data, cells + 7 + two) and _are_short(data, rows + 8)

    def _begins(self, text: bytes) -> np.ndarray:
        """For every place, whether a text begins there; the end of it, which tells more, is looked at first."""
        found = self._after(len(text) - 1) == text[-1]
        for n in range(len(text) - 2, -1, -1):
            if not found.any():
                break
            found &= self._after(n) == text[n]
        return found

    def _after(self, n: int) -> np.ndarray:
        """For every place, the byte that stands so many after it."""
        return self.data[n : self.size + n]


def _have_address(data: np.ndarray, at: np.ndarray) -> bool:
    """Whether an address begins at each of the places."""
    return all((data[at + n] == byte).all() for n, byte in enumerate(b' r="'))


def _are_short(data: np.ndarray, at: np.ndarray) -> bool:
    """Whether one to four digits and no more begin at each of the places."""
    return bool(_between(data[at], "0", "9").all() and not _between(data[at + 4], "0", "9").any())


def _between(data: np.ndarray, low: str, high: str) -> np.ndarray:
    return data - ord(low) <= ord(high) - ord(low)  # what lies below wraps round
