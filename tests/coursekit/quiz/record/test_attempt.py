"""Attempts, and the files they travel in: nothing is lost, doubled, or taken on trust."""

import json

import pytest
from hypothesis import strategies as st

from coursekit.quiz.record import Attempt, RecordError, dump, merged, new_id, now, parse
from coursekit.quiz.record.attempt import KEYS, LONGEST_FILE, MOST_ATTEMPTS
from tests.coursekit.quiz.record.samples import (
    ANYTHING,
    ATTEMPTS,
    COURSE,
    RECORDS,
    attempt,
    given,
    many,
    tried,
)


def file(**changes):
    """A record file with some of its keys changed."""
    whole = {"format": "coursekit-record", "version": 1, "course": COURSE, "attempts": []}
    return json.dumps({**whole, **changes})


def refused(text, code):
    """What is said of a file that is not taken."""
    with pytest.raises(RecordError) as caught:
        parse(text, course=COURSE)
    assert caught.value.code == code
    message = str(caught.value)
    assert len(message) < 500
    assert message.isprintable()
    return message


@given(RECORDS)
def test_a_record_is_read_back_from_its_file_as_it_was(record):
    text = dump(record, COURSE)
    assert parse(text, course=COURSE) == merged(record)
    assert dump(parse(text, course=COURSE), COURSE) == text
    text.encode("utf-8")


@given(RECORDS)
def test_a_file_has_an_attempt_a_line_with_the_keys_in_their_order(record):
    lines = dump(record, COURSE).split("\n")[1:-2]
    assert [tuple(json.loads(line.removesuffix(","))) for line in lines] == [KEYS] * len(
        {one.id for one in record})


def test_two_answers_given_now_have_ids_of_their_own_and_a_time_that_is_allowed():
    one, other = (attempt(id=new_id(), at=now()) for _ in range(2))
    assert one.id != other.id
    assert one.at <= other.at


@given(RECORDS, RECORDS)
def test_merging_is_the_same_either_way_round(a, b):
    assert merged(a, b) == merged(b, a)


@given(RECORDS, RECORDS, RECORDS)
def test_merging_is_the_same_whatever_is_merged_first(a, b, c):
    assert merged(merged(a, b), c) == merged(a, merged(b, c))


@given(RECORDS)
def test_merging_a_record_with_itself_changes_nothing(a):
    assert merged(merged(a), merged(a)) == merged(a) == merged(a, a)


@given(RECORDS, RECORDS, st.randoms())
def test_merging_loses_no_attempt_and_doubles_none_in_any_order(a, b, random):
    found = merged(a, b)
    assert sorted(one.id for one in found) == sorted({one.id for one in (*a, *b)})
    assert all(any(one == given for given in (*a, *b)) for one in found)
    assert [one.place for one in found] == sorted(one.place for one in found)
    shuffled = [*a, *b]
    random.shuffle(shuffled)
    assert merged(shuffled) == found


@given(ATTEMPTS, ATTEMPTS)
def test_attempts_are_equal_when_their_text_is(a, b):
    assert (a == b) == (a.text == b.text)


def test_true_is_not_one_though_python_thinks_so():
    same = new_id()
    assert attempt(id=same, response=True) != attempt(id=same, response=1)


def test_an_attempt_keeps_its_response_though_the_list_given_is_changed_later():
    response = [1, 2]
    one = attempt(response=response)
    response.append(3)
    assert one.response == [1, 2]


def test_an_attempt_cannot_be_changed():
    with pytest.raises(AttributeError):
        attempt().score = 0.3


@given(st.sampled_from(KEYS), ANYTHING, examples=150)
def test_whatever_stands_in_an_attempt_is_kept_faithfully_or_refused_by_name(key, value):
    whole = attempt().as_dict() | {key: value}
    found, said = tried(lambda: Attempt.from_dict(whole))
    if found:
        assert parse(dump([found], COURSE), course=COURSE) == [found]
        assert getattr(found, key) == value or key == "response"
    else:
        assert said.startswith(key)
        assert len(said) < 300


@given(RECORDS, st.data(), examples=150)
def test_a_file_that_was_tampered_with_gives_attempts_or_a_record_error(record, data):
    text = dump(record, COURSE)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        put = data.draw(st.text(max_size=5) | st.sampled_from([
            "", text[start:end] * 2, "NaN", "-Infinity", "1e999", "9" * 30, "9" * 5000, '"', "\\",
            "\\u0000", "\\ud800", "\0", "null", "[" * 5000, "{", "}", "],", "true", "-0", "2"]))
        text = text[:start] + put + text[end:]
    found, said = tried(lambda: parse(text, course=COURSE))
    if found is None:
        assert 0 < len(said) < 800
    else:
        assert parse(dump(found, COURSE), course=COURSE) == found


@given(st.recursive(ANYTHING, lambda inner: st.fixed_dictionaries({}, optional={
    "format": st.just("coursekit-record") | inner, "version": st.just(1) | inner,
    "course": st.just(COURSE) | inner, "attempts": st.lists(inner, max_size=2) | inner})))
def test_any_json_gives_attempts_or_a_record_error(value):
    found, said = tried(lambda: parse(json.dumps(value), course=COURSE))
    assert found == [] or said


def test_text_that_no_page_shows_is_kept():
    one = attempt(response=["\0", "\ud83d", "\ud83d\ude00", "\u2028", "<script>", 'a"\\b'])
    text = dump([one], COURSE)
    assert text.encode("utf-8").decode("utf-8") == text
    found, = parse(text, course=COURSE)
    assert found.response == ["\0", "\ud83d", "\U0001F600", "\u2028", "<script>", 'a"\\b']


def test_a_byte_order_mark_in_front_does_no_harm():
    assert parse("\ufeff" + dump([], COURSE), course=COURSE) == []


def test_an_attempt_that_stands_twice_in_a_file_is_taken_once():
    one = attempt()
    assert parse(file(attempts=[one.as_dict(), one.as_dict()]), course=COURSE) == [one]


@pytest.mark.parametrize("text", [
    "", " ", "{", "%PDF-1.7", "{'format': 1}", '{"a": 1,}', "\0", '{"x": NaN}', '{"x": -Infinity}',
    '{"x": ' + "9" * 5000 + "}"])
def test_what_is_not_json_is_called_so(text):
    assert "it is not JSON (" in refused(text, "file")


def test_brackets_without_end_are_called_so():
    deep = "[" * 200_000 + "]" * 200_000
    assert "nested too deep" in refused(f'{{"attempts": {deep}}}', "file")


@pytest.mark.parametrize(("text", "says"), [
    ("[]", "it holds a list; an object is allowed"),
    ("null", "it holds nothing; an object is allowed"),
    ('"x"', "it holds 'x'; an object is allowed"),
    ("{}", "its format is nothing; 'coursekit-record' is allowed"),
    (file(format="other"), "its format is 'other'; 'coursekit-record' is allowed"),
    (file(version="1"), "version is '1'; 1 is allowed"),
    (file(version=True), "version is true; 1 is allowed"),
    (file(version=0), "version is 0; 1 is allowed"),
    (file(attempts=None), "attempts are nothing; a list is allowed"),
    (file(attempts={"a": 1}), "attempts are an object; a list is allowed")])
def test_what_is_no_record_file_is_refused_with_what_is_allowed(text, says):
    assert says in refused(text, "file")


def test_the_record_of_another_course_is_refused_and_both_are_named():
    message = refused(file(course="seafaring"), "course")
    assert "of the course 'seafaring'; one of 'bakery' is allowed" in message


@pytest.mark.parametrize("version", [2, 10**30])
def test_a_newer_version_is_refused_and_the_way_out_is_named(version):
    assert "Update the course" in refused(file(version=version), "newer")


def test_a_broken_attempt_is_named_by_its_place_with_what_is_allowed():
    broken = [one.as_dict() for one in many(3)]
    broken[1]["score"] = 1.5
    message = refused(file(attempts=broken), "attempt")
    assert "Attempt 2 of 3 is broken" in message
    assert "score is 1.5; a number from 0 to 1 is allowed" in message


def test_what_an_attempt_lacks_is_named():
    broken = attempt().as_dict()
    del broken["correct"]
    assert "has no correct" in refused(file(attempts=[broken]), "attempt")


def test_what_is_no_attempt_is_called_so():
    assert "an attempt is 'x'; an object is allowed" in refused(file(attempts=["x"]), "attempt")


def test_a_message_shows_little_of_a_long_value():
    broken = attempt().as_dict() | {"question": "<b>\n" * 1000}
    assert len(refused(file(attempts=[broken]), "attempt")) < 300


def test_more_attempts_than_a_record_can_have_are_not_looked_at():
    text = file(attempts=[0] * (MOST_ATTEMPTS + 1))
    assert "200001 attempts; 200000 are allowed" in refused(text, "file")


def test_a_file_that_is_too_long_is_not_read():
    message = refused(" " * (LONGEST_FILE + 1), "file")
    assert "50000001 characters; 50000000 are allowed" in message


def test_a_thousand_attempts_are_read_in_their_order():
    given = many(1000)
    assert parse(dump(given[::-1], COURSE), course=COURSE) == given
