"""Invented deliveries: realistic to look at, true of nobody, the same for the same plan.

    plans       what to invent, and who delivers it         habits     how each of them registers
    sizes, seasons, character                               where and when, and how areas differ
    cases -> routes -> histories -> steps                   a zaak, from melding to outcome
    tables -> flaws -> deliveries                           text, mistakes, files

`domain` knows what codes mean; the numbers here are guesses shaped after published totals, and
nothing may be learnt from them about a real gemeente, region or partner.
"""

from etl.generate.deliveries import generate
from etl.generate.plans import Plan, Supplier, plan, sample_plan

__all__ = ["Plan", "Supplier", "generate", "plan", "sample_plan"]
