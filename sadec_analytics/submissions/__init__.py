"""What units send, read: workbooks to tidy rows, statements, sources and findings."""

from .combine import Received, combine
from .findings import problem_finding
from .lexicon import Lexicon
from .members import Member, members_of
from .submission import Submission, identity, read_member

__all__ = ["Lexicon", "Member", "Received", "Submission", "combine", "identity", "members_of", "problem_finding", "read_member"]
