"""List, estimate and count of one country: each row shows what its table says."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from seccoop import data
from seccoop.figures.measures import FISCAL, draw_measures
from seccoop.figures.palette import colour


@pytest.fixture(scope="module")
def draw():
    tables = [data.table(name) for name in
              ("world_bank_list", "governance_estimates", "violence_deaths", "displacement")]
    return lambda country, scale="straight": draw_measures(
        *tables, country, country=country, scale=scale)


@pytest.mark.parametrize("country", ["UKR", "NGA", "KEN", "SOM"])
def test_a_square_is_full_for_each_fiscal_year_on_the_list(draw, country):
    strip = draw(country).figure.axes[0]
    full = [year for year, square in zip(FISCAL, strip.patches, strict=True)
            if to_hex(square.get_facecolor()) == colour("highlight")]
    table = data.table("world_bank_list")
    assert full == sorted(table[(table["iso3"] == country) & table["listed"]]["fiscal_year"])


def test_the_first_square_of_ukraine_comes_after_its_deadliest_year_began(draw):
    assert draw("UKR").description.startswith(
        "UKR: listed FY2023 to FY2026; most dead in 2022: 92,615")


def test_zeros_are_hollow_on_a_logarithmic_scale_and_keep_a_row_of_their_own(draw):
    some, none = draw("BFA", "log").figure.axes[2].collections[1:]
    table = data.table("violence_deaths")
    rows = table[(table["iso3"] == "BFA") & table["year"].between(2004, 2024)]
    assert len(none.get_offsets()) == (rows["best"] == 0).sum() == 12
    assert len(some.get_offsets()) == (rows["best"] > 0).sum()
    assert none.get_offsets()[:, 1].max() < 1 <= some.get_offsets()[:, 1].min()


def test_per_million_divides_by_the_population_of_the_year(draw):
    people = data.table("displacement").set_index(["iso3", "year"])["population"]
    dead = data.table("violence_deaths").set_index(["iso3", "year"])["best"]
    shown = draw("SYR", "million").table["Best estimate (deaths per million people)"][2014]
    assert shown == pytest.approx(dead["SYR", 2014] * 1_000_000 / people["SYR", 2014], abs=0.01)


def test_the_factor_told_is_that_of_two_years_of_the_table(draw):
    dead = data.table("violence_deaths").set_index(["iso3", "year"])["best"]
    factor = dead["UKR", 2022] / dead["UKR", 2021]
    said = draw("UKR", "log").description
    assert f"in 2022 the dead were {factor:.0f} times those of 2021" in said


def test_a_year_before_the_lists_is_not_called_unlisted(draw):
    listed = draw("SOM").table["On the list (fiscal year)"]
    assert (listed[2005], listed[2006]) == ("no list", "yes")


def test_an_unknown_scale_is_told_with_those_there_are(draw):
    with pytest.raises(ValueError, match="no scale 'cubic'; there are straight, log"):
        draw("UKR", "cubic")
