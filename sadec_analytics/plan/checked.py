"""Reading a TOML table strictly: every key is asked for once, and whatever is wrong is said with its path."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


class PlanError(ValueError):
    """Something in a plan or decision file is wrong: where, what stands there, and what to write instead."""

    def __init__(self, path: str, value: object, remedy: str) -> None:
        self.path, self.value, self.remedy = path, value, remedy
        super().__init__(f"{path}: đang ghi {value!r}. {remedy}")


class Checked:
    """One TOML table, its path for messages, and the keys not asked for yet."""

    def __init__(self, data: Any, path: str) -> None:
        if not isinstance(data, dict):
            raise PlanError(path, data, "Hãy ghi một bảng (khóa = giá trị).")
        self._left, self.path = dict(data), path

    def __enter__(self) -> Checked:
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is None and self._left:
            key = next(iter(self._left))
            raise PlanError(f"{self.path}.{key}", self._left[key], "Khóa này không được biết: hãy sửa tên khóa hoặc xóa đi.")

    def wrong(self, key: str, value: object, remedy: str) -> PlanError:
        return PlanError(f"{self.path}.{key}", value, remedy)

    def take(self, key: str, kind: type, what: str, default: Any = ...) -> Any:
        if key not in self._left:
            if default is ...:
                raise self.wrong(key, None, f"Thiếu khóa này: hãy ghi {what}.")
            return default
        value = self._left.pop(key)
        if type(value) is not kind:
            raise self.wrong(key, value, f"Hãy ghi {what}.")
        return value

    def text(self, key: str, default: Any = ...) -> str:
        value = self.take(key, str, 'một dòng chữ trong ngoặc kép "…"', default)
        if value == "":
            raise self.wrong(key, value, "Hãy ghi một dòng chữ không rỗng.")
        return value

    def choice(self, key: str, allowed: Any, default: Any = ...) -> str:
        value = self.text(key, default)
        if value not in allowed and value is not default:
            raise self.wrong(key, value, f"Hãy ghi một trong: {', '.join(map(str, allowed))}.")
        return value

    def whole(self, key: str, low: int, high: int, default: Any = ...) -> int:
        value = self.take(key, int, f"một số nguyên từ {low} đến {high}", default)
        if value is not default and not low <= value <= high:
            raise self.wrong(key, value, f"Hãy ghi một số nguyên từ {low} đến {high}.")
        return value

    def flag(self, key: str, default: Any = ...) -> bool:
        return self.take(key, bool, "true hoặc false", default)

    def day(self, key: str, default: Any = ...) -> dt.date:
        return self.take(key, dt.date, "một ngày dạng 2019-12-31 (không có ngoặc kép)", default)

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        values = self.take(key, list, 'một danh sách chữ ["…", "…"]', default)
        for value in values:
            if not isinstance(value, str) or not value:
                raise self.wrong(key, value, 'Hãy ghi một danh sách chữ ["…", "…"].')
        return tuple(values)

    def table(self, key: str) -> dict:
        return self.take(key, dict, "một bảng { khóa = giá trị }", {})

    def tables(self, key: str, default: Any = ...) -> list[Checked]:
        rows = self.take(key, list, f"ít nhất một bảng [[{key}]]", default)
        return [Checked(row, f"{self.path}.{key}[{_name_of(row) or n}]") for n, row in enumerate(rows, 1)]


def _name_of(row: Any) -> Any:
    return next((row[key] for key in ("id", "name", "clause") if row.get(key)), None) if isinstance(row, dict) else None


def read_toml(path: Path) -> dict:
    """The tables of a TOML file; PlanError where there is none, or none that can be read."""
    try:
        return _tables(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlanError(path.name, None, "Không có tệp này: hãy kiểm tra tên và thư mục của tệp kế hoạch.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(path.name, str(error), "Tệp không phải TOML hợp lệ (UTF-8): hãy sửa đúng dòng nêu trên.") from None


@lru_cache(maxsize=16)
def _tables(text: str) -> dict:
    """Parsed once: a run asks for its plan again and again. `Checked` takes from copies, so that nobody changes what is remembered."""
    return tomllib.loads(text)


def check_unique(ids: list, path: str) -> None:
    """PlanError where a code stands twice."""
    for one in ids:
        if ids.count(one) > 1:
            raise PlanError(path, one, "Mã này có hai lần: hãy đặt mỗi mục một mã riêng.")
