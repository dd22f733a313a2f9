"""What a visit costs: bytes over the line, as Chromium counts them."""

import pytest
from playwright.sync_api import BrowserContext

from dashboard.compression import CACHE
from dashboard.plotly_bundle import bundle_in
from tests.browser.conftest import drawn

pytestmark = pytest.mark.browser

FIRST_WITH_PARTIAL_BUNDLE = 600_000
FIRST_WITH_WHOLE_BUNDLE = 1_400_000
NEXT = 60_000


def visit(context: BrowserContext, address: str) -> int:
    """Open an address in a new tab and return the bytes that came over the line."""
    page = context.new_page()
    received = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    drawn(page, address)
    page.wait_for_load_state("networkidle")
    page.close()
    return int(sum(received))


def test_a_page_with_a_chart_is_light(context: BrowserContext, url: str):
    first = visit(context, f"{url}/routes")
    partial = bundle_in(CACHE) is not None
    assert first <= (FIRST_WITH_PARTIAL_BUNDLE if partial else FIRST_WITH_WHOLE_BUNDLE)
    assert visit(context, f"{url}/routes?gebied=GM0363") <= NEXT
