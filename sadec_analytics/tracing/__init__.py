"""From a figure back to the cells: any number of any report, to the files, sheets, cells and raw texts behind it."""

from .asked import TraceError, askable
from .facts import trace
from .lines import trace_command, trace_lines, trace_workbook

__all__ = ["TraceError", "askable", "trace", "trace_command", "trace_lines", "trace_workbook"]
