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


STILL = {
    "hotter-is-faster": [
        '<p class="ck-blank">True, because …</p>', '<p class="ck-blank">False, because …</p>',
        '<p class="ck-right"><strong>False.</strong></p>',
        '<li class="ck-right"><strong>False:</strong> The crust burns before the crumb is done. '
        "<em>Right. Heat needs its time",
        '<li class="ck-wrong"><strong>True:</strong> Bakers in a hurry'],
    "name-of-the-oven": ['Answer: <span class="ck-line"></span>',
                         "<strong>bread crust.</strong> Right. The crust"],
    "heat-of-each": ["Match with: 90 degrees · 180 degrees · 250 degrees", "<li>Meringue</li>",
                     "Pizza <strong>250 degrees.</strong> Right. As hot"],
    "steps-of-baking": ["Put in order: first – last",
                        "<li>Bake</li>\n<li>Cool</li>\n<li>Mix</li>\n<li>Rise</li>",
                        '<li class="ck-right"><strong>Mix</strong> Nothing can rise'],
    "sentence-of-heat": ["A <em>loaf</em> goes in at (1) ______ and comes out after (2) ______.",
                         "<li>(2) five minutes · forty minutes</li>",
                         "(2) <strong>forty minutes</strong> Right. The crumb needs"],
    "where-ovens-are": ['alt="Two square countries side by side and a town."',
                        '<span class="ck-letter">C</span> <span>Midtown</span>',
                        "<strong>Answer: A.</strong> Right. It stands in the middle"],
}


@pytest.mark.parametrize("name", STILL)
def test_the_still_version_of_each_type_can_be_answered_on_paper_and_says_the_answer(quiz, name):
    html = quiz.show(name).html()
    body, answer = html.split("<summary>Answer and feedback</summary>")
    for text in STILL[name]:
        assert text in html
    # The key is not given away before the answer is opened.
    assert "ck-right" not in body
    assert "ck-right" in answer


def test_the_still_version_folds_hints_away_and_ends_the_answer_with_the_solution(quiz):
    html = quiz.show("hotter-is-faster").html()
    assert ('<summary>Hints</summary>\n<ol class="ck-bullets">\n<li>Think of the crust.</li>\n'
            "<li>Think of what the crumb does meanwhile.</li>") in html
    assert "<strong>The way to it:</strong> <p>The crust is done <em>long</em>" in html
    plain = quiz.show("name-of-the-oven").html()
    assert "Hints" not in plain
    assert "The way to it" not in plain


def test_the_data_hold_hints_and_the_solution_with_its_way(quiz):
    (question,) = quiz.show("hotter-is-faster").spec["questions"]
    assert question["hints"] == ["Think of the crust.", "Think of what the crumb does meanwhile."]
    key, way = "<strong>The crust burns before the crumb is done.</strong>", "<em>long</em>"
    solution = question["solution"]
    assert 0 < solution.index(key) < solution.index("Right. Heat needs") < solution.index(way)


@pytest.mark.parametrize(("reread", "heading"), [
    ("flour-and-water", "01-dough#flour-and-water"), ("00-start#how-to-begin",) * 2,
])
def test_where_to_read_again_has_its_heading_in_whichever_chapter(tmp_path, reread, heading):
    root = bakery.write(tmp_path)
    path = root / "quizzes" / "01-dough.yml"
    path.write_text(path.read_text().replace(
        "      - text: Salt\n", f"      - text: Salt\n        reread: {reread}\n"))
    spec = Quiz(bakery.Course(root)).show("raising-agent").spec
    assert spec["questions"][0]["options"][1]["reread"] == reread
    words = {"01-dough#flour-and-water": "Flour and water", "00-start#how-to-begin": "How to begin"}
    assert spec["headings"] == {"01-dough#what-rises": "What rises?", heading: words[heading]}


def test_a_gap_of_the_text_is_one_character_for_the_front_end(quiz):
    (question,) = quiz.show("sentence-of-heat").spec["questions"]
    assert question["text"] == ("<p>A <em>loaf</em> goes in at \ue000 and comes out after \ue001."
                                "</p>")


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
