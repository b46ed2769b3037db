"""``explore`` as notebooks of this course see it: sources are named from the course's register."""

from coursekit.explore import explore, options, show, sources, years
from seccoop import data

__all__ = ["explore", "options", "show", "years"]

sources.register(data.source)
