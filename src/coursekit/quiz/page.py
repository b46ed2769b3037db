"""A quiz as HTML that is read without JavaScript, and on paper."""

from __future__ import annotations

from html import escape

from coursekit.data.tables import Tables
from coursekit.frontend import spoken
from coursekit.quiz import text
from coursekit.quiz.types import Question
from coursekit.quiz.types.base import line


def still(
    questions: list[list[Question]], title: str, tables: Tables, language: str = "en"
) -> str:
    """Every question with its options, and its answer and feedback folded away.

    ``questions`` are lists of variants, of which the first is shown.
    """
    say = spoken("still", language)
    places = range(1, len(questions) + 1) if len(questions) > 1 else [0]
    asked = "\n".join(_question(variants, place, tables, language)
                      for place, variants in zip(places, questions, strict=True))
    return (
        f'<p class="ck-title">{escape(text.clean(title))}</p>\n'
        f'<ol class="ck-asked">\n{asked}\n</ol>\n'
        f'<p class="ck-note">{say["note"]}</p>'
    )


def notice(title: str, words: str) -> str:
    """What stands in the place of a box that depends on the reader's own answers."""
    return (f'<p class="ck-title">{escape(text.clean(title))}</p>\n'
            f'<p class="ck-note">{escape(words)}</p>')


def _question(variants: list[Question], place: int, tables: Tables, language: str) -> str:
    """One question; of several each has its ``place`` as a number, a single one has 0."""
    question, say = variants[0], spoken("still", language)
    body, answer = question.still(say, language, tables)
    number = f'<p class="ck-q-number">{say["question"].format(place)}</p>\n' if place else ""
    parts = [
        f'{number}<div class="ck-q-prompt">{text.html(question.prompt)}</div>',
        body,
    ]
    if question.hints:
        hints = "\n".join(f"<li>{line(hint)}</li>" for hint in question.hints)
        parts.append(f'<details class="ck-answer">\n<summary>{say["hints"]}</summary>\n'
                     f'<ol class="ck-bullets">\n{hints}\n</ol>\n</details>')
    if question.solution:
        answer += (f'\n<div class="ck-way"><strong>{say["solution"]}</strong> '
                   f"{text.html(question.solution)}</div>")
    parts.append(f'<details class="ck-answer">\n<summary>{say["answer"]}</summary>\n'
                 f"{answer}\n</details>")
    if len(variants) > 1:
        parts.append(f'<p class="ck-note">{say["variants"]}</p>')
    return '<li class="ck-q">\n' + "\n".join(parts) + "\n</li>"
