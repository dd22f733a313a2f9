"""The verslag of an evaluation: what was sealed and said, as files that people mail and keep.

Nothing here knows a database or a browser. A maker takes a `Report` and returns bytes; the same
report gives the same bytes. A `Report` is made by `model.without_confidential`, so that a maker
cannot see what was said in confidence.
"""
