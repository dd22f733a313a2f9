"""The quick scan: a short anonymous questionnaire before or during a meeting.

What is kept are counts and loose texts, never a form that somebody filled in: there is nothing to
cross, order or trace. See `models` for what stands in the database and what doesn't.
"""
