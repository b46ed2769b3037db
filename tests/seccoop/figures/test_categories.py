"""The sorter: twelve cases, three placings each, a verdict in words and a reason."""

from __future__ import annotations

import pandas as pd
import pytest

from seccoop import data
from seccoop.figures.categories import (
    CATEGORIES,
    VERDICTS,
    category_sorter,
    draw_sorter,
    verdict_of,
)
from seccoop.figures.palette import COLOURS
from tests.sampling import sample
from tests.seccoop.figures.test_palette import contrast


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    return data.table("category_cases")


def shown(drawing) -> list[str]:
    return [text.get_text() for text in drawing.figure.texts]


def test_there_are_twelve_cases_with_a_verdict_for_each_category(cases):
    found = cases.groupby("case_id")["category"].apply(lambda numbers: sorted(numbers))
    assert len(found) == 12
    assert all(numbers == [1, 2, 3] for numbers in found)


def test_the_best_category_of_a_case_fits_or_fits_in_part_and_no_other_beats_it(cases):
    rank = {"no": 0, "partly": 1, "fits": 2}
    for case, rows in cases.groupby("case_id"):
        best = rows[rows["best"].astype(bool)]["verdict"].map(rank)
        assert len(best) == 1, case
        assert best.iloc[0] == rows["verdict"].map(rank).max() > 0, case


def test_a_frame_says_verdict_and_reason_in_words(cases):
    for _, row in cases.loc[sample(cases.index, keep=9)].iterrows():
        drawing = draw_sorter(cases, case=row["case_id"], placing=int(row["category"]))
        assert verdict_of(row) in shown(drawing)
        assert row["reason"] in " ".join(shown(drawing))
        assert drawing.description.endswith(f"{verdict_of(row)}. {row['reason']}")
        assert drawing.table.loc[0, "Verdict"] == verdict_of(row)


def test_no_verdict_is_given_before_the_reader_has_placed_the_case(cases):
    for case, rows in cases.groupby("case_id"):
        drawing = draw_sorter(cases, case=case, placing=0)
        text = " ".join([*shown(drawing), drawing.description, drawing.table.to_string()])
        assert not any(reason in text for reason in rows["reason"])
        assert not any(word in text for word, _, _ in VERDICTS.values())
        assert "Verdict" not in drawing.table


def test_the_other_lanes_keep_their_answers(cases):
    case = cases["case_id"].iloc[0]
    reasons = cases[cases["case_id"] == case].set_index("category")["reason"]
    text = " ".join(shown(draw_sorter(cases, case=case, placing=1)))
    assert reasons[1] in text
    assert reasons[2] not in text
    assert reasons[3] not in text


def test_all_three_tests_and_what_is_on_record_stand_in_every_frame(cases):
    case = cases["case_id"].iloc[0]
    for placing in (0, 1, 2, 3):
        text = " ".join(shown(draw_sorter(cases, case=case, placing=placing)))
        assert all(category.test in text for category in CATEGORIES)
        assert all(line in text for line in cases.loc[cases["case_id"] == case, "evidence"])


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.colour)
def test_a_verdict_can_be_read_on_its_lane(category, side):
    ground = COLOURS[f"{category.colour}_tint"][side]
    for _, ink, _ in VERDICTS.values():
        assert contrast(COLOURS[ink][side], ground) >= 4.5


def test_another_programme_is_not_placed_yet():
    programme, placing = category_sorter().spec["controls"]
    assert programme["renews"] == {"placing": 0}
    assert placing["values"][0] == "Not placed yet"


def test_no_frame_leaves_a_gap_of_more_than_a_few_lines(cases):
    for case in sample(cases["case_id"].unique(), keep=4):
        for placing in range(4):
            figure = draw_sorter(cases, case=case, placing=placing).figure
            figure.canvas.draw()
            height = figure.get_size_inches()[1] * 72
            drawn = sorted((1 - box.y1, 1 - box.y0) for box in (
                patch.get_window_extent().transformed(figure.transFigure.inverted())
                for ax in figure.axes for patch in ax.patches))
            words = sorted((1 - box.y1, 1 - box.y0) for box in (
                text.get_window_extent().transformed(figure.transFigure.inverted())
                for text in figure.texts))
            below, widest = 0.0, 0.0
            for top, bottom in sorted([*drawn, *words]):
                widest, below = max(widest, top - below), max(below, bottom)
            assert max(widest, 1 - below) * height < 40, (case, placing)


def test_an_unknown_case_is_told_with_those_there_are(cases):
    with pytest.raises(ValueError, match=r"no case 'nato' with placing 4; there are .* with 0, 1"):
        draw_sorter(cases, case="nato", placing=4)
