"""The baseline of pages: a Dash app with one callback that does nothing."""

from __future__ import annotations

import flask
from dash import Dash, Input, Output, html

REQUEST = {
    "output": "answer.children",
    "outputs": {"id": "answer", "property": "children"},
    "inputs": [{"id": "question", "property": "n_clicks", "value": 1}],
    "changedPropIds": ["question.n_clicks"],
}
"""What a browser sends to have the callback run."""


def application() -> flask.Flask:
    """Build the application of one worker, with its first request answered."""
    app = Dash(__name__)
    app.layout = html.Div([html.Button(id="question"), html.Div(id="answer")])
    app.callback(Output("answer", "children"), Input("question", "n_clicks"))(_nothing)
    server: flask.Flask = app.server
    server.test_client().get("/_dash-layout")
    return server


def _nothing(_clicks: int | None) -> str:
    return ""
