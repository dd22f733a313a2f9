"""The evaluation itself: a meeting that ends in agreements, on figures that stay put.

Importing this package costs nothing: the database library is loaded when the first page of a
meeting is asked for (see `dashboard.meeting.routes`), so that a dashboard without meetings starts
as fast as before.
"""
