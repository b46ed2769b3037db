"""Tables with schema, units and sources. Nothing else in the engine opens a CSV."""

from coursekit.data.package import Field, Table
from coursekit.data.proof import Lookup, Proof
from coursekit.data.tables import Tables

__all__ = ["Field", "Lookup", "Proof", "Table", "Tables"]
