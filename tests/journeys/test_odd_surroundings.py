"""What surrounds a command may be odd: names that look like markup, rights, readers that leave."""

from tests.etl.validate.deliveries import write


def test_a_supplier_whose_name_looks_like_markup_is_loaded_listed_and_removed(etl, tmp_path):
    name = "x [/b] [red]y"
    folder = write(tmp_path / "map [/i]", f'leverancier = "{name}"\npeildatum = 2026-08-01\n')
    assert etl("run", folder) == 0, etl.err
    assert name in etl.err
    assert etl("deliveries") == 0
    assert name in etl.out
    assert etl("check", folder) == 0
    assert name in etl.out
    assert etl("deliveries", "remove", name) == 0
    assert name in etl.err
