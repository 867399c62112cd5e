"""Every tag of a sheet's XML at once, by numpy: what tells quickly whether it holds anything that wants a closer look."""

from __future__ import annotations

import numpy as np

PADDING = b" " * 16  # so that one may look some bytes past the last tag


class Tags:
    """Where the tags and the attributes of an XML part stand."""

    def __init__(self, xml: bytes) -> None:
        self.data = np.frombuffer(xml + PADDING, dtype=np.uint8)
        self.tags = np.flatnonzero(self.data == ord("<"))
        self.first = self.data[self.tags + 1]
        self.equals = np.flatnonzero(self.data == ord("="))
        self.before = self.data[self.equals - 1]

    def has_tag(self, letter: str) -> bool:
        """Whether some tag begins with a letter."""
        return bool((self.first == ord(letter)).any())

    def has_attribute(self, name: bytes, value: bytes) -> bool:
        """Whether an equals sign stands between the two somewhere."""
        at = self.equals[self.before == name[-1]]
        for n, byte in enumerate(reversed(name[:-1]), 2):
            at = at[self.data[at - n] == byte]
        for n, byte in enumerate(value, 1):
            at = at[self.data[at + n] == byte]
        return len(at) > 0

    def are_near(self) -> bool:
        """Whether every row and cell gives its address first and as usual, and none lies beyond column AZ or row 9999."""
        data, second = self.data, self.data[self.tags + 2]
        cells = self.tags[(self.first == ord("c")) & (second < ord("a"))]
        rows = self.tags[(self.first == ord("r")) & (second == ord("o"))]
        rows = rows[data[rows + 4] < ord("a")]
        if not len(rows) or not (_has_address(data, cells + 2) and _has_address(data, rows + 4)):
            return False
        one, two, three = (_between(data[cells + at], "A", "Z") for at in (6, 7, 8))
        digits = cells + 7 + two
        is_near = one.all() and not three.any() and not (two & (data[cells + 6] > ord("A"))).any()
        return bool(is_near) and all(
            _between(data[at], "0", "9").all() and not _between(data[at + 4], "0", "9").any() for at in (digits, rows + 8)
        )


def _has_address(data: np.ndarray, at: np.ndarray) -> bool:
    return all((data[at + n] == byte).all() for n, byte in enumerate(b' r="'))


def _between(data: np.ndarray, low: str, high: str) -> np.ndarray:
    return (data >= ord(low)) & (data <= ord(high))
