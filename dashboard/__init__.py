"""The dashboard: reads a release, shows it in plain Dutch, and gives it away as a file.

server.py      start, compress, secure: everything about HTTP
app.py         the list of pages, the routes
state.py       what the URL asks for          shell.py    what surrounds every page
exhibits/      a figure's one source: sentence, table and chart from the same answer
figures/       rows in, chart out (pure)      components/ cards, tables, the MAS as a picture
pages/         the pages                      exports.py  table in, CSV or XLSX out (pure)
"""
