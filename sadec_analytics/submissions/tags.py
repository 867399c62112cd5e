"""Every tag of a sheet's XML at once, by numpy: what tells quickly whether it holds anything that wants a closer look."""

from __future__ import annotations

import numpy as np

PADDING = b" " * 16  # so that one may look some bytes past the last tag
ADDRESS = int.from_bytes(b' r="', "little")


class Tags:
    """Where the tags and the attributes of an XML part stand."""

    def __init__(self, xml: bytes) -> None:
        padded = xml + PADDING
        self.data = np.frombuffer(padded, dtype=np.uint8)
        self.fours = np.ndarray((len(padded) - 3,), "<u4", padded, strides=(1,))  # from each place on, four bytes as one number
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
        if not len(rows) or not (self._have_address(cells + 2) and self._have_address(rows + 4)):
            return False
        letters = data[cells + 6], data[cells + 7]
        two = _between(letters[1], "A", "Z")
        is_near = _between(letters[0], "A", "Z").all() and not (two & (letters[0] > ord("A"))).any()
        return bool(is_near) and self._are_short(cells + 7 + two) and self._are_short(rows + 8)

    def _have_address(self, at: np.ndarray) -> bool:
        """Whether an address begins at each of the places."""
        return bool((self.fours[at] == ADDRESS).all())

    def _are_short(self, at: np.ndarray) -> bool:
        """Whether one to four digits and no more begin at each of the places."""
        return bool(_between(self.data[at], "0", "9").all() and not _between(self.data[at + 4], "0", "9").any())


def _between(data: np.ndarray, low: str, high: str) -> np.ndarray:
    return data - ord(low) <= ord(high) - ord(low)  # what lies below wraps round
