"""Practice units: synthetic submissions with known truth and known mess. Nothing here is real data."""

from .make import make_practice

__all__ = ["make_practice"]
