"""What units send, read: workbooks to tidy rows, statements, sources and findings."""

from .combine import Received, combine
from .findings import problem_finding
from .lexicon import Lexicon
from .submission import Submission, identity, read_submission

__all__ = ["Lexicon", "Received", "Submission", "combine", "identity", "problem_finding", "read_submission"]
