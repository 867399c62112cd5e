"""What units send, read: workbooks to tidy rows, statements, sources and findings."""

from .addresses import Cells, Source
from .anew import IN_TITLES, Anew
from .cells import place_of
from .checks import table_findings
from .combine import Succession, combine, statement_rows, successions
from .findings import problem_finding
from .guard import MAX_INFLATED
from .lexicon import Lexicon
from .long_tables import rows_as_stated
from .members import Member, members_of
from .money import SMALLEST_SUM_VND
from .received import Received
from .renames import renames
from .submission import Submission, identity, read_member, refused
from .text import plain
from .workbook import TEMPLATE_SHEET

__all__ = [
    "IN_TITLES",
    "MAX_INFLATED",
    "SMALLEST_SUM_VND",
    "TEMPLATE_SHEET",
    "Anew",
    "Cells",
    "Lexicon",
    "Member",
    "Received",
    "Source",
    "Submission",
    "Succession",
    "combine",
    "identity",
    "members_of",
    "place_of",
    "plain",
    "problem_finding",
    "read_member",
    "refused",
    "renames",
    "rows_as_stated",
    "statement_rows",
    "successions",
    "table_findings",
]
