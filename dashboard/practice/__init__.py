"""Practice cases: invented zaken to walk through the MAS together, and the spread of choices.

The cases are text files in `zaken`; they hold questions and no answers. What organisations choose
is kept with the meeting (`models`), and shown as a spread without a right or a wrong.
"""
