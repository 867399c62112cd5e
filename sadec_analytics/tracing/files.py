"""The files of data/raw behind a trace, each opened once a call."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from ..decisions import read_decisions
from ..files import WorkspaceError
from ..plan import Plan
from ..submissions import Anew, Lexicon, Member, identity, members_of, renames
from ..workspace import Workspace


class Files:
    """The files of a workspace by the id of their submission; only those that were read are ever opened."""

    def __init__(self, workspace: Workspace, paths: dict[str, str], plan: Plan) -> None:
        self.raw, self.paths = workspace.raw, paths
        decisions = read_decisions(workspace.decisions, plan)
        renamed = renames(decisions.roster, plan.years)
        self.known = Lexicon(plan, decisions.unit_names, decisions.branch_names, decisions.agreed, renamed)
        self._opened: dict[str, Anew] = {}

    def opened(self, submission: str) -> Anew:
        """The file read anew; WorkspaceError where data/raw no longer holds it as it was read."""
        if submission not in self._opened:
            self._opened[submission] = Anew(_member(self.raw, self.paths[submission], submission), self.known)
        return self._opened[submission]


def _member(raw: Path, path: str, submission: str) -> Member:
    """The member at a path like mail.eml!bang.xlsx; a "!" may also stand in a file's own name."""
    starts = accumulate(path.split("!"), lambda before, part: f"{before}!{part}")
    file = next((start for start in starts if (raw / start).is_file()), None)
    members = members_of(file, (raw / file).read_bytes()) if file else ()
    found = next((one for one in members if one.path == path and identity(one.content) == submission), None)
    if found is None:
        raise WorkspaceError(f"Tệp {path} trong data/raw không còn như lúc đọc. Hãy chạy lại: sadec build")
    return found
