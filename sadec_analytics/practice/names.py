"""How people call units and branches in their sheets."""

from __future__ import annotations

from .mess import Mess

ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}


def spoken_branch(branch: str, mess: Mess) -> str:
    """The branch as the sheet names it: short, with Chi đoàn before it, or now and then with a slip of the finger."""
    kind, name = branch.split(" ", 1)
    if mess.hits("misspelt_name"):
        return f"{kind} {name[:-1]}b" if not name.isdigit() else f"{kind} {name}{name}"
    if mess.hits("spoken_name"):
        ways = [f"CĐ {kind.lower()} {name}", f"Chi đoàn {kind.lower()} {name}", f"Chi đoàn Chi đoàn {kind.lower()} {name}"]
        ways += [f"K{name}", f"K.{name}", f"{kind} {ROMAN[name]}"] if name in ROMAN else [name, f"CĐ {name}"]
        branch = ways[int(mess.rng.integers(len(ways)))]
    return mess.roughen(branch)


def spoken_unit(unit: str, mess: Mess) -> str:
    """The unit as the letterhead names it."""
    if "spoken_unit" not in mess.kinds:
        return unit
    kind, name = unit.split(" ", 1)
    ways = (
        f"{kind[0]}.{name}",
        f"{kind[0]}. {name}",
        f"{kind[0]}{name}" if name.isdigit() else f"{kind} Đoàn {name}",
        name.replace("Quy", "Qui") if not name.isdigit() else f"F{name}",
    )
    return ways[int(mess.rng.integers(len(ways)))]
