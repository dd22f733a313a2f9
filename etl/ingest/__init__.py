"""Take in a delivery: open it, recognise its tables, land every row as text.

Nothing is judged here beyond "can this be read at all"; what a row must keep to stands in
`etl.domain.rules` and is checked in `etl.validate`.
"""
