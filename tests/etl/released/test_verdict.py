import pytest

from etl.released.verdict import Limits, Verdict, verdict, verdict_of_ratio

LIMITS = Limits(100, laag_95=0.2, hoog_95=0.4, laag_998=0.15, hoog_998=0.45)


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (30, Verdict.TOEVAL),
        (42, Verdict.TOEVAL),  # .42 lies outside, but 40 of 102 = .392 could be behind it
        (45, Verdict.OPVALLEND),
        (50, Verdict.WIJKT_AF),  # 48 of 102 = .471
        (15, Verdict.OPVALLEND),  # 17 of 98 = .173
        (10, Verdict.WIJKT_AF),  # 12 of 98 = .122
    ],
)
def test_an_area_lies_outside_only_when_it_does_whatever_rounding_hid(x, expected):
    assert verdict(x, n=100, p0=0.3, limits=LIMITS) is expected


def test_no_verdict_when_fewer_than_eight_are_expected_on_either_side():
    assert verdict(10, n=70, p0=0.1, limits=LIMITS) is Verdict.TE_WEINIG  # 7 expected
    assert verdict(60, n=70, p0=0.9, limits=LIMITS) is Verdict.TE_WEINIG  # 7 expected not
    assert verdict(25, n=80, p0=0.3, limits=LIMITS) is not Verdict.TE_WEINIG


def test_the_words_are_those_of_the_meetings_and_never_significant():
    assert Verdict.TOEVAL.sentence == "Dit verschil kan toeval zijn."
    assert Verdict.OPVALLEND.sentence == (
        "Opvallend, maar kan nog toeval zijn. Kijk of het volgend jaar terugkomt."
    )
    assert Verdict.WIJKT_AF.sentence == (
        "Wijkt duidelijk af van vergelijkbare gebieden. Dit is een vraag, geen oordeel: "
        "wat zit erachter?"
    )
    assert Verdict.TE_WEINIG.sentence == "Te weinig zaken om te vergelijken."
    assert not any("significant" in word.sentence.lower() for word in Verdict)


@pytest.mark.parametrize(
    ("within_95", "within_998", "expected"),
    [
        ((0.9, 1.2), (0.8, 1.3), Verdict.TOEVAL),
        ((1.1, 1.4), (0.9, 1.5), Verdict.OPVALLEND),
        ((0.6, 0.9), (0.5, 1.1), Verdict.OPVALLEND),
        ((1.2, 1.5), (1.1, 1.6), Verdict.WIJKT_AF),
        ((0.5, 0.7), (0.4, 0.9), Verdict.WIJKT_AF),
    ],
)
def test_counted_over_expected_is_judged_by_whether_its_intervals_hold_one(
    within_95, within_998, expected
):
    assert verdict_of_ratio(within_95, within_998) is expected
