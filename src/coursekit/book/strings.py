"""What the book says itself, outside the text of the course, in each language it speaks."""

from __future__ import annotations

STRINGS: dict[str, dict[str, str]] = {
    "en": {
        "skip": "Skip to the text",
        "menu": "Menu",
        "course": "The course",
        "front": "Front page",
        "search": "Search",
        "search_needs_script": "The search needs JavaScript. The menu lists every page.",
        "repository": "Source",
        "to_dark": "Use dark colours",
        "to_light": "Use light colours",
        "turn": "Before and after this page",
        "previous": "Previous",
        "next": "Next",
        "on_this_page": "On this page",
        "chapter": "Chapter {number}",
        "minutes": "{minutes} minutes",
        "show_code": "Show the code",
        "show_output": "Show the result",
        "show_cell": "Show the code and its result",
        "table": "Table; scroll sideways",
        "code": "Code; scroll sideways",
        "primary": "primary source",
        "reference": "reference work",
        "press": "press",
        "source_title": "Source",
        "source_date": "Date",
        "sources_caption": "{count} sources of {publishers} publishers, by publisher and date",
        "undated": "undated",
        "used_in": "Used in chapter",
        "used_in_several": "Used in chapters",
    },
    "da": {
        "skip": "Gå til teksten",
        "menu": "Menu",
        "course": "Kurset",
        "front": "Forside",
        "search": "Søg",
        "search_needs_script": "Søgningen kræver JavaScript. Menuen viser alle sider.",
        "repository": "Kilde",
        "to_dark": "Brug mørke farver",
        "to_light": "Brug lyse farver",
        "turn": "Før og efter denne side",
        "previous": "Forrige",
        "next": "Næste",
        "on_this_page": "På denne side",
        "chapter": "Kapitel {number}",
        "minutes": "{minutes} minutter",
        "show_code": "Vis koden",
        "show_output": "Vis resultatet",
        "show_cell": "Vis koden og resultatet",
        "table": "Tabel; rul sidelæns",
        "code": "Kode; rul sidelæns",
        "primary": "primær kilde",
        "reference": "opslagsværk",
        "press": "presse",
        "source_title": "Kilde",
        "source_date": "Dato",
        "sources_caption": "{count} kilder fra {publishers} udgivere, efter udgiver og dato",
        "undated": "uden dato",
        "used_in": "Bruges i kapitel",
        "used_in_several": "Bruges i kapitlerne",
    },
}


def strings(language: str | None) -> dict[str, str]:
    """The book's own words in ``language``; English where it has none.

    >>> strings("da")["next"], strings("fo")["next"]
    ('Næste', 'Next')
    """
    return STRINGS.get((language or "en").split("-")[0].split("_")[0], STRINGS["en"])
