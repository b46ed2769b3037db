"""A quiz shows itself: live in the lab, whole in the book, readable without JavaScript."""

import json
import re

import pytest

from coursekit.frontend import PUBLISH
from coursekit.quiz import Quiz
from tests.coursekit.quiz import bakery

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return bakery.course(tmp_path_factory.mktemp("display"))


@pytest.fixture
def quiz(course):
    return Quiz(course)


def data(html):
    script = re.search(r'<script type="application/json" class="ck-data">(.*?)</script>', html)
    return json.loads(script[1])


def test_a_section_has_its_questions_in_file_order(quiz):
    shown = quiz.section("flour-and-water")
    assert [q.id for q in shown.questions] == ["cereals", "flour-for-hundred"]
    assert repr(shown) == "Check your understanding (2 questions)"


def test_the_wrap_up_is_found_by_number_and_by_id(quiz):
    for name in (1, "01", "01-dough"):
        assert [q.id for q in quiz.chapter(name).questions] == ["hydration", "bread-or-cake"]


def test_the_diagnostic_knows_which_chapters_are_written(quiz):
    assert quiz.diagnostic().spec["chapters"] == [
        {"id": "00-start", "title": "Start", "written": True},
        {"id": "01-dough", "title": "Dough", "written": True},
        {"id": "02-oven", "title": "The <oven>", "written": False},
    ]


def test_a_section_name_of_two_chapters_asks_for_the_chapter(tmp_path):
    root = bakery.write(tmp_path)
    again = bakery.DOUGH[: bakery.DOUGH.index("  - id: cereals")]
    again = again.replace("01-dough", "00-start").replace("raising-agent", "start-agent")
    diagnostic = bakery.START.split("questions:\n")[1]
    (root / "quizzes" / "00-start.yml").write_text(
        again.replace("section: what-rises", "section: how-to-begin") + diagnostic)
    text = (root / "quizzes" / "01-dough.yml").read_text()
    (root / "quizzes" / "01-dough.yml").write_text(
        text.replace("section: what-rises", "section: how-to-begin"))
    notebook = root / "notebooks" / "01-dough.ipynb"
    notebook.write_text(notebook.read_text().replace("What **rises**?", "How to begin"))
    quiz = Quiz(bakery.Course(root))
    with pytest.raises(KeyError, match="stands in '00-start', '01-dough'; name the chapter"):
        quiz.section("how-to-begin")
    assert [q.id for q in quiz.section("how-to-begin", "00").questions] == ["start-agent"]
    with pytest.raises(KeyError, match="of chapter '02' has no questions; it has some in"):
        quiz.section("how-to-begin", "02")


def test_in_the_lab_the_output_is_a_live_view_and_a_still_version_without_data(
    quiz, monkeypatch, tmp_path
):
    monkeypatch.delenv(PUBLISH, raising=False)
    monkeypatch.setenv("COURSEKIT_RECORD", str(tmp_path / "record.sqlite"))
    shown = quiz.section("flour-and-water")
    bundle = shown._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == shown.live.model_id
    assert "ck-still" in bundle["text/html"]
    assert "ck-data" not in bundle["text/html"]
    assert (shown.live.spec, shown.live.history) == (shown.spec, [])


def test_in_the_book_the_output_is_the_still_version_with_its_data(quiz, monkeypatch):
    monkeypatch.setenv(PUBLISH, "1")
    bundle = quiz.section("flour-and-water")._repr_mimebundle_()
    assert VIEW not in bundle
    assert data(bundle["text/html"])["spec"] == quiz.section("flour-and-water").spec


def test_the_same_course_gives_the_same_bytes(tmp_path, quiz):
    other = Quiz(bakery.course(tmp_path))
    assert other.chapter(1).html(publish=True) == quiz.chapter(1).html(publish=True)


def test_the_data_hold_safe_html_and_where_to_read_again(quiz):
    (question,) = quiz.section("what-rises").spec["questions"]
    assert question["prompt"] == "What makes a <em>wheat</em> dough rise?"
    assert (question["chapter"], question["reread"]) == ("01-dough", "01-dough#what-rises")
    assert quiz.section("what-rises").spec["headings"] == {"01-dough#what-rises": "What rises?"}


def test_a_prompt_of_several_blocks_is_parted_so_that_the_legend_holds_one_line(quiz):
    question = quiz.section("flour-and-water").spec["questions"][0]
    assert question["prompt"] == "Which of these are cereals?"
    assert question["more"].startswith("<ul>")


def test_the_still_version_holds_question_options_key_and_every_feedback(quiz):
    html = quiz.section("what-rises").html()
    for text in ("What makes a <em>wheat</em> dough rise?", "Yeast", "Salt", "Heat alone",
                 "<strong>Answer: A.</strong> Right. Yeast lives", "<strong>B.</strong> Salt slows",
                 "<summary>Answer and feedback</summary>", "Self-check, not an exam"):
        assert text in html


def test_the_still_version_of_a_number_and_of_items_gives_the_right_ones(quiz):
    assert "<strong>1,343 g.</strong> Right." in quiz.show("flour-for-hundred").html()
    assert "<strong>0.314 ± 0.001.</strong>" in quiz.show("hydration").html()
    html = quiz.show("bread-or-cake").html()
    assert "Sort into: Bread · Cake &amp; sweets" in html
    assert "Sponge <strong>Cake &amp; sweets.</strong> Right: half of it is sugar." in html


def test_a_danish_course_has_danish_words_around_its_questions(tmp_path):
    root = bakery.write(tmp_path)
    text = (root / "course.yml").read_text().replace("language: en", "language: da")
    (root / "course.yml").write_text(text)
    shown = Quiz(bakery.Course(root)).show("flour-for-hundred")
    assert shown.spec["language"] == "da"
    assert "<summary>Svar og forklaring</summary>" in shown.html()
    assert "<strong>1.343 g.</strong>" in shown.html()


def test_data_cannot_end_the_script_they_stand_in(quiz):
    inside = quiz.diagnostic().html(publish=True).split('class="ck-data">')[1]
    assert inside.count("<") == len(["</script>", "</div>"])
    assert "The \\u003coven\\u003e" in inside
