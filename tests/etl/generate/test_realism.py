"""What an invented set shows, as a real one would."""

from etl.generate import flaws
from tests.etl.generate.conftest import SAMPLE, number, rows

RETURNED = "uitkomst in ('terug_naar_school', 'andere_opleiding')"


def test_nobody_under_12_or_over_17_goes_to_halt(clean):
    query = """
        select
            count(*),
            min(leeftijd::int),
            max(leeftijd::int),
            count(*) filter (leeftijdsgroep in ('4_11', '18_plus'))
        from zaken
        where contains(gekozen_route, 'R2') or contains(advies_route, 'R2')
    """
    [(halt, youngest, oldest, in_other_band)] = rows(clean, query)
    assert halt > 50
    assert (youngest, oldest, in_other_band) == (12, 17, 0)


def test_the_covid_years_have_fewer_zaken(clean):
    per_year = dict(rows(clean, "select schooljaar, count(*) from zaken group by schooljaar"))
    assert per_year[2019] < 0.9 * per_year[2018]
    assert per_year[2020] < 0.85 * per_year[2018]
    assert per_year[2021] > per_year[2020]  # though its last months are not in yet


def test_enforcement_was_held_back_during_covid(clean):
    query = """
        select
            melddatum between '2020-03-16' and '2021-07-31' as held,
            avg(regexp_matches(gekozen_route, '^PV|R2|R4')::int)
        from zaken where gekozen_route is not null
        group by held
    """
    share = dict(rows(clean, query))
    assert share[True] < 0.5 * share[False]


def test_luxeverzuim_peaks_round_the_holidays(clean):
    query = """
        select count(*) filter (month(melddatum::date) in (5, 10)),
               count(*) filter (month(melddatum::date) in (3, 11))
        from zaken where verzuimtype = 'luxe'
    """
    [(with_holidays, without)] = rows(clean, query)
    assert with_holidays > 1.5 * without


def test_reports_are_few_in_summer_and_absoluut_comes_with_the_new_schooljaar(clean):
    query = """
        select
            avg((month(melddatum::date) in (7, 8))::int),
            avg((month(melddatum::date) between 8 and 10)::int) filter (verzuimtype = 'absoluut')
        from zaken
    """
    [(summer, absoluut_in_autumn)] = rows(clean, query)
    assert summer < 0.1
    assert absoluut_in_autumn > 0.4


def test_pupils_come_back_into_view_also_within_eight_weeks_of_their_return(clean):
    query = f"""
        select melddatum::date - returned as days
        from (
            select
                melddatum,
                lag(uitkomstdatum::date) over (
                    partition by leverancier, leerling_id order by melddatum
                ) as returned
            from zaken where uitkomst is null or {RETURNED}
        )
        where returned is not null
    """
    days = [found for (found,) in rows(clean, query)]
    assert len(days) > 100
    assert sum(1 <= found <= 56 for found in days) > 30
    assert sum(found > 56 for found in days) > 30


def test_a_pupil_keeps_sex_gemeente_and_grows_no_younger(clean):
    query = """
        select count(*) from (
            select leerling_id from zaken group by leverancier, leerling_id
            having count(distinct geslacht) > 1
                or count(distinct gemeentecode) > 1
                or max(leeftijd::int) - min(leeftijd::int) > 2
                or max_by(leeftijd::int, melddatum) < min_by(leeftijd::int, melddatum)
        )
    """
    assert number(clean, query) == 0


def test_open_zaken_are_recent_for_the_most_part(sample):
    query = """
        select
            count(*) filter (schooljaar = 2025),
            count(*) filter (schooljaar < 2025)
        from zaken where uitkomst is null
    """
    [(running, earlier)] = rows(sample, query)
    assert running > 1000
    assert 0 < earlier < 0.2 * running
    undecided = "select count(*) from zaken where gekozen_route is null and uitkomst is not null"
    assert number(sample, undecided) == 0


def test_thuiszitters_return_less_often_than_others(sample):
    query = f"""
        select verzuimtype, avg(({RETURNED} and uitkomstdatum::date - melddatum::date <= 90)::int)
        from zaken
        where verzuimtype in ('16_uur', 'lrv', 'absoluut') and schooljaar = 2024
            and try_cast(uitkomstdatum as date) is not distinct from uitkomstdatum
            and try_cast(melddatum as date) is not null
        group by verzuimtype
    """
    share = dict(rows(sample, query))
    assert share["lrv"] < share["absoluut"] < share["16_uur"]


def test_about_four_in_five_keep_to_the_norms_of_halt_and_om(sample):
    within = {
        ("halt", "startdatum"): 30,
        ("om", "einddatum"): 90,
        ("rvdk", "einddatum"): 42,
    }
    for (partner, event), norm in within.items():
        query = f"""
            select avg((try_cast({event} as date) - try_cast(verwijsdatum as date) <= {norm})::int)
            from keten
            where partner = '{partner}' and verwijsdatum < '2025-08-01'
                and resultaat <> 'niet_in_behandeling'
        """
        assert 0.7 < number(sample, query) < 0.9, partner


def test_steps_9_and_10_come_after_the_outcome_and_10_is_rare(clean):
    per_step = dict(rows(clean, "select stap::int, count(*) from stappen group by stap"))
    assert sorted(per_step) == list(range(1, 11))
    assert per_step[10] < 0.1 * per_step[9] < 0.1 * per_step[1]
    query = """
        select count(*) from stappen join zaken using (zaak_id)
        where stap in ('9', '10') and (uitkomstdatum is null or startdatum < uitkomstdatum)
    """
    assert number(clean, query) == 0


def test_a_step_can_be_done_twice(clean):
    query = """
        select count(*) from (
            select zaak_id from stappen where stap = '6' group by zaak_id having count(*) = 2
        )
    """
    assert number(clean, query) > 50


def test_deviations_are_explained_unexplained_and_left_blank(sample):
    query = """
        select coalesce(gemotiveerd, 'leeg'), count(*) from zaken
        where afwijking = 'ja' group by all
    """
    found = dict(rows(sample, query))
    assert found["ja"] > found["nee"] > 50
    assert found["leeg"] + found["onbekend"] > 50


def test_one_supplier_never_uses_the_instrument_and_one_leaves_keten_out(sample):
    query = """
        select count(*) from (
            select leverancier from zaken group by leverancier having count(advies_route) = 0
        )
    """
    assert number(sample, query) == 1
    query = "select count(distinct leverancier) from zaken anti join keten using (leverancier)"
    assert number(sample, query) == 1


def test_mistakes_are_few_and_differ_between_suppliers(sample):
    strange = " or ".join(
        f"coalesce({column}, '') = '{word}'" for column, word in flaws.MISTAKES["zaken"]
    )
    query = f"select avg(({strange})::int) from zaken group by leverancier"
    shares = [share for (share,) in rows(sample, query)]
    assert len(shares) == len(SAMPLE.suppliers)
    assert 0.001 < max(shares) < 0.005
    assert len(set(shares)) > 5


def test_one_region_chooses_heavier_routes_than_the_others(sample):
    query = """
        select regexp_extract(leverancier, 'mc\\d+') as regio,
               avg(regexp_matches(gekozen_route, 'R4|^PV')::int) as heavy
        from zaken where gekozen_route is not null and contains(leverancier, 'regio')
        group by regio order by heavy desc
    """
    heavy = [share for _, share in rows(sample, query)]
    assert heavy[0] > 1.4 * heavy[1]
