"""Responses to draw, from what a question asks for to what a broken record may hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from coursekit.quiz.types import Question

_TYPED = "abcdeæøåéMPAK0123456789.,-+' %\u00a0\u2212\u0301"

#: Whole numbers written with a point are left out: JavaScript has one kind of number.
scalars = (
    st.none() | st.booleans() | st.integers(-3, 12) | st.integers() |
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not x.is_integer()) |
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8) |
    st.sampled_from(["", "0", "1", "length", "__proto__", "constructor", "otherwise", "NaN"])
)
#: Any JSON.
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(
        st.sampled_from(["verdict", "reason", "length", "0", "1", "x"]), inner, max_size=3),
    max_leaves=8,
)


def response(question: Question) -> st.SearchStrategy[Any]:
    """Responses in the form of a question's type, and nearly in it."""
    place = st.integers(-1, 4)
    match question.type:
        case "single" | "point":
            return place
        case "multiple":
            return st.lists(place, max_size=5)
        case "truth":
            return st.fixed_dictionaries(
                {"verdict": st.booleans()}, optional={"reason": place | scalars})
        case "numeric":
            near = st.floats(-2, 2).map(lambda off: f"{question.answer + off:.3f}")
            return near | st.just(question.right()) | st.text(_TYPED, max_size=9)
        case "short":
            known = [*question.accept, *(one for miss in question.near for one in miss.accept)]
            return st.builds(_slipped, st.sampled_from(known), st.lists(
                st.tuples(st.integers(0, 30), st.sampled_from(["", *_TYPED])), max_size=3,
            )) | st.text(_TYPED, max_size=9)
        case "order":
            count = len(question.items)
            return st.permutations(range(count)) | st.lists(place, min_size=count, max_size=count)
        case "sort" | "match":
            ids = st.sampled_from([*(one.id for one in question.places), "otherwise"])
            count = len(question.items)
            return st.lists(ids | scalars if count > 2 else ids, min_size=count, max_size=count)
        case "fill":
            return st.tuples(*(st.integers(-1, len(blank.options)) for blank in question.blanks)
                             ).map(list)
    raise ValueError(f"no responses for type {question.type!r}")


def _slipped(words: str, slips: list[tuple[int, str]]) -> str:
    for place, letter in slips:
        words = words[:place] + letter + words[place + 1:]
    return words
