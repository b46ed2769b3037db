"""The figures of the course. In a notebook each is one line: ``figures.operations_map()``.

Explorers: :func:`operations_map`, :func:`category_sorter`, :func:`enlargement_map`,
:func:`un_nato_coalition`, :func:`large_operations`, :func:`deployments_and_persons`,
:func:`votes_in_parliament`, :func:`death_counts`, :func:`clocks`, :func:`pots`,
:func:`increments`, :func:`burden`, :func:`fragility_measures`, :func:`index_builder`,
:func:`stabilisation_fund`, :func:`evaluation_ladder`, :func:`page_versions`, :func:`opt_out`,
:func:`ukraine_support`, :func:`next_page`. Still figures: :func:`un_monthly`,
:func:`categories_over_time`.

Those that return an Explorer have controls, those that return a Drawing stand still.
Each has a module of its own in which a pure function ``draw_...`` takes tables and
gives a Drawing: the picture, what it shows in words, and the data behind it.
``palette`` and ``style`` hold the common look, ``maps`` draws land, ``register`` names editions.
"""

import seccoop.explorers  # noqa: F401  (names sources from the register)
from seccoop.figures.allocation import allocation
from seccoop.figures.attribution import credit_due, governance_margin
from seccoop.figures.burden import burden
from seccoop.figures.categories import category_sorter
from seccoop.figures.clocks import clocks
from seccoop.figures.crossroads import three_roads
from seccoop.figures.deployments import deployments_and_persons
from seccoop.figures.drafts import next_page
from seccoop.figures.enlargement import enlargement_map
from seccoop.figures.evaluations import evaluation_ladder
from seccoop.figures.evidence import evidence
from seccoop.figures.increments import increments
from seccoop.figures.leads import un_nato_coalition
from seccoop.figures.losses import death_counts
from seccoop.figures.measures import fragility_measures
from seccoop.figures.operations import operations_map
from seccoop.figures.optout import opt_out
from seccoop.figures.periods import categories_over_time
from seccoop.figures.personnel import un_monthly
from seccoop.figures.pots import pots
from seccoop.figures.projects import baltic_projects
from seccoop.figures.reform import reform_comparison
from seccoop.figures.roads import accession_roads
from seccoop.figures.stabilisation import stabilisation_fund
from seccoop.figures.strengths import large_operations
from seccoop.figures.support import ukraine_support
from seccoop.figures.versions import page_versions
from seccoop.figures.votes import votes_in_parliament
from seccoop.figures.weights import index_builder
from seccoop.figures.yardsticks import yardsticks

__all__ = [
    "accession_roads",
    "allocation",
    "baltic_projects",
    "burden",
    "categories_over_time",
    "category_sorter",
    "clocks",
    "credit_due",
    "death_counts",
    "deployments_and_persons",
    "enlargement_map",
    "evaluation_ladder",
    "evidence",
    "fragility_measures",
    "governance_margin",
    "increments",
    "index_builder",
    "large_operations",
    "next_page",
    "operations_map",
    "opt_out",
    "page_versions",
    "pots",
    "reform_comparison",
    "stabilisation_fund",
    "three_roads",
    "ukraine_support",
    "un_monthly",
    "un_nato_coalition",
    "votes_in_parliament",
    "yardsticks",
]
