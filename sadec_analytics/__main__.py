"""`python -m sadec_analytics` is `sadec`."""

from .cli import main

main()
