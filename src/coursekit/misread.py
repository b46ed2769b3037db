"""What YAML does not read as it was meant, said in words that mend it.

A teacher writes text, and some of its signs mean something to YAML: a colon makes a key, a
number sign a comment, an asterisk a name. Where the parser stops, and where it does not stop
but drops or changes what was written, this module says what to write instead.
"""

from __future__ import annotations

import re

import yaml

from coursekit.faults import quoted

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_KEY = r"(?:(?P<key>[^\s#:'\"\[{&*!|>%@`-][^:#]*?) *: +)?"
_ENTRY = re.compile(rf"^[ \t]*(?:- +)*{_KEY}(?P<value>.*)$")
#: Signs that text of a file must not begin with, and what YAML takes them for.
_SIGNS = {
    "*": "repeats what '&' has named", "&": "names what follows", "!": "begins a tag",
    "%": "begins a directive", "@": "is reserved", "`": "is reserved", "[": "begins a list",
    "{": "begins a mapping", "|": "begins lines that are kept", ">": "begins lines that are folded",
    '"': "begins text in quotation marks", "'": "begins text in quotation marks",
    "?": "begins a key", "-": "begins an item of a list",
    ",": "parts the items of a list", "]": "ends a list", "}": "ends a mapping",
}
QUOTE = "put the text in quotation marks, or begin it with >- and go on in the next line"
#: Escapes that are the beginning of many a command of LaTeX; two backslashes are one.
_ESCAPED = re.compile(r"\\\\|\\[abefnrtvLNP][a-zA-Z]*")


def lines_of(text: str) -> list[str]:
    """The lines of a file as YAML counts them."""
    return _BREAK.split(text)


def advice(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """The line of a syntax error, counted from 1, and what to write instead."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(lines) - 1) if mark else 0
    problem, context = error.problem or "", error.context or ""
    line = lines[at]
    start = error.context_mark.line if error.context_mark else at
    if "nested more than" in problem:
        return at + 1, problem
    if line[:len(line) - len(line.lstrip())].count("\t") or "'\\t'" in problem:
        return at + 1, "a tab stands here; indent with spaces"
    if "scanning a quoted scalar" in context or "scanning a double-quoted" in context:
        if "unknown escape" in problem or "expected escape sequence" in problem:
            return at + 1, (f"{quoted(line.strip())}: a backslash in double quotation marks begins "
                            "a sign such as \\n; put the text in single quotation marks, or begin "
                            "it with >- and go on in the next line")
        return start + 1, (f"the quotation mark in {quoted(lines[start].strip())} is not closed; "
                           "close it at the end of the text")
    if "mapping values are not allowed" in problem:
        return at + 1, (f"{quoted(line.strip())}: a colon with a space stands in text; {QUOTE}")
    if "undefined alias" in problem or "expected alphabetic" in problem:
        return at + 1, _begins(line)
    if "flow sequence" in context or "flow mapping" in context:
        return _open(lines, start, at)
    if "duplicate anchor" in problem:
        return at + 1, _begins(line)
    if any(word in context + problem for word in ("document", "directive")):
        first = next((i for i, one in enumerate(lines) if one[:1] == "%"), at)
        return first + 1, (f"{quoted(lines[first].strip())}: a file holds one document and no "
                           "directives; take out this line, or put the text in quotation marks")
    if "could not find expected ':'" in problem:
        return _loose(lines, start)
    found = _ENTRY.match(line)
    begin = found["value"][:1] if found else ""
    if begin in _SIGNS and (begin in "[{" or any(word in context + problem for word in (
            "cannot start any token", "tag", "block scalar", "anchor", "not allowed here",
            "node content"))):
        return at + 1, _begins(line)
    if _quoted_part(line):
        return at + 1, (f"{quoted(line.strip())}: text goes on behind the closing quotation mark; "
                        f"{QUOTE.replace('the text', 'the whole text')}")
    if "expected <block end>" in problem or "block collection" in context or "block mapping" in (
            context):
        return at + 1, (f"{quoted(line.strip())} does not stand below the entry before it; "
                        "entries of one list or mapping begin in the same column")
    return at + 1, f"{quoted(line.strip())} cannot be read: {problem}"


def _begins(line: str) -> str:
    found = _ENTRY.match(line)
    text = (found["value"] if found else line).strip()
    sign = text[:1]
    if sign not in _SIGNS:  # an item in the middle of a line
        inside = re.search(r"[*&!%@`]", text)
        sign = inside[0] if inside else sign
    return (f"{quoted(text)}: {quoted(sign)} at the beginning of a text "
            f"{_SIGNS.get(sign, 'means something else')}; {QUOTE}")


def _open(lines: list[str], start: int, at: int) -> tuple[int, str]:
    """A list or mapping in brackets that does not end, or ends too soon."""
    entry = _ENTRY.match(lines[start])
    text = (entry["value"] if entry else lines[start]).strip()
    if at == start:
        return at + 1, (f"{quoted(text)}: the items between brackets are parted by commas, and "
                        "text with a comma, colon or bracket stands in quotation marks; text that "
                        "begins with a bracket does too")
    return at + 1, (f"the bracket in line {start + 1}, {quoted(text)}, is not closed; close it, or "
                    "put text that begins with a bracket in quotation marks")


def _loose(lines: list[str], start: int) -> tuple[int, str]:
    line = lines[start].strip()
    return start + 1, (f"{quoted(line)} is neither 'key: value' nor an item of a list; write a "
                       "colon with a space behind the key, or indent text that goes on")


def _quoted_part(line: str) -> bool:
    found = _ENTRY.match(line)
    text = found["value"] if found else line
    return bool(re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#,\]}:]""", text))


def dropped(node: yaml.ScalarNode, lines: list[str], flow: bool) -> str:
    """What of a text is silently lost or changed; nothing where it is read as it stands.

    ``flow`` says whether it is an item between square brackets.
    """
    if not node.style:
        source = lines[node.start_mark.line][node.start_mark.column:]
        if re.match(r"!(?!!)|&(\S+)", source):
            name = re.match(r"[&!](\S*)", source)[1]  # type: ignore[index]
            # What is named here and repeated nowhere was meant as text.
            if source[0] == "!" or not any(f"*{name}" in line for line in lines):
                return _begins(source)
        if flow and re.search(r";\s", node.value):
            return (f"{quoted(node.value)} is one item of the list; items are parted by commas, "
                    "and text with a semicolon stands in quotation marks")
        return _comment(node, lines)
    if node.style == '"':
        for found in _ESCAPED.finditer(_source(node, lines)):
            # A formula loses its commands; \n alone is how a line break is written.
            if found[0][1] in "abefvLNP" or (len(found[0]) > 2 and "$" in node.value):
                return (f"{quoted(found[0])} in double quotation marks is a control character and "
                        "not what it looks like; put the text in single quotation marks, or begin "
                        "it with >- and go on in the next line")
    return ""


def _comment(node: yaml.ScalarNode, lines: list[str]) -> str:
    """Text behind ``#``, where the plain text before it looks as if it went on."""
    end = node.end_mark
    if end.line >= len(lines):
        return ""
    rest = lines[end.line][end.column:]
    if not rest.lstrip().startswith("#"):
        # A second line of the text that begins with the sign is a comment too.
        below = lines[end.line + 1] if end.line + 1 < len(lines) and not rest.strip() else ""
        indent = len(below) - len(below.lstrip(" "))
        if not re.match(r" *#[^\s#]", below) or indent <= _column(lines[node.start_mark.line]):
            return ""
        rest = below
    said = rest.strip()
    # Behind a name such as 'single', and behind a whole sentence, a remark is a remark.
    if re.match(r"#+(\s|$)", said) and re.search(r"^[a-z0-9][a-z0-9._/-]+$|[.!?…)]$", node.value):
        return ""
    return (f"{quoted(said)} is a comment and not part of the text; {QUOTE}, or write the comment "
            "on a line of its own above")


def _column(line: str) -> int:
    """The column in which the key of a line begins."""
    return len(re.match(r"[ \t]*(?:- +)*", line)[0])  # type: ignore[index]


def _source(node: yaml.Node, lines: list[str]) -> str:
    start, end = node.start_mark, node.end_mark
    part = lines[start.line: end.line + 1]
    if len(part) == 1:
        return part[0][start.column: end.column]
    return "\n".join([part[0][start.column:], *part[1:-1], part[-1][: end.column]])
