"""A quiz as HTML that is read without JavaScript, and on paper."""

from __future__ import annotations

from html import escape
from string import ascii_uppercase

from coursekit.quiz import text
from coursekit.quiz.model import MultipleChoice, Numeric, Question, SingleChoice, Sort
from coursekit.quiz.words import number, words


def still(questions: list[Question], title: str, language: str = "en") -> str:
    """Every question with its options, and its answer and feedback folded away."""
    say = words(language)
    asked = "\n".join(_question(q, n, language) for n, q in enumerate(questions, 1))
    return (
        f'<p class="ck-title">{escape(text.clean(title))}</p>\n'
        f'<ol class="ck-asked">\n{asked}\n</ol>\n'
        f'<p class="ck-note">{say["note"]}</p>'
    )


def _question(question: Question, place: int, language: str) -> str:
    say = words(language)
    if isinstance(question, SingleChoice | MultipleChoice):
        body, answer = _options(question, say)
    elif isinstance(question, Numeric):
        body, answer = _number(question, say, language)
    else:
        body, answer = _items(question, say)
    return (
        f'<li class="ck-q">\n<p class="ck-q-number">{say["question"].format(number=place)}</p>\n'
        f'<div class="ck-q-prompt">{text.html(question.prompt)}</div>\n{body}\n'
        f'<details class="ck-answer">\n<summary>{say["answer"]}</summary>\n'
        f"{answer}\n</details>\n</li>"
    )


def _options(question: SingleChoice | MultipleChoice, say: dict[str, str]) -> tuple[str, str]:
    options = list(zip(ascii_uppercase, question.options, strict=False))
    body = "\n".join(
        f'<li><span class="ck-letter">{letter}</span> <span>{_line(o.text)}</span></li>'
        for letter, o in options
    )
    answer = "\n".join(
        f'<li class="{"ck-right" if o.key else "ck-wrong"}">'
        f"<strong>{say['key'].format(letter=letter) if o.key else letter + '.'}</strong> "
        f"{_line(o.feedback)}</li>"
        for letter, o in options
    )
    return f'<ul class="ck-plain">\n{body}\n</ul>', f'<ul class="ck-replies">\n{answer}\n</ul>'


def _number(question: Numeric, say: dict[str, str], language: str) -> tuple[str, str]:
    unit = f" {escape(text.clean(question.unit))}" if question.unit else ""
    right = number(question.answer, language)
    around = f" ± {number(question.tolerance, language)}" if question.tolerance else ""
    return (
        f'<p class="ck-blank">{say["blank"]} <span class="ck-line"></span>{unit}</p>',
        f'<p class="ck-right"><strong>{right}{around}{unit}.</strong> {_line(question.feedback)}'
        "</p>",
    )


def _items(question: Sort, say: dict[str, str]) -> tuple[str, str]:
    names = {c.id: escape(text.plain(c.text)) for c in question.categories}
    body = "\n".join(f"<li>{_line(item.text)}</li>" for item in question.items)
    answer = "\n".join(
        f'<li class="ck-right">{_line(item.text)} '
        f"<strong>{names[item.key]}.</strong> {_line(item.feedback[item.key])}</li>"
        for item in question.items
    )
    return (
        f'<p class="ck-blank">{say["sort"]} {" · ".join(names.values())}</p>\n'
        f'<ul class="ck-bullets">\n{body}\n</ul>',
        f'<ul class="ck-replies">\n{answer}\n</ul>',
    )


def _line(markdown: str) -> str:
    return text.html(markdown, inline=True)
