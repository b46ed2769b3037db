"""An engine for courses that are also software: data that checks itself, explorers, quizzes.

The engine knows no course. A course is a folder with a ``course.yml`` (see
:mod:`coursekit.course`); everything else is found from there.
"""

__version__ = "0.1.0"
