"""A report is an evaluation without what was said in confidence."""

from dashboard.verslag.model import without_confidential
from tests.verslag.evaluations import BEFORE, CALL, EVALUATION, LATER, SECRET

REPORT = without_confidential(EVALUATION)


def test_a_report_holds_nothing_confidential():
    assert SECRET in repr(EVALUATION)
    assert SECRET not in repr(REPORT)


def test_a_report_keeps_everything_else():
    assert [point.title for point in REPORT.points] == [
        "Minder zaken naar Halt",
        "Terugkeer naar onderwijs",
    ]
    assert REPORT.agreements == (CALL, LATER)
    assert REPORT.earlier == (BEFORE,)
    first = REPORT.points[0]
    texts = [*first.outcomes, *first.remarks, *first.disagreements, *first.figures[0].explanations]
    assert [entry.organisation for entry in texts] == ["", "Scholen", "Halt", "Gemeente Oosterland"]
