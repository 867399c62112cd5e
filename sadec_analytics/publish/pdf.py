"""A page as PDF: printed by a Chromium, Chrome or Edge that is found, else by LibreOffice, else not made, and said so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
BROWSERS_ELSEWHERE = (
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OFFICES = ("soffice", "libreoffice")
OFFICES_ELSEWHERE = ("{ProgramFiles}/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SECONDS = 120
QUIET = ("--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync")
NONE_FOUND = "Chưa làm PDF: máy này không có Chrome, Edge, Chromium hay LibreOffice. Có thể mở trang bằng trình duyệt rồi in ra PDF."
FAILED = "Chưa làm PDF: {programs} có trên máy nhưng không in được trang. Có thể mở trang bằng trình duyệt rồi in ra PDF."


def make_pdf(page: Path, pdf: Path) -> str | None:
    """Print the HTML file `page` to `pdf`; None where it was made, else what to say about it, in Vietnamese."""
    found = [(program, order) for program, order in ((browser(), _print_by_browser), (office(), _convert_by_office)) if program]
    for program, order in found:
        with tempfile.TemporaryDirectory(prefix="sadec-pdf-", ignore_cleanup_errors=True) as aside:
            made = Path(aside) / f"{page.stem}.pdf"
            if _runs(order(program, page.resolve(), made)) and made.exists() and made.stat().st_size:
                shutil.copyfile(made, pdf)
                return None
    return FAILED.format(programs=", ".join(Path(program).stem for program, _ in found)) if found else NONE_FOUND


def browser() -> str | None:
    """The browser that prints: the first that is found."""
    return _first(BROWSERS, BROWSERS_ELSEWHERE)


def office() -> str | None:
    """The office suite that converts where no browser is found."""
    return _first(OFFICES, OFFICES_ELSEWHERE)


def _first(names: tuple[str, ...], elsewhere: tuple[str, ...]) -> str | None:
    paths = [place.format_map(os.environ) for place in elsewhere if "{" not in place or place[1 : place.index("}")] in os.environ]
    return next(filter(None, map(shutil.which, (*names, *paths))), None)


def _print_by_browser(program: str, page: Path, made: Path) -> list[str]:
    """Root, as in a container, has no sandbox to run in."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    flags = [*QUIET, *(["--no-sandbox"] if is_root else []), f"--user-data-dir={made.parent / 'profile'}"]
    return [program, "--headless=new", *flags, "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()]


def _convert_by_office(program: str, page: Path, made: Path) -> list[str]:
    profile = (made.parent / "profile").as_uri()
    where = ["--outdir", str(made.parent), str(page)]
    return [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf:writer_web_pdf_Export", *where]


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
