"""What the still version says around the questions, by language of the course."""

from __future__ import annotations

WORDS = {
    "en": {
        "note": "Self-check, not an exam: the answers stand in this page, and nothing you type "
                "leaves it.",
        "question": "Question {number}",
        "answer": "Answer and feedback",
        "key": "Answer: {letter}.",
        "blank": "Answer:",
        "sort": "Sort into:",
        "check": "Check your understanding",
        "one": "Question",
        "several": "Questions",
        "wrap-up": "Wrap-up: {chapter}",
        "diagnostic": "Where should you begin?",
    },
    "da": {
        "note": "Selvtest, ikke eksamen: svarene står i siden, og intet af det, du skriver, "
                "forlader den.",
        "question": "Spørgsmål {number}",
        "answer": "Svar og forklaring",
        "key": "Svar: {letter}.",
        "blank": "Svar:",
        "sort": "Fordel på:",
        "check": "Har du forstået det?",
        "one": "Spørgsmål",
        "several": "Spørgsmål",
        "wrap-up": "Opsamling: {chapter}",
        "diagnostic": "Hvor skal du begynde?",
    },
}


def words(language: str) -> dict[str, str]:
    """The words of one language, or the English ones where there are none.

    >>> words("da")["answer"], words("nl")["answer"]
    ('Svar og forklaring', 'Answer and feedback')
    """
    return WORDS.get(language, WORDS["en"])


def number(value: float, language: str) -> str:
    """A number as it is written in one language.

    >>> number(1343.0, "en"), number(1343.5, "da")
    ('1,343', '1.343,5')
    """
    shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return shown.translate(str.maketrans(",.", ".,")) if language == "da" else shown
