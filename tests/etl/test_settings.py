"""What can be set: every setting has bounds, and says them in Dutch with an example."""

from fractions import Fraction

import pytest

from etl.errors import UsageError
from etl.settings import Settings

DIGITS = "9" * 5000
"""More than Python turns into a number."""


@pytest.mark.parametrize(
    ("name", "text", "bounds"),
    [
        *(
            ("MAS_MAX_APART", text, "van 0 tot en met 100, zonder procentteken, zoals 5 of 2,5")
            for text in (
                "1/0",
                "5/100",
                "nan",
                "inf",
                "1e999999999",
                "-1",
                "101",
                "5%",
                "٥",
                DIGITS,
            )
        ),
        *(
            ("MAS_THREADS", text, "van 1 tot en met 256, zoals 2")
            for text in ("0", "257", "1000000", "-1", "2.0", "twee", "²", "٢", DIGITS)
        ),
        *(
            ("MAS_GEHEUGEN", text, "van 100MB tot en met 1000TB, zoals 1500MB of 6GB")
            for text in ("0GB", "1KB", "99MB", "1001TB", "1e3MB", "1500", "٦GB", f"{DIGITS}MB")
        ),
        *(
            ("MAS_BEWAAR_SCHOOLJAREN", text, "van 1 tot en met 10000, zoals 10")
            for text in ("0", "10001", DIGITS)
        ),
        *(
            ("MAS_BEWAAR_BEWIJS_DAGEN", text, "van 1 tot en met 10000, zoals 400")
            for text in ("0", "1 jaar", DIGITS)
        ),
        ("MAS_BEWAAR_INBOX", "yes", "ja of nee, in kleine letters, zoals MAS_BEWAAR_INBOX=nee"),
        ("MAS_TOETS", "Nee", "ja of nee, in kleine letters, zoals MAS_TOETS=nee"),
        ("MAS_KLOK", f"{DIGITS}=schooldagen", "zoals 2=schooldagen,9=werkdagen"),
        ("MAS_KLOK", "٢=schooldagen", "zoals 2=schooldagen,9=werkdagen"),
    ],
)
def test_a_setting_outside_its_bounds_says_its_name_them_and_an_example(name, text, bounds):
    with pytest.raises(UsageError) as error:
        Settings.from_environment({name: text})
    assert str(error.value).startswith(name)
    assert bounds in str(error.value)


def test_the_bounds_themselves_are_taken():
    lowest = Settings.from_environment(
        {"MAS_MAX_APART": "0", "MAS_THREADS": "1", "MAS_GEHEUGEN": "100MB"}
    )
    highest = Settings.from_environment(
        {"MAS_MAX_APART": "100", "MAS_THREADS": "256", "MAS_GEHEUGEN": "1000 tb"}
    )

    assert (lowest.max_apart, lowest.threads, lowest.memory_limit) == (0, 1, "100MB")
    assert (highest.max_apart, highest.threads, highest.memory_limit) == (1, 256, "1000TB")


def test_a_percentage_and_an_amount_may_have_a_comma_and_spaces_around_them():
    settings = Settings.from_environment({"MAS_MAX_APART": " 2,5 ", "MAS_GEHEUGEN": "1,5 GiB"})

    assert settings.max_apart == Fraction(1, 40)
    assert settings.memory_limit == "1.5GiB"


def test_what_is_set_to_nothing_is_not_set():
    names = ("MAS_MAX_APART", "MAS_THREADS", "MAS_GEHEUGEN", "MAS_TOETS", "MAS_KLOK")

    assert Settings.from_environment(dict.fromkeys(names, " ")) == Settings()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("MAS_BEWAAR_SCHOOLJAAR", "MAS_BEWAAR_SCHOOLJAREN"),
        ("mas_toets", "MAS_TOETS"),
        ("MAS-TOETS", "MAS_TOETS"),
    ],
)
def test_a_setting_that_is_nearly_one_of_ours_is_refused_with_the_one_that_was_meant(name, meant):
    with pytest.raises(UsageError, match=f"{name} kennen wij niet. Bedoelt u {meant}?"):
        Settings.from_environment({name: "3"})


def test_a_name_that_is_somebody_elses_is_left_alone():
    assert Settings.from_environment({"MAS_CERTIFICAAT": "x", "MASTER": "y"}) == Settings()
