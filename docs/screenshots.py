"""docs/hinh/*.png: the pictures of the staff handbook, taken from practice data. Needs Chromium (or Chrome, Edge), LibreOffice, poppler.

Run: python docs/screenshots.py            (makes a practice workspace in a temporary folder; about five minutes)
     python docs/screenshots.py FOLDER     (takes a practice workspace that is built; what it lacks is made)

Every picture is marked as practice data. The handbook names each of them with a text for those who do not see it (tests/test_docs.py).
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from matplotlib import get_data_path
from openpyxl import load_workbook
from openpyxl.styles import Alignment
from PIL import Image, ImageChops, ImageDraw, ImageFont

from sadec_analytics.build import build
from sadec_analytics.practice import make_practice
from sadec_analytics.publish import style
from sadec_analytics.publish.exhibits import small_png
from sadec_analytics.publish.pdf import QUIET, browser, office
from sadec_analytics.publish.reports import Job
from sadec_analytics.publish.workers import make_reports, report_lock
from sadec_analytics.templates import write_templates
from sadec_analytics.workspace import Workspace

HERE = Path(__file__).resolve().parent
FOLDER, YEAR = HERE / "hinh", 2021
WIDTH, MARGIN, STRIP = 1000, 14, 26  # pixels of a picture, of white around it, of the mark below it
SHOWN = {"path": 36, "sheet": 12, "cell": 9, "code": 19, "severity": 10, "raw": 18, "message": 66}  # of the findings: letters
ROWS = 10
SECONDS = 180


def main(folder: str | None = None) -> None:
    """Take every picture anew."""
    with tempfile.TemporaryDirectory(prefix="sadec-hinh-") as aside:
        work = Path(aside)
        workspace = _workspace(Path(folder) if folder else work / "demo")
        unit = workspace.plan().residential_units[-1].name
        made = _reports(workspace, unit)
        templates, _ = write_templates(workspace, YEAR + 1, unit, "results")
        FOLDER.mkdir(exist_ok=True)
        annual, profile, check = (made[name] for name in ("annual", "unit", "submissions"))
        pictures: dict[str, Callable[[], Image.Image]] = {
            "nhan-xet": lambda: _sheet(_findings(workspace, work), work),
            "danh-sach-bao-cao": lambda: _page(workspace.reports / "index.html", work, 760),
            "so-ket-dau-trang": lambda: _page(annual / "bao-cao.html", work, 1000),
            "bieu-do-va-bang": lambda: _page(
                annual / "bao-cao.html", work, 1250, "header, nav, #noi-dung > p, section ~ section {display: none}"
            ),
            "kiem-tra-da-gui": lambda: _page(check / "bao-cao.html", work, 1500, "nav {display: none}"),
            "ho-so-don-vi": lambda: _page(profile / "bao-cao.html", work, 1150, "nav {display: none}"),
            "bieu-mau": lambda: _sheet(next(templates.glob(f"*{unit}*.xlsx")), work),
            "trinh-chieu": lambda: _printed(annual / "trinh-chieu.pptx", work, 2),
            "van-ban-word": lambda: _printed(annual / "bao-cao.docx", work, 1, 720),
        }
        for name, take in pictures.items():
            (FOLDER / f"{name}.png").write_bytes(small_png(_marked(take())))


def _workspace(folder: Path) -> Workspace:
    if folder.exists():
        workspace = Workspace.open(folder)
        if not workspace.is_practice:
            raise SystemExit(f"{folder} holds real data; pictures are taken of practice data only")
        return workspace
    workspace = make_practice(folder)
    build(workspace)
    return workspace


def _reports(workspace: Workspace, unit: str) -> dict[str, Path]:
    """The folder of each report, made now."""
    jobs = [Job("annual", {"year": YEAR}), *(Job(kind, {"unit": unit, "year": YEAR}) for kind in ("unit", "submissions"))]
    with report_lock(workspace):
        outcomes = list(make_reports(workspace, jobs))
    if failed := [str(outcome.error) for outcome in outcomes if outcome.error is not None]:
        raise SystemExit("\n".join(failed))
    return {outcome.job.report: outcome.folder for outcome in outcomes}


def _findings(workspace: Workspace, work: Path) -> Path:
    """The head of the findings sheet as a workbook of its own."""
    [summary] = (workspace.processed / "runs").glob(
        f"{(workspace.processed / 'current').read_text(encoding='utf-8').strip()}/tong_hop.xlsx"
    )
    book = load_workbook(summary)
    for name in book.sheetnames:
        if name != "findings":
            del book[name]
    sheet = book["findings"]
    sheet.delete_rows(ROWS + 2, sheet.max_row)
    for cell in list(sheet[1])[::-1]:
        if str(cell.value).splitlines()[-1] not in SHOWN:
            sheet.delete_cols(cell.column)
    for column, width in zip("ABCDEFG", SHOWN.values(), strict=True):
        sheet.column_dimensions[column].width = width
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        sheet.row_dimensions[number].height = 46
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref, sheet.oddFooter.left.text, sheet.oddFooter.center.text = None, None, None
    path = work / "findings.xlsx"
    book.save(path)
    return path


def _page(path: Path, work: Path, height: int, css: str = "") -> Image.Image:
    """The top of a page in the browser, with tables that fold opened."""
    page = work / "page.html"
    text = path.read_text(encoding="utf-8").replace("<details>", "<details open>")
    page.write_text(text.replace("</head>", f"<style>{css}</style></head>"), encoding="utf-8")
    shot = work / "page.png"
    flags = ["--headless=new", *QUIET, "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={work / 'profile'}"]
    _run([_found(browser()), *flags, f"--window-size={WIDTH},{height}", f"--screenshot={shot}", page.as_uri()])
    return Image.open(io.BytesIO(shot.read_bytes()))


def _sheet(path: Path, work: Path) -> Image.Image:
    """The first page of a workbook as it is printed."""
    return _printed(path, work, 1)


def _printed(path: Path, work: Path, number: int, width: int = WIDTH) -> Image.Image:
    """A page of an Office file as it is printed."""
    copy, pdf = work / f"trang{path.suffix}", work / "trang.pdf"
    copy.write_bytes(path.read_bytes())
    profile = f"-env:UserInstallation={(work / 'office').as_uri()}"
    _run([_found(office()), "--headless", profile, "--convert-to", "pdf", "--outdir", str(work), str(copy)])
    page = ["-f", str(number), "-l", str(number), "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1"]
    _run([_found(shutil.which("pdftoppm")), "-png", *page, str(pdf), str(pdf.with_suffix(""))])
    return Image.open(io.BytesIO(pdf.with_suffix(".png").read_bytes()))


def _marked(picture: Image.Image) -> bytes:
    """The picture without the white around it, framed, and below it that it is of practice data."""
    picture = picture.convert("RGB")
    inside = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (0, 0, *picture.size)
    picture = picture.crop(inside)
    whole = Image.new("RGB", (picture.width + 2 * MARGIN, picture.height + 2 * MARGIN + STRIP), "white")
    whole.paste(picture, (MARGIN, MARGIN))
    draw = ImageDraw.Draw(whole)
    draw.rectangle((0, 0, whole.width - 1, whole.height - 1), outline="#C8C8C8")
    font = ImageFont.truetype(str(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Oblique.ttf"), 15)
    draw.text((whole.width - MARGIN, whole.height - MARGIN + 4), style.PRACTICE_MARK, style.TARGET, font, anchor="rs")
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def _found(program: str | None) -> str:
    if program is None:
        raise SystemExit("needs Chromium, Chrome or Edge; LibreOffice; pdftoppm of poppler")
    return program


def _run(command: list[str]) -> None:
    told = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    if told.returncode:
        said = " ".join(told.stderr.decode(errors="replace").split())
        raise SystemExit(f"{Path(command[0]).stem}: {said[-400:]}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
