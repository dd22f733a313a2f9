"""Charts: rows in, a plain plotly dictionary out. Only `bar` and `scatter` traces.

The partial plotly bundle knows no other kinds. Every function is pure, writes its numbers in
Dutch itself (hover texts come ready from `etl.released.dutch`), sets `type: category` where names
or steps are on an axis (plotly reads "1" to "4" as numbers), and gives a bar its label beside it.
"""
