"""The proof of what a course says: every mention of a quantity, and what it rests on."""

from coursekit.claims.register import Claim, Register, Tally, check, registers

__all__ = ["Claim", "Register", "Tally", "check", "registers"]
