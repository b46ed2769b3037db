"""Where newer values come from: one module an interface, and what each promises.

A series of ``datapackage.json`` names its interface in ``from``. Its ``read`` asks the
interface and gives an :class:`Answer`, or raises :class:`Refused` with one sentence.
"""

from typing import Annotated

from pydantic import Field

from coursekit.data.interfaces.fetching import Fetch, Refused
from coursekit.data.interfaces.series import Answer, Asked
from coursekit.data.interfaces.ucdp import Ucdp
from coursekit.data.interfaces.worldbank import WorldBank

#: One series as ``datapackage.json`` describes it, told apart by ``from``.
Series = Annotated[WorldBank | Ucdp, Field(discriminator="from_")]

__all__ = ["Answer", "Asked", "Fetch", "Refused", "Series", "Ucdp", "WorldBank"]
