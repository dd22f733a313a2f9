"""The DPIA helper says what the settings say, and asks what only the organisation can answer."""

import re
from html.parser import HTMLParser

from etl import dpia
from etl.domain.fields import TABLES
from etl.settings import Settings


def test_retention_is_that_of_the_settings():
    text = dpia.markdown(Settings(schooljaren=4, receipt_days=90, keeps_inbox=True))
    assert "4 schooljaren (MAS_BEWAAR_SCHOOLJAREN)" in text
    assert "90 dagen (MAS_BEWAAR_BEWIJS_DAGEN)" in text
    assert "blijft staan (MAS_BEWAAR_INBOX)" in text


def test_every_column_of_a_delivery_is_in_it_with_what_it_means():
    text = dpia.markdown(Settings())
    for table in TABLES.values():
        for field in table.fields:
            assert f"| {field.name} | {field.description} |" in text


def test_it_decides_nothing_for_the_organisation():
    text = dpia.markdown(Settings())
    assert text.count("In te vullen door de verwerkingsverantwoordelijke") == 3
    assert "functionaris gegevensbescherming?" in text


def test_it_tells_of_meetings_logs_and_access_as_well():
    text = dpia.markdown(Settings())
    for words in (
        "python -m dashboard forget",
        "het logboek van de server",
        "Het dashboard vraagt niet wie u bent",
        "python -m etl deliveries remove",
    ):
        assert words in text


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += f" {data} "


def test_as_a_page_it_says_the_same_and_is_well_formed():
    text = dpia.markdown(Settings())
    page = Text()
    page.feed(dpia.html(text))
    assert page.open == []
    words = re.compile(r"\w+")
    said = words.findall(page.text)
    for word in words.findall(text.replace("_In", "In").replace("._", ".")):
        assert word in said
